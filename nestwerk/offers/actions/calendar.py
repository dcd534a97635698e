"""Dates of an offer from a partner's calendar: begun, taken over day by day, stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.defer import defer
from nestwerk.jobs.mail import post
from nestwerk.networks.models import Membership

from .. import letters_calendar as letters
from ..calendars.merging import Merged, merge, without
from ..calendars.taking import Taking
from ..editing.fields import current
from ..editing.merge import take_up
from ..models import CalendarFeed, Draft, Offer
from ..queries.calendar import forms_of
from ..queries.upkeep import upkeep_of
from ..rules.editing import goes_out_at_once
from ..rules.freshness import local_day
from .drafts import write_draft
from .write import write_values

PATIENCE = timedelta(days=3)  # before a mail goes out: most servers are back the next day
FETCH = "offers.fetch_calendar"


@transaction.atomic
def start_calendar(offer: Offer, *, address: str, word: str, by: Membership, at: datetime) -> CalendarFeed:
    """Read this calendar for the offer from now on, the first time within seconds.

    Another address or word in place of the last: what was taken from there goes or stays as the new one says. Raises
    Refused for an offer nobody has published yet.
    """
    if offer.status in (Offer.Status.DRAFT, Offer.Status.IN_REVIEW):
        raise Refused("Das geht, sobald das Angebot veröffentlicht ist. Geben Sie es bitte zuerst ab.")
    feed = CalendarFeed.objects.select_for_update().filter(offer=offer).first()
    feed = feed or CalendarFeed(network_id=offer.network_id, offer=offer)
    feed.address, feed.word, feed.started_at, feed.started_by = address, word, at, by
    feed.checked_at = feed.good_at = feed.trouble_since = feed.told_at = None
    feed.trouble = ""
    feed.save()
    defer(FETCH, network_id=offer.network_id, offer_id=offer.pk)
    record(by, "offers.calendar_started", offer, at=at)
    return feed


@transaction.atomic
def stop_calendar(feed: CalendarFeed, *, by: Membership, at: datetime, remove: bool) -> None:
    """Read it no more. Its dates stay, or with ``remove`` leave the offer through the member's own draft."""
    offer = feed.offer
    if remove:
        draft = Draft.objects.filter(offer=offer, member=by, state__in=Draft.OPEN).first()
        values = current(offer, ["dates"]) | (draft.values if draft else {})
        write_draft(offer, {"dates": without(values["dates"] or [], forms_of(feed))}, by=by, at=at)
    _withdraw(feed, at)
    feed.delete()
    record(by, "offers.calendar_stopped", offer, at=at)


@transaction.atomic
def take_calendar(feed: CalendarFeed, taking: Taking, *, at: datetime) -> str:
    """Bring the dates of the offer up to what the calendar says. Returns ``same``, ``public`` or ``waiting``.

    The calendar speaks for the partner: what it says goes out at once where a trusted partner's dates do. The first
    time the right of who began it counts, for she has seen the preview.
    """
    feed = CalendarFeed.objects.select_for_update(of=("self",)).select_related(
        "offer__organisation", "offer__network", "draft", "started_by"
    ).get(pk=feed.pk)  # fmt: skip
    offer, new = feed.offer, {one.key: one.series.to_dict() for one in taking.taken}
    merged = merge(offer.dates or [], forms_of(feed), new, today=local_day(at))
    feed.told, feed.by_hand, feed.trouble = list(taking.told), len(merged.by_hand), ""
    first, feed.checked_at, feed.good_at = feed.good_at is None, at, at
    feed.trouble_since = feed.told_at = None
    came = _written(feed, merged, at, by=feed.started_by if first else None)
    feed.save()
    return came


@transaction.atomic
def note_trouble(feed: CalendarFeed, sentence: str, *, to: Sequence[str], at: datetime) -> None:
    """The calendar could not be read: its last good dates stay. After three days one mail to the addresses ``to``."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).select_related("offer__network").get(pk=feed.pk)
    feed.checked_at, feed.trouble = at, sentence[:300]
    feed.trouble_since = feed.trouble_since or at
    if feed.told_at is None and at - feed.trouble_since >= PATIENCE:
        feed.told_at = at
        for address in to:
            post("offer.calendar", address, subject=letters.subject(feed), text=letters.text(feed), at=at,
                 network_id=feed.network_id, reply_to=feed.offer.network.email)  # fmt: skip
    feed.save()


def _written(feed: CalendarFeed, merged: Merged, at: datetime, *, by: Membership | None) -> str:
    offer, upkeep = feed.offer, upkeep_of(feed.network_id)
    values, base = take_up({}, {}, current(offer, ["dates"]), {"dates": merged.dates})
    # What a person has changed or taken out stays known, so that it does not come back.
    hands = {key: feed.taken[key] for key in merged.by_hand if key in feed.taken}
    if not values:
        _withdraw(feed, at)
        feed.taken, feed.offered = merged.ours | hands, {}
        return "same"
    if goes_out_at_once(by, trusted=offer.organisation.trusted, upkeep=upkeep, fields=["dates"]):
        _withdraw(feed, at)
        write_values(offer, values, at=at, places_days=upkeep.places_days)
        feed.taken, feed.offered = merged.ours | hands, {}
        record(None, "offers.calendar_taken", offer, at=at, network_id=feed.network_id, count=len(merged.ours))
        return "public"
    feed.taken, feed.offered = merged.standing | hands, merged.ours
    draft = feed.draft
    if draft is not None and draft.values.get("dates") == values["dates"]:
        return "waiting" if draft.state == Draft.State.SUBMITTED else "same"  # somebody said no to just this
    if draft is None or draft.state not in Draft.OPEN:
        draft = Draft(network_id=feed.network_id, offer=offer, started_at=at)
    draft.values, draft.base, draft.state = values, base, Draft.State.SUBMITTED
    draft.saved_at = draft.submitted_at = at
    draft.message = letters.FROM_CALENDAR
    draft.save()
    feed.draft = draft
    record(None, "offers.submitted", offer, at=at, network_id=feed.network_id, hat="calendar", count=1)
    return "waiting"


def _withdraw(feed: CalendarFeed, at: datetime) -> None:
    """What waited is no longer what the calendar says."""
    if feed.draft is not None and feed.draft.state in Draft.OPEN:
        feed.draft.state, feed.draft.decided_at = Draft.State.WITHDRAWN, at
        feed.draft.save(update_fields=["state", "decided_at"])
    feed.draft = None
