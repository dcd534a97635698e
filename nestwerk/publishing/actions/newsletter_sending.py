"""An issue goes out: batch by batch, each reader once, whatever happens in between."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from nestwerk.catalogue.public import Snapshot
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import BY_CODE
from nestwerk.finder.links import Links
from nestwerk.jobs.defer import BULK, defer
from nestwerk.jobs.mail import post
from nestwerk.networks.models import Membership, Network

from ..models.newsletter import Delivery, Issue, Subscriber
from ..newsletter.letter import as_text, letter, subject
from ..newsletter.readers import ANY_AGE, PARENTS, band
from ..newsletter.sealing import LEAVE, Unreadable, link_word, unseal
from ..newsletter.silence import Silence
from ..queries.newsletter import silence_of
from .newsletter import SEND
from .newsletter_readers import still_reading

BATCH = 100
log = logging.getLogger(__name__)


@transaction.atomic
def send_batch(network: Network, issue_id: int, snap: Snapshot, *, at: datetime) -> bool:
    """Post the issue to the next hundred who have not got it, and queue the batch after; returns whether one is queued.

    Row, mail and next batch stand in one transaction: broken off, nothing has happened. What a single person took back
    is left out from the very next batch, also where the catalogue still holds it. Readers who leave or change
    something at this very moment are passed over and looked at again.
    """
    issue = Issue.objects.select_for_update().filter(network=network, pk=issue_id).first()
    if issue is None or issue.state != Issue.State.SENDING or issue.approved_at is None:
        return False
    left = still_reading(network, issue.audience, at).filter(confirmed_at__lte=issue.approved_at)
    left = left.exclude(deliveries__issue=issue).order_by("pk")
    readers = list(left.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    texts: dict[tuple[object, ...], str] = {}
    silent = silence_of(network)
    for reader in readers:
        mail_id = _post(network, issue, reader, snap, silent, texts, at)
        Delivery.objects.create(network=network, issue=issue, subscriber=reader, mail_id=mail_id)
        issue.sent += mail_id is not None
    if more := bool(readers) or left.exists():
        defer(SEND, lock=f"{SEND}:{issue.pk}", priority=BULK, network=network.slug, issue_id=issue.pk)
    else:
        issue.state, issue.done_at = Issue.State.SENT, at
    issue.save(update_fields=["state", "done_at", "sent"])
    return more


def post_to_oneself(
    issue: Issue, snap: Snapshot, *, reader_band: str, content: dict[str, object], by: Membership, at: datetime
) -> None:
    """A test: the mail as a parent of this age (or every professional) will get it, to the editor's own address."""
    network = issue.network
    made = letter(
        snap, network.slug, audience=issue.audience, texts=issue.texts, content=content, code="de", band=reader_band,
        silent=silence_of(network),
    )  # fmt: skip
    leave = f"{settings.PUBLIC_URL}{Links(BY_CODE['de']).page('newsletter/ende', network.slug)}"
    lost = _lost(network, "de", "") if issue.audience == PARENTS else ""
    text = as_text(
        made, code="de", base=settings.PUBLIC_URL, network=network.name, archive_path=_archive(network, "de"),
        leave=leave, lost=lost, contact=_contact(snap, network),
    )  # fmt: skip
    post(
        "newsletter.test", by.user.email, subject=f"Probe: {_subject(network, issue, 'de')}", text=text,
        at=at, network_id=network.pk,
    )  # fmt: skip


def _post(
    network: Network,
    issue: Issue,
    reader: Subscriber,
    snap: Snapshot,
    silent: Silence,
    texts: dict[tuple[object, ...], str],
    at: datetime,
) -> int | None:
    handle, code = bytes(reader.handle), reader.language if reader.language in BY_CODE else "de"
    try:
        address = unseal(bytes(reader.sealed), handle)
    except Unreadable:
        log.error("An address of the newsletter was sealed with another key than the installation has now.")
        return None
    word = link_word(LEAVE, handle)
    leave = settings.PUBLIC_URL + Links(BY_CODE[code]).page(f"newsletter/ende/{word}", network.slug)
    text = _text(network, issue, reader, snap, silent, texts, code, at.astimezone(BERLIN).date())
    try:
        mail = post(
            "newsletter.issue",
            address,
            subject=_subject(network, issue, code),
            text=text.replace("{leave}", leave).replace("{lost}", _lost(network, code, word)),
            at=at,
            network_id=network.pk,
            reply_to=_reply_to(snap, network),
            unsubscribe=leave,
            language="de" if BY_CODE[code].german else BY_CODE[code].tag,
            nameless=True,
        )
    except Refused:  # an address that was fine when it was typed; nobody else waits for it
        log.exception("An address of the newsletter cannot be written to.")
        return None
    return mail.pk


def _text(
    network: Network,
    issue: Issue,
    reader: Subscriber,
    snap: Snapshot,
    silent: Silence,
    texts: dict[tuple[object, ...], str],
    code: str,
    today: date,
) -> str:
    """The mail but for its two links, made once for all readers it is the same for."""
    age = band(reader.month, today) if issue.audience == PARENTS else ANY_AGE
    key = (code, age, tuple(reader.topics))
    if key not in texts:
        made = letter(
            snap, network.slug, audience=issue.audience, texts=issue.texts, content=issue.content, code=code,
            band=age, topics=reader.topics, silent=silent,
        )  # fmt: skip
        texts[key] = as_text(
            made, code=code, base=settings.PUBLIC_URL, network=network.name, archive_path=_archive(network, code),
            leave="{leave}", lost="{lost}" if issue.audience == PARENTS else "", contact=_contact(snap, network),
        )  # fmt: skip
    return texts[key]


def _subject(network: Network, issue: Issue, code: str) -> str:
    return subject(issue.audience, network.name, code)


def _archive(network: Network, code: str) -> str:
    return Links(BY_CODE[code]).page("newsletter/archiv", network.slug)


def _lost(network: Network, code: str, word: str) -> str:
    path = f"newsletter/verlust/{word}" if word else "begleitbuch/verlust"
    return settings.PUBLIC_URL + Links(BY_CODE[code]).page(path, network.slug)


def _contact(snap: Snapshot, network: Network) -> str:
    contact = snap.networks[network.slug].contact
    return ", ".join(part for part in (contact.role, contact.phone, contact.email) if part)


def _reply_to(snap: Snapshot, network: Network) -> str:
    return snap.networks[network.slug].contact.email
