"""Reading lines and links, and what changed between two versions of a row."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet

from .chain import Facts
from .models import Line, Link, RowVersion

Row = TypeVar("Row", bound=Model)


def in_chain(rows: QuerySet[Row], network_id: int | None) -> QuerySet[Row]:
    """The rows of one chain: a network's, or the installation's."""
    return rows.filter(network_id__isnull=True) if network_id is None else rows.filter(network_id=network_id)


def facts(line: Line) -> Facts:
    """What the chain covers of a line."""
    return Facts(line.pk, line.network_id, line.at, line.event, line.thing, line.thing_id, line.count, line.detail)


def last_link(network_id: int | None) -> Link | None:
    """The head of a chain."""
    return in_chain(Link.objects.all(), network_id).order_by("-position").first()


def unlinked(network_id: int | None) -> QuerySet[Line]:
    """Lines of a chain without a link, oldest number first."""
    return _without_link(in_chain(Line.objects.all(), network_id)).select_related("actor").order_by("pk")


def chains_with_unlinked_lines() -> list[int | None]:
    """The chains that wait for a linker. Asks as the role that may read every network."""
    waiting = _without_link(Line.objects.using("backup").all()).order_by()
    return sorted(set(waiting.values_list("network_id", flat=True).distinct()), key=lambda one: one or 0)


def _without_link(lines: QuerySet[Line]) -> QuerySet[Line]:
    return lines.filter(~Exists(Link.objects.filter(line_id=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a row: ``changes`` are (column, before, after); empty for INSERT, all columns for DELETE."""

    at: datetime
    operation: str
    user_id: int | None
    hat: str
    changes: tuple[tuple[str, Any, Any], ...]


def versions_of(table: str, row_id: int) -> list[Version]:
    """What happened to a row, newest first, in two queries. Speaks for the network of the transaction.

    ``table`` is a database table with history, e.g. ``Offer._meta.db_table``. Values are as JSON has them: dates as text.
    """
    kept = list(RowVersion.objects.filter(table=table, row_id=row_id).order_by("-pk"))
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {name} AS t WHERE id = %s", [row_id])  # noqa: S608  # quoted
        row = cursor.fetchone()
    after: dict[str, Any] = json.loads(row[0]) if row else {}
    found = []
    for version in kept:
        before = version.before or {}
        changes = _between(before, after) if version.operation != "INSERT" else ()
        found.append(Version(version.at, version.operation, version.user_id, version.hat, changes))
        after = before
    return found


def _between(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    columns = before | after
    return tuple((one, before.get(one), after.get(one)) for one in columns if before.get(one) != after.get(one))
