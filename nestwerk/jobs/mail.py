"""Posting a mail: a row and a job in the transaction of what causes it. No change, no mail; no commit, no mail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nestwerk.common.tenancy import APP, current

from .defer import SEND, defer
from .message import checked_address, checked_subject, new_message_id
from .models import Mail
from .seal import seal


def post(
    kind: str,
    to: str,
    *,
    subject: str,
    text: str,
    at: datetime,
    network_id: int | None = None,
    reply_to: str = "",
) -> Mail:
    """Queue a mail. ``kind`` names it in the log (see ``kinds``); subject and text are German and plain.

    Nothing about families, needs or sensitive offers belongs into the subject or the first lines (R-23). A mail of a
    network is posted inside its tenant, one of an account (``network_id`` None) outside any: ValueError otherwise.
    ``reply_to``: who reads an answer, usually the network's coordination. Raises Refused for an address or a subject
    that is none.
    """
    words = {"subject": checked_subject(subject), "text": text}
    if reply_to:
        words["reply_to"] = checked_address(reply_to)
    with transaction.atomic(using=APP):
        if current() != ("" if network_id is None else str(network_id)):
            raise ValueError(f"A mail of network {network_id} is posted inside this tenant and no other.")
        mail = Mail.objects.create(
            network_id=network_id,
            kind=kind,
            to=checked_address(to),
            message_id=new_message_id(),
            sealed=seal(words),
            queued_at=at,
        )
        defer(SEND, mail_id=mail.pk, network_id=network_id)
    return mail
