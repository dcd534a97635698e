"""Building the next snapshot and swapping it in. One publisher per folder at a time; readers never wait.

Nothing of the running snapshot is touched: new files get new names, the manifest is replaced last and
atomically. Killed at any moment, the old snapshot stands; the next run clears what was left over.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import APP, tenant
from nestwerk.networks import public as networks

from .build import write_commons, write_shard
from .commons import load_commons
from .live import MANIFEST, POLL_SECONDS, named_files, read_manifest, readers
from .shape import SHAPE, made_by
from .storage import write_json

KEEP_SECONDS = 60  # a reader may just be opening a file that the newest manifest no longer names
PATIENCE = 20.0  # seconds; reading changed commons takes a process a few


def publish(
    slugs: Sequence[str] | None = None,
    *,
    at: datetime,
    progress: Callable[[str], None] | None = None,
    wait: bool = False,
) -> str:
    """Publish the networks with these slugs (default: all) and return the new version.

    Rebuilds only their shards, unless terms, lexicon, helplines, places or the code that builds changed:
    those reach every index. Where nothing changed at all the version stays. ``wait`` returns when every
    process that serves this folder has the new one (after ``PATIENCE`` at the latest).
    Raises Refused for a slug that does not exist.
    """
    folder = Path(settings.SNAPSHOT_DIR)
    with alone(folder):
        old = read_manifest(folder) or {"number": 0, "shards": {}, "commons": {"file": ""}}
        known = networks.slugs()
        if unknown := sorted(set(slugs or ()) - set(known)):
            raise Refused(f"Ein Netzwerk „{unknown[0]}“ gibt es nicht.")
        commons = write_commons(folder, old["commons"])
        same = commons.file == old["commons"]["file"] and made_by() == old.get("made_by")
        wanted = set(slugs or ()) | (set(known) - set(old["shards"])) if same and slugs is not None else set(known)
        shards: dict[str, dict[str, Any]] = {slug: old["shards"][slug] for slug in known if slug not in wanted}
        for slug in sorted(wanted):
            lexicon = load_commons(folder / commons.file, commons.sha256).lexicon
            today, before = at.astimezone(BERLIN).date(), old["shards"].get(slug)
            written = write_shard(folder, slug, lexicon, today=today, at=at, before=before, progress=progress)
            shards[slug] = {"file": written.file, "sha256": written.sha256, "offers": written.offers}
        manifest = {
            "commons": {"file": commons.file, "sha256": commons.sha256, "source": commons.source},
            "shards": dict(sorted(shards.items())),
            "shape": SHAPE,
            "made_by": made_by(),
        }
        version = str(old.get("version", ""))
        if any(old.get(name) != value for name, value in manifest.items()):
            number = old["number"] + 1
            version = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}-{number:04d}"
            _touch(folder, named_files(old) - named_files(manifest), at)
            with transaction.atomic(using=APP):  # on record if and only if it is live
                _put_on_record(shards, old["shards"], at=at)
                write_json(folder / MANIFEST, {"version": version, "number": number, **manifest})
        _clear(folder, named_files(manifest), at)
    if wait:
        wait_for_readers(folder, version)
    return version


def clear(*, at: datetime) -> None:
    """Remove what was replaced more than ``KEEP_SECONDS`` ago: a text that was withdrawn stays on no disk."""
    folder = Path(settings.SNAPSHOT_DIR)
    with alone(folder):
        if manifest := read_manifest(folder):
            _clear(folder, named_files(manifest), at)


def _put_on_record(shards: dict[str, Any], before: dict[str, Any], *, at: datetime) -> None:
    """One line in the record of each network whose part is new."""
    ids = networks.ids()
    for slug in sorted(slug for slug, shard in shards.items() if shard != before.get(slug)):
        with tenant(ids[slug]):
            record(None, "catalogue.published", at=at, network_id=ids[slug], count=shards[slug]["offers"])


def wait_for_readers(folder: Path, version: str) -> None:
    """Return when every process that follows this folder on this machine serves ``version``."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and any(seen != version for seen in readers(folder).values()):
        time.sleep(POLL_SECONDS / 5)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the publisher's lock of a snapshot folder: who publishes, saves or restores it does so alone."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _touch(folder: Path, replaced: set[str], at: datetime) -> None:
    """Count the seconds of grace of a file from the moment it was replaced."""
    for name in replaced:
        with suppress(FileNotFoundError):
            os.utime(folder / name, (at.timestamp(), at.timestamp()))


def _clear(folder: Path, named: set[str], at: datetime) -> None:
    """Remove files replaced a while ago, and drafts of a publisher that was killed."""
    for path in folder.iterdir():
        if path.name in named or path.suffix not in {".nest", ".part"}:
            continue
        if path.suffix == ".part" or at.timestamp() - path.stat().st_mtime > KEEP_SECONDS:
            path.unlink(missing_ok=True)
