"""A partner's own offers as cards: what each needs, how often it was seen, the next best step. Values in, words out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nestwerk.common.order import german_key
from nestwerk.networks.models import Membership
from nestwerk.offers.models import Draft, Offer, ProblemReport
from nestwerk.offers.quality import grade
from nestwerk.offers.quality.grades import GRADES
from nestwerk.offers.quality_shown import CONFIRM, section_of
from nestwerk.offers.queries.clock import ASKED
from nestwerk.offers.queries.counts import Counts
from nestwerk.offers.rules.freshness import DUE_SOON, FRESHNESS, NEVER, OVERDUE, clock_day, freshness

from .queries.own import MOST, Own

ENOUGH = 3  # numbers, or a drawing says nothing
TALL, WIDE, GAP = 36, 22, 4  # px of the drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of the drawing, in px."""

    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    """One offer. ``draft``: the one to speak of first; ``step``: the next best one; ``section``: where it is done."""

    offer: Offer
    state: str
    day: date | None
    draft: Draft | None
    draft_is_mine: bool
    counts: Counts | None
    reports: int
    report_kind: str
    score: int | None
    step: str
    section: str

    @property
    def state_label(self) -> str:
        """How fresh, in words."""
        return FRESHNESS.get(self.state, "")

    @property
    def to_confirm(self) -> bool:
        """Whether "Stimmt alles" stands here."""
        return self.state in (OVERDUE, DUE_SOON, NEVER)

    @property
    def grade(self) -> str:
        """The key of the word for its quality."""
        return grade(self.score)

    @property
    def grade_label(self) -> str:
        """The word for its quality; empty where nobody has looked."""
        return GRADES[self.grade] if self.score is not None else ""

    @property
    def bars(self) -> list[Bar]:
        """The weeks as a drawing; nothing under three numbers."""
        weeks = self.counts.weeks if self.counts else ()
        if sum(number > 0 for number in weeks) < ENOUGH:
            return []
        most = max(weeks)
        tall = [max(2, round(TALL * number / most)) if number else 1 for number in weeks]
        return [Bar(place * (WIDE + GAP), TALL - height, height) for place, height in enumerate(tall)]

    @property
    def said(self) -> str:
        """The weeks in words, for who does not see the drawing."""
        return ", ".join(str(number) for number in self.counts.weeks) if self.counts else ""

    @property
    def urgency(self) -> int:
        """What needs her comes first."""
        if self.draft and self.draft.state == Draft.State.RETURNED:
            return 0
        if self.reports or self.state == OVERDUE:
            return 1
        return 2 if self.state == DUE_SOON else 3 if self.draft and self.draft.state == Draft.State.WRITING else 4


def cards(own: Own, member: Membership, *, today: date) -> tuple[list[Card], int]:
    """The cards, what needs her first, and how many more offers there are."""
    found = [_card(own, offer, member, today) for offer in own.offers]
    found.sort(key=lambda card: (card.urgency, german_key(card.offer.title)))
    return found[:MOST], max(0, len(found) - MOST)


def _card(own: Own, offer: Offer, member: Membership, today: date) -> Card:
    state, day = "", None
    if offer.status in ASKED:
        day = clock_day(offer.confirmed_at, offer.due_on, offer.offer_types, own.upkeep)
        state = freshness(offer.status, offer.confirmed_at, day, today=today)
    drafts = sorted(own.drafts.get(offer.pk, ()), key=lambda one: (one.member_id != member.pk, one.pk))
    drafts = [one for one in drafts if one.member_id == member.pk or one.state == Draft.State.SUBMITTED]
    number, kind = own.reports.get(offer.pk, (0, ""))
    score, step, section = _quality(offer, state)
    return Card(
        offer=offer,
        state=state,
        day=day,
        draft=drafts[0] if drafts else None,
        draft_is_mine=bool(drafts) and drafts[0].member_id == member.pk,
        counts=own.counts.get(offer.pk),
        reports=number,
        report_kind=str(ProblemReport.Kind(kind).label) if kind else "",
        score=score,
        step=step,
        section=section,
    )


def _quality(offer: Offer, state: str) -> tuple[int | None, str, str]:
    """Score, next step and its section, as the last look found them; to confirm has a button of its own."""
    check = getattr(offer, "quality", None)
    if check is None:
        return None, "", ""
    rest = [one for one in check.findings if one["key"] not in CONFIRM]
    if not rest:
        return check.score, "", ""
    return check.score, rest[0]["step"], section_of(rest[0]["key"], rest[0]["field"])
