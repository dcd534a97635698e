"""What a coordinator changes about her own network. The public pages follow by announcement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce

from .logo import LogoError, drawn_anew
from .models import Membership, Network
from .validity import problems_of

__all__ = ["remove_logo", "replace_logo", "save_settings"]


@transaction.atomic
def save_settings(network: Network, *, by: Membership, at: datetime, wanted: Mapping[str, Any]) -> list[str]:
    """Store what the network says about itself; returns the columns that changed, none if nothing did.

    The public pages are made anew. Raises Refused for a value that cannot be stored.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    changed = [name for name, value in wanted.items() if getattr(network, name) != value]
    for name in changed:
        setattr(network, name, wanted[name])
    if problems := problems_of(network, only=changed):
        field, sentence = problems[0]
        raise Refused(f"{Network._meta.get_field(field).verbose_name}: {sentence}")  # type: ignore[union-attr]
    if changed:
        network.save(update_fields=changed)
        record(by, "networks.settings_changed", network, at=at, count=len(changed))
        announce("networks.changed", network=network.slug)
    return changed


@transaction.atomic
def replace_logo(network: Network, *, by: Membership, at: datetime, content: bytes) -> None:
    """Show this picture as the network's logo, drawn anew from what was sent. Raises Refused if it is none."""
    try:
        logo, kind = drawn_anew(content)
    except LogoError as problem:
        raise Refused(str(problem)) from problem
    _set_logo(network, logo, kind)
    record(by, "networks.logo_changed", network, at=at)
    announce("networks.changed", network=network.slug)


@transaction.atomic
def remove_logo(network: Network, *, by: Membership, at: datetime) -> None:
    """Show the name alone again. Safe to repeat."""
    _set_logo(network, None, "")
    record(by, "networks.logo_removed", network, at=at)
    announce("networks.changed", network=network.slug)


def _set_logo(network: Network, logo: bytes | None, kind: str) -> None:
    network = Network.objects.select_for_update().get(pk=network.pk)
    network.logo, network.logo_type = logo, kind
    network.save(update_fields=["logo", "logo_type"])
