"""UUIDs that stay: those of the catalogue for services and organisations, and derived ones (version 5) for their parts.

The catalogue's own are made of network, source and the id there, so that an import run again gives the same.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from uuid import UUID, uuid5

NAMESPACE = UUID("6f0b3a52-5d0e-5a7e-9c59-0d3b8b8f6a11")  # of this mapping; never to be changed


@lru_cache(maxsize=4096)
def public(known: str) -> UUID:
    """The id of a service or an organisation; one that is no UUID gets one."""
    try:
        return UUID(known)
    except ValueError:
        return uuid5(NAMESPACE, known)


def part(whole: UUID, name: str) -> str:
    """The id of a part of a service or an organisation: ``name`` says which."""
    found = hashlib.sha1(whole.bytes + name.encode(), usedforsecurity=False).hexdigest()  # as uuid5, in half the time
    return f"{found[:8]}-{found[8:12]}-5{found[13:16]}-{'89ab'[int(found[16], 16) & 3]}{found[17:20]}-{found[20:32]}"


@lru_cache(maxsize=2048)
def shared(kind: str, name: str) -> str:
    """The id of what many share: a taxonomy, a term, a network."""
    return str(uuid5(NAMESPACE, f"{kind}/{name}"))


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID as the standard writes it."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
