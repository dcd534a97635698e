"""What the pages and jobs around sources read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from nestwerk.networks.models import Membership, Network
from nestwerk.networks.rights import NOTHING, reach

from ..models import ImportRun, Offer, Source

WHOLE_AFTER = timedelta(days=7)  # nothing tells what was deleted, so a source is read as a whole once a week
OVERLAP = timedelta(days=1)  # clocks differ, and what comes twice changes nothing


def sources_of(member: Membership) -> QuerySet[Source]:
    """The sources of the network with the last list of each, without its contents."""
    if reach(member.role, "offers:pulls") == NOTHING:
        return Source.objects.none()
    return Source.objects.filter(network_id=member.network_id).select_related("run").defer(
        "run__sheet", "run__plan", "run__choices", "run__mapping"
    )  # fmt: skip


def source_for(member: Membership, source_id: int) -> Source | None:
    """One source within reach."""
    return sources_of(member).filter(pk=source_id).first()


def failing_sources(member: Membership) -> QuerySet[Source]:
    """The sources within reach that are read every night and could not be the last time."""
    return sources_of(member).filter(active=True, trouble=True)


def sources_to_read(network: Network, *, at: datetime, daily: bool) -> list[Source]:
    """The sources whose turn it is: all that are active, or those somebody asked for; none whose list still waits.

    Where a source comes in by itself, a list that nobody has touched for a week gives way to a newer one.
    """
    untouched = Q(takes=Source.Takes.ALONE, run__choices={}, run__read_at__lte=at - WHOLE_AFTER)
    asked = Source.objects.filter(network=network, active=True).exclude(Q(run__state=ImportRun.State.READ) & ~untouched)
    return list(asked if daily else asked.filter(wanted_at__isnull=False))


def asks_since(source: Source, *, at: datetime) -> datetime | None:
    """From which moment on to ask a source for changes; None to read it as a whole."""
    if source.wanted_at or source.since is None or source.full_at is None or at - source.full_at >= WHOLE_AFTER:
        return None
    return source.since - OVERLAP


def titles_of(network: Network, offers: set[int]) -> dict[int, str]:
    """Titles by id. One query."""
    return dict(Offer.objects.filter(network=network, pk__in=offers).values_list("pk", "title"))
