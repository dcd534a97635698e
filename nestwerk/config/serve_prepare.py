"""What ``serve`` does beside the running web: tables, pilots for an empty database, a first or a mended snapshot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from nestwerk.catalogue.live import Live
from nestwerk.catalogue.publish import publish

from .demo import load_demo
from .schema import migrate_database


def prepare(*, demo: bool, say: Callable[[str], None]) -> None:
    """Bring database and snapshot to a state that can be served; safe to repeat, quick when there is nothing to do."""
    migrate_database(lambda line: say(f"Vorbereitung: {line}."))
    loaded = load_demo(lambda line: say(f"Vorbereitung: {line}.")) if demo else None
    if loaded or not Live(Path(settings.SNAPSHOT_DIR)).look():
        say("Vorbereitung: Katalog wird veröffentlicht.")
        version = publish(at=timezone.now())
        say(f"Vorbereitung: Katalog {version} ist veröffentlicht.")
