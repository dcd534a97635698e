"""What becomes of an address: asked for, confirmed, ended. Leaving deletes at once, here and in the outbox."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from nestwerk.audit.ledger import forget
from nestwerk.audit.record import record
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import BY_CODE
from nestwerk.finder.links import Links
from nestwerk.finder.texts import texts_for
from nestwerk.jobs.defer import defer
from nestwerk.jobs.mail import post, states, waiting
from nestwerk.jobs.message import checked_address
from nestwerk.networks.models import Network

from ..models.newsletter import Delivery, Newsletter, Subscriber
from ..newsletter.readers import CONSENT, PARENTS, UNCONFIRMED, ends_on
from ..newsletter.sealing import CONFIRM, HALF, link_word, mark, seal
from ..queries.newsletter import mails_of_network, mails_to, readers_of

A_DAY = 300  # questions a network sends in 24 hours
MOST_MAILS = 3  # to one address that does not answer
PAUSE = timedelta(minutes=10)  # between two of them
TWICE_REFUSED = 2  # an address the server refuses so often does not exist any more
KEEP_DELIVERIES = timedelta(days=7)
WITHDRAW = "publishing.withdraw_newsletter_mails"
REASON = "newsletter"


class NotTaken(Refused):
    """What somebody typed cannot be taken; ``key`` names the text that says why in every language."""

    def __init__(self, key: str) -> None:
        super().__init__(texts_for("de")(f"newsletter.wrong.{key}"))
        self.key = key


class Wish(NamedTuple):
    """What somebody typed on the page."""

    address: str
    audience: str
    language: str
    month: date | None
    topics: tuple[str, ...]


@transaction.atomic
def ask(network: Network, wish: Wish, *, at: datetime) -> None:
    """Keep an address for seven days and send it the question. The same happens for one that reads already.

    Raises NotTaken for an address that is none, a newsletter there is not, and when too many came today.
    """
    try:
        address = checked_address(wish.address.strip())
    except Refused as no:
        raise NotTaken("address") from no
    offered = Newsletter.objects.select_for_update().defer("known").filter(network=network).first()
    if offered is None or not (offered.for_parents if wish.audience == PARENTS else offered.for_professionals):
        raise NotTaken("gone")
    todays = Subscriber.objects.filter(network=network, asked_at__gt=at - timedelta(days=1))
    if todays.count() >= A_DAY:
        raise NotTaken("many")
    known = {"network": network, "audience": wish.audience, "mark": mark(address, network.pk)}
    row = Subscriber.objects.filter(**known, confirmed_at__isnull=True).first()
    if row is not None and row.asked_at <= at - UNCONFIRMED:
        forget(Subscriber.objects.filter(pk=row.pk), reason=REASON, at=at, network_id=network.pk)
        row = None
    mails = row.mails if row else 0
    if row is not None and (mails >= MOST_MAILS or row.asked_at > at - PAUSE):
        return  # said nothing: who types an address does not learn what we know of it
    if row is None:
        handle = secrets.token_bytes(HALF)
        row = Subscriber(**known, handle=handle, sealed=seal(address, handle), asked_at=at)
    row.language, row.month, row.topics = wish.language, wish.month, list(wish.topics)
    row.consent, row.mails, row.asked_at = CONSENT, mails + 1, at
    row.save()
    _post_question(network, row, address, at)


@transaction.atomic
def confirm(network: Network, row: Subscriber, *, at: datetime) -> Subscriber:
    """The address gets the newsletter from now on. If it did already, what was typed now replaces what held."""
    last = ends_on(row.audience, row.month, at.astimezone(BERLIN).date())
    before = Subscriber.objects.select_for_update().filter(
        network=network, audience=row.audience, mark=row.mark, confirmed_at__isnull=False
    ).first()  # fmt: skip
    if before is not None:
        before.language, before.month, before.topics, before.consent = row.language, row.month, row.topics, row.consent
        before.asked_at, before.ends_on, before.refused, before.confirmed_at = row.asked_at, last, 0, at
        before.save()
        Subscriber.objects.filter(pk=row.pk).delete()
        row = before
    else:
        row.confirmed_at, row.ends_on = at, last
        row.save()
    record(None, "publishing.newsletter_joined", row, at=at, network_id=network.pk, hat="link", detail=row.audience)
    return row


@transaction.atomic
def leave(network: Network, rows: QuerySet[Subscriber], *, at: datetime, why: str) -> int:
    """Delete addresses, and mails to them that have not left. Returns how many there were; safe to repeat.

    A mail that is being handed over at this moment cannot be called back; that it is not tried again sees a job to.
    Raises OSError where the deletion cannot be written down.
    """
    keys = list(rows.filter(network=network).select_for_update().values_list("pk", flat=True))
    if not keys:
        return 0
    withdraw(network, mails_to(keys), at=at)
    mine = Subscriber.objects.filter(pk__in=keys)
    audiences = list(mine.filter(confirmed_at__isnull=False).values_list("audience", flat=True))
    forget(mine, reason=REASON, at=at, network_id=network.pk)
    for audience in audiences:
        record(None, "publishing.newsletter_left", at=at, network_id=network.pk, hat=why, detail=audience)
    return len(keys)


def with_address(network: Network, address: str) -> QuerySet[Subscriber]:
    """Every row of an address in a network, confirmed or not."""
    return Subscriber.objects.filter(network=network, mark=mark(address, network.pk))


def same_reader(network: Network, row: Subscriber) -> QuerySet[Subscriber]:
    """The row, and the question that may wait for the same address and newsletter."""
    return Subscriber.objects.filter(network=network, audience=row.audience, mark=row.mark)


def withdraw(network: Network, mail_ids: Sequence[int], *, at: datetime, patient: bool = False) -> set[int]:
    """Delete mails that wait; returns which. What is in a worker's hands right now gets a job that waits for it."""
    if not mail_ids:
        return set()
    rows = waiting(mail_ids, patient=patient)
    gone = set(rows.values_list("pk", flat=True))
    forget(rows, reason=REASON, at=at, network_id=network.pk)
    held = [mail for mail, state in states(mail_ids).items() if state == "waiting"]
    if held and not patient:
        defer(WITHDRAW, network=network.slug, mail_ids=held)
    return gone


@transaction.atomic
def end_what_is_over(network: Network, *, at: datetime) -> int:
    """Delete questions nobody answered in seven days, readers whose time is over, and old deliveries."""
    today = at.astimezone(BERLIN).date()
    over = Q(confirmed_at__isnull=True, asked_at__lte=at - UNCONFIRMED) | Q(ends_on__lte=today)
    ended = leave(network, Subscriber.objects.filter(over), at=at, why="job")
    Delivery.objects.filter(network=network, issue__done_at__lte=at - KEEP_DELIVERIES).delete()
    return ended


@transaction.atomic
def note_refusals(network: Network, *, at: datetime) -> int:
    """Count mails the server refused for good; an address twice in a row refused is deleted. Returns how many."""
    sent = mails_of_network(network)
    for mail, state in states(list(sent)).items():
        if state == "waiting":
            continue
        row = Subscriber.objects.select_for_update().filter(pk=sent[mail]).first()
        if row is not None:
            row.refused = row.refused + 1 if state == "refused" else 0
            row.save(update_fields=["refused"])
        Delivery.objects.filter(network=network, mail_id=mail).update(mail_id=None)
    return leave(network, Subscriber.objects.filter(refused__gte=TWICE_REFUSED), at=at, why="job")


def still_reading(network: Network, audience: str, at: datetime) -> QuerySet[Subscriber]:
    """Those an issue of this moment goes to."""
    return readers_of(network, audience, at.astimezone(BERLIN).date())


def _post_question(network: Network, row: Subscriber, address: str, at: datetime) -> None:
    t, language = texts_for(row.language), BY_CODE[row.language]
    path = Links(language).page(f"newsletter/bestaetigen/{link_word(CONFIRM, bytes(row.handle))}", network.slug)
    post(
        "newsletter.confirm",
        address,
        subject=_question(network, row.language),
        text=t("newsletter.question.text", network=network.name, link=settings.PUBLIC_URL + path),
        at=at,
        network_id=network.pk,
        language="de" if language.german else language.tag,
        nameless=True,
    )


def _question(network: Network, code: str) -> str:
    return texts_for(code)("newsletter.question.subject", network=network.name)
