"""Deleting what is older than its period, so that the rest can still be verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connections, transaction

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import APP, OWNER

from .actions import link_chain, speaking_for
from .chain import told_cut
from .cutting import CUTTING, MAY_CUT
from .heads import read_times
from .models import Link
from .queries import in_chain
from .record import record

# The first link of a chain whose line is young enough to stay, and the last link at all.
STAYS = """SELECT k.position FROM audit_link k JOIN audit_line l ON l.id = k.line_id
WHERE k.network_id {chain} AND l.at >= %(before)s ORDER BY k.position LIMIT 1"""
DELETE = """WITH due AS MATERIALIZED (
    SELECT line_id FROM audit_link WHERE network_id {chain} AND position <= %(end)s),
  actors AS (DELETE FROM audit_actor WHERE line_id IN (SELECT line_id FROM due) RETURNING line_id),
  links AS (DELETE FROM audit_link WHERE line_id IN (SELECT line_id FROM due) RETURNING line_id),
  lines AS (DELETE FROM audit_line WHERE id IN (SELECT line_id FROM due) RETURNING id)
SELECT (SELECT count(*) FROM actors), (SELECT count(*) FROM links), (SELECT count(*) FROM lines)"""
VERSIONS = """WITH gone AS (DELETE FROM audit_rowversion WHERE at < %s RETURNING network_id)
SELECT network_id, count(*) FROM gone GROUP BY network_id ORDER BY network_id"""


class End(NamedTuple):
    """Where a chain is to be cut: the last link that goes, and how many go with it."""

    position: int
    digest: str
    lines: int


def cut_chain(network_id: int | None, *, before: datetime, at: datetime, heads: Path) -> int:
    """Delete the beginning of a chain, as far as every line is from before ``before``; returns how many lines.

    The order matters. First a line says what is about to go, and it is linked: ``verify`` accepts a chain that begins
    behind a link which a later line of the same chain names. Only then the lines are deleted, all or none. A process
    that dies in between leaves a note about lines that still stand, which is no harm; the next night notes them anew.
    Raises Refused where a line of that beginning is missing (what somebody took must not go unnoticed with the rest)
    or the owner lacks the right.
    """
    end = _end(network_id, before, read_times(heads).get(network_id, {}))
    if end is None:
        return 0
    with speaking_for(network_id):
        note = record(None, "audit.cut", at=at, network_id=network_id, count=end.lines,
                      detail=told_cut(end.position, end.digest))  # fmt: skip
    link_chain(network_id, at=at, heads=heads)
    with speaking_for(network_id):
        if not Link.objects.filter(line_id=note.pk).exists():  # another linker holds the chain: tomorrow, then
            return 0
    chain = "IS NULL" if network_id is None else "= %(chain)s"
    with _cutting() as execute:
        gone = execute(DELETE.format(chain=chain), {"chain": network_id, "end": end.position})[0]
        if gone != (end.lines,) * 3:
            raise Refused(f"Vom Protokoll ließen sich {end.lines} alte Zeilen nicht vollständig löschen: {gone}.")
    return end.lines


def _end(network_id: int | None, before: datetime, times: dict[int, datetime]) -> End | None:
    """How far the chain is due. What was linked later than ``before`` stays, whatever moment its line names."""
    chain = "IS NULL" if network_id is None else "= %(chain)s"
    with speaking_for(network_id):
        links = in_chain(Link.objects.all(), network_id).order_by("position")
        first, last = links.first(), links.last()
        if first is None or last is None:
            return None
        with connections[APP].cursor() as cursor:
            cursor.execute(STAYS.format(chain=chain), {"chain": network_id, "before": before})
            row = cursor.fetchone()
        late = [position for position, noted in times.items() if noted >= before]
        position = min([last.position, *([row[0] - 1] if row else []), *(place - 1 for place in late)])
        count = links.filter(position__lte=position).count()
        if not count:
            return None
        if count != position - first.position + 1:
            raise Refused("Am Anfang des Protokolls fehlt etwas; gelöscht wird nichts. Bitte: nestwerk audit verify")
        return End(position, links.get(position=position).digest, count)


def cut_versions(*, before: datetime, at: datetime) -> int:
    """Delete what rows were before, where that ended before ``before``; returns how many. On record by network."""
    with _cutting() as execute:
        gone = execute(VERSIONS, [before])
    for network_id, count in gone:
        with speaking_for(network_id):
            record(None, "retention.deleted", at=at, network_id=network_id, count=count, detail="fassungen")
    return sum(count for _, count in gone)


@contextmanager
def _cutting() -> Iterator[Callable[[str, Any], list[tuple[Any, ...]]]]:
    """The owner's transaction that may delete what is old; gives a function that asks and returns all rows."""
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute(MAY_CUT)
        if not cursor.fetchone()[0]:
            raise Refused("Diese Anmeldung darf nicht löschen. Bitte zuerst: nestwerk migrate")
        cursor.execute("SELECT set_config(%s, 'yes', true)", [CUTTING])

        def execute(query: str, values: Any) -> list[tuple[Any, ...]]:
            cursor.execute(query, values)
            return cursor.fetchall()

        yield execute
