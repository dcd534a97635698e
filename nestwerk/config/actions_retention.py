"""Deleting what its rule says is over, by the clock. Each action returns how many rows or files it deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailConfirmation
from allauth.socialaccount.models import SocialToken
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from nestwerk.accounts.models import User
from nestwerk.audit import actions_cutting
from nestwerk.audit.ledger import forget
from nestwerk.audit.queries import chains_with_lines_before
from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import OWNER, tenant
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Invitation, Membership, Network

from .retention import due_before
from .retention_due import what_is_due

FAILED_JOBS_DAYS = 30
# Finished, and its last event older than the period; a job that waits or works is never old.
OLD_JOBS = """DELETE FROM procrastinate_jobs AS job WHERE job.status = ANY(%s::procrastinate_job_status[]) AND
  (SELECT max(event.at) FROM procrastinate_events AS event WHERE event.job_id = job.id) < %s"""


@transaction.atomic
def clear_sign_in(*, at: datetime) -> int:
    """Delete ended sessions and what belongs to them, unanswered confirmations, foreign tokens, expired counters."""
    gone = [
        Session.objects.filter(expire_date__lt=at).delete()[0],
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0],
        EmailConfirmation.objects.filter(created__lt=due_before("bestaetigungen", at)).delete()[0],
        SocialToken.objects.all().delete()[0],
    ]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_limits WHERE expires < %s", [at])
        gone.append(cursor.rowcount)
    return _put_on_record(sum(gone), "sitzungen", at=at)


def forget_invitations(*, at: datetime) -> int:
    """Delete invitations that were accepted, withdrawn or ran out before the period of their rule."""
    over = due_before("einladungen", at)
    ended = Q(accepted_at__lt=over) | Q(withdrawn_at__lt=over) | Q(expires_at__lt=over)
    return _in_every_network(lambda: Invitation.objects.filter(ended), "einladungen", at=at)


def forget_memberships(*, at: datetime) -> int:
    """Delete memberships that ended before the period of their rule; what they handed over stays handed over."""
    over = due_before("mitgliedschaften", at)
    return _in_every_network(lambda: Membership.objects.filter(ends_at__lt=over), "mitgliedschaften", at=at)


def forget_mails(*, at: datetime) -> int:
    """Delete mails that were handed over or given up before the period of their rule; waiting ones stay."""

    def over() -> QuerySet[Mail]:
        return Mail.objects.exclude(state=Mail.State.WAITING).filter(done_at__lt=due_before("mails", at))

    with transaction.atomic():
        of_accounts = _put_on_record(forget(over(), reason="mails", at=at), "mails", at=at)
    return of_accounts + _in_every_network(over, "mails", at=at)


@transaction.atomic
def forget_jobs(*, at: datetime) -> int:
    """Delete finished jobs after the period of their rule, failed ones after 30 days."""
    gone = 0
    with connection.cursor() as cursor:
        for states, before in (
            (["succeeded", "cancelled", "aborted"], due_before("auftraege", at)),
            (["failed"], at - timedelta(days=FAILED_JOBS_DAYS)),
        ):
            cursor.execute(OLD_JOBS, [states, before])
            gone += cursor.rowcount
    return _put_on_record(gone, "auftraege", at=at)


def forget_import_reports(folder: Path, *, at: datetime) -> int:
    """Delete files of rejected rows last written before the period of their rule."""
    over = due_before("importberichte", at).timestamp()
    old = [path for path in sorted(folder.glob("*.csv")) if path.is_file() and path.stat().st_mtime < over]
    for path in old:
        path.unlink(missing_ok=True)
    with transaction.atomic():
        return _put_on_record(len(old), "importberichte", at=at)


def delete_accounts(*, expected: int, at: datetime) -> int:
    """Delete the accounts that are over by their rule, with all that hangs on them; as many as were shown, or none.

    Raises Refused if another number is due now than ``expected``, or if a membership still needs one of them.
    """
    (ids,) = [due.ids for due in what_is_due(at) if due.rule.key == "konten"]
    if len(ids) != expected:
        raise Refused(f"Fällig sind {len(ids)} Konten, nicht {expected}. Es wurde nichts gelöscht.")
    try:
        with transaction.atomic(using=OWNER):  # the app may not delete accounts
            forget(User.objects.using(OWNER).filter(pk__in=ids), reason="konten", at=at)
    except IntegrityError as error:
        raise Refused("An einem der Konten hängt noch eine Rolle. Es wurde nichts gelöscht.") from error
    with transaction.atomic():
        return _put_on_record(len(ids), "konten", at=at)


def cut_record(*, at: datetime) -> int:
    """Delete lines of the record after the period of their rule, chain by chain; one that is broken keeps nobody else.

    Raises Refused at the end, with what is wrong, if a chain could not be cut.
    """
    before, gone, broken = due_before("protokoll", at), 0, []
    for network_id in chains_with_lines_before(before):
        try:
            gone += actions_cutting.cut_chain(network_id, before=before, at=at, heads=Path(settings.AUDIT_HEADS))
        except Refused as no:
            broken.append(f"{network_id or 'Installation'}: {no.sentence}")
    if broken:
        raise Refused(" ".join(broken))
    return gone


def cut_versions(*, at: datetime) -> int:
    """Delete what offers and partners were before, after the period of its rule."""
    return actions_cutting.cut_versions(before=due_before("fassungen", at), at=at)


def import_reports() -> Path:
    """The folder of rejected rows."""
    return Path(settings.DATA_DIR, "berichte")


def _in_every_network(over: Callable[[], QuerySet[Any]], rule: str, *, at: datetime) -> int:
    gone = 0
    for network in Network.objects.order_by("pk"):
        with tenant(network.pk):
            here = forget(over(), reason=rule, at=at, network_id=network.pk)
            gone += _put_on_record(here, rule, at=at, network_id=network.pk)
    return gone


def _put_on_record(count: int, rule: str, *, at: datetime, network_id: int | None = None) -> int:
    if count:
        record(None, "retention.deleted", at=at, network_id=network_id, count=count, detail=rule)
    return count
