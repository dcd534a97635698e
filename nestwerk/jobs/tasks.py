"""What a job or the clock starts: sending mails, and taking up what a dead worker left behind."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from . import actions, alive
from .defer import SEND

log = logging.getLogger(__name__)


class NotYet(Exception):
    """The mail is to be tried again, not before ``at``."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at.isoformat(timespec="seconds"))
        self.at = at


class Later(BaseRetryStrategy):
    """When the mail said so. After a fault of ours or of the database, after 1, 2, 3 … 30 minutes for three days."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to run the job again, None if it has failed for good."""
        if isinstance(exception, NotYet):
            return RetryDecision(retry_at=exception.at)
        if job.attempts > 500:
            return None
        return RetryDecision(retry_at=timezone.now() + timedelta(minutes=min(job.attempts + 1, 30)))


@app.task(name=SEND, retry=Later())
def send_mail(mail_id: int, network_id: int | None) -> None:
    """Offer one mail to the server. Raises NotYet while it has to wait."""
    if again := actions.hand_over(mail_id, network_id, at=timezone.now()):
        raise NotYet(again)


@app.periodic(cron="* * * * * */10", periodic_id="jobs.revive")
@app.task(name="jobs.revive", queueing_lock="jobs.revive", priority=100)
def revive(timestamp: int) -> None:
    """Every ten seconds: put back what workers that died were doing. ``timestamp``: seconds, from the clock."""
    for task in alive.revive():
        log.warning("Die Hintergrundarbeit wurde mitten in „%s“ beendet und nimmt es wieder auf.", task)
