"""What the published catalogue may know of partners."""

from __future__ import annotations

from dataclasses import dataclass

from nestwerk.common.tenancy import PUBLISHER

from .models import Organisation


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """A partner as anyone may see it."""

    pk: int
    public_id: str
    name: str
    type: str
    sector: str


def organisations(network_pk: int, *, using: str = PUBLISHER) -> list[PublicOrganisation]:
    """The partners of a network by name, in one query."""
    return [
        public_organisation(o)
        for o in Organisation.objects.using(using)
        .filter(network_id=network_pk, ended_at__isnull=True)
        .only("public_id", "name", "type_id", "sector")  # the publisher may not read the rest
    ]


def public_organisation(row: Organisation) -> PublicOrganisation:
    """What anyone may see of a partner."""
    return PublicOrganisation(
        pk=row.pk, public_id=str(row.public_id), name=row.name, type=row.type_id or "", sector=row.sector
    )
