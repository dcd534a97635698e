"""A network's accent as a small style sheet: readable in both themes, its address holds the wish itself."""

from __future__ import annotations

from nestwerk.common.colour import ColourError, accent_for


def sheet(wish: str) -> str:
    """Custom properties for the six hex digits ``wish``; an empty sheet for anything else."""
    try:
        accent = accent_for(f"#{wish}")
    except ColourError:
        return ""
    return (
        f"@layer tokens{{:root{{--accent:{accent.light};--on-accent:{accent.light_ink}}}"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{accent.dark};--on-accent:{accent.dark_ink}}}}}"
        "@media print{:root{--accent:#000000;--on-accent:#ffffff}}}"
    )
