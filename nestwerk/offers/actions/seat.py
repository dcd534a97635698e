"""Whether somebody coordinates, kept where the publisher may read it: nothing public ever reads who is a member."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Network

from ..models import Upkeep
from ..queries.clock import nobody_coordinates


@transaction.atomic
def keep_seat(network: Network, *, at: datetime) -> bool:
    """Note whether the seat of the coordination is empty; returns whether that is new. Safe to repeat.

    The catalogue is told when it changes: pages nobody confirmed then say that one should call first.
    """
    vacant = nobody_coordinates(network, at=at)
    if not vacant and not Upkeep.objects.filter(network=network, unattended=True).exists():
        return False
    upkeep, _ = Upkeep.objects.select_for_update().get_or_create(network=network)
    if upkeep.unattended == vacant:
        return False
    upkeep.unattended = vacant
    upkeep.save(update_fields=["unattended"])
    announce("offers.changed", network=network.slug)
    return True
