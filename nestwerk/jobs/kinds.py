"""Every kind of mail that leaves the house, with the words the log shows for it. A test holds all callers to it."""

from __future__ import annotations

KINDS = {
    "invitation": "Einladung",
    "test": "Probemail",
}


def label(kind: str) -> str:
    """German words for a kind; the bare name if it is of an older version."""
    return KINDS.get(kind, kind)
