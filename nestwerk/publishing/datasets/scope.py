"""What a file of the data set covers: one network, or all of an installation; and what may be in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import NetworkRecord, OfferRecord
from nestwerk.networks.licences import Licence, licence_of

from .given import NAME


def exportable(record: OfferRecord) -> bool:
    """Whether an offer may be given away with all the others: who is listed as a person may have said no to that."""
    return not record.no_bulk


@dataclass(frozen=True)
class Scope:
    """Some networks of a published catalogue as one data set. ``slug`` empty: the whole installation.

    ``stands``: by slug, the moment at which what is published of a network was made. ``base`` is the public address of
    the installation without a slash at the end, ``default_licence`` that of networks that chose none.
    """

    snap: Snapshot
    slug: str
    networks: Sequence[NetworkRecord]
    stands: Mapping[str, datetime]
    base: str
    default_licence: str = ""

    @property
    def stand(self) -> datetime:
        """The moment its youngest part was made."""
        return max(self.stands.values(), default=datetime(2026, 1, 1, tzinfo=UTC))

    @property
    def title(self) -> str:
        """What the data set is called."""
        named = self.networks[0].name if self.slug else "Frühe Hilfen"
        return f"{named}: Angebote für Schwangere und Familien mit Kindern bis drei Jahre"

    @property
    def page(self) -> str:
        """The address of the page about it."""
        return f"{self.base}/{self.slug}/daten" if self.slug else f"{self.base}/daten"

    def file(self, name: str) -> str:
        """The public address of one of its files."""
        return f"{self.page}/{name}"

    def offers(self, slug: str) -> Iterator[OfferRecord]:
        """The offers of one of its networks that may be given away, read one after the other."""
        return (record for record in self.snap.offers(slug) if exportable(record))

    def all_offers(self) -> Iterator[tuple[NetworkRecord, OfferRecord]]:
        """Every offer with its network, read one after the other."""
        for network in self.networks:
            for record in self.offers(network.slug):
                yield network, record

    def size(self) -> int:
        """How many offers it has, without reading one."""
        return sum(len(self.snap.offers(network.slug)) - self._withheld(network.slug) for network in self.networks)

    def _withheld(self, slug: str) -> int:
        held = [*self.snap.withheld(slug)]
        return int((self.snap.shards[slug].rows_of(held) >= 0).sum()) if held else 0

    def licence(self, network: NetworkRecord) -> Licence:
        """Under which licence a network gives its part away."""
        return licence_of(network.imprint.get("data_licence", ""), self.default_licence, unverified=network.unverified)

    @property
    def licences(self) -> list[Licence]:
        """The licences that hold for it, each once."""
        return list(dict.fromkeys(self.licence(network) for network in self.networks))

    @property
    def mark(self) -> str:
        """What changes whenever a file of it has to be made again: terms (:attr:`frame`), catalogue, words."""
        digest = hashlib.sha256(f"{self.stand.isoformat()}\n".encode())
        for network in self.networks:
            digest.update(f"{self.snap.shards[network.slug].file}\n".encode())
        for code, term in sorted(self.snap.terms.items()):
            digest.update(f"{code}{sorted(term.labels.items())}".encode())
        return f"{self.frame}-{digest.hexdigest()[:16]}"

    @property
    def frame(self) -> str:
        """What a file must share with it to be handed out at all: the networks in it, their licences, the address."""
        told = [self.base, *(f"{network.slug} {self.licence(network).code}" for network in self.networks)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:8]

    @property
    def given(self) -> NDArray[np.uint64]:
        """A number for what each of its offers gives away, also of those that rest: see :mod:`.given`."""
        columns = [self.snap.prepared(network.slug, NAME).get("given") for network in self.networks]
        return np.concatenate([np.empty(0, np.uint64), *(column for column in columns if column is not None)])

    def address(self, record: OfferRecord) -> str:
        """The public page of an offer."""
        return f"{self.base}/{record.network}/angebote/{record.id}"


def attribution(network: NetworkRecord) -> str:
    """Whom to name as the source."""
    return network.imprint.get("operator", "").split("\n")[0] or network.name
