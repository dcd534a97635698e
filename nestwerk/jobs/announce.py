"""The only way up the ladder: a lower app announces what happened, a higher app's ``tasks.py`` listens.

An announcement is a row in the same transaction as the change: rolled back with it, and worked off
after the commit by any worker. Every announcement names its network. ``nestwerk check --ereignisse``
lists who listens to what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from nestwerk.common.tenancy import APP

from .defer import defer

_LISTENERS: dict[str, list[Task]] = defaultdict(list)


def listens_to(event: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a task function ``handle(network: str)`` for an event such as ``offers.changed``.

    While a job of the same listener and network waits, no second one is queued: the one that waits
    will see the newest rows anyway. A failed job is tried again after 5, 25, 125 … seconds.
    """

    def register(handle: Callable[..., None]) -> Callable[..., None]:
        task = app.task(
            name=f"{event}>{handle.__module__}.{handle.__qualname__}",
            retry=RetryStrategy(max_attempts=6, exponential_wait=5),
        )(handle)
        _LISTENERS[event].append(task)
        return handle

    return register


def announce(event: str, *, network: str) -> None:
    """Queue one job per listener of ``event`` for the network with this slug, in the current transaction."""
    for task in _LISTENERS.get(event, []):
        try:
            with transaction.atomic(using=APP):
                defer(task.name, queueing_lock=f"{task.name}:{network}", lock=task.name, network=network)
        except AlreadyEnqueued:
            continue


def listeners() -> dict[str, list[str]]:
    """Event → names of the tasks that listen."""
    return {event: [task.name for task in tasks] for event, tasks in sorted(_LISTENERS.items())}
