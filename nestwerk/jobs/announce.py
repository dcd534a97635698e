"""The only way up the ladder: a lower app announces what happened, a higher app's ``tasks.py`` listens.

An announcement is a row in the same transaction as the change: rolled back with it, and worked off
after the commit by any worker. Every announcement names its network. ``nestwerk check --ereignisse``
lists who listens to what.

Many changes, one job: not the writer sees to that, but the listener. A unique "one waits already" in the writers'
transactions would make them wait for each other, and a writer that relied on a waiting job could find it begun
before her own commit. So each announcement is a row of its own, and a job that begins takes away all others of its
kind that wait: whoever wrote them has committed, and what it reads from now on shows what they did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import wraps

from django.db import connections
from procrastinate import RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.tasks import Task

from nestwerk.common.tenancy import APP

from .defer import defer

_LISTENERS: dict[str, list[Task]] = defaultdict(list)
AFTER_OTHERS = -1  # priority
# What another process has just taken is skipped, and so is what nobody has committed.
ANSWERED = """DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM procrastinate_jobs
WHERE status = 'todo' AND task_name = %s AND args ->> 'network' = %s FOR UPDATE SKIP LOCKED)"""


class AfterOthers(RetryStrategy):
    """Again after 5, 25, 125 … seconds; meanwhile the next announcements, of whatever network, need not wait for it."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when, behind all others; None if it has failed for good."""
        decision = super().get_retry_decision(exception=exception, job=job)
        return decision and RetryDecision(retry_at=decision.retry_at, priority=AFTER_OTHERS)


def listens_to(event: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a task function ``handle(network: str)`` for an event such as ``offers.changed``.

    It is called once for all announcements of a network that wait when it begins, and sees the newest rows.
    A failed job is tried again after 5, 25, 125 … seconds, or sooner with the next announcement.
    """

    def register(handle: Callable[..., None]) -> Callable[..., None]:
        @wraps(handle)
        def work(context: JobContext, network: str) -> None:
            _answer_all(context.job.task_name, network)
            handle(network)

        task = app.task(
            name=f"{event}>{handle.__module__}.{handle.__qualname__}",
            retry=AfterOthers(max_attempts=6, exponential_wait=5),
            pass_context=True,
        )(work)
        _LISTENERS[event].append(task)
        return handle

    return register


def announce(event: str, *, network: str) -> None:
    """Queue one job per listener of ``event`` for the network with this slug, in the current transaction."""
    for task in _LISTENERS.get(event, []):
        defer(task.name, lock=task.name, network=network)


def _answer_all(task: str, network: str) -> None:
    with connections[APP].cursor() as cursor:
        cursor.execute(ANSWERED, [task, network])


def listeners() -> dict[str, list[str]]:
    """Event → names of the tasks that listen."""
    return {event: [task.name for task in tasks] for event, tasks in sorted(_LISTENERS.items())}
