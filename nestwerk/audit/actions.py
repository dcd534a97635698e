"""Binding lines into chains, and erasing who acted."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import connections, transaction

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import APP, OWNER, tenant

from .chain import ERASED, FIRST, digest, personal
from .erasing import ACCOUNT, MAY_ERASE
from .heads import Head, notebook
from .ledger import ACTORS, Entry, note
from .models import Actor, Line, Link, RowVersion
from .queries import facts, in_chain, last_link, unlinked
from .record import Acting, record

BATCH = 5000


def speaking_for(network_id: int | None) -> AbstractContextManager[None]:
    """A transaction that speaks for a network, or for none: then it sees the installation's lines."""
    return transaction.atomic(using=APP) if network_id is None else tenant(network_id)


def link_chain(network_id: int | None, *, at: datetime, heads: Path, since: int = 0) -> int:
    """Link every line of one chain that has no link yet; returns how many. No writer of lines waits for this.

    The order is that of linking: a line whose transaction took long comes later than its number says. Two linkers at
    once do not fork the chain, the second leaves it to the first. The new head goes into the file ``heads`` after the
    commit. ``since`` leaves out lines with lower numbers, all of which have links as a rule.
    Raises OSError where that file cannot be written; then nothing is linked.
    """
    linked = 0
    with notebook(heads) as book:
        while (head := _link_batch(network_id, since)) is not None:
            linked += head[1]
            book.add(head[0], at=at)
    return linked


def _link_batch(network_id: int | None, since: int) -> tuple[Head, int] | None:
    with speaking_for(network_id):
        if not _alone(network_id):
            return None
        last = last_link(network_id)
        position, before = (last.position, last.digest) if last else (0, FIRST)
        links = []
        for line in unlinked(network_id, since=since)[:BATCH]:
            position += 1
            fingerprint = personal(line.actor.salt, line.actor.user_id, line.actor.hat)
            link = Link(network_id=network_id, line_id=line.pk, position=position, personal=fingerprint)
            link.previous, link.digest = before, digest(before, position, fingerprint, facts(line))
            before = link.digest
            links.append(link)
        Link.objects.bulk_create(links)
    return (Head(network_id, position, before), len(links)) if links else None


def _alone(network_id: int | None) -> bool:
    """Hold this chain until the end of the transaction; False if another linker does."""
    with connections[APP].cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"nestwerk.audit.chain:{network_id}"]
        )
        return bool(cursor.fetchone()[0])


def note_restored(*, at: datetime, heads: Path, chains: list[int | None]) -> None:
    """Write the heads of all chains after a backup was brought in: what was noted beyond them is void."""
    with notebook(heads) as book:
        for network_id in chains:
            with speaking_for(network_id):
                last = last_link(network_id)
            head = Head(network_id, last.position, last.digest) if last else Head(network_id, 0, FIRST)
            book.add(head, at=at, restored=True)


class Erased(NamedTuple):
    """How many lines and earlier versions no longer say who acted, in how many chains."""

    lines: int
    versions: int
    chains: int


def erase_account(account_id: int, *, reason: str, at: datetime) -> Erased:
    """Blank who acted in every line and earlier version of an account, in one transaction; the chains stay whole.

    Each chain gets one line with the number of lines blanked and ``reason``, a code of ours; the blanked parts point
    to it. Lines that speak *about* the account keep its number, which leads nowhere once the account is gone.
    Raises Refused where the owner lacks the right (a moved database before ``nestwerk migrate``).
    """
    with transaction.atomic(using=OWNER):
        with connections[OWNER].cursor() as cursor:
            cursor.execute(MAY_ERASE)
            if not cursor.fetchone()[0]:
                raise Refused("Diese Anmeldung darf nicht löschen. Bitte zuerst: nestwerk migrate")
            cursor.execute("SELECT set_config(%s, %s, true)", [ACCOUNT, str(account_id)])
        theirs = Actor.objects.using(OWNER).filter(user_id=account_id)
        chains = sorted(set(theirs.values_list("network_id", flat=True)), key=lambda one: one or 0)
        lines = 0
        for network_id in chains:
            here = in_chain(theirs, network_id)
            count = here.count()
            told = record(None, "audit.erased", at=at, network_id=network_id, hat="operator", count=count,
                          detail=reason, using=OWNER)  # fmt: skip
            if here.update(user_id=None, hat=f"{ERASED}:{told.pk}", salt="") != count:
                raise Refused("Das Konto ist gerade in Gebrauch. Bitte erst sperren, dann noch einmal.")
            lines += count
        entry = Entry(at, ACTORS, account_id, None, reason)
        transaction.on_commit(lambda: note([entry]), using=OWNER)
        versions = RowVersion.objects.using(OWNER).filter(user_id=account_id).update(user_id=None, hat=ERASED)
    return Erased(lines, versions, len(chains))


def note_export(member: Acting, *, count: int, at: datetime) -> Line:
    """Put on record that lines left the system as a file."""
    return record(member, "audit.exported", at=at, count=count)


def note_verified(network_id: int | None, *, lines: int, whole: bool, at: datetime) -> Line:
    """Put on record that a chain was walked, how many lines it has, and whether it was whole."""
    with speaking_for(network_id):
        detail = "whole" if whole else "broken"
        return record(None, "audit.verified", at=at, network_id=network_id, hat="operator", count=lines, detail=detail)
