"""What changes the partners of a network."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from nestwerk.audit.record import record
from nestwerk.networks.models import Network
from nestwerk.networks.queries_members import keepers

from .models import Organisation
from .sectors import sector_of

NAMESPACE = uuid.UUID("4d1b1c5e-9a53-5f0e-8f7a-3a2b6f6b7c11")


def ensure_organisations(network: Network, wanted: Mapping[str, str]) -> dict[str, int]:
    """Make sure the named partners exist; returns name → primary key.

    ``wanted`` maps a name to its partner type (may be empty). A former name finds the partner, and so does the name of
    one merged away. A type once set is not overwritten: the network's own knowledge is better than a file's. Runs
    inside the tenant's transaction.
    """
    rows = list(
        Organisation.objects.filter(Q(name__in=wanted) | Q(former_names__has_any_keys=list(wanted)), network=network)
        .select_related("merged_into")
        .order_by("pk")
    )
    there = {name: o for o in rows for name in o.former_names if name in wanted and o.merged_into_id is None}
    there |= {o.name: _final(o) for o in rows if o.name in wanted}
    new = [
        Organisation(
            network=network,
            name=name,
            public_id=uuid.uuid5(NAMESPACE, f"{network.slug}/{name}"),
            type_id=kind or None,
            sector=sector_of(kind),
        )
        for name, kind in wanted.items()
        if name not in there
    ]
    Organisation.objects.bulk_create(new)
    for name, organisation in there.items():
        if organisation.type_id is None and wanted[name]:
            organisation.type_id, organisation.sector = wanted[name], sector_of(wanted[name])
            organisation.save(update_fields=["type", "sector"])
    return {name: there[name].pk for name in wanted if name in there} | {one.name: one.pk for one in new}


def _final(organisation: Organisation) -> Organisation:
    """The partner it is now, over several merges."""
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation


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
