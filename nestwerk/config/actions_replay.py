"""After a backup was brought in: deleting again what had been deleted since it was made (R-31)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.db import IntegrityError, transaction

from nestwerk.audit.actions import erase_account
from nestwerk.audit.ledger import ACTORS, TABLES, Ledger, note_replayed, place, read_ledger
from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import APP, OWNER, tenant
from nestwerk.offers.tasks.reports import forget_reports

ACCOUNTS = "accounts_user"  # the app may not delete accounts; memberships go before them


class Replayed(NamedTuple):
    """Rows that had come back and are gone again, and lines of the record that no longer say who acted."""

    rows: int
    lines: int


def replay_owed(*, at: datetime, say: Callable[[str], None]) -> bool:
    """Delete again what the ledger names, if a restore still owes that; tells how much. False if nothing was owed.

    Raises Refused if a row cannot be deleted; then all of it is owed still, and the next start tries again.
    """
    told = read_ledger(place())
    if told.owed_since is None:
        return False
    done = replay(told, since=told.owed_since, at=at)
    note_replayed(at=at)
    say(f"Noch einmal gelöscht, was seit der Sicherung gelöscht war: {_rows(done.rows)}.")
    if done.lines:
        say(f"Wer gehandelt hat, steht wieder nicht mehr in {_rows(done.lines)} des Protokolls.")
    return True


def replay(told: Ledger, *, since: datetime, at: datetime) -> Replayed:
    """Delete every row the ledger names, network by network, then accounts. On record with numbers.

    Who acted is erased again only where that was done after ``since``, the moment of the backup: an account may have
    gone on working after an earlier erasure. Problem reports are over by their date alone: their own task runs at once.
    """
    keys: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    erased: dict[int, str] = {}
    for entry in told.entries:
        if entry.table == ACTORS and entry.at >= since:
            erased[entry.key] = entry.reason
        elif entry.table in TABLES:
            keys[entry.table, entry.network_id].append(entry.key)
    rows = 0
    for (table, network_id), gone in sorted(keys.items(), key=lambda one: TABLES.index(one[0][0])):
        rows += _delete(table, network_id, gone, at)
    forget_reports(int(at.timestamp()))
    lines = sum(erase_account(account, reason=reason, at=at).lines for account, reason in sorted(erased.items()))
    return Replayed(rows, lines)


def _delete(table: str, network_id: int | None, keys: list[int], at: datetime) -> int:
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    using = OWNER if table == ACCOUNTS else APP
    try:
        with _speaking_for(network_id, using):
            gone: int = model._default_manager.using(using).filter(pk__in=keys).delete()[0]
    except IntegrityError as error:
        raise Refused(f"Aus {table} ließ sich nicht alles noch einmal löschen, was gelöscht war.") from error
    if gone:
        with _speaking_for(network_id, APP):
            record(None, "retention.deleted", at=at, network_id=network_id, count=gone, detail="restored")
    return gone


def _speaking_for(network_id: int | None, using: str) -> AbstractContextManager[None]:
    return transaction.atomic(using=using) if network_id is None else tenant(network_id, using=using)


def _rows(number: int) -> str:
    return "1 Zeile" if number == 1 else f"{number} Zeilen"
