"""The quality of an offer in a word. Values in, a value out."""

from __future__ import annotations

VERY_GOOD, GOOD, GAPS, HELP, UNKNOWN = "sehr_gut", "gut", "luecken", "hilfe", "offen"
GRADES = {HELP: "braucht Hilfe", GAPS: "hat Lücken", GOOD: "gut", VERY_GOOD: "sehr gut", UNKNOWN: "noch nicht geprüft"}
_FROM = ((90, VERY_GOOD), (75, GOOD), (50, GAPS), (0, HELP))


def grade(score: int | float | None) -> str:
    """The key of ``GRADES`` for a score of 0 to 100; None: nobody has looked yet."""
    if score is None:
        return UNKNOWN
    return next(key for least, key in _FROM if round(score) >= least)
