"""Cells that a spreadsheet shows instead of calculating."""

from __future__ import annotations

import re

# What a spreadsheet would calculate; a list ("- Wiegen"), a name (@praxis) or a phone number is none.
# After OWASP, "CSV Injection": =…, @FUNCTION(…), +name, -name, +1|… (dynamic data exchange).
_PHONE_OR_NUMBER = re.compile(r"[+-]?[0-9\s()/.,–-]+")
_FORMULA = re.compile(r"=|@\s*[\w.]+\s*\(|[+-](?:[^\W\d_]|[(=@+\"'-]|[0-9.].*\|)", re.DOTALL)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet that opens this cell might calculate instead of show it."""
    return bool(_FORMULA.match(text)) and not _PHONE_OR_NUMBER.fullmatch(text)


def as_text_cell(text: str) -> str:
    """The text; one that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{text}" if is_formula(text.lstrip()) else text
