"""What the clock starts for the audit."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from .actions import link_chain
from .queries import chains_with_unlinked_lines


@app.periodic(cron="* * * * *", periodic_id="audit.link")
@app.task(name="audit.link_lines", queueing_lock="audit.link_lines", lock="audit.link_lines", pass_context=False)
def link_lines(timestamp: int) -> None:
    """Every minute: bind what was recorded since into its chain. ``timestamp``: seconds, from the clock.

    Not queued by ``record``: a queueing lock in the writers' transactions would make them wait for each other.
    """
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    for network_id in chains_with_unlinked_lines():
        link_chain(network_id, at=at, heads=Path(settings.AUDIT_HEADS))
