"""A loaded snapshot: everything the public pages may know, immutable, answered from memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, overload

import numpy as np
import orjson

from nestwerk.matching.geo import km_between
from nestwerk.matching.rank import rank
from nestwerk.matching.segment import Segment
from nestwerk.matching.types import Context, Hit, Place, Ranking, Understood
from nestwerk.matching.understand import understand

from .changes import Change
from .changes import read as read_changes
from .commons import Commons, load_commons
from .records import (
    ContactRecord,
    HelplineRecord,
    NetworkRecord,
    OfferRecord,
    OrganisationRecord,
    SpaceRecord,
    TermRecord,
)
from .shape import SHAPE
from .storage import BrokenFile, Packed, read_packed

MOST_AT_HAND = 4096  # records kept ready, about 3 KiB each
NOTHING = memoryview(b"{}")
CARRIED = "carried/"  # in front of the names of blobs
PREPARED = "prepared/"  # in front of the names of arrays
NEIGHBOUR_KM = 30.0  # offers of other networks this near to the place are shown as well


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives: what was understood, the ranking, and the offers of this page in its order."""

    understood: Understood
    ranking: Ranking
    offers: tuple[tuple[Hit, OfferRecord], ...]


class Offers(Sequence[OfferRecord]):
    """The offers of one network in German order; a record is read from the map when it is asked for."""

    def __init__(self, records: memoryview, ends: np.ndarray[Any, Any]) -> None:
        self._records, self._ends = records, ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, row: int) -> OfferRecord: ...
    @overload
    def __getitem__(self, row: slice) -> list[OfferRecord]: ...
    def __getitem__(self, row: int | slice) -> OfferRecord | list[OfferRecord]:
        if isinstance(row, slice):
            return [self._read(index) for index in range(*row.indices(len(self)))]
        if row < 0:
            row += len(self)
        if not 0 <= row < len(self):
            raise IndexError(row)
        return self._read(row)

    def __iter__(self) -> Iterator[OfferRecord]:
        return (self._read(row) for row in range(len(self)))

    def _read(self, row: int) -> OfferRecord:
        return _offer(orjson.loads(self._records[self._ends[row] : self._ends[row + 1]]))


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a network's offers lie and whom they serve: decides whether a search has to look at its shard."""

    box: tuple[float, float, float, float] | None  # south, north, west, east in degrees
    codes: frozenset[str]
    ags: frozenset[str]

    def covers(self, place: Place, km: float) -> bool:
        """Whether an offer may lie within ``km`` of the place or serve it."""
        if self.codes.intersection(place.postal_codes):
            return True
        if place.ags and (place.ags in self.ags or place.ags[:5] in self.ags):
            return True
        if self.box is None:
            return False
        south, north, west, east = self.box
        nearest = (min(max(place.lat, south), north), min(max(place.lon, west), east))
        return km_between(place.lat, place.lon, *nearest) <= km


@dataclass(frozen=True)
class Shard:
    """One network: its page, its offers, its index."""

    file: str
    network: NetworkRecord
    offers: Offers
    segment: Segment
    reach: Reach
    ids: np.ndarray[Any, Any]
    rows: np.ndarray[Any, Any]
    logo: bytes
    logo_type: str
    resting: dict[str, OfferRecord] = field(default_factory=dict)  # by id: what has a page and stands in no list
    carried: Mapping[str, memoryview] = field(default_factory=dict)  # of the apps above, see ``additions``
    changed: memoryview = NOTHING  # as ``changes`` writes it
    withheld: memoryview = NOTHING  # likewise
    prepared: Mapping[str, np.ndarray[Any, Any]] = field(default_factory=dict)  # by the apps above, see ``additions``

    def row_of(self, offer_id: str) -> int | None:
        """The row of an offer by its public id."""
        wanted = np.bytes_(offer_id.encode("utf-8", "replace")[:40])
        at = int(np.searchsorted(self.ids, wanted))
        return int(self.rows[at]) if at < len(self.ids) and self.ids[at] == wanted else None

    def rows_of(self, offer_ids: Sequence[str]) -> np.ndarray[Any, Any]:
        """The rows of many offers by their public ids; −1 where none is listed."""
        if not len(self.ids) or not offer_ids:
            return np.full(len(offer_ids), -1, np.int32)
        wanted = np.array([known.encode("utf-8", "replace")[:40] for known in offer_ids], self.ids.dtype)
        at = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        return np.where(self.ids[at] == wanted, self.rows[at], -1)


@dataclass(frozen=True)
class Snapshot:
    """One published state of the whole installation."""

    version: str
    commons: Commons
    shards: dict[str, Shard]
    _at_hand: dict[tuple[str, int], OfferRecord] = field(default_factory=dict, repr=False, compare=False)
    _parsed: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def terms(self) -> dict[str, TermRecord]:
        """Taxonomy terms by code."""
        return self.commons.terms

    @property
    def helplines(self) -> tuple[HelplineRecord, ...]:
        """The curated help lines, those for professionals included: see ``audience``."""
        return self.commons.helplines

    @cached_property
    def networks(self) -> dict[str, NetworkRecord]:
        """Networks by slug."""
        return {slug: shard.network for slug, shard in self.shards.items()}

    def offers(self, slug: str) -> Sequence[OfferRecord]:
        """The published offers of a network by title, in German order. KeyError for an unknown network."""
        return self.shards[slug].offers

    def offer(self, slug: str, offer_id: str) -> OfferRecord | None:
        """One offer of a network by its public id, also one that rests: see ``Shard.resting``."""
        shard = self.shards.get(slug)
        if shard is None:
            return None
        row = shard.row_of(offer_id)
        return shard.offers[row] if row is not None else shard.resting.get(offer_id)

    def resting(self, slug: str) -> Sequence[OfferRecord]:
        """What pauses or is out of its season: it has a page and stands in no list. KeyError for an unknown network."""
        return tuple(self.shards[slug].resting.values())

    def changes(self, slug: str) -> dict[str, Change]:
        """When each record was last seen to change, by id; what is gone as well. Read anew each time.

        KeyError for an unknown network.
        """
        return read_changes(self.shards[slug].changed)

    def withheld(self, slug: str) -> dict[str, int]:
        """What is public and must not be given away with all the others (``OfferRecord.no_bulk``), by id.

        Every product that hands out a whole catalogue leaves these out. The number is the instant, in milliseconds
        since 1970, since which it is gone for whoever keeps a copy; 0: nobody ever had it. What was withheld when it
        ceased to be public stays here as long as in :meth:`changes`. Read anew each time. KeyError for an unknown
        network.
        """
        found: dict[str, int] = orjson.loads(self.shards[slug].withheld)
        return found

    def prepared(self, slug: str, name: str) -> dict[str, np.ndarray[Any, Any]]:
        """Columns an app above prepared under this name (:func:`additions.prepares`); none if it did not.

        KeyError for an unknown network.
        """
        columns = self.shards[slug].prepared.items()
        return {column.removeprefix(f"{name}/"): a for column, a in columns if column.startswith(f"{name}/")}

    def logo(self, slug: str) -> tuple[bytes, str] | None:
        """The network's logo and its media type."""
        shard = self.shards.get(slug)
        return (shard.logo, shard.logo_type) if shard and shard.logo else None

    def addition(self, slug: str, name: str) -> Any:
        """What an app above the catalogue lets travel in a network's shard, as JSON holds it; None without it.

        Read once and kept: whoever gets it must not change it. KeyError for an unknown network.
        """
        if (slug, name) not in self._parsed:
            carried = self.shards[slug].carried.get(name)
            self._parsed[slug, name] = orjson.loads(carried) if carried is not None else None
        return self._parsed[slug, name]

    def addition_file(self, slug: str, name: str, file: str) -> bytes | None:
        """A file (picture, document) of such an addition; None without it. KeyError for an unknown network."""
        carried = self.shards[slug].carried.get(f"{name}/{file}")
        return bytes(carried) if carried is not None else None

    def find_place(self, text: str, home: tuple[float, float] | None = None) -> Place | None:
        """The place a person means, near ``home`` if one is given; see :meth:`Gazetteer.find`.

        Who has chosen no network means of several places of a name the one that is served: of Bergen and Bergen auf
        Rügen the second, of three Friedlands that in Oder-Spree.
        """
        known = self.commons.gazetteer
        place = known.find(text, home)
        if place is None or home is not None or place.key.startswith("plz:"):
            return place
        likely = (*known.called(text), place, *known.longer(text))
        return next((one for one in likely if self.responsible_for(one)), place)

    def namesakes(self, text: str, place: Place) -> list[Place]:
        """Other places of the name, each once: who means another one than ``place`` finds it among these."""
        every = [*self.commons.gazetteer.called(text), *self.commons.gazetteer.longer(text)]
        others: dict[tuple[str, str], Place] = {}
        for one in every:
            if one.key.startswith("plz:") or one.key == place.key or one.ags[:5] == place.ags[:5]:
                continue
            others.setdefault((one.name, one.ags[:5]), one)
        return list(others.values())

    def suggest_places(self, text: str, limit: int = 8, home: tuple[float, float] | None = None) -> list[Place]:
        """Places that begin with ``text``."""
        return self.commons.gazetteer.suggest(text, limit, home)

    def responsible_for(self, place: Place) -> tuple[str, ...]:
        """The networks that serve a place, best first: those that list its postal code, then those of its county.

        A network of several counties and a further network of the county come after the county's own.
        """
        codes = set(place.postal_codes[:1] if place.key.startswith("plz:") else place.postal_codes)
        found: list[tuple[int, int, str]] = []
        for slug, network in self.networks.items():
            by_key = bool(place.ags) and any(
                place.ags.startswith(ags) or ags.startswith(place.ags) for ags in network.ags
            )
            listed = any(place.ags == ags for _, ags, _, _ in network.places)
            by_key = by_key or (bool(place.ags) and listed)
            by_code = bool(codes & self._codes[slug]) and (place.key.startswith("plz:") or not place.ags)
            if by_key or by_code:
                late = {"landkreis": 0, "kreisfreie_stadt": 0, "further": 1}.get(network.kind, 2)
                found.append((0 if by_key else 1, late, slug))
        return tuple(slug for _, _, slug in sorted(found))

    @cached_property
    def _codes(self) -> dict[str, frozenset[str]]:
        return {slug: frozenset(network.postal_codes) for slug, network in self.networks.items()}

    def understand(self, q: str, context: Context) -> Understood:
        """What the words mean, without looking for offers."""
        return understand(q, self.commons.lexicon, context)

    def search(
        self,
        q: str,
        context: Context,
        *,
        today: date,
        limit: int = 10,
        offset: int = 0,
        facets: bool = True,
        filters: frozenset[str] = frozenset(),
        one_of: frozenset[str] = frozenset(),
    ) -> Answer:
        """Offers that help, best first. ``context.network`` keeps to one network and its neighbourhood.

        ``today`` judges freshness; nothing here asks the clock. ``filters`` (``cost:free`` …) go beyond those of
        the context: several of one kind are alternatives. ``one_of``: see :func:`rank`.
        """
        understood = self.understand(q, context)
        shards = self._near(context.network, understood.place)
        ranking = rank(
            understood,
            [shard.segment for shard in shards],
            today=today.toordinal(),
            home=context.network,
            middle=self._middle(context.network),
            limit=limit,
            offset=offset,
            facets=facets,
            filters=filters,
            one_of=one_of,
        )
        offers = tuple((hit, self._record(shards[hit.segment], hit.row)) for hit in ranking.hits)
        return Answer(understood=understood, ranking=ranking, offers=offers)

    def _record(self, shard: Shard, row: int) -> OfferRecord:
        """An offer that a search found: what is found once is mostly found again."""
        key = (shard.network.slug, row)
        found = self._at_hand.get(key)
        if found is None:
            if len(self._at_hand) >= MOST_AT_HAND:
                self._at_hand.clear()
            found = self._at_hand[key] = shard.offers[row]
        return found

    def _middle(self, slug: str) -> tuple[float, float] | None:
        network = self.networks.get(slug)
        return (network.lat, network.lon) if network and network.lat else None

    def _near(self, home: str, place: Place | None) -> list[Shard]:
        """The shards that can hold a fitting offer: the home network's own and its neighbours' near the place.

        Without a place the middle of the home network stands for it. The core looks at each offer again;
        this only spares it the other six hundred networks.
        """
        if not home:
            return list(self.shards.values())
        own = self.shards.get(home)
        if own is None:
            return []
        middle = place or Place("", own.network.name, (), (), own.network.lat, own.network.lon)
        others = (shard for slug, shard in self.shards.items() if slug != home)
        return [own, *(shard for shard in others if shard.reach.covers(middle, NEIGHBOUR_KM))]


def load_snapshot(folder: Path, manifest: dict[str, Any], old: Snapshot | None) -> Snapshot:
    """Read and check every file the manifest names; files the old snapshot holds already are kept.

    Raises BrokenFile if one is missing, damaged or half-written, or made for other code than this.
    """
    if manifest.get("shape") != SHAPE:
        raise BrokenFile("Der Katalog stammt von einer anderen Version und wird neu gebaut: nestwerk publish")
    named = manifest["commons"]
    commons = load_commons(folder / named["file"], named["sha256"])
    shards: dict[str, Shard] = {}
    for slug, named in manifest["shards"].items():
        kept = old.shards.get(slug) if old else None
        shards[slug] = kept if kept and kept.file == named["file"] else _shard(folder, named)
    return Snapshot(version=manifest["version"], commons=commons, shards=shards)


def _shard(folder: Path, named: dict[str, Any]) -> Shard:
    packed = read_packed(folder / named["file"], checksum=named["sha256"])
    arrays = {name.removeprefix("segment."): a for name, a in packed.arrays.items() if name.startswith("segment.")}
    return Shard(
        file=named["file"],
        network=_network(packed),
        offers=Offers(packed.blobs["records"], packed.arrays["records.ends"]),
        segment=Segment.load(arrays, packed.meta["segment"]),
        reach=Reach(
            box=tuple(packed.meta["reach"]["box"]) if packed.meta["reach"]["box"] else None,
            codes=frozenset(packed.meta["reach"]["codes"]),
            ags=frozenset(packed.meta["reach"]["ags"]),
        ),
        ids=packed.arrays["ids"],
        rows=packed.arrays["ids.rows"],
        logo=bytes(packed.blobs["logo"]),
        logo_type=packed.meta["logo_type"],
        resting={values["id"]: _offer(values) for values in orjson.loads(packed.blobs["resting"])},
        carried={name.removeprefix(CARRIED): blob for name, blob in packed.blobs.items() if name.startswith(CARRIED)},
        changed=packed.blobs["changed"],
        withheld=packed.blobs["withheld"],
        prepared={name.removeprefix(PREPARED): a for name, a in packed.arrays.items() if name.startswith(PREPARED)},
    )


def _offer(values: dict[str, Any]) -> OfferRecord:
    for name in _OFFER_LISTS:
        values[name] = tuple(values[name])
    if values["answers"]:
        values["answers"] = tuple((month, answer) for month, answer in values["answers"])
    return OfferRecord(**values)


def _network(packed: Packed) -> NetworkRecord:
    values = dict(packed.meta["network"])
    values["contact"] = ContactRecord(**values["contact"])
    values["spaces"] = tuple(
        SpaceRecord(
            slug=space["slug"],
            name=space["name"],
            contact=ContactRecord(**space["contact"]),
            places=tuple(space["places"]),
        )
        for space in values["spaces"]
    )
    values["organisations"] = tuple(OrganisationRecord(**organisation) for organisation in values["organisations"])
    values["places"] = tuple((name, ags, lat, lon) for name, ags, lat, lon in values["places"])
    values["outline"] = tuple(tuple((lat, lon) for lat, lon in ring) for ring in values["outline"])
    for name in ("ags", "languages", "postal_codes"):
        values[name] = tuple(values[name])
    return NetworkRecord(**values)


_OFFER_LISTS = (
    "offer_types", "needs", "target_groups", "languages", "access", "carriers", "funders",
    "served_postal_codes", "served_ags", "dates", "answers",
)  # fmt: skip
