"""One hat at a time: which of a person's roles this session speaks for (R-09)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest

from nestwerk.accounts.models import Appointment
from nestwerk.accounts.sessions import new_key

from .models import Membership

HAT = "hat"  # in the session: "member:17" or "appointed:3"


class Hat(NamedTuple):
    """A role somebody may put on: in a network or in the installation."""

    key: str
    role: str
    label: str
    where: str  # name of the network, or the Land
    address: str  # where its work begins


def hats(user_id: int, at: datetime) -> list[Hat]:
    """All hats of a person that hold now; call it inside :func:`nestwerk.common.tenancy.person`."""
    found = [
        hat_of(one)
        for one in Membership.objects.held(at).filter(user_id=user_id).with_network().order_by("network__name", "role")
    ]
    for one in Appointment.objects.filter(user_id=user_id).order_by("role", "land"):
        if one.holds(at):
            address = f"/land/{one.land}/" if one.role == Appointment.Role.LAND else "/betrieb/"
            found.append(Hat(f"appointed:{one.pk}", one.role, one.get_role_display(), one.land, address))
    return found


def hat_of(member: Membership) -> Hat:
    """The hat of a membership."""
    network = member.network
    return Hat(f"member:{member.pk}", member.role, member.get_role_display(), network.name, f"/netz/{network.slug}/")


def worn(request: HttpRequest) -> str:
    """The key of the hat this session wears; empty before one was put on."""
    return str(request.session.get(HAT, ""))


def put_on(request: HttpRequest, hat: Hat) -> None:
    """Change the hat: the session gets a new key (R-53)."""
    new_key(request)
    request.session[HAT] = hat.key


def take_off(request: HttpRequest) -> None:
    """Wear none: the role is over."""
    request.session.pop(HAT, None)
