"""Hear an emergency or a medical sign in what a person typed, in six languages, before any search begins.

    detect("mag nimmer leben")  →  Alarm(codes=("need.suicidality",), signs=())

Pure and fast: words become classes of meaning (``vocabulary``), a few rules say which classes together are alarming
(``rules``). Decision record: docs/decisions/0003-emergency-detection.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from nestwerk.matching.emergency.ages import number_classes
from nestwerk.matching.emergency.rules import results
from nestwerk.matching.emergency.signs import SIGNS, Sign
from nestwerk.matching.emergency.vocabulary import Span, classes, cut
from nestwerk.matching.types import EMERGENCIES

__all__ = ["EMERGENCIES", "SIGNS", "Alarm", "Sign", "detect"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must be said before any result: ``codes`` out of EMERGENCIES, ``signs`` out of SIGNS, in their order."""

    codes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.signs)


_QUIET = Alarm()


def _calls_for_help(tokens: list[str], found: dict[str, list[Span]]) -> bool:
    """Whether a bare "Notfall" or "Notfall Baby, Hilfe" is all that was said."""
    said = {at for name in ("EMERGENCY_WORD", "CHILD", "HELP_WORD", "NOW") for at, _ in found.get(name, ())}
    return "EMERGENCY_WORD" in found and len(tokens) == len(said)


def detect(text: str) -> Alarm:
    """Return the alarms in ``text``; quiet for nearly all queries. Takes any string and never raises."""
    tokens = cut(text)
    found = classes(tokens)
    if not found:
        return _QUIET
    found |= number_classes(tokens, found)
    if _calls_for_help(tokens, found):
        found["EMERGENCY_ALONE"] = [(0, 0)]
    reached = results(found)
    if not reached:
        return _QUIET
    return Alarm(
        codes=tuple(code for code in EMERGENCIES if code in reached),
        signs=tuple(code for code in SIGNS if code in reached),
    )
