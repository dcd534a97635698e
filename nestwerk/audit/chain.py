"""How a line is bound into its chain. Values in, values out: no database, no clock.

A link's digest covers the digest before it, its position, the fingerprint of the personal part and every field of the
line. Whoever changes one of them has to write all later links anew, and the heads kept outside (``heads``) say so.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import NamedTuple

FIRST = "0" * 64  # what stands before the first link
ERASED = "erased"  # the hat of an erased personal part is "erased:<id of the line that tells of it>"


class Facts(NamedTuple):
    """A line without its personal part, as the chain covers it. ``network_id`` None: of the installation."""

    id: int
    network_id: int | None
    at: datetime
    event: str
    thing: str
    thing_id: str
    number: int | None  # the line's count
    detail: str


def personal(salt: str, user_id: int | None, hat: str) -> str:
    """The fingerprint of who acted. Without the salt nobody can try out account numbers against it."""
    return _sha256([salt, user_id, hat])


def digest(previous: str, position: int, fingerprint: str, line: Facts) -> str:
    """The digest of the link at ``position`` (from 1) that follows the link with the digest ``previous``."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sha256([previous, position, fingerprint, *line._replace(at=at)])  # type: ignore[arg-type]


def told_cut(position: int, link_digest: str) -> str:
    """What the line about a cut says: the last link that went, its position and its digest."""
    return f"{position}:{link_digest}"


def read_cut(detail: str) -> tuple[int, str]:
    """Position and digest of the last link that went; (0, "") for words that tell of no cut."""
    position, _, link_digest = detail.partition(":")
    return (int(position), link_digest) if position.isdigit() and len(link_digest) == len(FIRST) else (0, "")


def _sha256(parts: list[object]) -> str:
    """A list in JSON has one reading only: no field can borrow from its neighbour."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
