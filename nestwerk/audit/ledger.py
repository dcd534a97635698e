"""What was deleted for good, written down beside the database, so that a restored backup loses it again (R-31).

One line per row, only ever appended: when, which table, which key, whose network (or ``-``), why. Keys and codes of
ours, never content. A file begins with ``installation`` and a number of its own; backups carry the file, so that
nobody's deletions reach somebody else's rows. ``restored`` (with the moment of the backup) and ``replayed`` say whether
a restore still owes them.

Keys are never given twice, not even after a restore (see ``config.restore_database``); so it does no harm to delete
everything again that was ever written down.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from nestwerk.common.refusals import Refused

from .outside import Pen, appending

INSTALLATION, RESTORED, REPLAYED = "installation", "restored", "replayed"
ACTORS = "audit_actor"  # key: an account whose part in the record was erased
# Tables whose rows can be forgotten. After a restore their keys go on far behind the highest one.
TABLES = ("networks_membership", "networks_invitation", "jobs_mail", "publishing_subscriber", "accounts_user")


class Entry(NamedTuple):
    """One row that is gone. ``network_id`` None: of the installation."""

    at: datetime
    table: str
    key: int
    network_id: int | None
    reason: str


@dataclass(slots=True)
class Ledger:
    """What the file says. ``owed_since``: a backup of that moment was brought in and not looked through since."""

    installations: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)
    owed_since: datetime | None = None


def forget(rows: QuerySet[Any], *, reason: str, at: datetime, network_id: int | None = None) -> int:
    """Delete rows for good, inside a transaction; returns how many went, with what hung on them.

    They are written down when the transaction is committed. Where the file cannot be written nothing is deleted:
    raises OSError then.
    """
    table = rows.model._meta.db_table
    if table not in TABLES:
        raise ValueError(f"{table} does not stand in audit.ledger.TABLES")
    keys = list(rows.order_by().values_list("pk", flat=True))
    if not keys:
        return 0
    with ledger(place()):
        gone = rows.model._default_manager.using(rows.db).filter(pk__in=keys).delete()[0]
    entries = [Entry(at, table, key, network_id, reason) for key in keys]
    transaction.on_commit(partial(note, entries), using=rows.db)
    return gone


def note(entries: Iterable[Entry]) -> None:
    """Write down what is gone. Raises OSError."""
    with ledger(place()) as pen:
        pen.add(*(" ".join([_written(one.at), one.table, str(one.key), str(one.network_id or "-"), one.reason])
                  for one in entries))  # fmt: skip


def note_restored(*, state: datetime) -> None:
    """Write down, before a backup of the moment ``state`` is brought in, that it has to be looked through."""
    with ledger(place()) as pen:
        pen.add(f"{RESTORED} {_written(state)}")


def note_replayed(*, at: datetime) -> None:
    """Write down that everything was deleted again, or that nothing was brought in. Raises OSError."""
    with ledger(place()) as pen:
        pen.add(f"{REPLAYED} {_written(at)}")


def place() -> Path:
    """Where this installation keeps its ledger: beside the file of heads."""
    return Path(settings.DELETIONS)


def ledger(path: Path) -> AbstractContextManager[Pen]:
    """Open the file for appending; a new one gets its number. Raises OSError."""
    if not path.exists() or not path.stat().st_size:
        with appending(path) as pen:
            pen.add(f"{INSTALLATION} {secrets.token_hex(16)}")
    return appending(path)


def read_ledger(path: Path) -> Ledger:
    """What the file says; an empty ledger if there is none. A torn line is left out.

    Raises Refused with a German sentence for a file that cannot be read.
    """
    found = Ledger()
    try:
        with path.open(encoding="ascii") as stream:
            for line in stream:
                _take(found, line.split())
    except FileNotFoundError:
        return found
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"Das Löschbuch {path} lässt sich nicht lesen.") from error
    return found


def _take(found: Ledger, words: list[str]) -> None:
    match words:
        case [word, number] if word == INSTALLATION:
            found.installations.add(number)
        case [word, at] if word in (RESTORED, REPLAYED):
            found.owed_since = datetime.fromisoformat(at) if word == RESTORED else None
        case [at, table, key, network, reason] if key.isdigit() and (network == "-" or network.isdigit()):
            network_id = None if network == "-" else int(network)
            found.entries.append(Entry(datetime.fromisoformat(at), table, int(key), network_id, reason))


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
