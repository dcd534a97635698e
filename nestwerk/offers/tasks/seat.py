"""When members come and go: whether somebody still coordinates."""

from __future__ import annotations

from django.utils import timezone

from nestwerk.common.tenancy import tenant
from nestwerk.jobs.announce import listens_to
from nestwerk.networks.models import Network

from ..actions.seat import keep_seat


@listens_to("networks.member_joined")
@listens_to("networks.member_left")
def look_at_seat(network: str) -> None:
    """Keep whether the seat of the network's coordination is empty."""
    home = Network.objects.get(slug=network)
    with tenant(home.pk):
        keep_seat(home, at=timezone.now())
