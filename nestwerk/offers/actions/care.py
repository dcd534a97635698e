"""Notes and watching: what the keepers of the directory leave for each other; and going back to an earlier version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership, Network

from ..editing.fields import EDITABLE, INTERNAL, current, same
from ..models import Note, Offer, Watch
from .write import write_values


@transaction.atomic
def add_note(offer: Offer, *, text: str, by: Membership, at: datetime) -> Note:
    """Leave an internal note at an offer. Raises Refused for an empty one."""
    text = text.strip()[:1000]
    if not text:
        raise Refused("Die Notiz ist leer.")
    note = Note.objects.create(network_id=offer.network_id, offer=offer, member=by, text=text, at=at)
    record(by, "offers.noted", offer, at=at)
    return note


@transaction.atomic
def watch(offer: Offer, *, by: Membership, at: datetime) -> None:
    """Tell the member from now on when the offer changes. Safe to repeat."""
    Watch.objects.get_or_create(network_id=offer.network_id, offer=offer, member=by, defaults={"since": at})


@transaction.atomic
def unwatch(offer: Offer, *, by: Membership) -> None:
    """Stop telling the member. Safe to repeat."""
    Watch.objects.filter(offer=offer, member=by).delete()


@transaction.atomic
def seen(network: Network, *, by: Membership, at: datetime) -> None:
    """Note that the member has looked at everything she watches: from now on only what changes later is news."""
    Watch.objects.filter(network=network, member=by).update(since=at)


@transaction.atomic
def restore_version(offer: Offer, before: Mapping[str, Any], *, by: Membership, at: datetime) -> tuple[str, ...]:
    """Make what people edit say again what it said in an earlier row (``RowVersion.before``); returns the fields.

    An ordinary change: the version in between stays in the history, and can be restored as well. State, dates of
    confirmation and partner stay as they are. Raises Refused if nothing differs.
    """
    now = current(offer, (*EDITABLE, *INTERNAL))
    values = {name: before[name] for name in now if name in before and not same(name, before[name], now[name])}
    if not values:
        raise Refused("Diese Fassung ist dieselbe wie die jetzige.")
    write_values(offer, values, at=at)
    record(by, "offers.restored", offer, at=at, count=len(values))
    return tuple(values)
