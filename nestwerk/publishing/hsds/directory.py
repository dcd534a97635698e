"""All networks of a snapshot on one day: finds what is asked for, and keeps written answers within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import OrganisationRecord
from nestwerk.common.hours import BERLIN
from nestwerk.matching.rank import rank
from nestwerk.matching.types import Context

from . import ids
from .asked import Asked
from .choosing import Wanted, everything, fitting
from .found import Found, One
from .network import Network
from .terms import Vocabulary, vocabulary
from .values import Wrong


class Directory:
    """What the API answers from."""

    def __init__(self, snap: Snapshot, today: date, before: Directory | None) -> None:
        self.snap, self.today = snap, today
        self.words: Vocabulary = vocabulary(snap.terms)
        known = {}
        if before is not None and before.today == today and before.words is self.words:
            known = {network.file: network for network in before.networks.values()}
        self.networks: dict[str, Network] = {}
        for slug in snap.networks:
            kept = known.get(snap.shards[slug].file)
            self.networks[slug] = kept or Network(snap, slug, self.words, today)

    def among(self, asked: Asked) -> list[Network]:
        """The networks that are looked at. Raises Wrong for an unknown one."""
        if asked.network and asked.network not in self.networks:
            raise Wrong("network", "Dieses Netzwerk gibt es nicht.")
        return [self.networks[asked.network]] if asked.network else list(self.networks.values())

    def services(self, asked: Asked, *, placed_only: bool = False) -> Found:
        """The services that fit; with ``placed_only`` those with a place the public may know."""
        networks = self.among(asked)
        wanted = self._wanted(asked, placed_only)
        if asked.search:
            return self._searched(asked, networks, wanted)
        if everything(wanted):
            given = [None if network.given is None else np.flatnonzero(network.given) for network in networks]
            return Found(networks, given, [])
        gone = [One(network, -1, known) for network in networks for known in self._gone(network, asked)]
        rows = [np.flatnonzero(fitting(network, wanted)) for network in networks]
        return Found(networks, rows, [] if placed_only else gone)

    def _gone(self, network: Network, asked: Asked) -> list[str]:
        if not asked.only_since or asked.modified_after is None:
            return []
        return [known for known, change in sorted(network.gone.items()) if change.moment >= asked.modified_after]

    def _wanted(self, asked: Asked, placed_only: bool) -> Wanted:
        terms = [frozenset(filter(None, [self.words.code_of.get(known)])) for known in asked.taxonomy_term_ids]
        terms += [self.words.codes_in(known) for known in asked.taxonomy_ids]
        place = self.snap.find_place(asked.postcode) if asked.postcode else None
        if asked.proximity is not None and place is None:
            raise Wrong("postcode", "Diese Postleitzahl kennen wir nicht; eine Entfernung lässt sich nicht messen.")
        return Wanted(asked, tuple(terms), place, placed_only)

    def _searched(self, asked: Asked, networks: Sequence[Network], wanted: Wanted) -> Found:
        """By words, best first, as the public site finds; the other parameters narrow."""
        understood = self.snap.understand(asked.search, Context())
        segments = [self.snap.shards[network.record.slug].segment for network in networks]
        only = [None if network.given is None else network.given[: network.listed] for network in networks]
        every = sum(network.size for network in networks)
        masks = None if everything(wanted) else [fitting(network, wanted) for network in networks]
        limit = every if masks is not None or asked.ndjson or asked.minimal else asked.page * asked.per_page
        ranking = rank(understood, segments, today=self.today.toordinal(), limit=limit, only=only)
        ones = [
            One(networks[hit.segment], hit.row)
            for hit in ranking.hits
            if masks is None or bool(masks[hit.segment][hit.row])
        ]
        return Found([], [], ones, total=ranking.total if masks is None else len(ones))

    def one(self, known: str) -> One | None:
        """A service by its id, also one that is gone; None for an unknown one."""
        for network in self.networks.values():
            row = network.row(known)
            if row is not None:
                return One(network, row)
        return next((One(network, -1, known) for network in self.networks.values() if known in network.gone), None)

    def placed(self, known: str, kind: str) -> One | None:
        """A service by the id of its location (``location``) or of its link to it (``link``)."""
        for network in self.networks.values():
            row = network.row_of_place(known, kind)
            if row is not None:
                return One(network, row)
        return None

    def organisations(self, asked: Asked) -> list[tuple[Network, OrganisationRecord]]:
        """The organisations whose name holds every word of the search."""
        words = asked.search.casefold().split()
        return [
            (network, record)
            for network in self.among(asked)
            for record in network.organisations
            if all(word in record.name.casefold() for word in words)
        ]

    def organisation(self, known: str) -> tuple[Network, OrganisationRecord] | None:
        """An organisation by its id."""
        found = self.organisations(Asked())
        return next((pair for pair in found if str(ids.public(pair[1].id)) == known), None)


_current: list[Directory] = []


def directory(snap: Snapshot, at: datetime) -> Directory:
    """The directory of a snapshot on the day of ``at`` in Germany; the last one is kept."""
    today = at.astimezone(BERLIN).date()
    before = _current[-1] if _current else None
    if before is None or before.snap is not snap or before.today != today:
        _current[:] = [Directory(snap, today, before)]
    return _current[-1]
