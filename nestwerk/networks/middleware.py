"""The door of the workspace: who asks, in which network, under which hat, and whether the page is theirs.

One transaction per request, speaking for the network in the address, rolled back on a no. A stranger gets the same
404 as for a network that does not exist; a wrong role gets 403; both are on record, once.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NoReturn
from urllib.parse import quote

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from nestwerk.accounts.factors import has_second_factor
from nestwerk.accounts.models import Appointment
from nestwerk.accounts.unavailable import unavailable
from nestwerk.audit.record import record_denial
from nestwerk.common.doors import ACCOUNT, LAND, NETWORK, OPERATION, is_private
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import person, tenant

from .hats import worn
from .models import Membership, Network
from .rights import pages

Handler = Callable[[HttpRequest], HttpResponse]
SIGN_IN = "/konto/anmelden/"
CHOOSE_HAT = "/konto/rollen/"
SECOND_FACTOR = "/konto/sicherheit/"


class TenantMiddleware:
    """Opens the transaction of a private address and sets ``request.network``, ``request.member``, ``request.role``.

    Public paths open none: they must answer with the database switched off. An exception (``Refused``, a 404 or 403
    that was raised, a defect) and any status ≥ 500 roll back; a view that answers 4xx by itself keeps what it wrote.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Public paths and the account's own pages pass; the rest has to show who it is."""
        path = request.path_info
        if not is_private(path):
            return self.get_response(request)
        asking: Any = request
        asking.network = asking.member = asking.appointment = None
        asking.role = asking.door = asking.hat = ""
        if path.startswith(ACCOUNT):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return elsewhere(request, SIGN_IN)
        try:
            if path.startswith(NETWORK):
                return self._in_network(request, path[len(NETWORK) :].split("/", 1)[0])
            return self._in_installation(request, path)
        except (OperationalError, InterfaceError):  # lost between our own questions, or at the commit
            return unavailable(request)

    def _in_network(self, request: Any, slug: str) -> HttpResponse:
        user_id, at, wearing = request.user.pk, timezone.now(), worn(request)
        with person(user_id):
            held = list(Membership.objects.held(at).filter(user_id=user_id, network__slug=slug).with_network())
        if not held:
            _stranger(request, Network.objects.filter(slug=slug).values_list("pk", flat=True).first())
        member = next((one for one in held if f"member:{one.pk}" == wearing), None)
        if member is None:
            return elsewhere(request, CHOOSE_HAT)
        request.network, request.member, request.door = member.network, member, "network"
        request.role, request.hat = member.role, member.hat
        return self._inside(request, tenant(member.network_id, user_id=user_id, hat=member.hat))

    def _in_installation(self, request: Any, path: str) -> HttpResponse:
        user_id, at, wearing = request.user.pk, timezone.now(), worn(request)
        role = Appointment.Role.LAND if path.startswith(LAND) else Appointment.Role.OPERATOR
        land = path[len(LAND) :].split("/", 1)[0] if role == Appointment.Role.LAND else ""
        with person(user_id):
            found = Appointment.objects.filter(user_id=user_id, role=role, land=land)
            held = [one for one in found if one.holds(at)]
        if not held:
            _stranger(request, None)
        appointment = next((one for one in held if f"appointed:{one.pk}" == wearing), None)
        if appointment is None:
            return elsewhere(request, CHOOSE_HAT)
        request.appointment, request.door = appointment, appointment.role
        request.role, request.hat = appointment.role, f"{appointment.role}:{appointment.pk}"
        return self._inside(request, person(user_id, hat=request.hat))

    def _inside(self, request: Any, speaking: AbstractContextManager[None]) -> HttpResponse:
        if request.role in settings.SECOND_FACTOR_ROLES and not has_second_factor(request):
            return elsewhere(request, SECOND_FACTOR)
        with speaking:
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "raised", False):
                transaction.set_rollback(True)
        if response.status_code in (403, 404):
            network_id = request.network.pk if request.network else None
            record_denial(network_id, request.user.pk, request.hat, str(response.status_code), at=timezone.now())
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Nothing private opens that is not declared, for this door and this role."""
        if not is_private(request.path_info):
            return None
        page = pages().get(request.resolver_match.view_name)
        if page is None:
            raise Http404
        if request.path_info.startswith(ACCOUNT):
            if page.door == "account" and not request.user.is_authenticated:
                return elsewhere(request, SIGN_IN)
            if page.door not in ("entrance", "account"):
                raise Http404
            return None
        if page.door != request.door:
            raise Http404
        if request.network and kwargs.get("network", request.network.slug) != request.network.slug:
            raise Http404  # the view would be told of another network than the one we speak for
        if not page.allows(request.role):
            return render(request, "common/forbidden.html", status=403, using="workspace")
        return None

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """Whatever a view raises rolls back; an expected no becomes its sentence, everything else surfaces."""
        if not is_private(request.path_info):
            return None
        request.raised = True
        if not isinstance(exception, Refused):
            return None
        return render(request, "common/refused.html", {"sentence": exception.sentence}, status=409, using="workspace")


def elsewhere(request: Any, address: str) -> HttpResponse:
    """First to ``address``, from there back to where one was. htmx is told to leave the page instead of filling a part.

    What was sent by POST is not sent again: the way back is then the start of the place.
    """
    htmx = getattr(request, "htmx", None)
    if htmx:
        back = htmx.current_url_abs_path or _start(request.path_info)
    elif request.method in ("GET", "HEAD"):
        back = request.get_full_path()
    else:
        back = _start(request.path_info)
    answer = HttpResponseClientRedirect if htmx and not htmx.boosted else HttpResponseRedirect
    return answer(f"{address}?next={quote(back)}")


def _start(path: str) -> str:
    """Where the work of a private address begins: ``/netz/musterstadt/``, ``/land/16/``, ``/betrieb/``."""
    for place, start in ((ACCOUNT, CHOOSE_HAT), (OPERATION, OPERATION)):
        if path.startswith(place):
            return start
    _, place, name, *_ = [*path.split("/"), ""]
    return f"/{place}/{name}/"


def _stranger(request: HttpRequest, network_id: int | None) -> NoReturn:
    """The same answer, on the same way, whether the network exists or not; on record where it happened."""
    record_denial(network_id, request.user.pk, worn(request), "stranger", at=timezone.now())
    raise Http404
