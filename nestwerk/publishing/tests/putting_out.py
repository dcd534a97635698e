"""Publishing in a test: returns when this very process reads the new catalogue."""

from __future__ import annotations

import time
from datetime import datetime

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.publish import publish

PATIENCE = 60.0  # seconds, on a busy machine


def put_out(slug: str, *, at: datetime) -> None:
    """Publish a network and wait until it is read here, also where an earlier test left nothing to read."""
    version = publish([slug], at=at)
    end = time.monotonic() + PATIENCE
    while _read() != version:
        assert time.monotonic() < end, "the new catalogue is not read"
        time.sleep(0.05)


def _read() -> str:
    try:
        return catalogue.current().version
    except catalogue.NotReady:
        return ""
