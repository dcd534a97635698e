"""Asking providers whether their offers are still right: one mail an address, however many offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.mail import post
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tokens import fingerprint, new_token

from .. import letters_freshness as letters
from ..models import ConfirmLink, Offer, Reminder, Upkeep
from ..queries.clock import addresses, answered, asked_lately, running, steps_taken
from ..queries.told import Reported, reported
from ..queries.upkeep import upkeep_of
from ..rules.reminders import is_first, step_due

BY_HAND, REPORTED, ALONG = "by_hand", "report", "along"
ALONG_DAYS = 60  # due this much later and asked about in the same mail: one sitting instead of two
Asked = tuple[Offer, date, str]  # an offer, the day it is due (or was reported on), the step


@transaction.atomic
def send_reminders(network: Network, *, at: datetime, today: date) -> int:
    """Ask about every offer whose step has come or that a family reported; returns how many mails were queued.

    Safe to repeat the same day. A partner that is asked anyway is asked along about what is due in the next weeks.
    The first time one address of a partner is asked, later all that are known. Who has
    written and waits for an answer is not asked. An offer nobody can be asked about stays silent here and stands on
    the coordinator's desk. Runs inside the tenant.
    """
    upkeep = upkeep_of(network)
    steps = upkeep.reminder_days
    due = running(network, upkeep, until=today + timedelta(days=max(steps, default=0) + ALONG_DAYS))
    due = [(offer, day) for offer, day in due if offer.status == Offer.Status.PUBLISHED]
    offers = [offer for offer, _ in due]
    taken, said = steps_taken(offers), answered(offers)
    asked = [
        (offer, day, step)
        for offer, day in due
        if offer.pk not in said
        and (step := step_due(day, today=today, steps=steps, sent=taken.get((offer.pk, day), ())))
    ]
    told = reported(network)
    partners, named = {offer.organisation_id for offer, _, _ in asked}, {offer.pk for offer, _, _ in asked}
    asked += [
        (offer, day, ALONG)
        for offer, day in due
        if offer.organisation_id in partners
        and offer.pk not in named | said
        and day >= today
        and ALONG not in taken.get((offer.pk, day), ())
    ]
    return _ask(network, [*asked, *((offer, day, REPORTED) for offer, day, _ in told)], upkeep, at=at, told=told)


@transaction.atomic
def remind_by_hand(network: Network, offers: Sequence[int], *, by: Membership, at: datetime) -> tuple[int, list[Offer]]:
    """Ask about these offers now, whatever the clock says; returns mails queued and offers nobody could be asked about.

    Raises Refused if all of them were asked about within the last three days.
    """
    upkeep = upkeep_of(network)
    found = list(
        Offer.objects.filter(network=network, pk__in=offers, merged_into__isnull=True)
        .exclude(status__in=[Offer.Status.ENDED, Offer.Status.DRAFT, Offer.Status.IN_REVIEW])
        .select_related("organisation")
        .order_by("pk")
    )
    lately = asked_lately(found, at=at)
    asked = [(offer, offer.due_on or at.date(), BY_HAND) for offer in found if offer.pk not in lately]
    if found and not asked:
        raise Refused("Danach wurde in den letzten drei Tagen schon gefragt. Bitte warten Sie noch etwas.")
    known = addresses(network, {offer.organisation_id for offer, _, _ in asked}, at=at)
    mails = _ask(network, asked, upkeep, at=at)
    record(by, "offers.reminded", at=at, count=len(asked))
    return mails, [offer for offer, _, _ in asked if not known.get(offer.organisation_id) and not offer.email]


def _ask(
    network: Network, asked: Sequence[Asked], upkeep: Upkeep, *, at: datetime, told: Sequence[Reported] = ()
) -> int:
    """Queue the mails, one an address, and note the steps. The link is made here and kept nowhere."""
    kinds = {offer.pk: kind for offer, _, kind in told}
    known = addresses(network, {offer.organisation_id for offer, _, _ in asked}, at=at)
    mails: dict[str, list[tuple[Offer, date]]] = defaultdict(list)
    for offer, day, step in asked:
        everyone = known.get(offer.organisation_id) or ([offer.email.lower()] if offer.email else [])
        first = step in (REPORTED, ALONG) or is_first(step, upkeep.reminder_days)
        for address in everyone[:1] if first else everyone:
            if offer not in (one for one, _ in mails[address]):  # due and reported: named once
                mails[address].append((offer, day))
        if everyone:
            Reminder.objects.create(network=network, offer=offer, due_on=day, step=step, sent_at=at)
    for address, offers in sorted(mails.items()):
        token, number = new_token(), len(offers)
        link = ConfirmLink.objects.create(
            network=network,
            fingerprint=fingerprint(token),
            to=address,
            offers=[offer.pk for offer, _ in offers],
            sent_at=at,
            expires_at=at + timedelta(days=upkeep.link_days),
        )
        post(
            "offer.confirm",
            address,
            subject=letters.subject(network, number),
            text=letters.text(network, offers, link, letters.link_to(network, token), told=kinds),
            at=at,
            network_id=network.pk,
            reply_to=network.email,
        )
    return len(mails)
