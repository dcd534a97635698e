"""One network of the snapshot as the API sees it: its records by row, what the filters ask about them, in columns.

Rows are the offers in the order of the catalogue, then those that rest, then (without a record) those that are gone.
A network that does not change keeps its columns from one snapshot to the next.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nestwerk.catalogue.public import Change, Snapshot
from nestwerk.catalogue.records import NetworkRecord, OfferRecord, OrganisationRecord

from . import ids, mapping, organisations, places
from .columns import NAME, Columns, Rows, prepare
from .terms import Vocabulary

Mask = NDArray[np.bool_]
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
        self._withheld = lambda: snap.withheld(slug)
        self._prepared = lambda: snap.prepared(slug, NAME)
        self._row_of, self._rows_of = snap.shards[slug].row_of, snap.shards[slug].rows_of
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
        stamps, changes, withheld = np.zeros(self.size, np.int64), self._changes(), self._withheld()
        here = [(known, change.at) for known, change in changes.items() if not change.gone]
        rows = self._rows_of([known for known, _ in here])
        for (known, at), row in zip(here, rows.tolist(), strict=True):
            if row >= 0 or (row := self._rests.get(known, -1)) >= 0:
                stamps[row] = at
        gone = {known: change for known, change in changes.items() if change.gone and known not in withheld}
        return stamps, gone | {known: Change("", at) for known, at in withheld.items() if at}

    @cached_property
    def given(self) -> Mask | None:
        """Which rows are given away with all the others; None: every one.

        Who is listed as a person may have said no to that (``OfferRecord.no_bulk``): nothing here speaks of such a row.
        """
        rows = [row for row in map(self._row, self._withheld()) if row is not None]
        if not rows:
            return None
        mask = np.ones(self.size, np.bool_)
        mask[rows] = False
        return mask

    def gives(self, row: int) -> bool:
        """Whether a row is given away."""
        return self.given is None or bool(self.given[row])

    def row(self, known: str) -> int | None:
        """The row of a service by its id; None if it is not here."""
        row = self._row(known)
        return row if row is not None and self.gives(row) else None

    def _row(self, known: str) -> int | None:
        found = self._row_of(known)
        return found if found is not None else self._rests.get(known)

    @cached_property
    def _rests(self) -> dict[str, int]:
        return {offer.id: self.listed + n for n, offer in enumerate(self._resting)}

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
        row = self.columns.found("links" if kind == "link" else "locations", known)
        if row is None or not self.gives(row):
            return None
        offer = self.offer(row)
        return row if known == (places.link_id(offer) if kind == "link" else places.location_id(offer)) else None

    @cached_property
    def organisations(self) -> tuple[OrganisationRecord, ...]:
        """Who offers something here, those whose offers all rest at the end."""
        listed = {record.id: record for record in self.record.organisations if not record.no_bulk}
        for offer in self._resting:
            if offer.no_bulk:
                continue
            listed.setdefault(offer.organisation_id, organisations.of_offer(offer))
        return tuple(listed.values())

    def organisation(self, record: OrganisationRecord, *, full: bool, full_service: bool) -> dict[str, Any]:
        """An organisation, plain or with its services."""
        if not full:
            return organisations.plain(record.id, record.name, record.type, self.record, self.words)
        rows = self.columns.organisation.get(str(ids.public(record.id)), NONE).tolist()
        rows = [row for row in rows if self.gives(row)]
        offered = [self.service(row, full=full_service) for row in rows]
        for service in offered:
            service.pop("organization", None)
        rooms = [self.location(row, full=True) for row in rows if self.columns.placed[row]]
        return organisations.full(record, self.record, self.words, offered, rooms)

    @cached_property
    def columns(self) -> Columns:
        """What the filters ask: prepared with the shard. One of other columns is read record by record, once."""
        arrays = self._prepared() or prepare([self.offer(row) for row in range(self.size)])
        return Columns(arrays)
