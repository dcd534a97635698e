"""Which offers a calendar holds, and the calendar itself: a whole network, a region, a topic, a place, one offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.text import slugify

from nestwerk.catalogue.records import NetworkRecord, OfferRecord, TermRecord
from nestwerk.common.dates import readable
from nestwerk.common.order import german_key

from .events import START, About, events
from .lines import BERLIN, plain, text, written

MONTHS = 18  # how far the window reaches
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One calendar to choose: its key in the address, its name, and how many offers it holds."""

    key: str
    name: str
    number: int


def place_key(city: str) -> str:
    """A place as part of an address: "Neustadt an der Orla" is "neustadt-an-der-orla"."""
    return slugify(city.translate(_UMLAUTS))


def with_dates(offers: Iterable[OfferRecord]) -> list[OfferRecord]:
    """The offers a calendar can say something about."""
    return [offer for offer in offers if offer.dates]


def belongs(kind: str, key: str) -> Callable[[OfferRecord], bool]:
    """Whether an offer is in the calendar of a region (``raum``), a topic (``thema``) or a place (``ort``)."""
    if kind == "raum":
        return lambda offer: offer.social_space == key
    if kind == "thema":
        return lambda offer: key in offer.offer_types or key in offer.needs
    return lambda offer: place_key(offer.city) == key


def topics(offers: Iterable[OfferRecord], terms: Mapping[str, TermRecord], name: Callable[[str], str]) -> list[Choice]:
    """The kinds of offers with dates, by name. ``name``: the label of a code in the reader's language."""
    found = Counter(code for offer in offers for code in set(offer.offer_types) if code in terms and terms[code].shown)
    return _in_order(Choice(code, name(code), number) for code, number in found.items())


def spaces(offers: Iterable[OfferRecord], network: NetworkRecord) -> list[Choice]:
    """The regions of the network with dates, by name."""
    found = Counter(offer.social_space for offer in offers)
    return _in_order(Choice(one.slug, one.name, found[one.slug]) for one in network.spaces if found[one.slug])


def towns(offers: Iterable[OfferRecord]) -> list[Choice]:
    """The places with dates, by name. An offer whose address is secret has none."""
    names: dict[str, str] = {}
    found: Counter[str] = Counter()
    for offer in offers:
        if key := place_key(offer.city):
            names.setdefault(key, offer.city)
            found[key] += 1
    return _in_order(Choice(key, names[key], number) for key, number in found.items())


def calendar(
    offers: Iterable[OfferRecord],
    network: NetworkRecord,
    terms: Mapping[str, TermRecord],
    *,
    name: str,
    address: str,
    page: Callable[[str], str],
    changed: Mapping[str, datetime],
    today: date,
) -> bytes:
    """The calendar. ``address``: its own, public; ``page``: id → address of an offer; ``changed``: when the public last
    saw an offer change."""
    until = window_end(today)
    return written(_lines(offers, network, terms, name, address, page, changed, today, until))


def window_end(today: date) -> date:
    """The last day of the window: it moves once a month."""
    years, month = divmod(today.month - 1 + MONTHS + 1, 12)
    return date(today.year + years, month + 1, 1) - timedelta(days=1)


def _lines(
    offers: Iterable[OfferRecord],
    network: NetworkRecord,
    terms: Mapping[str, TermRecord],
    name: str,
    address: str,
    page: Callable[[str], str],
    changed: Mapping[str, datetime],
    today: date,
    until: date,
) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nestwerk//Termine//DE", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", text("NAME", name), text("X-WR-CALNAME", name), "X-WR-TIMEZONE:Europe/Berlin")
    yield from (plain("SOURCE;VALUE=URI", address), "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H")
    yield from BERLIN
    for offer in offers:
        about = _about(offer, network, terms, page(offer.id), changed.get(offer.id))
        yield from events(about, readable(offer.dates), today=today, until=until)
    yield "END:VCALENDAR"


def _about(
    offer: OfferRecord, network: NetworkRecord, terms: Mapping[str, TermRecord], page: str, changed: datetime | None
) -> About:
    town = f"{offer.postal_code} {offer.city}".strip()
    exact = offer.position_exact and not offer.hidden_address and offer.lat is not None and offer.lon is not None
    return About(
        id=offer.id,
        title=offer.title,
        description="\n".join(part for part in (offer.summary, offer.organisation) if part),
        place="" if offer.hidden_address else ", ".join(part for part in (offer.street, town) if part),
        address=page,
        categories=tuple(terms[code].labels["de"] for code in offer.offer_types if code in terms and terms[code].shown),
        position=(offer.lat, offer.lon) if exact and offer.lat is not None and offer.lon is not None else None,
        changed=changed or _confirmed(offer),
        land=network.land,
        pauses_until=date.fromisoformat(offer.paused_until) if offer.paused and offer.paused_until else None,
    )


def _confirmed(offer: OfferRecord) -> datetime:
    """Where a catalogue knows no instant of a change: the day of the last confirmation."""
    if not offer.last_verified:
        return START
    return datetime.combine(date.fromisoformat(offer.last_verified), datetime.min.time(), UTC)


def _in_order(found: Iterable[Choice]) -> list[Choice]:
    return sorted((one for one in found if one.key), key=lambda one: german_key(one.name))
