"""What changes the partners of a network."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.networks.models import Network
from nestwerk.networks.queries_members import keepers

from .models import Organisation
from .sectors import sector_of

NAMESPACE = uuid.UUID("4d1b1c5e-9a53-5f0e-8f7a-3a2b6f6b7c11")


def ensure_organisations(network: Network, wanted: Mapping[str, str]) -> dict[str, int]:
    """Make sure the named partners exist; returns name → primary key.

    ``wanted`` maps a name to its partner type (may be empty). A type once set is not overwritten:
    the network's own knowledge is better than a file's. Runs inside the tenant's transaction.
    """
    there = {o.name: o for o in Organisation.objects.filter(network=network, name__in=wanted)}
    Organisation.objects.bulk_create(
        Organisation(
            network=network,
            name=name,
            public_id=uuid.uuid5(NAMESPACE, f"{network.slug}/{name}"),
            type_id=kind or None,
            sector=sector_of(kind),
        )
        for name, kind in wanted.items()
        if name not in there
    )
    for name, organisation in there.items():
        if organisation.type_id is None and wanted[name]:
            organisation.type_id, organisation.sector = wanted[name], sector_of(wanted[name])
            organisation.save(update_fields=["type", "sector"])
    return dict(Organisation.objects.filter(network=network, name__in=wanted).values_list("name", "pk"))


@transaction.atomic
def hand_over_organisations(network: Network, *, at: datetime) -> int:
    """Move what leavers looked after to whoever follows them; returns how many partners moved.

    Only memberships that have ended by ``at`` and name a successor, over several hand-overs. Runs inside the tenant's
    transaction; on record once per leaver. Safe to repeat.
    """
    moved = 0
    for left, keeper in keepers(network, at).items():
        count = Organisation.objects.filter(network=network, looked_after_by_id=left).update(looked_after_by=keeper)
        if count:
            record(
                None,
                "partners.handed_over",
                keeper,
                at=at,
                network_id=network.pk,
                hat="job",
                count=count,
                detail=str(left),
            )
        moved += count
    return moved
