"""Whether the record is being linked and its heads noted. What the lines say is ``nestwerk audit verify``'s."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connections

from nestwerk.audit.heads import read_heads
from nestwerk.common.refusals import Refused

from .check import Finding

PATIENCE = timedelta(minutes=10)  # the linker comes every minute
READER = "backup"  # the role that may read every network
LAST = "SELECT network_id, max(position) FROM audit_link GROUP BY network_id"
WAITING = """SELECT count(*), min(l.at) FROM audit_line l WHERE l.at < %s
AND NOT EXISTS (SELECT FROM audit_link k WHERE k.line_id = l.id)"""


def check_record(heads: Path, deletions: Path, at: datetime) -> Iterator[Finding]:
    """Judge the two files beside the database and the age of lines that are in no chain yet."""
    wrong = [*_not_writable(heads, "Kopfdatei"), *_not_writable(deletions, "Löschbuch"), *_behind(heads)]
    yield from wrong
    with connections[READER].cursor() as cursor:
        cursor.execute(WAITING, [at - PATIENCE])
        count, first = cursor.fetchone()
    if count:
        which = "1 Zeile" if count == 1 else f"{count} Zeilen"
        yield Finding("hint", f"Protokoll: {which} seit {_long(at - first)} nicht verkettet. Läuft „nestwerk serve“?")
    elif not wrong:
        yield Finding("good", f"Protokoll ist verkettet, Kopfdatei {heads}")


def _not_writable(path: Path, name: str) -> Iterator[Finding]:
    place = path if path.exists() else path.parent
    if not os.access(place, os.W_OK):
        yield Finding("wrong", f"{name} {path} ist für diesen Benutzer nicht beschreibbar.")


def _behind(heads: Path) -> Iterator[Finding]:
    with connections[READER].cursor() as cursor:
        cursor.execute(LAST)
        last = dict(cursor.fetchall())
    if not last:
        return
    if not heads.exists():
        yield Finding(
            "wrong",
            f"Kopfdatei {heads} fehlt: Ein abgeschnittenes Protokoll wäre nicht zu erkennen. Gehört sie dorthin?",
        )
        return
    try:
        noted = read_heads(heads)
    except Refused as no:
        yield Finding("wrong", no.sentence)
        return
    behind = [chain for chain, position in last.items() if max(noted.get(chain, {0: ""})) < position]
    if behind:
        which = "einer Kette" if len(behind) == 1 else f"{len(behind)} Ketten"
        yield Finding("wrong", f"Kopfdatei {heads} ist älter als das Protokoll: Von {which} kennt sie das Ende nicht.")


def _long(age: timedelta) -> str:
    hours = int(age.total_seconds()) // 3600
    return f"{int(age.total_seconds()) // 60} Minuten" if hours < 2 else f"{hours} Stunden"
