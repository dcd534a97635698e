"""What ``serve`` does beside the running web: tables, pilots for an empty database, a snapshot of this version."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from nestwerk.catalogue.live import MANIFEST, read_manifest
from nestwerk.catalogue.publish import publish
from nestwerk.catalogue.storage import BrokenFile, read_packed

from .actions_replay import replay_owed
from .demo import load_demo
from .schema import migrate_database

POLITENESS = 10  # steps of niceness: the pages come first


def prepare(*, demo: bool, say: Callable[[str], None]) -> None:
    """Bring database and snapshot to a state that can be served; safe to repeat, quick when there is nothing to do.

    The catalogue is published anew when pilots came in or a file of it is damaged. Otherwise only what code, terms,
    words or helplines of this version make different is rebuilt, so that an update is live without a command.
    """
    os.nice(POLITENESS)
    migrate_database(lambda line: say(f"Vorbereitung: {line}."))
    replay_owed(at=timezone.now(), say=say)  # a restore that was cut short owes it still
    loaded = load_demo(lambda line: say(f"Vorbereitung: {line}.")) if demo else None
    folder = Path(settings.SNAPSHOT_DIR)
    before = (read_manifest(folder) or {}).get("version")
    slugs: list[str] | None = None if loaded or damaged(folder) else []
    version = publish(slugs, at=timezone.now(), progress=lambda line: say(f"Vorbereitung: {line}."))
    if version != before:
        say(f"Vorbereitung: Katalog {version} ist veröffentlicht.")


def damaged(folder: Path) -> bool:
    """Tell whether a file the manifest names is missing or not what it says; an unreadable manifest is removed."""
    manifest = read_manifest(folder)
    if manifest is None:
        return False  # the first publication builds everything
    try:
        for part in (manifest["commons"], *manifest["shards"].values()):
            read_packed(folder / part["file"], checksum=part["sha256"])
    except BrokenFile:
        return True
    except (LookupError, TypeError, AttributeError):
        (folder / MANIFEST).unlink()
        return True
    return False
