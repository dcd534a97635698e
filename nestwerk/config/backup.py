"""A backup: one file with the database, the published snapshot and uploaded files, and what to count afterwards.

The file is a tar: ``manifest.json`` first, then ``database.dump`` (custom format of ``pg_dump``), ``snapshot/…``,
``media/…``, the installation's secret key, the heads of the record's chains and the ledger of deletions. Counts and
dump come from the same moment of the database.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from nestwerk.audit.ledger import ledger
from nestwerk.audit.ledger import place as deletions
from nestwerk.catalogue.live import named_files, read_manifest
from nestwerk.catalogue.publish import alone
from nestwerk.catalogue.storage import sync_folder
from nestwerk.common.os_causes import FULL, os_cause
from nestwerk.common.refusals import Refused

from .databases import libpq_params
from .migrations_state import Step, applied
from .postgres import cluster
from .postgres_home import wheel_installs
from .roles import BACKUP

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
SECRET = "secret-key"  # noqa: S105  # the name of a file
DRAFTS = ".nestwerk-"  # the folder of a backup being written
LONGEST_BACKUP = 24 * 3600  # seconds
HEADS, LEDGER = "audit-heads", "deletions"  # their names in the backup, wherever they lie
Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(slots=True)
class Backup:
    """The manifest: rows by table, migrations, and size and SHA-256 of every file."""

    created_at: str
    software: str
    server: int
    migrations: list[Step]
    counts: dict[str, int]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT


def write_backup(path: Path, *, at: datetime, force: bool, progress: Callable[[str], None]) -> Backup:
    """Save the installation into ``path`` (0600), whole or not at all.

    Raises Refused if the file exists (unless ``force``), cannot be written, or the backup role may not read a table.
    """
    path = path.absolute()
    if path.exists() and not force:
        raise Refused(f"Die Datei {path} gibt es schon; mit --force wird sie ersetzt.")
    if not path.parent.is_dir():
        raise Refused(f"Den Ordner {path.parent} gibt es nicht.")
    try:
        for left in path.parent.glob(f"{DRAFTS}*"):  # by one that was killed
            if at.timestamp() - left.stat().st_mtime > LONGEST_BACKUP:
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=DRAFTS) as folder:
            progress("Datenbank sichern")
            dump = Path(folder, DUMP)
            backup = _dump_database(dump, at)
            draft = Path(folder, "draft.tar")
            with alone(Path(settings.SNAPSHOT_DIR)):
                members = {DUMP: dump, **_files(Path(folder))}
                for number, (name, source) in enumerate(members.items(), 1):
                    progress(f"Dateien prüfen: {number} von {len(members)}")
                    backup.files[name] = (source.stat().st_size, _digest(source))
                progress("Datei schreiben")
                _write_tar(draft, backup, members)
            draft.rename(path)
            sync_folder(path.parent)
    except OSError as error:
        raise Refused(f"Die Sicherung ließ sich nicht schreiben: {os_cause(error)}.") from error
    with suppress(OSError):  # who saves may not be allowed to write here; then the operator's page knows less
        Path(settings.DATA_DIR, "last-backup").touch()  # its age is shown on the operator's page
    return backup


def _dump_database(dump: Path, at: datetime) -> Backup:
    """Dump the database as the backup role and count every table at the same moment."""
    with psycopg.connect(**libpq_params(settings.DATABASES["owner"]), autocommit=True) as owner:
        for kind in ("TABLES", "SEQUENCES"):
            owner.execute(sql.SQL("GRANT SELECT ON ALL {} IN SCHEMA public TO {}").format(sql.SQL(kind), backup_role()))
    params = libpq_params(settings.DATABASES["backup"])
    with psycopg.connect(**params) as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        moment = reader.execute("SELECT pg_export_snapshot()").fetchone()
        counts = count_tables(reader)
        free = reader.execute("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        arguments = ["--format=custom", "--compress=6", f"--file={dump}", f"--snapshot={moment[0] if moment else ''}"]
        arguments += ["--no-owner", "--schema=public"]
        if not (free and free[0]):
            arguments.append("--enable-row-security")  # the policies named "backup" show it every row
        run_program("pg_dump", arguments, reader.info.server_version, params)
        server = reader.info.server_version
    return Backup(at.astimezone(UTC).isoformat(timespec="seconds"), software(), server, applied(), counts)


def backup_role() -> sql.Identifier:
    """The role that reads: the own login of NESTWERK_BACKUP_URL, else the usual one."""
    entry = settings.DATABASES["backup"]
    own = "NESTWERK_BACKUP_URL" in os.environ
    return sql.Identifier(entry["USER"] if own else BACKUP)


def count_tables(connection: Connection) -> dict[str, int]:
    """Return the number of rows of every table of the installation, by name."""
    names = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE \"C\""
    ).fetchall()
    counts: dict[str, int] = {}
    for (name,) in names:
        row = connection.execute(sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name))).fetchone()
        counts[name] = row[0] if row else 0
    return counts


def software() -> str:
    """Return the version of Nestwerk."""
    return installed_version("nestwerk")


class ProgramFailed(Refused):
    """One of PostgreSQL's programs failed; ``cause`` is its first error."""

    def __init__(self, name: str, cause: str) -> None:
        full = "no space left on device" in cause.lower()
        super().__init__(FULL if full else f"{name} ist gescheitert: {cause}")
        self.cause = cause


def run_program(name: str, arguments: list[str], server: int, params: dict[str, Any] | None = None) -> str:
    """Run one of PostgreSQL's client programs and return what it says; with ``params`` connected to that database.

    ``server`` is the version (e.g. 150020). The wheel's program is used unless the server is newer than it: newer
    programs read older servers, not the other way round. Raises ProgramFailed with its first error.
    """
    newest = max(wheel_installs())
    if server // 10000 <= newest:
        program = (
            str(cluster(settings.DATA_DIR).binary(name))
            if _embedded()
            else str(wheel_installs()[newest] / "bin" / name)
        )
    elif (found := shutil.which(name)) is not None:
        program = found
    else:
        raise Refused(f"Für PostgreSQL {server // 10000} bitte das Paket postgresql-client mit {name} installieren.")
    command = [program, *arguments]
    environ = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    if params is not None:
        environ["PGPASSWORD"] = str(params.get("password", ""))
        conninfo = psycopg.conninfo.make_conninfo(**{key: value for key, value in params.items() if key != "password"})
        command.insert(1, f"--dbname={conninfo}")
    done = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        lines = done.stderr.splitlines()
        telling = [line for line in lines if re.search(r"\b(error|ERROR|FATAL): ", line)]
        first = (telling or lines or ["keine Meldung"])[0]
        raise ProgramFailed(name, re.sub(r"^.*?\b(error|ERROR|FATAL): +", "", first))
    return done.stdout


def _embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def _files(folder: Path) -> dict[str, Path]:
    """Return the files beside the database by their name in the backup; what grows is copied to ``folder``."""
    found: dict[str, Path] = {}
    named = named_files(manifest) if (manifest := read_manifest(Path(settings.SNAPSHOT_DIR))) else set()
    for top, source in (("snapshot", Path(settings.SNAPSHOT_DIR)), ("media", Path(settings.DATA_DIR, "media"))):
        for path in _walk(source):
            if top == "snapshot" and path.suffix == ".nest" and path.name not in named:
                continue  # replaced, and about to be removed
            found[f"{top}/{path.relative_to(source).as_posix()}"] = path
    found[SECRET] = folder / SECRET  # the one in use, wherever it comes from: without it nothing sealed can be read
    found[SECRET].write_text(settings.SECRET_KEY, encoding="utf-8")
    with suppress(OSError), ledger(deletions()):
        pass  # now there is one, and the backup can be told by its number
    for name, path in ((HEADS, Path(settings.AUDIT_HEADS)), (LEDGER, deletions())):
        if path.exists():
            found[name] = folder / name
            shutil.copyfile(path, folder / name)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_tar(path: Path, backup: Backup, members: dict[str, Path]) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
            content = json.dumps(asdict(backup), ensure_ascii=False, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size, entry.mode = len(content), 0o600
            tar.addfile(entry, io.BytesIO(content))
            for name, source in members.items():
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode = backup.files[name][0], 0o600
                with source.open("rb") as content_stream:
                    tar.addfile(entry, content_stream)
        stream.flush()
        os.fsync(stream.fileno())
