"""When the public last saw a record change: kept in each shard, carried on from the one before.

A record that reads as it did keeps its instant. What was public and is no longer leaves its id and the instant, for
``KEPT``: whoever copies the catalogue learns that it is gone, and nothing else. A shard built without a predecessor
knows no earlier instant than its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import orjson

KEPT = timedelta(days=90)


class Change(NamedTuple):
    """A mark of the content (empty: it is gone) and when it became so, in milliseconds since 1970."""

    mark: str
    at: int

    @property
    def gone(self) -> bool:
        """Whether the record is no longer public."""
        return not self.mark

    @property
    def moment(self) -> datetime:
        """The instant, aware."""
        return datetime.fromtimestamp(self.at / 1000, UTC)


def mark(*content: bytes) -> str:
    """A short mark of what a record says."""
    digest = hashlib.blake2b(digest_size=9)
    for piece in content:
        digest.update(piece)
    return digest.hexdigest()


def carried_on(before: Mapping[str, Change], marks: Mapping[str, str], *, at: datetime) -> dict[str, Change]:
    """The changes by id: of the records with these ``marks``, and of those that are gone at the instant ``at``."""
    now = round(at.timestamp() * 1000)
    found: dict[str, Change] = {}
    for known, current in marks.items():
        old = before.get(known)
        found[known] = old if old is not None and old.mark == current else Change(current, now)
    oldest = now - KEPT // timedelta(milliseconds=1)
    for known, old in before.items():
        if known in found or (old.gone and old.at < oldest):
            continue
        found[known] = old if old.gone else Change("", now)
    return found


def withheld(
    before: Mapping[str, Change],
    held: Mapping[str, int],
    changes: Mapping[str, Change],
    ids: Set[str],
    *,
    at: datetime,
) -> dict[str, int]:
    """What is public and given to nobody who copies the catalogue, or was so before it was gone.

    ``ids`` are the records withheld now, ``changes`` the changes of now; ``before`` and ``held`` are both of the shard
    before. The number is the instant since which it is gone for those who had a copy of it, 0: nobody had.
    """
    now = round(at.timestamp() * 1000)
    oldest = now - KEPT // timedelta(milliseconds=1)
    found: dict[str, int] = {}
    for known, change in changes.items():
        if known not in ids and not (change.gone and known in held):
            continue
        since = held.get(known)
        if since is None:
            old = before.get(known)
            since = 0 if old is None else old.at if old.gone else now
        found[known] = since if since >= oldest else 0
    return found


def written(changes: Mapping[str, Change]) -> bytes:
    """The changes as a shard holds them; the same changes give the same bytes."""
    return orjson.dumps({known: list(changes[known]) for known in sorted(changes)})


def read(blob: bytes | memoryview) -> dict[str, Change]:
    """The changes that ``written`` wrote."""
    return {known: Change(*change) for known, change in orjson.loads(blob).items()}
