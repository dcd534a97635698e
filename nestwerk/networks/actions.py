"""What changes networks. Creating one is the operator's act, so the owner's role does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import OWNER, tenant

from .models import Municipality, Network, SocialSpace

# First parts of public addresses; a network of this name would never be reached.
RESERVED = frozenset(
    {
        "admin", "api", "angebote", "ar", "barrierefreiheit", "datenschutz", "de", "de-einfach", "en", "favicon",
        "healthz", "hilfe", "feed", "impressum", "kalender", "konto", "land", "media", "metrics", "netz", "netzwerk",
        "notfall", "readyz", "robots", "sitemap", "static", "stil", "suche", "tr", "ru", "ueber", "uk", "widget", "www",
        "zustaendig",
    }
)  # fmt: skip


def create_network(
    *, slug: str, name: str, ags: Sequence[str], using: str = OWNER, **fields: Any
) -> tuple[Network, bool]:
    """Make an empty network, or return the one that has this slug; says whether it is new.

    Safe to run twice with the same name and keys. Raises Refused for a reserved or malformed slug,
    a malformed key, or a slug that another network of another name already has.
    """
    if slug in RESERVED:
        raise Refused(f"„{slug}“ ist eine Adresse der Seite selbst. Bitte einen anderen Kurznamen wählen.")
    with transaction.atomic(using=using):
        there = Network.objects.using(using).select_for_update().filter(slug=slug).first()
        if there is not None:
            if there.name != name or list(there.ags) != list(ags):
                raise Refused(
                    f"Ein Netzwerk „{slug}“ gibt es schon: {there.name} ({', '.join(there.ags)}). "
                    "Bitte einen anderen Kurznamen wählen."
                )
            return Network.objects.get(slug=slug), False
        network = Network(slug=slug, name=name, ags=list(ags), **fields)
        try:
            network.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as problem:
            raise Refused(" ".join(problem.messages)) from problem
        if not network.land:
            raise Refused(f"Den Schlüssel {ags[0]} gibt es in keinem Land. Er beginnt mit 01 bis 16.")
        network.save(using=using, force_insert=True)
    # As the app sees it: an object of the owner's connection would go on asking as the owner, who sees no row.
    return Network.objects.get(slug=slug), True


def describe_network(
    network: Network,
    *,
    spaces: Sequence[Mapping[str, Any]] = (),
    municipalities: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Set the regions and the municipalities a network serves; safe to repeat, removes nothing."""
    with tenant(network.pk):
        SocialSpace.objects.bulk_create(
            [SocialSpace(network=network, position=position, **space) for position, space in enumerate(spaces)],
            update_conflicts=True,
            unique_fields=["network", "slug"],
            update_fields=["name", "position", "contact_role", "phone", "email", "website", "street", "postal_code",
                           "city", "opening_hours"],
        )  # fmt: skip
        known = dict(SocialSpace.objects.filter(network=network).values_list("slug", "pk"))
        Municipality.objects.bulk_create(
            [
                Municipality(
                    network=network,
                    social_space_id=known.get(row.get("social_space", "")),
                    **{name: value for name, value in row.items() if name != "social_space"},
                )
                for row in municipalities
            ],
            update_conflicts=True,
            unique_fields=["network", "ags"],
            update_fields=["social_space", "name", "postal_codes", "lat", "lon"],
        )
