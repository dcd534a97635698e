"""The door to the published catalogue: the only thing public pages and the search API read."""

from __future__ import annotations

from .live import NotReady, current
from .snapshot import Answer, Snapshot

__all__ = ["Answer", "NotReady", "Snapshot", "current"]
