"""Changing a network's rules of upkeep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network

from ..models import Upkeep


@transaction.atomic
def save_upkeep(network: Network, wanted: Mapping[str, Any], *, by: Membership, at: datetime, today: date) -> list[str]:
    """Store the rules; returns the columns that changed, none if nothing did.

    Switched on, the clock of what was only brought in begins today: nothing turns stale overnight. Raises Refused for
    an absence that lies in the past.
    """
    upkeep, _ = Upkeep.objects.select_for_update().get_or_create(network=network)
    until = wanted.get("absent_until")
    if until is not None and until < today and until != upkeep.absent_until:
        raise Refused("Der Tag, bis zu dem Sie nicht da sind, liegt in der Vergangenheit.")
    changed = [name for name, value in wanted.items() if _known(getattr(upkeep, name)) != _known(value)]
    for name in changed:
        setattr(upkeep, name, wanted[name])
    if "clock_for_imported" in changed:
        upkeep.clock_since = today if upkeep.clock_for_imported else None
    if changed:
        upkeep.save()
        record(by, "offers.upkeep_changed", upkeep, at=at, count=len(changed))
        announce("offers.changed", network=network.slug)
    return changed


def _known(value: Any) -> Any:
    return set(value) if isinstance(value, list) else value  # the order of boxes and days says nothing
