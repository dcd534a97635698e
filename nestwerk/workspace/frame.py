"""What every private page shows around its content: where one is, under which hat, and the ways on. No query."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from nestwerk.accounts.models import Appointment
from nestwerk.common.doors import is_private
from nestwerk.networks.models import Network

from .navigation import installation_rooms, rooms
from .shortcuts import shortcuts_on

_APPOINTED = {str(value): str(label) for value, label in Appointment.Role.choices}


def _ways(network: Network | None) -> dict[str, str]:
    """Addresses of the frame: templates of ``common`` know no app above them."""
    ways = {
        "home": reverse("roles:hats"),
        "hats": reverse("roles:hats"),
        "account": reverse("mfa_index"),
        "sign_out": reverse("account_logout"),
    }
    if network:
        here = {"network": network.slug}
        ways["home"] = reverse("workspace:today", kwargs=here)
        ways["find"] = reverse("workspace:find", kwargs=here)
        ways["keyboard"] = reverse("workspace:keyboard", kwargs=here)
    return ways


def _preview(request: HttpRequest, network: Network | None) -> dict[str, str]:
    """The preview of the offer in the address: its own pages know nothing of the public ones."""
    asked = request.resolver_match
    if network is None or asked is None or asked.namespace != "offers" or "offer_id" not in asked.kwargs:
        return {}
    kwargs = {"network": network.slug, "offer_id": asked.kwargs["offer_id"]}
    return {"preview": reverse("workspace:preview", kwargs=kwargs)}


def _back(request: HttpRequest) -> dict[str, str]:
    """The page one came from, if it is one of ours."""
    came = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(came, {request.get_host()}, request.is_secure()):
        return {}
    parts = urlsplit(came)
    return {"back": f"{parts.path}?{parts.query}".rstrip("?")} if is_private(parts.path) else {}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the workspace's templates."""
    if not is_private(request.path_info):
        return {}
    network, role = getattr(request, "network", None), getattr(request, "role", "")
    member = getattr(request, "member", None)
    context: dict[str, Any] = {
        "network": network,
        "member": member,
        "role": role,
        "ways": _ways(network) | _preview(request, network) | _back(request),
    }
    if not role:
        return context
    here = request.resolver_match.view_name if request.resolver_match else ""
    context["role_label"] = member.get_role_display() if member else _APPOINTED.get(role, "")
    context["shortcuts"] = shortcuts_on(request)
    if network:
        context["rooms"] = rooms(role, network.slug, here, request.path_info)
        context["colours"] = reverse(
            "workspace:colours", kwargs={"network": network.slug, "wish": network.accent.lstrip("#").lower()}
        )
    else:
        appointment = getattr(request, "appointment", None)
        context["rooms"] = installation_rooms(role, appointment.land if appointment else "", here)
    return context
