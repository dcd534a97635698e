"""Who speaks, and of whom: the same words mean other help for one who weeps, was left, shouts or mourns."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from nestwerk.matching.fathers import OF_FATHERS, child_unwanted, father_gone, mother_left
from nestwerk.matching.grief import OF_GRIEF, after_abortion, died
from nestwerk.matching.phrases import FACTS
from nestwerk.matching.tears import OF_A_CRYING_CHILD, own_tears, shouted_at, shouts
from nestwerk.matching.very_young import Young

LEAST_SAID = 0.5  # a need this sure was said
WEEPS = 0.6  # that tears mean a low mood, where nothing else is said
OFFERS_BESIDE_TEARS = 0.5  # of what somebody who weeps seems to ask for
SHOUTS = 0.7  # that a parent who shouts is worn out and asks about bringing up children
LEFT = 0.7  # that a parent who was left asks about the separation
FATHERS = 0.6  # that a father who was left wants others
UNWANTED = 0.8  # that a child the other does not want is a question of the pregnancy
YOUNG = 0.97  # that somebody who says her years is a very young parent, and expecting she may not have wished for it
YOUNG_WITH_CHILD = 0.5  # that a very young parent looks for somebody who comes, or for a home for both
MOURNS = 0.9  # that a parent whose child or partner died asks for somebody to mourn with
BESIDE_GRIEF = 0.4  # of what else was said
REFUSES = 0.9  # that somebody who wants no office wants to talk without a name
OF_OFFICES = ("offer.contact_point", "offer.spfh", "offer.family_navigator")
BEFORE_BIRTH = "slot.age.-"
AFTER = 0.7  # that somebody who speaks of an abortion that has been asks for somebody to talk to
OF_A_DECISION = ("need.unplanned_pregnancy", "offer.pregnancy_conflict", "need.pregnancy_questions", "tg.pregnant")
OF_EXPECTING = ("tg.expectant_parents", "tg.pregnant")
_BECAME = re.compile(  # "Papa geworden" is born, "Tagesmutter werden" is work
    r"(?<!\w)(?:(?:papa|mama|vater|mutter|eltern|oma|opa) geworden|"
    r"(?:tages|pflege|gross|adoptiv)(?:mutter|vater|eltern) (?:zu )?werden)(?!\w)"
)


def told_apart(
    meant: Mapping[str, float], words: Sequence[str], without: Collection[str], young: Young | None = None
) -> dict[str, float]:
    """What a question means once it is clear who speaks; ``words`` folded. What is in ``without`` never comes back.

    ``young``: the very young parent it is about, if it is about one.
    """
    text, said = " ".join(words), dict(meant)

    def drop(codes: Collection[str]) -> None:
        for code in tuple(codes):
            said.pop(code, None)

    def at_least(sure: float, *codes: str) -> None:
        for code in codes:
            if code not in without:
                said[code] = max(sure, said.get(code, 0.0))

    if own_tears(text):
        drop(OF_A_CRYING_CHILD)
        if not any(sure >= LEAST_SAID for code, sure in said.items() if code.startswith("need.")):
            said.update({code: said[code] * OFFERS_BESIDE_TEARS for code in said if code.startswith("offer.")})
            at_least(WEEPS, "need.low_mood")
    if shouts(text):
        drop(OF_A_CRYING_CHILD)
        at_least(SHOUTS, "need.exhaustion", "need.parenting")
    if shouted_at(text):
        drop(OF_A_CRYING_CHILD)
        at_least(SHOUTS, "need.partner_conflict")
    if _BECAME.search(text):
        drop((*OF_EXPECTING, *(code for code in said if code.startswith(BEFORE_BIRTH))))
    gone, him_left = father_gone(text), mother_left(text)
    if gone:
        drop(OF_FATHERS)
    if gone == "left" or him_left:
        at_least(LEFT, "need.separation")
    if him_left:
        at_least(FATHERS, "offer.fathers", "tg.fathers")
    if child_unwanted(text):
        drop((*OF_FATHERS, "need.isolation"))
        at_least(UNWANTED, "need.unplanned_pregnancy", "offer.pregnancy_counselling")
    if young:
        at_least(YOUNG, "tg.young_parents")
        if young.expecting:
            at_least(YOUNG, "need.unplanned_pregnancy")
            at_least(YOUNG_WITH_CHILD, "offer.pregnancy_counselling")
        else:
            at_least(YOUNG_WITH_CHILD, "offer.family_midwife", "offer.parent_child_home")
    if refused(words):
        drop(OF_OFFICES)
        at_least(REFUSES, "need.anonymous_talk")
    if after_abortion(text):
        drop((*OF_A_DECISION, *(code for code in said if code.startswith(BEFORE_BIRTH))))
        at_least(AFTER, "offer.pregnancy_counselling", "need.low_mood")
    if died(text) and "need.bereavement" not in without:
        said = _behind_the_loss(said)
        at_least(MOURNS, "need.bereavement")
    return said


_OFFICE = re.compile(r"jugendamt\w*|amt|amter|behorden?|sozialarbeiter\w*|polizei|gericht")
_NOT_THERE = re.compile(
    r"(?:ohne|kein\w*|nicht|angst|gegen|without|no|not|afraid|scared)"
    r"(?: (?:vor|zum|zur|ins|beim|das|dem|of|to|the|go))*$"
)


def refused(words: Sequence[str]) -> tuple[str, ...]:
    """The offices that these folded words do not want: "hilfe ohne jugendamt", "angst vor dem jugendamt"."""
    return tuple(
        word
        for number, word in enumerate(words)
        if _OFFICE.fullmatch(word) and _NOT_THERE.search(" ".join(words[max(0, number - 3) : number]))
    )


def _behind_the_loss(meant: Mapping[str, float]) -> dict[str, float]:
    """What else was said stands back behind the loss; of groups only the bereaved are left."""
    return {
        code: sure if code in OF_GRIEF or code.startswith(FACTS) else sure * BESIDE_GRIEF
        for code, sure in meant.items()
        if code in OF_GRIEF or not code.startswith("tg.")
    }
