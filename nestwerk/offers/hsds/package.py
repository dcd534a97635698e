"""A package as a whole: a folder, a zip, or one file → its services, or everything that is wrong with it."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nestwerk.common.refusals import Refused

from . import ohana
from .faults import Fault, refused
from .joining import Record, services_of
from .records import parsed, records_of
from .tables import Table, kind_of, read_table

LARGEST = 64 * 1024 * 1024  # bytes, after unpacking, of all files together
MOST_FILES = 200
_KINDS = (".csv", ".json", ".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Package:
    """What a source holds. ``version``: how it was written, in words; ``complete``: whether it is all there is."""

    name: str
    services: list[Record]
    version: str
    faults: tuple[Fault, ...] = ()
    complete: bool = True


def read_path(path: Path) -> Package:
    """Read a folder, a zip or a file. Raises Refused: ``Unreadable`` with all faults where its contents are wrong."""
    if path.is_dir():
        files = {}
        size = 0
        for one in sorted(path.iterdir())[: MOST_FILES + 1]:
            if one.suffix.lower() in _KINDS and one.is_file():
                size += one.stat().st_size
                _refuse_large(size, path.name)
                files[one.name] = one.read_bytes()
        return _from_files(files, path.name)
    if not path.is_file():
        raise Refused(f"{path} ist keine Datei." if path.exists() else f"Die Datei {path} gibt es nicht.")
    _refuse_large(path.stat().st_size, path.name)
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(content: bytes, name: str) -> Package:
    """Read a zip, JSON or JSON lines. Raises Refused like ``read_path``."""
    if not content.strip():
        raise Refused(f"{name} ist leer.")
    _refuse_large(len(content), name)
    if content.startswith(b"PK"):
        return _from_files(_unpacked(content, name), name)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        said, faults = parsed(content, name)
        services, more = records_of(said, name) if not faults else ([], [])
        if faults or more:
            raise refused([*faults, *more], name)
        older = any("·older" in service for service in services)
        return Package(name, services, "eine ältere Liste in JSON" if older else "HSDS 3.0 in JSON")
    raise Refused(f"{name} ist kein HSDS: Wir lesen ein ZIP mit CSV-Dateien, JSON oder eine Adresse im Internet.")


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST:
        raise Refused(f"{name} ist zu groß: Möglich sind {LARGEST // 1024 // 1024} MB.")


def _unpacked(content: bytes, name: str) -> dict[str, bytes]:
    """The files of a zip, counted while they are unpacked; a bomb stops at the limit."""
    files: dict[str, bytes] = {}
    left = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist()[: MOST_FILES + 1]:
                path = PurePosixPath(entry.filename.replace("\\", "/"))
                if entry.is_dir() or path.suffix.lower() not in _KINDS or path.name.startswith((".", "_")):
                    continue
                if "__MACOSX" in path.parts:
                    continue
                with archive.open(entry) as file:
                    files[path.name] = file.read(left + 1)
                left -= len(files[path.name])
                if left < 0:
                    _refuse_large(LARGEST + 1, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused(f"{name} lässt sich nicht auspacken. Bitte packen Sie die Dateien neu, ohne Kennwort.") from error
    return files


def _from_files(files: Mapping[str, bytes], name: str) -> Package:
    if not files:
        raise Refused(f"In {name} liegt keine CSV- oder JSON-Datei.")
    if len(files) > MOST_FILES:
        raise Refused(f"In {name} liegen zu viele Dateien.")
    faults: list[Fault] = []
    named = _named_in(files, faults)
    tables: dict[str, Table] = {}
    for file, content in files.items():
        if file.lower().endswith(".csv"):
            table = read_table(content, file, named.get(file, ""))
            tables[table.kind] = table
    if "services" not in tables:
        others = [file for file in files if file.lower() != "datapackage.json"]
        if not tables and len(others) == 1:
            return read_bytes(files[others[0]], others[0])
        raise Refused(f"In {name} fehlt services.csv. So heißt in einem HSDS-Paket die Liste der Angebote.")
    version = _version(tables)
    if version == "Ohana":
        check_ohana(tables)
    else:
        _check_plain(tables)
    faults += [fault for table in tables.values() for fault in table.faults]
    if faults:
        raise refused(faults, name)
    return Package(name, services_of(tables), f"{version} in CSV")


def check_ohana(tables: Mapping[str, Table], known: ohana.Ids | None = None) -> None:
    """Note in each table what is wrong with it, alone and with the others. ``known``: ids that exist besides."""
    ids: dict[str, set[str]] = {kind: set(there) for kind, there in (known or {}).items()}
    for kind, table in tables.items():
        column = "taxonomy_id" if kind == "terms" else "id"
        ids.setdefault(kind, set()).update(row.get(column, "") for row in table.rows)
    if "addresses" in tables and "locations" in tables:
        ids["addressed"] = {row.get("location_id", "") for row in tables["addresses"].rows}
    for table in tables.values():
        ohana.check(table, ids)


def _check_plain(tables: Mapping[str, Table]) -> None:
    """What 2.x and 3.0 cannot do without: an id and a name for bodies and services."""
    for kind, needed in (("organizations", ("id", "name")), ("services", ("id", "name")), ("locations", ("id",))):
        table = tables.get(kind)
        if table is None or table.faults:
            continue
        missing = [column for column in needed if column not in table.header]
        for column in missing:
            table.fault(None, column, "Diese Spalte fehlt.")
        seen: set[str] = set()
        for row in table.rows if not missing else ():
            for column in needed:
                if not row[column]:
                    table.fault(row, column, "Diese Angabe fehlt.")
            if row["id"] and row["id"] in seen:
                table.fault(row, "id", f"Die Kennung „{row['id'][:40]}“ kommt doppelt vor.")
            seen.add(row["id"])
            status = row.get("status", "").lower() if kind == "services" else ""
            if status and status not in ohana.STATES:
                sentence = f"„{status[:40]}“ ist kein Stand. Möglich: {', '.join(ohana.STATES)}."
                table.fault(row, "status", sentence)


def _version(tables: Mapping[str, Table]) -> str:
    header = set(tables["services"].header)
    if "location_id" in header:
        return "Ohana"
    older = {"regular_schedules", "service_terms"} & set(tables) or (
        "organizations" in tables and ("url" in tables["organizations"].header)
    )
    return "HSDS 2" if older and "last_modified" not in header else "HSDS 3.0"


def _named_in(files: Mapping[str, bytes], faults: list[Fault]) -> dict[str, str]:
    """What ``datapackage.json`` calls the tables in the files: name of the file → table."""
    own = next((file for file in files if file.lower() == "datapackage.json"), "")
    if not own:
        return {}
    try:
        resources = json.loads(files[own].decode("utf-8-sig")).get("resources", [])
        return {
            PurePosixPath(str(one["path"])).name: kind_of(str(one.get("name") or one["path"]))
            for one in resources
            if isinstance(one, dict) and isinstance(one.get("path"), str)
        }
    except (ValueError, AttributeError, TypeError, RecursionError):
        faults.append(Fault(own, 0, "", "Das ist keine Beschreibung eines Pakets (JSON mit „resources“)."))
        return {}
