"""What bringing in a row would do, as the directory stands now. Values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..duplicates import LIKELY, POSSIBLE, score
from ..editing.fields import current
from ..models import Offer
from .differences import BOTH, PLAIN, Difference, differences, equal, said_by, settled
from .kept import Decision, KeptRow
from .proposing import record_of
from .rows import Row

NEW, CHANGED, SAME, PROBLEM, SKIPPED = "new", "changed", "same", "problem", "skipped"
WORDS = {NEW: "neu", CHANGED: "ändert etwas", SAME: "unverändert", PROBLEM: "bleibt draußen", SKIPPED: "ausgelassen"}
_ENDED = "Bei uns ist dieses Angebot beendet. Es bleibt so, bis es jemand wieder aufnimmt."
_ANOTHER = "Unter der Kennung „{key}“ kam früher „{title}“. Ist das dasselbe Angebot?"
_AGES = "Mit dem Alter aus der Liste läge „von“ über „bis“; unser Stand bleibt."


@dataclass(frozen=True, slots=True)
class Around:
    """What the directory knows of the offers a list speaks of.

    ``offers`` by id; ``by_key``: (source, external id) → id; ``same_as``: the same as a person decided earlier;
    ``said``: (id, source) → what that list said when it was last brought in; ``partners``: today's name by each name.
    """

    readers: Mapping[str, Callable[[str], Any]]
    spaces: Mapping[str, int]
    partners: Mapping[str, str]
    today: date
    offers: Mapping[int, Offer] = field(default_factory=dict)
    by_key: Mapping[tuple[str, str], int] = field(default_factory=dict)
    same_as: Mapping[tuple[str, str], int] = field(default_factory=dict)
    said: Mapping[tuple[int, str], Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A row with everything it would do. ``write``: field → value; ``offer`` None: it would be a new one.

    ``guessed``: it is an offer of ours by its looks only; ``asked``: nobody has decided yet whether it is.
    """

    kept: KeptRow
    decision: Decision
    row: Row
    state: str
    said: Mapping[str, Any]
    offer: Offer | None = None
    found: Sequence[Difference] = ()
    write: Mapping[str, Any] = field(default_factory=dict)
    problems: Sequence[tuple[str, str]] = ()
    hints: Sequence[tuple[str, str]] = ()
    guessed: bool = False
    asked: bool = False
    known: bool = False  # by its key

    @property
    def key(self) -> tuple[str, str]:
        """(source, external id) under which the row is known."""
        return self.kept.key_with(self.decision.texts)

    @property
    def word(self) -> str:
        """The state in words."""
        return WORDS[self.state]

    @property
    def stuck(self) -> bool:
        """Whether both have changed the same and nobody has chosen."""
        return any(one.kind == BOTH and one.name not in self.decision.take for one in self.found)


def weigh(kept: KeptRow, decision: Decision, around: Around) -> Weighed:
    """What the row would do."""
    row, problems = kept.read(decision.texts, around.readers, today=around.today)
    texts = {**kept.texts, **decision.texts}
    said = said_by(row, texts, spaces=around.spaces, partners=around.partners)
    if decision.skip:
        return Weighed(kept, decision, row, SKIPPED, said, problems=problems)
    hints = [*kept.hints, *row.hints]
    offer, guessed, asked = _offer(kept, decision, around)
    if offer is not None:  # what is known already need not be said again
        problems = [(column, sentence) for column, sentence in problems if column != "offer_types" or texts.get(column)]
    if problems:
        return Weighed(kept, decision, row, PROBLEM, said, offer, problems=problems, hints=hints, asked=asked)
    if offer is None:
        return Weighed(kept, decision, row, NEW, said, hints=hints, asked=asked)
    if offer.status == Offer.Status.ENDED:
        return Weighed(
            kept, decision, row, SAME, said, offer, hints=[*hints, ("", _ENDED)], guessed=guessed, asked=asked
        )
    source, known = texts.get("source", ""), around.by_key.get(kept.key_with(decision.texts))
    before = around.said.get((offer.pk, source)) or around.said.get((known or 0, source))
    if known == offer.pk and not decision.same and _another(said, before or standing(offer)):
        title = (before or {}).get("title") or offer.title
        problems = [("external_id", _ANOTHER.format(key=texts["external_id"][:40], title=title[:80]))]
        return Weighed(
            kept, decision, row, PROBLEM, said, offer, problems=problems, hints=hints, asked=True, known=True
        )  # fmt: skip
    touched = guessed or bool(decision.same) or is_touched(offer)
    found = differences(standing(offer), said, before, touched=touched)
    write = settled(found, decision.take)
    if _ages_wrong(offer, write):
        write = {name: value for name, value in write.items() if not name.startswith("age_")}
        hints.append(("age_from_months", _AGES))
    notes = {**offer.extra, **row.extra}
    state = CHANGED if write or notes != offer.extra or _later(offer, row) else SAME
    return Weighed(
        kept, decision, row, state, said, offer, found, write, hints=hints, guessed=guessed, asked=asked
    )  # fmt: skip


def standing(offer: Offer) -> dict[str, Any]:
    """What stands in the directory, in the fields a list can speak of."""
    exact = offer.position_exact and offer.lat is not None
    return {
        **current(offer, PLAIN),
        "organisation": offer.organisation.name,
        "social_space_id": offer.social_space_id,
        "position": [offer.lat, offer.lon] if exact else None,
    }


def is_touched(offer: Offer) -> bool:
    """Whether people have worked on the offer here, so that a list whose past we do not know must not run over it."""
    return offer.imported_at is None or offer.confirmed_at is not None or offer.version > 1


def _offer(kept: KeptRow, decision: Decision, around: Around) -> tuple[Offer | None, bool, bool]:
    """The offer a row speaks of, whether that is only guessed, and whether it is still to be decided."""
    key = kept.key_with(decision.texts)
    known = around.by_key.get(key)
    if known is not None:
        return around.offers[known], False, False
    if decision.same == NEW:
        return None, False, False
    if decision.same.isdigit() and int(decision.same) in around.offers:
        return around.offers[int(decision.same)], False, False
    remembered = around.same_as.get(key)
    if remembered is not None and remembered in around.offers:
        return around.offers[remembered], False, False
    best = next(((pk, value) for pk, value, _ in kept.maybe if pk in around.offers), None)
    if best is None:
        return None, False, False
    return (around.offers[best[0]], True, True) if best[1] >= LIKELY else (None, False, True)


def _another(said: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether a row speaks of something else than the offer with its key: another list that counts from 1 as well."""
    if equal("title", said["title"], before.get("title", "")):
        return False
    bare = {**said, "offer_types": ()}  # where only the kind of offer is another, its name tells enough
    return score(record_of("list", bare), record_of("here", {**before, "offer_types": ()})).value < POSSIBLE


def _ages_wrong(offer: Offer, write: Mapping[str, Any]) -> bool:
    low = write.get("age_from_months", offer.age_from_months)
    high = write.get("age_to_months", offer.age_to_months)
    return low is not None and high is not None and low > high


def _later(offer: Offer, row: Row) -> bool:
    """Whether the list knows of a later confirmation than we do; what was confirmed through Nestwerk counts more."""
    day = row.values.get("last_verified")
    return offer.confirmed_at is None and day is not None and (offer.last_verified_on or date.min) < day
