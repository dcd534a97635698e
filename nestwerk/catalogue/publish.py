"""Building the next snapshot and swapping it in. One publisher per folder at a time; readers never wait.

Nothing of the running snapshot is touched: new files get new names, the manifest is replaced last and
atomically. Killed at any moment, the old snapshot stands; the next run clears what was left over.
"""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from nestwerk.common.refusals import Refused
from nestwerk.networks import public as networks

from .build import write_commons, write_shard
from .commons import load_commons
from .live import MANIFEST, POLL_SECONDS, read_manifest
from .storage import write_json

log = logging.getLogger(__name__)
KEEP_SECONDS = 60  # a reader may just be opening a file that the newest manifest no longer names


def publish(
    slugs: Sequence[str] | None = None,
    *,
    at: datetime,
    progress: Callable[[str], None] | None = None,
    wait: bool = False,
) -> str:
    """Publish the networks with these slugs (default: all) and return the new version.

    Rebuilds only their shards, unless terms, lexicon, helplines or places changed: those reach every
    index. ``wait`` returns only when every process on this machine has had the time to notice.
    Raises Refused for a slug that does not exist.
    """
    folder = Path(settings.SNAPSHOT_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        old = read_manifest(folder) or {"number": 0, "shards": {}, "commons": {"file": ""}}
        known = networks.slugs()
        if unknown := sorted(set(slugs or ()) - set(known)):
            raise Refused(f"Ein Netzwerk „{unknown[0]}“ gibt es nicht.")
        commons = write_commons(folder)
        everything = slugs is None or commons.file != old["commons"]["file"]
        wanted = set(known) if everything else set(slugs or ()) | (set(known) - set(old["shards"]))
        lexicon = load_commons(folder / commons.file, commons.sha256).lexicon
        shards: dict[str, dict[str, Any]] = {slug: old["shards"][slug] for slug in known if slug not in wanted}
        for slug in sorted(wanted):
            network = networks.networks((slug,))[0]
            written = write_shard(folder, network, lexicon, _counter(progress, network.name))
            shards[slug] = {"file": written.file, "sha256": written.sha256, "offers": written.offers}
            if progress:
                progress(f"{network.name}: {written.offers} Angebote")
        number = old["number"] + 1
        version = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}-{number:04d}"
        write_json(
            folder / MANIFEST,
            {
                "version": version,
                "number": number,
                "commons": {"file": commons.file, "sha256": commons.sha256},
                "shards": dict(sorted(shards.items())),
            },
        )
        _clear(folder, at)
    if wait:
        time.sleep(POLL_SECONDS * 2)
    return version


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _counter(progress: Callable[[str], None] | None, name: str) -> Callable[[int], None] | None:
    if progress is None:
        return None
    return lambda count: progress(f"{name}: {count} Angebote gelesen")


def _clear(folder: Path, at: datetime) -> None:
    """Remove files that no manifest names any more, and drafts of a publisher that was killed."""
    manifest = read_manifest(folder)
    if manifest is None:
        return
    named = {manifest["commons"]["file"], *(shard["file"] for shard in manifest["shards"].values())}
    for path in folder.iterdir():
        if path.name in named or path.suffix not in {".nest", ".part"}:
            continue
        if path.suffix == ".part" or at.timestamp() - path.stat().st_mtime > KEEP_SECONDS:
            path.unlink(missing_ok=True)
