"""How likely two records are the same offer or organisation, and why, in words a coordinator reads."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from .addresses import Place, relation, same_town
from .card import Card, card
from .common import NOTHING, Common
from .contacts import near_phone, same_phone
from .likeness import Likeness, likeness, one_kind, other_kind, supporters
from .record import Record

LIKELY = 0.89
POSSIBLE = 0.17

# Evidence in logits: what is added where a fact speaks for (or against) one and the same. Tuned on the tuning half of
# the labelled pairs, `python -m bench.duplicates`.
BEFORE = -2.0  # two records that share a block
SAME_NAME, SAME_PLAIN_NAME, EACH_MORE = 4.5, 1.5, 0.9
NAME_FROM, NAME_SPAN = -4.0, 8.0  # none of the words shared, all of them
OTHER_NAME, NO_OWN_NAME, NAMED_BY_HOUSE, ELSEWHERE = -5.0, -0.5, 1.6, -2.5
ONE_MORE, EACH_ITS_OWN = -0.7, -1.5  # one name has a word the other lacks; both have
PLACE = {
    Place.OTHER_TOWN: -5.0, Place.TOWN: -1.2, Place.UNKNOWN: 0.0, Place.STREET: -0.5,
    Place.NEXT_DOOR: 1.5, Place.HOUSE: 3.0,
}  # fmt: skip
SAME_PHONE, NEAR_PHONE, OTHER_PHONE = 2.5, 0.3, -0.5
SAME_MAIL, SAME_DOMAIN = 1.5, 0.3
SAME_PAGE, SAME_HOST, OTHER_HOST = 1.5, 0.3, -0.5
SAME_PROVIDER, OTHER_PROVIDER, OTHER_CARRIER = 0.5, -0.5, -2.0
SAME_KIND, OTHER_KIND, ONE_KIND, OTHER_TYPES = 0.5, -4.0, -2.0, -4.0
OTHER_NUMBER, ONE_NUMBER, OTHER_MARK, ONE_MARK, OTHER_LETTER, OTHER_STREET = -5.0, -1.0, -4.0, -1.5, -5.0, -3.0
PART, SUPPORTERS_ONLY = -2.5, -7.0
# All offers of one provider have its house, telephone, mail address and page: together they count no more than this.
ENOUGH = 5.0
_OF_THE_PROVIDER = frozenset({"address", "phone", "email", "website", "provider"})


_A_WORD = 0.6  # weight of a word that is more than a subtitle


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact compared: which field, what is found (German), how much it speaks for (+) or against (-) a duplicate."""

    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """Two records compared: ``value`` from 0 to 1 like a probability, reasons with the weightiest first."""

    one: str
    other: str
    value: float
    reasons: tuple[Reason, ...]

    @property
    def level(self) -> str:
        """``likely``, ``possible`` or empty."""
        return "likely" if self.value >= LIKELY else "possible" if self.value >= POSSIBLE else ""

    @property
    def in_favour(self) -> list[str]:
        """What speaks for a duplicate, in German, the weightiest first."""
        return [reason.text for reason in self.reasons if reason.weight > 0]

    @property
    def against(self) -> list[str]:
        """What speaks against, in German, the weightiest first."""
        return [reason.text for reason in self.reasons if reason.weight < 0]


def score(one: Record, other: Record, common: Common = NOTHING) -> Match:
    """Compare two records. Works for offers (with provider) and organisations (without).

    ``common`` are contacts that many records share, and words that many have (see ``common.common``).
    """
    return compare(card(one), card(other), common)


def compare(one: Card, other: Card, common: Common = NOTHING) -> Match:
    """The same for records whose facts are worked out already."""
    reasons = sorted(_evidence(one, other, common), key=lambda reason: -abs(reason.weight))
    return Match(one.record.key, other.record.key, _value(reasons), tuple(reasons))


def _value(reasons: list[Reason]) -> float:
    shared = sum(reason.weight for reason in reasons if reason.field in _OF_THE_PROVIDER and reason.weight > 0)
    logit = BEFORE + sum(reason.weight for reason in reasons) - max(0.0, shared - ENOUGH)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _evidence(one: Card, other: Card, common: Common) -> Iterator[Reason]:
    together = same_town(one.postal_code, one.town, other.postal_code, other.town)
    place = relation(one.house, other.house, together)
    yield from _name(one, other, place, common)
    yield from _distinctions(one, other)
    if place is not Place.UNKNOWN:
        yield Reason("address", _PLACES[place], PLACE[place])
    yield from _contact(one, other, common)
    yield from _provider(one, other)


_PLACES = {
    Place.OTHER_TOWN: "anderer Ort",
    Place.TOWN: "gleicher Ort, andere Straße",
    Place.STREET: "gleiche Straße, andere Hausnummer",
    Place.NEXT_DOOR: "gleiche Straße, Haus nebenan",
    Place.HOUSE: "gleiche Anschrift",
}


def _name(one: Card, other: Card, place: Place, common: Common) -> Iterator[Reason]:
    found = likeness(one, other, common.words)
    titles = f"„{one.record.title}“ und „{other.record.title}“"
    if found.same:
        yield Reason(
            "name",
            "gleicher Name",
            SAME_PLAIN_NAME + (SAME_NAME - SAME_PLAIN_NAME) * min(1.0, found.shared) + _more(found),
        )
    elif found.shared:
        weight = NAME_FROM + NAME_SPAN * found.closeness + _more(found)
        first = found.only_one >= _A_WORD or bool(one.kinds - other.kinds)
        second = found.only_other >= _A_WORD or bool(other.kinds - one.kinds)
        if first and second and max(found.only_one, found.only_other) >= _A_WORD:
            weight += EACH_ITS_OWN
        elif max(found.only_one, found.only_other) >= _A_WORD:
            weight += ONE_MORE * min(3.0, max(found.only_one, found.only_other))
        yield Reason("name", f"{_words_for(found)}: {titles}", weight)
        if found.part:
            yield Reason("title", "dem Namen nach ein Teil des anderen", PART)
    elif found.only_one and found.only_other:
        yield Reason("name", f"anderer Name: {titles}", OTHER_NAME)
    elif place is not Place.HOUSE:
        yield Reason("name", f"Name sagt wenig: {titles}", ELSEWHERE)
    elif one.by_address != other.by_address and one.kinds & other.kinds:
        yield Reason("name", f"einer der Namen nennt nur die Anschrift: {titles}", NAMED_BY_HOUSE)
    else:
        yield Reason("name", f"Name sagt wenig: {titles}", NO_OWN_NAME)


def _more(found: Likeness) -> float:
    """A second and third word in common make chance less likely."""
    return EACH_MORE * max(0.0, min(found.shared, 3.0) - 1.0)


def _words_for(found: Likeness) -> str:
    if found.closeness >= 0.85:
        return "Name fast gleich"
    return "Name ähnlich" if found.closeness >= 0.5 else "Name nur zum Teil gleich"


def _distinctions(one: Card, other: Card) -> Iterator[Reason]:
    if supporters(one.kinds, other.kinds):
        yield Reason("title", "nur einer der Namen ist ein Förderverein", SUPPORTERS_ONLY)
    elif other_kind(one.kinds, other.kinds):
        yield Reason("title", "andere Art von Angebot dem Namen nach", OTHER_KIND)
    elif one_kind(one.kinds, other.kinds):
        yield Reason("title", "nur einer der Namen nennt diese Art von Angebot", ONE_KIND)
    elif one.kinds & other.kinds:
        yield Reason("title", "gleiche Art von Angebot", SAME_KIND)
    if one.record.offer_types and other.record.offer_types and not one.record.offer_types & other.record.offer_types:
        yield Reason("offer_types", "andere Angebotsart", OTHER_TYPES)
    if one.numbers != other.numbers:
        apart = one.numbers and other.numbers and not one.numbers & other.numbers
        yield Reason("title", "andere Nummer im Namen", OTHER_NUMBER if apart else ONE_NUMBER)
    if one.marks != other.marks:
        apart = one.marks - other.marks and other.marks - one.marks
        yield Reason("title", "unterscheidendes Wort im Namen", OTHER_MARK if apart else ONE_MARK)

    if one.own_street and other.own_street and one.own_street.isdisjoint(other.own_street):
        yield Reason("title", "nach verschiedenen Straßen benannt", OTHER_STREET)
    if one.by_address and other.by_address and one.house and other.house and one.house != other.house:
        yield Reason("title", "nach verschiedenen Häusern benannt", OTHER_LETTER)


def _contact(one: Card, other: Card, common: Common) -> Iterator[Reason]:
    same = same_phone(one.phones, other.phones)
    if same and common.contacts.isdisjoint(one.phones):
        yield Reason("phone", "gleiche Telefonnummer", SAME_PHONE)
    elif same is False and near_phone(one.phones, other.phones):
        yield Reason("phone", "Telefonnummer bis auf die Durchwahl gleich", NEAR_PHONE)
    elif same is False:
        yield Reason("phone", "andere Telefonnummer", OTHER_PHONE)
    if one.mail and one.mail == other.mail and one.mail not in common.contacts:
        yield Reason("email", "gleiche E-Mail-Adresse", SAME_MAIL)
    elif one.domain and one.domain == other.domain:
        yield Reason("email", f"E-Mail-Adressen beide bei {one.domain}", SAME_DOMAIN)
    if one.host and other.host:
        if one.host != other.host:
            yield Reason("website", "andere Internetseite", OTHER_HOST)
        elif one.page == other.page and one.page not in common.contacts:
            yield Reason("website", "gleiche Internetseite", SAME_PAGE)
        else:
            yield Reason("website", f"Internetseiten beide bei {one.host}", SAME_HOST)


def _provider(one: Card, other: Card) -> Iterator[Reason]:
    if one.carriers and other.carriers and not one.carriers & other.carriers:
        yield Reason("provider", "anderer Träger", OTHER_CARRIER)
    elif one.provider and other.provider:
        if one.provider <= other.provider or other.provider <= one.provider or one.carriers & other.carriers:
            yield Reason("provider", "gleicher Träger", SAME_PROVIDER)
        elif not one.provider & other.provider:
            yield Reason("provider", "Träger anders geschrieben oder ein anderer", OTHER_PROVIDER)
