"""Posting a mail: a row and a job in the transaction of what causes it. No change, no mail; no commit, no mail."""

from __future__ import annotations

from datetime import datetime

from .models import Mail


def post(kind: str, to: str, *, subject: str, text: str, at: datetime, network_id: int | None = None) -> Mail:
    """Queue a mail. ``kind`` names it in the log ("invitation"); subject and text are German and plain.

    Nothing about families, needs or sensitive offers belongs into the subject or the first lines (R-23).
    """
    return Mail.objects.create(
        network_id=network_id, kind=kind, to=to, message_id=f"<{kind}.{at.timestamp()}@nestwerk>", queued_at=at
    )
