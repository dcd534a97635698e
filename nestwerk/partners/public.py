"""What the published catalogue may know of partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from nestwerk.common.tenancy import PUBLISHER

from .consent import Agreed, agreed
from .models import Organisation


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """A partner as anyone may see it."""

    pk: int
    public_id: str
    name: str
    type: str
    sector: str
    address: bool = True  # False: a single person who did not agree to have street and place shown
    bulk: bool = True  # False: a single person who did not agree to stand in whole data sets


def organisations(network_pk: int, *, using: str = PUBLISHER) -> list[PublicOrganisation]:
    """The partners of a network by name, in one query. A single person who did not agree is not among them."""
    rows = (
        Organisation.objects.using(using)
        .filter(network_id=network_pk, ended_at__isnull=True)
        .only("public_id", "name", "type_id", "sector", "single_person")  # the publisher may not read the rest
        .annotate(**_CONSENT)
    )
    return [_public(row, consent) for row in rows if (consent := _agreed(row)).public]


def persons(network_pk: int, *, using: str = PUBLISHER) -> dict[int, Agreed]:
    """What the single persons of a network agreed to, by the partner's key, in one query."""
    rows = Organisation.objects.using(using).filter(network_id=network_pk, single_person=True)
    return {row.pk: _agreed(row) for row in rows.only("single_person").annotate(**_CONSENT)}


def persons_shown(network_pk: int, *, using: str = PUBLISHER) -> dict[str, bool | None]:
    """The single persons of a network by public id: whether street and place may be shown, None: nothing of her.

    One query. Who is not among them is an institution.
    """
    rows = Organisation.objects.using(using).filter(network_id=network_pk, single_person=True)
    rows = rows.only("public_id", "single_person").annotate(**_CONSENT)
    return {str(row.public_id): said.address if (said := _agreed(row)).public else None for row in rows}


def agreed_of(row: Organisation) -> Agreed:
    """What may be shown of a partner. A single person costs a query."""
    consent = getattr(row, "consent", None) if row.single_person else None
    if consent is None:
        return agreed(single_person=row.single_person, public=None, address=None, bulk=None)
    return agreed(single_person=True, public=consent.public, address=consent.address, bulk=consent.bulk)


def public_organisation(row: Organisation) -> PublicOrganisation:
    """What anyone may see of a partner once it is public."""
    return _public(row, agreed_of(row))


_CONSENT = {name: F(f"consent__{name}") for name in ("public", "address", "bulk")}


def _agreed(row: Any) -> Agreed:
    return agreed(single_person=row.single_person, public=row.public, address=row.address, bulk=row.bulk)


def _public(row: Organisation, consent: Agreed) -> PublicOrganisation:
    return PublicOrganisation(
        pk=row.pk,
        public_id=str(row.public_id),
        name=row.name,
        type=row.type_id or "",
        sector=row.sector,
        address=consent.address,
        bulk=consent.bulk,
    )
