"""What the clock starts for the audit."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from .actions import link_chain
from .queries import chains_with_unlinked_lines, newest_linked

WINDOW = 50_000  # lines; nobody's transaction lasts while so many others are committed


@app.periodic(cron="* * * * *", periodic_id="audit.link")
@app.task(name="audit.link_lines", queueing_lock="audit.link_lines", lock="audit.link", pass_context=False)
def link_lines(timestamp: int) -> None:
    """Every minute: bind what was recorded since into its chain. ``timestamp``: seconds, from the clock.

    Not queued by ``record``: a queueing lock in the writers' transactions would make them wait for each other.
    """
    _link(timestamp, since=max(0, newest_linked() - WINDOW))


@app.periodic(cron="7 3 * * *", periodic_id="audit.link_all")
@app.task(name="audit.link_all_lines", queueing_lock="audit.link_all_lines", lock="audit.link", pass_context=False)
def link_all_lines(timestamp: int) -> None:
    """Every night: the same for lines of any age, which takes a second for some 500,000 of them."""
    _link(timestamp, since=0)


def _link(timestamp: int, *, since: int) -> None:
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for network_id in chains_with_unlinked_lines(since=since):
        link_chain(network_id, at=at, heads=Path(settings.AUDIT_HEADS), since=since)
