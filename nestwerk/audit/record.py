"""Writing lines. In the transaction of what they tell; a denial in one of its own, because nothing else happened."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Protocol

from django.db import models

from nestwerk.common.tenancy import APP, person, tenant

from .models import Actor, Line


class Acting(Protocol):
    """Whoever acts under a hat: a membership."""

    network_id: int
    user_id: int

    @property
    def hat(self) -> str:
        """The hat as the line shall carry it."""
        ...


def record(
    by: Acting | None,
    event: str,
    thing: models.Model | None = None,
    *,
    at: datetime,
    network_id: int | None = None,
    user_id: int | None = None,
    hat: str = "",
    count: int | None = None,
    detail: str = "",
    using: str = APP,
) -> Line:
    """Put an event on record, e.g. ``record(member, "offers.published", offer, at=at)``. Ids only, never content.

    ``event`` is a literal that stands in ``events.EVENTS`` with its German sentence. Without ``by`` say ``network_id``,
    ``user_id`` and ``hat`` yourself as far as they are known. ``detail`` is a code of ours (a role, a reason), never
    words somebody typed.
    """
    if by is not None:
        network_id, user_id, hat = by.network_id, by.user_id, by.hat
    line = Line.objects.using(using).create(
        network_id=network_id,
        at=at,
        event=event,
        thing=thing._meta.label_lower if thing is not None else "",
        thing_id=str(thing.pk) if thing is not None else "",
        count=count,
        detail=detail,
    )
    salt = secrets.token_hex(16)
    Actor.objects.using(using).create(line=line, network_id=network_id, user_id=user_id, hat=hat, salt=salt)
    return line


def record_denial(network_id: int | None, user_id: int | None, hat: str, detail: str, *, at: datetime) -> None:
    """Put a refused request on record, in a transaction of its own."""
    speaking = tenant(network_id, user_id=user_id or 0) if network_id else person(user_id or 0)
    with speaking:
        record(None, "access.denied", at=at, network_id=network_id, user_id=user_id, hat=hat, detail=detail)
