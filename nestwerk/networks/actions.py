"""What changes networks. Creating one is the operator's act, so the owner's role does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import OWNER, tenant
from nestwerk.jobs.announce import announce

from .addresses import RESERVED
from .describe import Description, read_description, read_table
from .models import Municipality, Network, SocialSpace
from .validity import problems_of

__all__ = ["RESERVED", "create_network", "describe_from_file", "describe_network"]


def create_network(
    *, slug: str, name: str, ags: Sequence[str], using: str = OWNER, **fields: Any
) -> tuple[Network, bool]:
    """Make an empty network, or return the one that has this slug; says whether it is new.

    Safe to run twice with the same name and keys. Raises Refused for a reserved or malformed slug,
    a malformed key, or a slug that another network of another name already has.
    """
    if slug in RESERVED:
        raise Refused(f"„{slug}“ ist eine Adresse der Seite selbst. Bitte einen anderen Kurznamen wählen.")
    network = Network(slug=slug, name=name, ags=list(ags), **fields)
    if problems := problems_of(network):
        field, sentence = problems[0]
        raise Refused(f"{Network._meta.get_field(field).verbose_name}: {sentence}")  # type: ignore[union-attr]
    if not network.land:
        raise Refused(f"Den Schlüssel {ags[0]} gibt es in keinem Land. Er beginnt mit 01 bis 16.")
    with transaction.atomic(using=using):
        there = Network.objects.using(using).select_for_update().filter(slug=slug).first()
        if there is not None:
            if there.name != name or list(there.ags) != list(ags):
                raise Refused(
                    f"Ein Netzwerk „{slug}“ gibt es schon: {there.name} ({', '.join(there.ags)}). "
                    "Bitte einen anderen Kurznamen wählen."
                )
            return Network.objects.get(slug=slug), False
        network.save(using=using, force_insert=True)
    # As the app sees it: an object of the owner's connection would go on asking as the owner, who sees no row.
    return Network.objects.get(slug=slug), True


def describe_from_file(slug: str, path: Path) -> tuple[Description, list[str]]:
    """Set what a TOML file says about a network, in one transaction; returns what it says and the changed columns.

    With problems in it nothing is written. What the file leaves out stays as it is; spaces are never removed,
    because offers may belong to them. Raises Refused for an unknown network and a file that is no description.
    """
    network = Network.objects.filter(slug=slug).first()
    if network is None:
        raise Refused(f"Ein Netzwerk „{slug}“ gibt es nicht. Anlegen: nestwerk create-network {slug} …")
    table = read_table(path, slug)
    with tenant(network.pk):
        network = Network.objects.select_for_update().get(pk=network.pk)
        said = read_description(
            table,
            path.parent,
            ags=network.ags,
            spaces=list(network.social_spaces.values_list("slug", flat=True)),
            has_towns=network.municipalities.exists(),
            outlined=bool(network.outline),
        )
        if said.problems:
            return said, []
        changed = [name for name, value in said.fields.items() if _stored(network, name) != value]
        for name in changed:
            setattr(network, name, said.fields[name])
        if changed:
            network.save(update_fields=changed)
        describe_network(network, spaces=said.spaces, municipalities=said.towns or ())
        if said.towns is not None:
            kept = [town["ags"] for town in said.towns]
            network.municipalities.exclude(ags__in=kept).delete()
        announce("networks.changed", network=slug)
    return said, changed


def _stored(network: Network, name: str) -> Any:
    value = getattr(network, name)
    return bytes(value) if isinstance(value, memoryview) else value


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
