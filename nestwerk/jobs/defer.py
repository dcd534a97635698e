"""Queueing a job in the transaction Django is in, wherever that runs.

In a worker procrastinate has connections of its own; a job queued through them would be there before, or without,
the change that caused it.
"""

from __future__ import annotations

from typing import Any

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from nestwerk.common.tenancy import APP

SEND = "jobs.send_mail"  # the task that offers a mail to the server; see ``tasks``
BULK = -10  # priority of what many get at once: after everything somebody waits for

_OURS = JobManager(DjangoConnector(alias=APP))


def defer(
    task: str, *, lock: str | None = None, queueing_lock: str | None = None, priority: int = 0, **arguments: Any
) -> int:
    """Queue a job of the task with this name and return its id. Raises AlreadyEnqueued."""
    deferrer = configure_task(name=task, job_manager=_OURS, lock=lock, queueing_lock=queueing_lock, priority=priority)
    return deferrer.defer(**arguments)
