"""What editors do with the newsletter: offer it, write an issue, approve, pause, go on, delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.jobs.defer import defer
from nestwerk.networks.models import Membership, Network

from ..models.newsletter import Delivery, Issue, Newsletter, Subscriber
from ..newsletter.silence import strike
from ..queries.newsletter import mails_on_the_way, silence_of
from .newsletter_readers import leave, still_reading, withdraw

SEND = "publishing.send_newsletter"
MOST_DRAFTS = 20


@transaction.atomic
def offer_newsletter(
    network: Network, *, for_parents: bool, for_professionals: bool, by: Membership, at: datetime
) -> None:
    """Say which newsletters there are. One that is no longer offered takes nobody new; who reads it stays."""
    Newsletter.objects.update_or_create(
        network=network, defaults={"for_parents": for_parents, "for_professionals": for_professionals}
    )
    record(by, "publishing.newsletter_offered", at=at)
    announce("publishing.changed", network=network.slug)


@transaction.atomic
def create_issue(network: Network, *, audience: str, by: Membership, at: datetime) -> Issue:
    """Begin an issue. Raises Refused when twenty drafts lie there already."""
    if Issue.objects.filter(network=network, state=Issue.State.DRAFT).count() >= MOST_DRAFTS:
        raise Refused(f"Es liegen schon {MOST_DRAFTS} Entwürfe hier. Bitte löschen Sie zuerst einen.")
    issue = Issue.objects.create(network=network, audience=audience, saved_at=at)
    record(by, "publishing.issue_created", issue, at=at, detail=audience)
    return issue


@transaction.atomic
def save_issue(
    issue: Issue, *, texts: Mapping[str, Any], left_out: Sequence[str], seen: datetime, at: datetime
) -> None:
    """Keep words and choice of a draft. ``seen``: when what lay before the editor was saved.

    Raises Refused for an issue that is approved, or that somebody else saved meanwhile.
    """
    row = _draft(issue)
    if row.saved_at != seen:
        raise Refused(
            "Inzwischen hat jemand anderes diese Ausgabe gespeichert. Ihr Text steht noch hier. Wenn er gelten soll,"
            " speichern Sie noch einmal."
        )
    row.texts, row.left_out, row.saved_at = dict(texts), sorted(left_out), at
    row.save(update_fields=["texts", "left_out", "saved_at"])


@transaction.atomic
def approve_issue(
    issue: Issue, *, content: Mapping[str, Any], known: Mapping[str, str], by: Membership, at: datetime
) -> None:
    """A person lets the issue go: what stands in it is fixed, it is public in the archive, and the mails begin.

    ``known``: what is public now, the next issue is compared with it. Raises Refused without words or without readers.
    """
    row = _draft(issue)
    if not row.texts.get("de", {}).get("intro"):
        raise Refused("Bitte schreiben Sie zuerst ein paar eigene Worte an den Anfang.")
    if not still_reading(row.network, row.audience, at).exists():
        raise Refused("Noch hat sich niemand angemeldet. Geben Sie zuerst die Adresse der Anmeldung weiter.")
    row.content, row.state, row.approved_at = dict(content), Issue.State.SENDING, at
    row.save(update_fields=["content", "state", "approved_at"])
    settings = Newsletter.objects.select_for_update().get_or_create(network=row.network)[0]
    settings.known = {**settings.known, row.audience: dict(known)}
    settings.save(update_fields=["known"])
    record(by, "publishing.issue_approved", row, at=at)
    _go_on(row)
    announce("publishing.changed", network=row.network.slug)


@transaction.atomic
def pause_issue(issue: Issue, *, by: Membership, at: datetime) -> int:
    """Stop sending. Mails that have not left are taken back and go out when it goes on; returns how many."""
    row = Issue.objects.select_for_update().get(pk=issue.pk)
    if row.state == Issue.State.PAUSED:
        return 0
    gone = withdraw(row.network, _open(row), at=at) if row.state != Issue.State.DRAFT else set()
    if row.state != Issue.State.SENDING and not gone:
        raise Refused("Von dieser Ausgabe ist nichts mehr unterwegs. Anhalten lässt sich nichts mehr.")
    taken_back = Delivery.objects.filter(issue=row, mail_id__in=gone).delete()[0]
    row.state, row.done_at, row.sent = Issue.State.PAUSED, None, row.sent - taken_back
    row.save(update_fields=["state", "done_at", "sent"])
    record(by, "publishing.issue_paused", row, at=at)
    return taken_back


@transaction.atomic
def resume_issue(issue: Issue, *, by: Membership, at: datetime) -> None:
    """Go on sending to everybody who has not got it."""
    row = Issue.objects.select_for_update().get(pk=issue.pk)
    if row.state != Issue.State.PAUSED:
        return
    row.state = Issue.State.SENDING
    row.save(update_fields=["state"])
    record(by, "publishing.issue_resumed", row, at=at)
    _go_on(row)


@transaction.atomic
def remove_issue(issue: Issue, *, by: Membership, at: datetime) -> None:
    """Delete an issue for good, also from the archive; what waits in the outbox is taken back."""
    row = Issue.objects.select_for_update().get(pk=issue.pk)
    withdraw(row.network, _open(row), at=at)
    record(by, "publishing.issue_removed", row, at=at)
    row.delete()
    announce("publishing.changed", network=row.network.slug)


@transaction.atomic
def delete_readers(network: Network, audience: str, *, by: Membership, at: datetime) -> int:
    """Delete every address of a newsletter that ends for good. Returns how many rows there were."""
    gone = leave(network, Subscriber.objects.filter(audience=audience), at=at, why="member")
    record(by, "publishing.newsletter_emptied", at=at, detail=audience)
    return gone


@transaction.atomic
def write_anew(network: Network, *, at: datetime) -> int:
    """Take mails back that have not left and name somebody who wants to be public no longer; they are written anew.

    Returns how many. Issues that name nobody of them are left alone; safe to repeat.
    """
    silent, found = silence_of(network), 0
    moving = Issue.objects.select_for_update().filter(network=network)
    for row in moving.filter(state__in=(Issue.State.SENDING, Issue.State.SENT)).select_related("network"):
        named = silent.offers & {one for kept in row.content.values() for one in kept if isinstance(kept, list)}
        if not named and not strike(row.texts, silent).gone:
            continue
        gone = withdraw(network, _open(row), at=at)
        if gone:
            Delivery.objects.filter(issue=row, mail_id__in=gone).delete()
            row.state, row.done_at, row.sent = Issue.State.SENDING, None, row.sent - len(gone)
            row.save(update_fields=["state", "done_at", "sent"])
            _go_on(row)
        found += len(gone)
    return found


def _draft(issue: Issue) -> Issue:
    row = Issue.objects.select_for_update().select_related("network").get(pk=issue.pk)
    if row.state != Issue.State.DRAFT:
        raise Refused("Diese Ausgabe ist schon freigegeben. Daran lässt sich nichts mehr ändern.")
    return row


def _open(issue: Issue) -> list[int]:
    return list(mails_on_the_way(issue))


def _go_on(issue: Issue) -> None:
    defer(SEND, lock=f"{SEND}:{issue.pk}", network=issue.network.slug, issue_id=issue.pk)
