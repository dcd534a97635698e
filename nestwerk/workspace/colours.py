"""A network's accent as a small style sheet: readable in both themes, its address holds the wish itself."""

from __future__ import annotations

from nestwerk.common.colour import ColourError, accent_for


def sheet(wish: str) -> str:
    """Custom properties for the six hex digits ``wish``; an empty sheet for anything else."""
    try:
        return accent_for(f"#{wish}").css + "@layer tokens{@media print{:root{--accent:#000000;--on-accent:#ffffff}}}"
    except ColourError:
        return ""
