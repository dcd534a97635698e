"""Which network a transaction speaks for. PostgreSQL's row-level security reads it; nothing else decides.

The tenant lives in the transaction (``set_config(…, true)``), never in the session: a pooled
connection handed on carries nothing over. Without a tenant the app's role sees no row of any network.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

APP = "default"
OWNER = "owner"
PUBLISHER = "publisher"

SETTING = "nestwerk.network"


@contextmanager
def tenant(network_id: int, *, using: str = APP) -> Iterator[None]:
    """Open a transaction that reads and writes the rows of one network, and only those."""
    with transaction.atomic(using=using):
        previous = current(using=using)
        _set(str(network_id), using)
        yield
        # An inner tenant inside an outer transaction gives back what was there; a rollback to the
        # savepoint, asked for or after an error, does so by itself.
        if not transaction.get_rollback(using=using):
            _set(previous, using)


@contextmanager
def frozen_view(*, using: str = PUBLISHER) -> Iterator[None]:
    """Read-only transaction that sees the database as it was at its first query."""
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def current(*, using: str = APP) -> str:
    """The id of the network this transaction speaks for, as text; empty if none."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _set(value: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
