"""One network of the snapshot as the API sees it: its records by row, what the filters ask about them, in columns.

Rows are the offers in the order of the catalogue, then those that rest, then (without a record) those that are gone.
A network that does not change keeps its columns from one snapshot to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nestwerk.catalogue.public import Change, Snapshot
from nestwerk.catalogue.records import NetworkRecord, OfferRecord, OrganisationRecord

from . import ids, mapping, organisations, places
from .attributes import codes
from .schedules import schedules, slots
from .terms import Vocabulary

Rows = NDArray[np.int32]
NONE: Rows = np.zeros(0, np.int32)


class Network:
    """The offers of one network. ``today`` decides what pauses and what is out of its season."""

    def __init__(self, snap: Snapshot, slug: str, words: Vocabulary, today: date) -> None:
        self.record: NetworkRecord = snap.networks[slug]
        self.file = snap.shards[slug].file
        self.words, self.today = words, today
        self._offers = snap.offers(slug)
        self._resting = snap.resting(slug)
        self._changes = lambda: snap.changes(slug)
        self._row_of = snap.shards[slug].row_of
        self.listed = len(self._offers)
        self.size = self.listed + len(self._resting)

    def offer(self, row: int) -> OfferRecord:
        """The record of a row."""
        return self._offers[row] if row < self.listed else self._resting[row - self.listed]

    def change(self, row: int) -> Change:
        """When the record of a row was last seen to change."""
        return Change("-", int(self.stamps[row]))

    @property
    def stamps(self) -> NDArray[np.int64]:
        """When each row changed, in milliseconds since 1970; 0 is not known."""
        return self._history[0]

    @property
    def gone(self) -> dict[str, Change]:
        """What is no longer public, by id, for a time."""
        return self._history[1]

    @cached_property
    def _history(self) -> tuple[NDArray[np.int64], dict[str, Change]]:
        stamps, gone = np.zeros(self.size, np.int64), {}
        for known, change in self._changes().items():
            row = None if change.gone else self.row(known)
            if row is not None:
                stamps[row] = change.at
            elif change.gone:
                gone[known] = change
        return stamps, gone

    def row(self, known: str) -> int | None:
        """The row of a service by its id; None if it is not here."""
        found = self._row_of(known)
        if found is not None:
            return found
        return next((self.listed + n for n, offer in enumerate(self._resting) if offer.id == known), None)

    def service(self, row: int, *, full: bool) -> dict[str, Any]:
        """A service, plain or with everything."""
        offer = self.offer(row)
        make = mapping.full if full else mapping.plain
        return make(offer, self.record, self.words, self.change(row), self.today)

    def link(self, row: int, *, full: bool) -> dict[str, Any]:
        """A service at its location."""
        offer = self.offer(row)
        place = places.full_location(offer, self.record) if full else places.location(offer)
        service = self.service(row, full=full)
        service.pop("service_at_locations", None)
        return {**places.link(offer, place), "service": service}

    def location(self, row: int, *, full: bool) -> dict[str, Any]:
        """The location of a service."""
        return places.full_location(self.offer(row), self.record) if full else places.location(self.offer(row))

    def row_of_place(self, known: str, kind: str) -> int | None:
        """The row whose location (``location``) or link to it (``link``) has this id; None if it is not here."""
        numbers, rows = self.columns.linked if kind == "link" else self.columns.located
        at = int(np.searchsorted(numbers, _short(known)))
        if at == len(numbers) or numbers[at] != _short(known):
            return None
        row = int(rows[at])
        offer = self.offer(row)
        return row if known == (places.link_id(offer) if kind == "link" else places.location_id(offer)) else None

    @cached_property
    def organisations(self) -> tuple[OrganisationRecord, ...]:
        """Who offers something here, those whose offers all rest at the end."""
        listed = {record.id: record for record in self.record.organisations}
        for offer in self._resting:
            listed.setdefault(offer.organisation_id, organisations.of_offer(offer))
        return tuple(listed.values())

    def organisation(self, record: OrganisationRecord, *, full: bool, full_service: bool) -> dict[str, Any]:
        """An organisation, plain or with its services."""
        if not full:
            return organisations.plain(record.id, record.name, record.type, self.record, self.words)
        rows = self.columns.organisation.get(str(ids.public(record.id)), NONE).tolist()
        offered = [self.service(row, full=full_service) for row in rows]
        for service in offered:
            service.pop("organization", None)
        rooms = [self.location(row, full=True) for row in rows if self.columns.placed[row]]
        return organisations.full(record, self.record, self.words, offered, rooms)

    @cached_property
    def columns(self) -> Columns:
        """What the filters ask. Reads every record once."""
        return Columns(self.offer(row) for row in range(self.size))

    @cached_property
    def times(self) -> tuple[Rows, NDArray[np.int16]]:
        """The times of the week by row: a row of the second is (days as bits, opens, closes), −1 is not said."""
        rows, found = [], []
        for row in range(self.size):
            offer = self.offer(row)
            if not (offer.opening_hours or offer.dates):
                continue
            for slot in slots(schedules(offer.opening_hours, offer.dates, ids.public(offer.id))):
                rows.append(row)
                bits = sum(1 << day for day in slot.weekdays)
                found.append([bits, *(-1 if value is None else value for value in (slot.opens, slot.closes))])
        return np.array(rows, np.int32), np.array(found, np.int16).reshape(-1, 3)


class Columns:
    """Facts of the records by row, and rows by fact. A hidden address is in none that tells of a place."""

    def __init__(self, offers: Iterable[OfferRecord]) -> None:
        lists: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in _LISTS}
        plain: dict[str, list[Any]] = {name: [] for name in ("minimum", "maximum", "lat", "lon", "placed", "region")}
        for row, offer in enumerate(offers):
            placed = places.has_place(offer)
            plain["minimum"].append(_or_nan(mapping.minimum_age(offer)))
            plain["maximum"].append(_or_nan(mapping.maximum_age(offer)))
            plain["lat"].append(_or_nan(offer.lat if placed else None))
            plain["lon"].append(_or_nan(offer.lon if placed else None))
            plain["placed"].append(placed)
            plain["region"].append(bool(offer.served_postal_codes or offer.served_ags))
            lists["organisation"][str(ids.public(offer.organisation_id))].append(row)
            for code in codes(offer):
                lists["term"][code].append(row)
            if placed:
                lists["links"][places.link_id(offer)].append(row)
                lists["locations"][places.location_id(offer)].append(row)
            if offer.hidden_address:
                continue
            lists["postal_code"][offer.postal_code].append(row)
            for code in set(offer.served_postal_codes):
                lists["served"][code].append(row)
            for ags in set(offer.served_ags):
                lists["ags"][ags].append(row)
        self.minimum, self.maximum = np.array(plain["minimum"]), np.array(plain["maximum"])
        self.lat, self.lon = np.array(plain["lat"]), np.array(plain["lon"])
        self.placed, self.region = np.array(plain["placed"], np.bool_), np.array(plain["region"], np.bool_)
        made = {name: {key: np.array(rows, np.int32) for key, rows in lists[name].items()} for name in _KEPT}
        self.organisation, self.term = made["organisation"], made["term"]
        self.postal_code, self.served, self.ags = made["postal_code"], made["served"], made["ags"]
        self.linked, self.located = (_by_number(lists[name]) for name in ("links", "locations"))


_KEPT = ("organisation", "term", "postal_code", "served", "ags")
_LISTS = (*_KEPT, "links", "locations")


def _short(known: str) -> np.uint64:
    """The first half of a UUID: enough to find it, and looked at again when found."""
    return np.uint64(int(known.replace("-", "")[:16], 16))


def _by_number(rows: dict[str, list[int]]) -> tuple[NDArray[np.uint64], Rows]:
    numbers = np.array([_short(known) for known in rows], np.uint64)
    order = np.argsort(numbers, kind="stable")
    return numbers[order], np.array([found[0] for found in rows.values()], np.int32)[order]


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else float(value)
