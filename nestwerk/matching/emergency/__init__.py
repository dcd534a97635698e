"""Hear an emergency or a medical sign in what a person typed, in six languages, before any search begins.

    detect("mag nimmer leben")  →  Alarm(codes=("need.suicidality",), signs=())

Pure and fast: words become classes of meaning (``vocabulary``), a few rules say which classes together are alarming
(``rules``). Where they hear nothing, a second ear may have a suspicion (``second_ear``).
Decision records: docs/decisions/0003-emergency-detection.md, docs/decisions/0028-a-second-ear.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from nestwerk.matching.emergency.ages import number_classes
from nestwerk.matching.emergency.rules import results
from nestwerk.matching.emergency.second_ear import suspected
from nestwerk.matching.emergency.signs import SIGNS, Sign
from nestwerk.matching.emergency.vocabulary import Span, classes, cut
from nestwerk.matching.in_latin import in_cyrillic
from nestwerk.matching.types import EMERGENCIES

__all__ = ["EMERGENCIES", "SIGNS", "Alarm", "Sign", "detect"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must be said before any result: ``codes`` out of EMERGENCIES, ``signs`` out of SIGNS, in their order.

    ``perhaps`` is a suspicion where both are empty: one of EMERGENCIES or empty, to be said quietly. True if something
    must be said.
    """

    codes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    perhaps: str = ""

    def __bool__(self) -> bool:
        return bool(self.codes or self.signs)


# Words that alarm when next to nothing else was typed: "knopfzelle verschluckt was tun", "notfall baby hilfe".
_ALONE = {
    "EMERGENCY_WORD": "EMERGENCY_ALONE",
    "ALONE_POISON": "ONLY_POISON",
    "ALONE_VIOLENCE": "ONLY_VIOLENCE",
    "ALONE_DANGER": "ONLY_DANGER",
    "ALONE_LOSE": "ONLY_LOSE",
    "ALONE_SUICIDE": "ONLY_SUICIDE",
    "FALL": "ONLY_FALL",
}
_FROM_WHERE = frozenset({"HEIGHT", "GREAT_HEIGHT"})  # of a fall; without one it is a stumble
_BESIDES = ("HELP_WORD", "NOW", "FILLER", "EMERGENCY_WORD")  # and CHILD, unless the child may be who hits


def _beside(word: str) -> tuple[str, ...]:
    if word == "FALL":
        return (word, *_FROM_WHERE, "FALLFROM", *_BESIDES)
    return (word, *_BESIDES) if word == "ALONE_VIOLENCE" else (word, "CHILD", *_BESIDES)


def _said_alone(tokens: list[str], found: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """Return the ONLY_… classes of the words beside which ``tokens`` hold nothing of weight."""
    reached: dict[str, list[Span]] = {}
    for word, alone in _ALONE.items():
        if word in found and (word != "FALL" or not _FROM_WHERE.isdisjoint(found)):
            said = {
                at for name in _beside(word) for first, last in found.get(name, ()) for at in range(first, last + 1)
            }
            if len(said) == len(tokens):
                reached[alone] = [(0, 0)]
    return reached


def detect(text: str) -> Alarm:
    """Return the alarms in ``text``; quiet for nearly all queries. Takes any string and never raises.

    Russian and Ukrainian in Latin letters are heard in either way of writing.
    """
    alarm = _heard(text)
    if not alarm and (cyrillic := in_cyrillic(text)) != text:
        alarm = _heard(cyrillic)
    return alarm


def _heard(text: str) -> Alarm:
    tokens = cut(text)
    reached: set[str] = set()
    if found := classes(tokens):
        found |= number_classes(tokens, found)
        found |= _said_alone(tokens, found)
        reached = results(found)
    if not reached:
        return Alarm(perhaps=suspected(tokens))
    return Alarm(
        codes=tuple(code for code in EMERGENCIES if code in reached),
        signs=tuple(code for code in SIGNS if code in reached),
    )
