"""What takes place, day by day: the dates of offers, what is cancelled or moved among them, and open hours on few days.

Dates that fall into school holidays or on public holidays are not there, as their series says. What pauses or is out of
its season on a day is not there either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nestwerk.catalogue.records import NetworkRecord, OfferRecord
from nestwerk.common import hours
from nestwerk.common.dates import occurrences, readable
from nestwerk.common.hours import BERLIN
from nestwerk.common.order import german_key
from nestwerk.common.season import Season, SeasonError, is_visible
from nestwerk.matching.geo import km_between

from ..brochure.registers import MOST_DAYS, OPEN
from ..calendars.scopes import belongs, place_key

BACK, AHEAD = 4, 53  # weeks around today that have a page
SPANS = (1, 4, 13)  # weeks on one list
MOST = 500  # dates on one list: some 30 pages, set in a quarter of a second


@dataclass(frozen=True, slots=True)
class Row:
    """One date of an offer. ``open_hours``: nobody entered a date, it is simply open then."""

    offer: OfferRecord
    day: date
    begins: time | None
    ends: time | None
    place: str = ""
    cancelled: bool = False
    moved_from: date | None = None
    uncertain: bool = False
    reason: str = ""
    open_hours: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What of all dates is wanted: keys of a region, a place, a provider, a topic; empty: all of them."""

    space: str = ""
    town: str = ""
    provider: str = ""
    topic: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.space or self.town or self.provider or self.topic)

    def wants(self, offer: OfferRecord) -> bool:
        """Whether an offer belongs on the list."""
        if self.provider and offer.organisation_id != self.provider:
            return False
        asked = (("raum", self.space), ("ort", self.town), ("thema", self.topic))
        return all(belongs(kind, key)(offer) for kind, key in asked if key)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def week_for_a_wall(day: date) -> date:
    """The Monday of the week somebody prints for: at the weekend the next one."""
    return monday_of(day + timedelta(days=2))


def week_key(monday: date) -> str:
    """The week as it stands in an address: "2026-W48"."""
    year, number, _ = monday.isocalendar()
    return f"{year}-W{number:02}"


def week_from(key: str, today: date) -> date | None:
    """The Monday of a week near ``today``; None for any other text or week."""
    try:
        year, number = (int(part) for part in key.split("-W"))
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    here = monday_of(today)
    return monday if here - timedelta(weeks=BACK) <= monday <= here + timedelta(weeks=AHEAD) else None


def rows(offers: Iterable[OfferRecord], network: NetworkRecord, start: date, weeks: int) -> tuple[Row, ...]:
    """Every date of so many weeks from the day ``start`` on, in order of day, time and title."""
    last = start + timedelta(days=7 * weeks - 1)
    found = [row for offer in offers for row in _of(offer, network.land, start, last)]
    return tuple(sorted(found, key=lambda row: (row.day, row.begins or time(), german_key(row.offer.title))))


def dates_ahead(offer: OfferRecord, land: str, today: date, *, weeks: int = AHEAD) -> tuple[Row, ...]:
    """The dates of one offer from ``today`` on."""
    found = _dated(offer, land, today, today + timedelta(weeks=weeks))
    return tuple(sorted(found, key=lambda row: (row.day, row.begins or time())))


def by_day(found: Sequence[Row]) -> list[tuple[date, list[Row]]]:
    """The rows of each day that has any."""
    days: dict[date, list[Row]] = defaultdict(list)
    for row in found:
        days[row.day].append(row)
    return sorted(days.items())


def shortened(found: Sequence[Row]) -> tuple[Sequence[Row], bool]:
    """The first ``MOST`` rows, and whether there are more: a list of thousands is no list, and would take seconds."""
    return found[:MOST], len(found) > MOST


def near(lat: float, lon: float, km: float) -> Callable[[Row], bool]:
    """Whether a date is at most ``km`` from a place. What is somewhere else, or nobody may know where, is not."""

    def is_near(row: Row) -> bool:
        offer = row.offer
        if offer.hidden_address or offer.lat is None or offer.lon is None:
            return False
        return km_between(lat, lon, offer.lat, offer.lon) <= km

    return is_near


def towns_of(network: NetworkRecord, offers: Iterable[OfferRecord]) -> dict[str, tuple[str, float, float]]:
    """Places one can ask for what is near, by their key in an address: the municipalities of the network by name, and
    where offers are. Name and position; one that offers alone name lies where the first of them is.
    """
    found = {place_key(bare(name)): (bare(name), lat, lon) for name, _ags, lat, lon in network.places}
    for offer in offers:
        if offer.city and not offer.hidden_address and offer.lat is not None and offer.lon is not None:
            found.setdefault(place_key(offer.city), (offer.city, offer.lat, offer.lon))
    return dict(sorted(((key, town) for key, town in found.items() if key), key=lambda pair: german_key(pair[1][0])))


def bare(place: str) -> str:
    """A municipality as people call it: "Musterstadt, Stadt" is "Musterstadt"."""
    return place.partition(",")[0].strip()


def _of(offer: OfferRecord, land: str, first: date, last: date) -> Iterator[Row]:
    season = _season(offer.season)
    source = _dated if offer.dates else _open
    return (row for row in source(offer, land, first, last) if is_visible(season, row.day))


def _dated(offer: OfferRecord, land: str, first: date, last: date) -> Iterator[Row]:
    back = date.fromisoformat(offer.paused_until) if offer.paused and offer.paused_until else None
    for series in readable(offer.dates):
        for one in occurrences(series, first, last, land=land):
            if back is not None and one.day < back:
                continue
            yield Row(
                offer,
                one.day,
                one.begins,
                one.ends,
                "" if offer.hidden_address else one.place,
                one.cancelled,
                one.moved_from,
                one.uncertain,
                one.reason,
            )


def _open(offer: OfferRecord, land: str, first: date, last: date) -> Iterator[Row]:
    """Open hours of a place where one may simply come, if it is open on few days of the week."""
    if OPEN not in offer.access or not offer.opening_hours or offer.paused:
        return
    day = first
    while day <= last:
        week = hours.week(offer.opening_hours, datetime.combine(day, time(), BERLIN), offer.land or land)
        if sum(bool(spans) for _, spans in week) > MOST_DAYS:
            return
        for on, spans in week:
            for begins, ends in spans:
                yield Row(offer, on, begins.time(), ends.time(), open_hours=True)
        day += timedelta(days=7)


def _season(kept: str) -> Season | None:
    try:
        return Season.from_text(kept)
    except SeasonError:
        return None
