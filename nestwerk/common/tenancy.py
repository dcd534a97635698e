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
USER = "nestwerk.user"
HAT = "nestwerk.hat"


@contextmanager
def tenant(network_id: int, *, user_id: int | None = None, hat: str = "", using: str = APP) -> Iterator[None]:
    """Open a transaction that reads and writes the rows of one network, and only those.

    ``user_id`` and ``hat`` say who acts; the history of rows remembers them. Left out, they stay as they were.
    """
    speaking = {SETTING: str(network_id)}
    if user_id is not None:
        speaking |= {USER: str(user_id), HAT: hat}
    with _speaking(speaking, using):
        yield


@contextmanager
def person(user_id: int, *, hat: str = "", using: str = APP) -> Iterator[None]:
    """Open a transaction for one account, in no network: it sees its own memberships and nothing of any network."""
    with _speaking({USER: str(user_id), HAT: hat}, using):
        yield


@contextmanager
def _speaking(speaking: dict[str, str], using: str) -> Iterator[None]:
    if not connections[using].in_atomic_block:  # the transaction's end forgets by itself
        with transaction.atomic(using=using):
            _write(speaking, using)
            yield
        return
    with transaction.atomic(using=using):
        before = _read(list(speaking), using)
        _write(speaking, using)
        yield
        # An inner tenant inside an outer transaction gives back what was there; a rollback to the
        # savepoint, asked for or after an error, does so by itself.
        if not transaction.get_rollback(using=using):
            _write(before, using)


@contextmanager
def frozen_view(*, using: str = PUBLISHER) -> Iterator[None]:
    """Read-only transaction that sees the database as it was at its first query."""
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def current(*, using: str = APP) -> str:
    """The id of the network this transaction speaks for, as text; empty if none."""
    return _read([SETTING], using)[SETTING]


def _read(names: list[str], using: str) -> dict[str, str]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT name, coalesce(current_setting(name, true), '') FROM unnest(%s::text[]) AS name", [names]
        )
        return dict(cursor.fetchall())


def _write(values: dict[str, str], using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT set_config(name, value, true) FROM unnest(%s::text[], %s::text[]) AS given (name, value)",
            [list(values), list(values.values())],
        )
