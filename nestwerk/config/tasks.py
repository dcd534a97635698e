"""What the clock starts for the installation: every night, delete what its rule in ``data/retention.toml`` ends; once
a month, list accounts without a role.

``timestamp`` is the planned moment in seconds, from the clock; so a night that comes late deletes nothing too early.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from procrastinate.contrib.django import app

from . import actions_retention as actions
from .actions_orphans import tell_orphans


@app.periodic(cron="7 * * * *", periodic_id="retention.clear-sign-in")
@app.task(name="retention.clear_sign_in", pass_context=False)
def clear_sign_in(timestamp: int) -> None:
    """Every hour: ended sessions, unanswered confirmations, expired counters."""
    actions.clear_sign_in(at=_moment(timestamp))


@app.periodic(cron="27 3 * * *", periodic_id="retention.forget-invitations")
@app.task(name="retention.forget_invitations", pass_context=False)
def forget_invitations(timestamp: int) -> None:
    """Every night: invitations that are over for 30 days."""
    actions.forget_invitations(at=_moment(timestamp))


@app.periodic(cron="29 3 * * *", periodic_id="retention.forget-memberships")
@app.task(name="retention.forget_memberships", pass_context=False)
def forget_memberships(timestamp: int) -> None:
    """Every night: memberships that ended a year ago."""
    actions.forget_memberships(at=_moment(timestamp))


@app.periodic(cron="31 3 * * *", periodic_id="retention.forget-mails")
@app.task(name="retention.forget_mails", pass_context=False)
def forget_mails(timestamp: int) -> None:
    """Every night: the log of mails older than 90 days."""
    actions.forget_mails(at=_moment(timestamp))


@app.periodic(cron="33 3 * * *", periodic_id="retention.forget-jobs")
@app.task(name="retention.forget_jobs", pass_context=False)
def forget_jobs(timestamp: int) -> None:
    """Every night: finished jobs of a week ago, failed ones of a month ago."""
    actions.forget_jobs(at=_moment(timestamp))


@app.periodic(cron="35 3 * * *", periodic_id="retention.forget-import-reports")
@app.task(name="retention.forget_import_reports", pass_context=False)
def forget_import_reports(timestamp: int) -> None:
    """Every night: rejected rows of imports older than 30 days."""
    actions.forget_import_reports(actions.import_reports(), at=_moment(timestamp))


@app.periodic(cron="41 3 * * *", periodic_id="retention.cut-record")
@app.task(name="retention.cut_record", lock="audit.link", pass_context=False)
def cut_record(timestamp: int) -> None:
    """Every night: lines of the record older than 36 months, from the beginning of each chain."""
    actions.cut_record(at=_moment(timestamp))


@app.periodic(cron="43 3 * * *", periodic_id="retention.cut-versions")
@app.task(name="retention.cut_versions", pass_context=False)
def cut_versions(timestamp: int) -> None:
    """Every night: what offers and partners were, 36 months after they changed."""
    actions.cut_versions(at=_moment(timestamp))


@app.periodic(cron="23 5 * * *", periodic_id="accounts.tell-orphans")
@app.task(name="accounts.tell_orphans", pass_context=False)
def tell_operators(timestamp: int) -> None:
    """Every morning, for the first morning of a month: accounts without a role. Once done, nothing until the next."""
    tell_orphans(at=_moment(timestamp))


@app.periodic(cron="23 4 * * *", periodic_id="demo.live")
@app.task(name="demo.live", pass_context=False)
def live_on(timestamp: int) -> None:
    """Every night in a demonstration: the invented network is brought up to the day if it has fallen behind."""
    if settings.DEMO:
        from .demo_life import live  # noqa: PLC0415  # a fifth of a second of reading that no other start needs

        live(_moment(timestamp))


def _moment(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp, tz=UTC)
