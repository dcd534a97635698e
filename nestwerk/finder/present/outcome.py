"""What stands above the results: danger first, then a voice at night, then plain facts; and how sure the search is."""

from __future__ import annotations

from dataclasses import dataclass, field

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.asking import Question
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page
from nestwerk.finder.present.alarms import POLICE, RESCUE, Alarm, Alarms, raised, suspected
from nestwerk.finder.present.cards import Card, card
from nestwerk.finder.present.help_lines import COMFORT, Line, open_lines
from nestwerk.finder.wording.hours import opening
from nestwerk.matching.types import Hit, Understood

# Situations in which a voice at night is worth more than office hours tomorrow.
COMFORTED = frozenset({"need.crying", "need.sleep", "need.exhaustion", "need.low_mood"})
# What the words may mean without saying it plainly: no alarm, but the lines for it, quietly.
LISTENED_TO = frozenset({"need.losing_control", "need.suicidality", "need.violence"})
MOURNED = frozenset({"need.bereavement"})
UNPLANNED = frozenset({"need.unplanned_pregnancy", "offer.pregnancy_conflict"})
YOUNG = "tg.young_parents"
CERTAIN = 0.5  # weight from which an understood need speaks for itself
MOST_ISSUERS = 3
LATE = -5  # months of age of an unborn child from which the twelfth week is over


@dataclass(frozen=True, slots=True)
class Above:
    """Everything above the results."""

    alarms: Alarms = field(default_factory=Alarms)
    perhaps: Alarm | None = None  # a suspicion of poisoning or danger: its numbers, said quietly
    comfort: tuple[Line, ...] = ()
    listened: bool = False  # the comfort is for something graver than a short night
    unplanned: bool = False
    issuers: tuple[Card, ...] = ()
    young: bool = False  # there is a page that speaks to very young parents
    mourns: bool = False  # there is a page for families whose child has died

    @property
    def urgent(self) -> bool:
        """Whether the strip with the emergency numbers is shown large."""
        return self.alarms != Alarms()


def above(page: Page, question: Question, understood: Understood, offers: list[tuple[Hit, OfferRecord]]) -> Above:
    """Decide what stands above the results of this search."""
    by_hand = bool(question.place) and not understood.place_from_words
    alarms = raised(page, understood, place_by_hand=by_hand)
    certain = {code for code, weight in (*understood.needs, *understood.offer_types) if weight >= CERTAIN}
    by_choice = bool(UNPLANNED & set(question.filters) - set(question.without))
    unplanned = by_choice or (bool(UNPLANNED & certain - set(question.without)) and not _otherwise(understood))
    graver = LISTENED_TO & {*certain, understood.perhaps}
    comfort: tuple[Line, ...] = ()
    if understood.emergency:
        graver = frozenset()
    elif graver:
        comfort = open_lines(page, graver, without=(RESCUE, POLICE))  # they act, nobody there listens
    elif MOURNED & certain or (COMFORTED & (certain | set(question.needs)) and not _somebody_there(page, offers)):
        comfort = open_lines(page, {COMFORT})
    return Above(
        alarms=alarms,
        perhaps=suspected(page, understood, place_by_hand=by_hand),
        comfort=comfort,
        listened=bool(graver or MOURNED & certain),
        unplanned=unplanned,
        issuers=_issuers(page, offers) if unplanned else (),
        young=_young(question, understood),
        mourns=bool(page.slug and MOURNED & certain and not understood.emergency),
    )


def _otherwise(understood: Understood) -> bool:
    """Whether the words tell of danger or of a pregnancy well beyond its twelfth week: no talk of the law then."""
    late = understood.age_exact and understood.age_months is not None and LATE <= understood.age_months < 0
    return bool(understood.emergency or understood.signs) or late


def _young(question: Question, understood: Understood) -> bool:
    """Whether the words are about very young parents; in an emergency the help for it comes first."""
    said = any(code == YOUNG and weight >= CERTAIN for code, weight in understood.target_groups)
    return said and not understood.emergency and YOUNG not in question.without


def _somebody_there(page: Page, offers: list[tuple[Hit, OfferRecord]]) -> bool:
    """Whether one of the fitting offers can be reached right now."""
    for _, offer in offers:
        if offer.paused:
            continue
        record = page.snap.networks.get(offer.network)
        land = offer.land or (record.land if record else "")
        if opening(offer.opening_hours, page.at, land, page.t, short=True).open:
            return True
    return False


_issuing: KeptWithSnapshot[tuple[OfferRecord, ...]] = KeptWithSnapshot()


def _issuers(page: Page, offers: list[tuple[Hit, OfferRecord]]) -> tuple[Card, ...]:
    """Who issues the counselling certificate: near results first, then the network's own."""
    found: dict[str, tuple[Hit | None, OfferRecord]] = {o.id: (hit, o) for hit, o in offers if _issues(o)}
    if page.network:
        snap, slug = page.snap, page.slug
        own = _issuing.get(snap, slug, lambda: tuple(o for o in snap.offers(slug) if _issues(o))[:MOST_ISSUERS])
        for offer in own:
            found.setdefault(offer.id, (None, offer))
    return tuple(card(page, offer, hit=hit) for hit, offer in list(found.values())[:MOST_ISSUERS])


def _issues(offer: OfferRecord) -> bool:
    """Whether one gets the certificate there now."""
    return bool(offer.certificate) and not offer.paused
