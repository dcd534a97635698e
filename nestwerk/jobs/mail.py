"""Posting a mail: a row and a job in the transaction of what causes it. No change, no mail; no commit, no mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from nestwerk.common.tenancy import APP, current

from .defer import BULK, SEND, defer
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
    unsubscribe: str = "",
    language: str = "de",
    nameless: bool = False,
) -> Mail:
    """Queue a mail. ``kind`` names it in the log (see ``kinds``); subject and text are German and plain.

    Nothing about families, needs or sensitive offers belongs into the subject or the first lines (R-23). A mail of a
    network is posted inside its tenant, one of an account (``network_id`` None) outside any: ValueError otherwise.
    ``reply_to``: who reads an answer, usually the network's coordination. ``unsubscribe``: the address of RFC 8058's
    one click; such a mail is one of many and lets all others pass. ``nameless``: the receiver is sealed with the text
    and gone with it, the log does not know her. Raises Refused for an address or a subject that is none.
    """
    words = {"subject": checked_subject(subject), "text": text, "language": language}
    to = checked_address(to)
    if reply_to:
        words["reply_to"] = checked_address(reply_to)
    if unsubscribe:
        words["unsubscribe"] = unsubscribe
    if nameless:
        words["to"], to = to, ""
    with transaction.atomic(using=APP):
        if current() != ("" if network_id is None else str(network_id)):
            raise ValueError(f"A mail of network {network_id} is posted inside this tenant and no other.")
        mail = Mail.objects.create(
            network_id=network_id,
            kind=kind,
            to=to,
            message_id=new_message_id(),
            sealed=seal(words),
            queued_at=at,
        )
        defer(SEND, priority=BULK if unsubscribe else 0, mail_id=mail.pk, network_id=network_id)
    return mail


def waiting(mail_ids: Sequence[int], *, patient: bool = False) -> QuerySet[Mail]:
    """Those of the mails that wait still, locked: whoever deletes them in this transaction keeps them from leaving.

    One that is being offered to the server right now is passed over, or with ``patient`` waited for.
    """
    still = Mail.objects.filter(pk__in=mail_ids, state=Mail.State.WAITING)
    return Mail.objects.filter(
        pk__in=list(still.select_for_update(skip_locked=not patient).values_list("pk", flat=True))
    )


def states(mail_ids: Sequence[int]) -> dict[int, str]:
    """How each of the mails stands; those long forgotten are left out."""
    return dict(Mail.objects.filter(pk__in=mail_ids).values_list("pk", "state"))
