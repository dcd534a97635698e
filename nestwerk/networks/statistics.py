"""Numbers about networks for whoever coordinates a Land: whether a seat is taken, never by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from .models import Network, Role


@dataclass(frozen=True, slots=True)
class Seat:
    """A network of a Land and its coordination. ``vacant_since`` None: taken, or never taken so far."""

    network_pk: int
    slug: str
    name: str
    coordinators: int
    vacant_since: datetime | None


def seats_of_land(land: str, *, at: datetime) -> list[Seat]:
    """The networks whose first municipal key begins with the two digits ``land``, in one query.

    Speaks for the person of the transaction: only an appointment for this Land lets her see whether a seat is taken.
    """
    coordinates = Q(memberships__role=Role.COORDINATOR)
    holds = Q(memberships__ends_at__isnull=True) | Q(memberships__ends_at__gt=at)
    rows = Network.objects.filter(ags__0__startswith=land).annotate(
        held=Count("memberships", filter=coordinates & Q(memberships__starts_at__lte=at) & holds),
        left=Max("memberships__ends_at", filter=coordinates & Q(memberships__ends_at__lte=at)),
    )
    return [
        Seat(row["pk"], row["slug"], row["name"], row["held"], None if row["held"] else row["left"])
        for row in rows.order_by().values("pk", "slug", "name", "held", "left")
    ]
