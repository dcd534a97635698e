"""The snapshot this process serves: noticed within a second, checked, swapped in whole, or left alone."""

from __future__ import annotations

import logging
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from .snapshot import Snapshot, load_snapshot
from .storage import BrokenFile

log = logging.getLogger(__name__)

MANIFEST = "manifest.json"
POLL_SECONDS = 0.5
SEEN = ".seen-"


class NotReady(Exception):
    """No snapshot was published yet, or none could be read since this process started."""


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a snapshot folder; None if there is none or it cannot be read."""
    try:
        content: dict[str, Any] = orjson.loads((folder / MANIFEST).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None
    return content


def named_files(manifest: dict[str, Any]) -> set[str]:
    """The files a manifest needs."""
    return {manifest["commons"]["file"], *(shard["file"] for shard in manifest["shards"].values())}


def readers(folder: Path) -> dict[int, str]:
    """Process → version it serves, for the processes of this machine that follow the folder and live."""
    found = {}
    for path in folder.glob(f"{SEEN}*"):
        pid = int(path.name.removeprefix(SEEN))
        with suppress(FileNotFoundError):
            version, _, born = path.read_text(encoding="utf-8").partition("\n")
            if _lives(pid) and born == _born(pid):
                found[pid] = version
            else:
                path.unlink(missing_ok=True)
    return found


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _born(pid: int) -> str:
    """When a process began, as Linux counts; a number comes again after a restart, with another beginning."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


class Live:
    """Holds the newest whole snapshot of a folder and looks for the next one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)
        self.pid = os.getpid()
        self.snapshot: Snapshot | None = None
        self.problem = ""
        self._seen: tuple[int, int, int] | None = None
        self._lock = threading.Lock()

    def note(self) -> None:
        """Tell publishers on this machine which version this process serves. A folder of others' stays untouched."""
        if self.snapshot is None:
            return
        with suppress(OSError):
            noted = f"{self.snapshot.version}\n{_born(self.pid)}"
            (self.folder / f"{SEEN}{self.pid}").write_text(noted, encoding="utf-8")

    def look(self) -> bool:
        """Load the snapshot if the manifest changed; True if a new one is served now.

        A broken or half-written one is refused with a line in the log; the previous one keeps serving
        and the next look tries again.
        """
        with self._lock:
            try:
                stat = (self.folder / MANIFEST).stat()
            except OSError:
                return False
            seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if seen == self._seen:
                return False
            manifest = read_manifest(self.folder)
            try:
                if manifest is None:
                    raise BrokenFile("Das Verzeichnis des Katalogs ist nicht lesbar.")
                self.snapshot = load_snapshot(self.folder, manifest, self.snapshot)
            except (BrokenFile, LookupError, ValueError, TypeError, AttributeError) as problem:
                if str(problem) != self.problem:
                    stays = "der bisherige bleibt" if self.snapshot else "bis zum Neubau stehen Notrufnummern da"
                    log.error("Katalog abgelehnt, %s: %s", stays, problem)
                self.problem = str(problem)
                return False
            self._seen, self.problem = seen, ""
            return True

    def follow(self) -> None:
        """Look again every half second, in the background, for as long as the process lives."""
        stop = threading.Event()

        def forever() -> None:
            while not stop.wait(POLL_SECONDS):
                try:
                    if self.look():
                        self.note()
                except Exception:  # whatever a file brings: the next look comes, and the old snapshot serves
                    log.exception("Der Katalog ließ sich nicht ansehen, der bisherige bleibt.")

        self.note()
        threading.Thread(target=forever, name="katalog", daemon=True).start()


_live: Live | None = None
_starting = threading.Lock()


def current() -> Snapshot:
    """The snapshot to answer from. Raises NotReady while there is none."""
    live = _live
    if live is None or live.pid != os.getpid() or live.name != str(settings.SNAPSHOT_DIR):
        live = _start()
    if live.snapshot is None:
        raise NotReady(live.problem or "Es wurde noch nichts veröffentlicht.")
    return live.snapshot


def _start() -> Live:
    global _live  # one per process
    with _starting:
        folder = Path(settings.SNAPSHOT_DIR)
        if _live is None or _live.pid != os.getpid() or _live.folder != folder:
            live = Live(folder)
            live.look()
            live.follow()
            _live = live
        return _live
