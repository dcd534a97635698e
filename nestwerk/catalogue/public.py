"""The door to the published catalogue: the only thing public pages and the search API read."""

from __future__ import annotations

from .changes import Change
from .live import NotReady, current
from .snapshot import Answer, Snapshot

__all__ = ["Answer", "Change", "NotReady", "Snapshot", "current"]
