"""Accounts by what they are still for. For the operator: names and days, nothing of the work."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from nestwerk.accounts.models import Appointment, User
from nestwerk.common.tenancy import tenant

from .models import Membership, Network


def orphans(at: datetime) -> QuerySet[User]:
    """Accounts that hold no role and will hold none: no membership, no appointment. By address.

    Asks every network for itself: nobody sees the members of all.
    """
    stays = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    needed = set(Appointment.objects.filter(stays).values_list("user_id", flat=True))
    for network_id in Network.objects.values_list("pk", flat=True):
        with tenant(network_id):
            needed |= set(Membership.objects.filter(stays, network_id=network_id).values_list("user_id", flat=True))
    return User.objects.exclude(pk__in=needed).order_by("email")
