"""Bringing a backup into an installation, and proving it by counting every table and checking every file."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

import psycopg
from django.conf import settings

from nestwerk.audit.ledger import note_replayed, note_restored, read_ledger
from nestwerk.audit.ledger import place as deletions
from nestwerk.audit.outside import merge
from nestwerk.catalogue.publish import alone
from nestwerk.catalogue.storage import sync_folder
from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

from .backup import DUMP, FORMAT, HEADS, LEDGER, MANIFEST, SECRET, Backup, Connection, backup_role
from .databases import libpq_params
from .migrations_state import known
from .restore_database import load_database
from .roles import ensure_roles, missing_roles
from .serve import OneAtATime
from .variables import Variables

CHUNK = 1 << 20


def restore_backup(path: Path, *, at: datetime, force: bool, progress: Callable[[str], None]) -> Backup:
    """Replace an empty installation (with ``force`` any) by the content of a backup.

    What was there before stands until the new data are loaded and counted (see ``restore_database``). Heads and
    deletions that were noted here are never replaced; those of the backup join them. The ledger says from here on
    that what was deleted since has to go again (see ``actions_replay``).
    Raises Refused if the file is damaged or comes from a newer version, if the installation holds data or is
    running, if the ledger here is of another installation, or if the count of any table is not that of the backup.
    """
    if not path.exists():
        raise Refused(f"Die Datei {path} gibt es nicht.")
    if not path.is_file():
        raise Refused(f"{path} ist keine Datei.")
    data_dir, snapshots = Path(settings.DATA_DIR), Path(settings.SNAPSHOT_DIR)
    try:
        running = OneAtATime(data_dir)  # held until the end: nobody starts in between either
    except Refused as error:
        raise Refused(f"{error} Bitte Nestwerk zuerst anhalten.") from error
    for left in data_dir.glob(".restore-*"):  # by one that was killed; no other one works now
        shutil.rmtree(left, ignore_errors=True)
    with running, tempfile.TemporaryDirectory(dir=data_dir, prefix=".restore-") as folder, alone(snapshots):
        progress("Sicherung prüfen")
        backup = unpack(path, Path(folder))
        if newer := [step for step in backup.migrations if step not in known()]:
            raise Refused(
                f"Die Sicherung stammt von einer neueren Version ({backup.software}, {newer[0][0]} {newer[0][1]}). "
                "Bitte erst Nestwerk aktualisieren."
            )
        _require_our_ledger(Path(folder, LEDGER))
        params = libpq_params(settings.DATABASES["owner"])
        with psycopg.connect(**params, autocommit=True) as owner, staged(Path(folder), data_dir) as files:
            if not force and holds_data(owner):
                raise Refused("Diese Installation enthält schon Daten. Mit --force werden sie ersetzt.")
            if missing_roles(owner):
                ensure_roles(owner)
            owed = Path(folder, LEDGER).exists()  # not in backups of older versions
            if owed:
                merge(Path(folder, LEDGER), deletions())
                note_restored(state=datetime.fromisoformat(backup.created_at))
            progress("Datenbank einspielen und zählen")
            try:
                load_database(owner, params, Path(folder, DUMP), backup.counts, backup_role())
            except Refused:
                if owed:
                    note_replayed(at=at)  # everything stands as it did
                raise
            progress("Katalog und Dateien einspielen")
            files.move()
            if Path(folder, HEADS).exists():
                merge(Path(folder, HEADS), Path(settings.AUDIT_HEADS))
    return backup


def key_differs() -> bool:
    """Whether the operator's own key is another than the one the backup brought along."""
    brought, own = Path(settings.DATA_DIR, SECRET), Variables().text("NESTWERK_SECRET_KEY")
    return bool(own) and brought.exists() and brought.read_text(encoding="utf-8").strip() != own


def _require_our_ledger(theirs: Path) -> None:
    """Raise Refused if the ledger here is of another installation: its numbers would hit the wrong rows."""
    ours = read_ledger(deletions()).installations
    if ours and theirs.exists() and not ours & read_ledger(theirs).installations:
        raise Refused(
            f"Das Löschbuch {deletions()} gehört zu einer anderen Installation als diese Sicherung. "
            "Bitte benennen Sie es um und die Kopfdatei daneben auch, dann noch einmal."
        )


def unpack(path: Path, folder: Path) -> Backup:
    """Unpack a backup and check size and SHA-256 of every file. Raises Refused if anything is not as written."""
    try:
        with tarfile.open(path, "r:") as tar:
            first = tar.next()
            stream = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
            if stream is None:
                raise Refused(f"{path} ist keine Sicherung von Nestwerk.")
            backup = Backup(**json.loads(stream.read()))
            datetime.fromisoformat(backup.created_at)
            backup.migrations = [(str(app), str(name)) for app, name in backup.migrations]
            if backup.format != FORMAT:
                raise Refused(f"Das Format {backup.format} dieser Sicherung ist unbekannt.")
            missing = set(backup.files)
            for entry in tar:
                if entry.name == MANIFEST:
                    continue
                if entry.name not in missing or not entry.isfile() or not _harmless(entry.name):
                    raise Refused(f"In der Sicherung steht eine Datei, die nicht hineingehört: {entry.name}")
                missing.discard(entry.name)
                target = folder / entry.name
                target.parent.mkdir(parents=True, exist_ok=True)
                digest = hashlib.sha256()
                source = tar.extractfile(entry)
                with target.open("wb") as out:
                    while source is not None and (chunk := source.read(CHUNK)):
                        digest.update(chunk)
                        out.write(chunk)
                if [target.stat().st_size, digest.hexdigest()] != list(backup.files[entry.name]):
                    raise Refused(
                        f"Die Sicherung ist beschädigt: {entry.name} stimmt nicht mit ihrer Prüfsumme überein."
                    )
    except (tarfile.TarError, ValueError, TypeError, EOFError) as error:
        raise Refused(f"{path} ist keine vollständige Sicherung von Nestwerk.") from error
    if missing:
        raise Refused(f"In der Sicherung fehlt: {sorted(missing)[0]}")
    return backup


def _harmless(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name in (DUMP, SECRET, HEADS, LEDGER) or (
        len(parts) > 1 and parts[0] in ("snapshot", "media") and ".." not in parts
    )


def holds_data(owner: Connection) -> bool:
    """Tell whether the database holds, or ever held, a network. The size of the table says so whatever its policies."""
    row = owner.execute("SELECT coalesce(pg_relation_size(to_regclass('public.networks_network')), 0) > 0").fetchone()
    return bool(row and row[0])


class Staged:
    """Files laid beside their places, to be moved there in an instant once the database is in."""

    def __init__(self) -> None:
        self.moves: list[tuple[Path, Path]] = []

    def add(self, source: Path, place: Path) -> None:
        """Copy ``source`` to a draft beside ``place``, readable as before. Raises OSError."""
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.part")
        self.moves.append((draft, place))
        mode = 0o600 if place.name == SECRET else 0o644
        draft.unlink(missing_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out, source.open("rb") as stream:
            shutil.copyfileobj(stream, out)
            out.flush()
            os.fsync(out.fileno())

    def move(self) -> None:
        """Put every file in its place, in the order in which they were added."""
        for draft, place in self.moves:
            os.replace(draft, place)
        for folder in {place.parent for _, place in self.moves}:
            sync_folder(folder)

    def drop(self) -> None:
        """Remove drafts that were not moved."""
        for draft, _ in self.moves:
            draft.unlink(missing_ok=True)


@contextmanager
def staged(folder: Path, data_dir: Path) -> Iterator[Staged]:
    """Stage secret, uploads and snapshot; its manifest last, so that a half-moved snapshot never counts."""
    made = Staged()
    try:
        if (folder / SECRET).exists():
            made.add(folder / SECRET, data_dir / SECRET)
        for top, target in (("media", data_dir / "media"), ("snapshot", Path(settings.SNAPSHOT_DIR))):
            paths = [path for path in sorted((folder / top).rglob("*")) if path.is_file()]
            for path in sorted(paths, key=lambda path: path.name == MANIFEST):
                made.add(path, target / path.relative_to(folder / top))
        yield made
    except OSError as error:
        raise Refused(f"Die Dateien der Sicherung ließen sich nicht einspielen: {os_cause(error)}.") from error
    finally:
        made.drop()
