"""Cells that a spreadsheet shows instead of calculating."""

from __future__ import annotations

from .imports.cells import is_formula


def as_text_cell(text: str) -> str:
    """The text; one that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{text}" if is_formula(text.lstrip()) else text
