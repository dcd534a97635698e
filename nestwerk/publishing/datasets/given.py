"""What a data set gives away that somebody may want back: a number for each offer, a column of its network's shard.

An older file may be handed out as long as each of its numbers still stands in the catalogue: an offer that ended, an
address that was hidden or taken out, another telephone number change the number or take it away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nestwerk.catalogue.records import OfferRecord

NAME = "datasets"
PRIVATE = (
    "organisation", "street", "postal_code", "city", "lat", "lon", "hidden_address", "phone", "email", "website",
    "sms", "messenger", "chat", "video", "no_bulk",
)  # fmt: skip


def prepare(records: Sequence[OfferRecord]) -> Mapping[str, NDArray[np.uint64]]:
    """The column ``given``, a number for each record."""
    return {"given": np.array([_number(record) for record in records], np.uint64)}


def _number(record: OfferRecord) -> int:
    said: list[Any] = [record.id, *(getattr(record, name) for name in PRIVATE)]
    return int.from_bytes(hashlib.blake2b(repr(said).encode(), digest_size=8).digest(), "big")
