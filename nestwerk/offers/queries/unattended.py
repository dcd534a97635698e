"""Where offers wait on a desk that nobody sits at, and who coordinates which Land."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from nestwerk.accounts.models import Appointment
from nestwerk.networks.models import Network

from .clock import running, seat_is_empty
from .upkeep import upkeep_of


def waiting_unattended(network: Network, *, at: datetime, today: date) -> int:
    """How many public offers stand on the desk while the coordinator's seat is empty; 0 while it is not."""
    upkeep = upkeep_of(network)
    if not seat_is_empty(network, upkeep, at=at, today=today):
        return 0
    late = running(network, upkeep, until=today - timedelta(days=upkeep.desk_days))
    return sum(offer.hidden_at is None for offer, _ in late)


def land_coordinations(at: datetime) -> list[tuple[str, str]]:
    """Land (two digits) and address of everybody who coordinates one. Outside any tenant."""
    found = Appointment.objects.filter(role=Appointment.Role.LAND, user__is_active=True).select_related("user")
    return sorted((one.land, one.user.email) for one in found if one.holds(at))
