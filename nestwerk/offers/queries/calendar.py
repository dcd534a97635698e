"""Calendars that are read for offers. Each function asks a fixed number of questions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from nestwerk.networks.models import Membership, Network, Role

from ..models import CalendarFeed, Draft, Offer
from .directory import offers_for


def calendar_of(offer: Offer) -> CalendarFeed | None:
    """The calendar of the offer, if one is read."""
    return CalendarFeed.objects.filter(offer=offer).select_related("offer", "draft").first()


def calendars_to_read(network: Network) -> list[CalendarFeed]:
    """Those of offers that still exist, the one that waits longest first. Run inside the tenant."""
    found = CalendarFeed.objects.filter(network=network, offer__merged_into__isnull=True)
    found = found.exclude(offer__status=Offer.Status.ENDED).select_related("offer__organisation", "offer__network")
    return list(found.order_by("checked_at", "pk"))


def failing_calendars(member: Membership) -> QuerySet[CalendarFeed]:
    """The calendars of offers whose calendar she may see to that could not be read, the longest first."""
    offers = offers_for(member, "offers:calendar").filter(merged_into__isnull=True).exclude(status=Offer.Status.ENDED)
    found = CalendarFeed.objects.filter(network_id=member.network_id, trouble_since__isnull=False)
    return found.filter(offer__in=offers.order_by()).select_related("offer").order_by("trouble_since", "pk")


def calendar_numbered(network_id: int, offer_id: int) -> CalendarFeed | None:
    """The calendar of one offer of the network."""
    found = CalendarFeed.objects.filter(network_id=network_id, offer_id=offer_id, offer__merged_into__isnull=True)
    return found.select_related("offer__organisation", "offer__network").first()


def told_of_trouble(feed: CalendarFeed) -> list[str]:
    """Where to write when a calendar cannot be read: the provider, and the coordination. Two queries."""
    organisation = feed.offer.organisation
    members = Membership.objects.filter(
        network_id=feed.network_id, role=Role.PARTNER, organisations__contains=[organisation.pk], ends_at__isnull=True
    ).values_list("user__email", flat=True)
    addresses = [organisation.upkeep_email, *([] if organisation.upkeep_email else members), feed.offer.network.email]
    return list(dict.fromkeys(address for address in addresses if address))


def forms_of(feed: CalendarFeed) -> dict[str, list[dict[str, Any]]]:
    """By key the forms in which a series of the calendar may stand in the offer.

    While a draft waits, what it offers for the first time stands nowhere and is nobody's decision yet.
    """
    waits = feed.draft is not None and feed.draft.state in Draft.OPEN
    refused = feed.draft is not None and feed.draft.state == Draft.State.WITHDRAWN
    found: dict[str, list[dict[str, Any]]] = {key: [series] for key, series in feed.taken.items()}
    for key, series in feed.offered.items():
        if key in found or not (waits or refused) or series in (feed.offer.dates or []):
            found.setdefault(key, []).insert(0, series)
    return found
