"""Once a month: which accounts have no role any more, told to every operator (R-55)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connections, transaction
from django.db.models import Q

from nestwerk.accounts.mails import write_to
from nestwerk.accounts.models import Appointment, User
from nestwerk.audit.models import Line
from nestwerk.audit.record import record
from nestwerk.common.tenancy import APP
from nestwerk.networks.queries_accounts import orphans

BERLIN = ZoneInfo("Europe/Berlin")
SHOWN = 30  # in a mail; the command lists all


def tell_orphans(*, at: datetime) -> int | None:
    """List accounts without a role, put that on record and write to every operator, unless done this month.

    What is on record decides whether it was done, in the same transaction as the mails; two workers at once wait for
    each other. Returns how many accounts there are; None if this month is done. Where there are none nobody is
    written to.
    """
    with transaction.atomic(using=APP):
        with connections[APP].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('nestwerk.accounts.orphans', 0))")
        if Line.objects.filter(network_id=None, event="account.orphans_listed", at__gte=_month(at)).exists():
            return None
        found = list(orphans(at))
        for user in found:
            record(None, "account.orphaned", user, at=at)
        record(None, "account.orphans_listed", at=at, count=len(found))
        if found:
            given = {"accounts": found[:SHOWN], "number": len(found), "more": max(0, len(found) - SHOWN)}
            for operator in _operators(at):
                write_to(operator, "orphans", at=at, **given)
    return len(found)


def _month(at: datetime) -> datetime:
    return at.astimezone(BERLIN).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _operators(at: datetime) -> list[User]:
    held = Appointment.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), role="operator", starts_at__lte=at)
    return list(User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("pk"))
