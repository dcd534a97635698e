"""Bringing a backup into an installation, and proving it by counting every table and checking every file."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import psycopg
from django.conf import settings
from psycopg import sql

from nestwerk.common.refusals import Refused

from .backup import DUMP, FORMAT, MANIFEST, SECRET, Backup, Connection, backup_role, count_tables, run_program
from .migrations_state import known
from .postgres import libpq_params
from .roles import ensure_roles, missing_roles

CHUNK = 1 << 20


def restore_backup(path: Path, *, force: bool, progress: Callable[[str], None]) -> Backup:
    """Replace an empty installation (with ``force`` any) by the content of a backup.

    Raises Refused if the file is damaged, comes from a newer version, the installation holds data, or the count
    of any table afterwards is not that of the backup.
    """
    if not path.is_file():
        raise Refused(f"Die Datei {path} gibt es nicht.")
    data_dir = Path(settings.DATA_DIR)
    data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_dir, prefix=".restore-") as folder:
        progress("Sicherung prüfen")
        backup = unpack(path, Path(folder))
        if newer := [step for step in map(tuple, backup.migrations) if step not in known()]:
            raise Refused(
                f"Die Sicherung stammt von einer neueren Version ({backup.software}, {newer[0][0]} {newer[0][1]}). "
                "Bitte erst Nestwerk aktualisieren."
            )
        with psycopg.connect(**libpq_params(settings.DATABASES["owner"]), autocommit=True) as owner:
            if not force and holds_data(owner):
                raise Refused("Diese Installation enthält schon Daten. Mit --force werden sie ersetzt.")
            if missing_roles(owner):
                ensure_roles(owner)
            progress("Datenbank einspielen")
            _load(owner, Path(folder, DUMP))
        progress("Tabellen zählen")
        _compare(backup)
        progress("Katalog und Dateien einspielen")
        _place(Path(folder), data_dir)
    return backup


def unpack(path: Path, folder: Path) -> Backup:
    """Unpack a backup and check size and SHA-256 of every file. Raises Refused if anything is not as written."""
    try:
        with tarfile.open(path, "r:") as tar:
            first = tar.next()
            stream = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
            if stream is None:
                raise Refused(f"{path} ist keine Sicherung von Nestwerk.")
            backup = Backup(**json.loads(stream.read()))
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
    return name in (DUMP, SECRET) or (len(parts) > 1 and parts[0] in ("snapshot", "media") and ".." not in parts)


def holds_data(owner: Connection) -> bool:
    """Tell whether the database knows any network."""
    there = owner.execute("SELECT to_regclass('public.networks_network') IS NOT NULL").fetchone()
    if not (there and there[0]):
        return False
    row = owner.execute("SELECT EXISTS (SELECT FROM networks_network)").fetchone()
    return bool(row and row[0])


def _load(owner: Connection, dump: Path) -> None:
    """Empty the schema and load the dump as the owner."""
    name = owner.execute("SELECT current_user").fetchone()
    try:
        owner.execute("DROP SCHEMA IF EXISTS public CASCADE")
        owner.execute(
            sql.SQL("CREATE SCHEMA public AUTHORIZATION {}").format(sql.Identifier(str(name[0] if name else "")))
        )
        owner.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
    except psycopg.errors.InsufficientPrivilege as error:
        raise Refused("Zum Einspielen muss die Datenbank der Rolle aus DATABASE_URL gehören.") from error
    params = libpq_params(settings.DATABASES["owner"])
    server = owner.info.server_version
    arguments = ["--no-owner", "--schema=public"]
    if server >= 170000:
        arguments += ["--exit-on-error", "--single-transaction"]
    # Servers before 17 do not know one setting that newer programs send; nothing else may go wrong.
    run_program("pg_restore", [*arguments, str(dump)], params, server, tolerate='"transaction_timeout"')
    owner.execute("ANALYZE")


def _compare(backup: Backup) -> None:
    """Count as the backup role, which sees every row, and refuse if any table differs."""
    with psycopg.connect(**libpq_params(settings.DATABASES["owner"]), autocommit=True) as owner:
        owner.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(backup_role()))
    with psycopg.connect(**libpq_params(settings.DATABASES["backup"])) as reader:
        found = count_tables(reader)
    wrong = [
        f"{name} {found.get(name, 0)} statt {backup.counts.get(name, 0)}"
        for name in sorted(set(found) | set(backup.counts))
        if found.get(name) != backup.counts.get(name)
    ]
    if wrong:
        raise Refused(f"Die eingespielten Daten sind unvollständig: {', '.join(wrong)}.")


def _place(folder: Path, data_dir: Path) -> None:
    """Move snapshot and files to their place; the snapshot's manifest last, so that a half-copied one never counts."""
    for top, target in (("snapshot", Path(settings.SNAPSHOT_DIR)), ("media", data_dir / "media")):
        source = folder / top
        paths = sorted((path for path in source.rglob("*") if path.is_file()), key=lambda path: path.name == MANIFEST)
        for path in paths:
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(f".{place.name}.part")
            shutil.copyfile(path, draft)
            os.replace(draft, place)
    secret = folder / SECRET
    if secret.exists():
        draft = data_dir / f".{SECRET}.part"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(secret.read_bytes())
        os.replace(draft, data_dir / SECRET)
