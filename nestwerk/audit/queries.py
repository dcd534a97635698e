"""Reading lines and links, and what changed between two versions of a row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Exists, Max, Model, OuterRef, QuerySet

from .chain import Facts
from .events import CUT, DETAILS, HATS, STRANGER, sentence, thing, who
from .models import Actor, Line, Link, RowVersion

PAGE = 50
MOST_IN_A_FILE = 20_000
BERLIN = ZoneInfo("Europe/Berlin")
# From one account to the next along the index: PostgreSQL's DISTINCT would read every line of the network.
ACTED = """WITH RECURSIVE acted AS (
 (SELECT user_id FROM audit_actor WHERE network_id = %(network)s AND user_id IS NOT NULL ORDER BY user_id LIMIT 1)
 UNION ALL SELECT (SELECT a.user_id FROM audit_actor a WHERE a.network_id = %(network)s AND a.user_id > acted.user_id
 ORDER BY a.user_id LIMIT 1) FROM acted WHERE acted.user_id IS NOT NULL)
SELECT user_id FROM acted WHERE user_id IS NOT NULL AND (SELECT true FROM audit_actor a
 JOIN audit_line l ON l.id = a.line_id WHERE a.network_id = %(network)s AND a.user_id = acted.user_id
 AND l.detail <> %(stranger)s LIMIT 1)"""
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


def unlinked(network_id: int | None, *, since: int = 0) -> QuerySet[Line]:
    """Lines of a chain without a link, with numbers above ``since``, lowest first."""
    lines = in_chain(Line.objects.all(), network_id)
    return _without_link(lines, since).select_related("actor").order_by("pk")


def chains_with_unlinked_lines(*, since: int = 0) -> list[int | None]:
    """The chains that wait for a linker. Asks as the role that may read every network."""
    waiting = _without_link(Line.objects.using("backup").all(), since).order_by()
    return sorted(set(waiting.values_list("network_id", flat=True).distinct()), key=lambda one: one or 0)


def chains_with_lines_before(moment: datetime) -> list[int | None]:
    """The chains that hold lines of before ``moment``. Asks as the role that may read every network."""
    old = Line.objects.using("backup").filter(at__lt=moment).order_by()
    return sorted(set(old.values_list("network_id", flat=True).distinct()), key=lambda one: one or 0)


def newest_linked() -> int:
    """The highest number of a line that has a link, in any chain; 0 if none has."""
    return Link.objects.using("backup").aggregate(newest=Max("line_id"))["newest"] or 0


def _without_link(lines: QuerySet[Line], since: int) -> QuerySet[Line]:
    recent = Link.objects.filter(line_id__gt=since)  # said twice so that both tables are read from there on only
    return lines.filter(~Exists(recent.filter(line_id=OuterRef("pk"))), pk__gt=since)


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a row: ``changes`` are (column, before, after); empty for INSERT, all columns for DELETE."""

    at: datetime
    operation: str
    user_id: int | None
    hat: str
    changes: tuple[tuple[str, Any, Any], ...]
    id: int = 0


def versions_of(table: str, row_id: int) -> list[Version]:
    """What happened to a row, newest first, in two queries. Speaks for the network of the transaction.

    ``table`` is a database table with history, e.g. ``Offer._meta.db_table``. Values are JSON's: dates are texts.
    """
    return versions_of_each(table, [row_id])[row_id]


def versions_of_each(table: str, row_ids: Collection[int]) -> dict[int, list[Version]]:
    """What happened to each of these rows, like :func:`versions_of`; two queries for any number of rows."""
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        cursor.execute(f"SELECT id, to_jsonb(t)::text FROM {name} AS t WHERE id = ANY(%s)", [list(row_ids)])  # noqa: S608  # quoted
        after: dict[int, dict[str, Any]] = {row_id: json.loads(row) for row_id, row in cursor.fetchall()}
    found: dict[int, list[Version]] = {row_id: [] for row_id in row_ids}
    for kept in RowVersion.objects.filter(table=table, row_id__in=row_ids).order_by("-pk").iterator():
        before = kept.before or {}
        changes = _between(before, after.get(kept.row_id, {})) if kept.operation != "INSERT" else ()
        found[kept.row_id].append(Version(kept.at, kept.operation, kept.user_id, kept.hat, changes, kept.pk))
        after[kept.row_id] = before
    return found


def _between(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    columns = before | after
    return tuple((one, before.get(one), after.get(one)) for one in columns if before.get(one) != after.get(one))


@dataclass(frozen=True, slots=True)
class Told:
    """A line as a person reads it: who, under which hat, did what, on which thing."""

    id: int
    at: datetime
    user_id: int | None  # only where this network may know the account
    who: str
    hat: str
    sentence: str
    thing: str
    count: int | None
    detail: str


def lines_of(
    network_id: int, *, day: date | None = None, event: str = "", user_id: int | None = None
) -> QuerySet[Line]:
    """The lines of a network, newest first, narrowed by a German day, an event, an account."""
    lines = Line.objects.filter(network_id=network_id).select_related("actor").order_by("-pk")
    if day is not None:
        begins = datetime.combine(day, time(), BERLIN)
        lines = lines.filter(at__gte=begins, at__lt=datetime.combine(day + timedelta(days=1), time(), BERLIN))
    if event:
        lines = lines.filter(event=event)
    if user_id is not None:
        lines = lines.filter(Exists(Actor.objects.filter(line_id=OuterRef("pk"), user_id=user_id)))
    return lines


def people_of(network_id: int) -> dict[int, str]:
    """Accounts that acted in this network, by id, with their names. Strangers who were turned away are none of them."""
    with connection.cursor() as cursor:
        cursor.execute(ACTED, {"network": network_id, "stranger": STRANGER})
        acted = [user_id for (user_id,) in cursor.fetchall()]
    return names_of(acted)


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """How accounts are called; an account that is gone is left out."""
    return {user.pk: str(user) for user in get_user_model()._default_manager.filter(pk__in=list(user_ids))}


def told(lines: list[Line]) -> list[Told]:
    """The lines in German; the names of all accounts come in one query."""
    known = {line.actor.user_id for line in lines if line.actor.user_id is not None and line.detail != STRANGER}
    names = names_of(known)
    return [_told(line, names) for line in lines]


def last_verified(network_id: int) -> Line | None:
    """The line that tells when this network's chain was last walked and how that went."""
    return Line.objects.filter(network_id=network_id, event="audit.verified").order_by("-pk").first()


def _told(line: Line, names: dict[int, str]) -> Told:
    actor, stranger = line.actor, line.detail == STRANGER
    return Told(
        id=line.pk,
        at=line.at,
        user_id=None if stranger else actor.user_id,
        who="Ein Konto von außerhalb" if stranger else who(actor.user_id, actor.hat, names),
        hat="" if stranger or actor.user_id is None else HATS.get(actor.hat.split(":")[0], ""),
        sentence=sentence(line.event),
        thing=thing(line.thing, line.thing_id),
        count=line.count,
        detail="" if line.event == CUT else DETAILS.get(line.detail, line.detail),
    )
