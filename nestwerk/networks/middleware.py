"""The door of the workspace: who asks, in which network, under which hat, and whether the page is theirs.

One transaction per request, speaking for the network in the address, rolled back on a no. A stranger gets the same
404 as for a network that does not exist; a wrong role gets 403; both are on record.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from nestwerk.accounts.factors import has_second_factor
from nestwerk.accounts.models import Appointment
from nestwerk.audit.record import record_denial
from nestwerk.common.doors import ACCOUNT, LAND, NETWORK, is_private
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

    Public paths open none: they must answer with the database switched off. A ``Refused`` and any status ≥ 500 roll
    back, an exception does so by itself; a view that answers 4xx without raising keeps what it wrote.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Public paths and the account's own pages pass; the rest has to show who it is."""
        path = request.path_info
        if not is_private(path) or path.startswith(ACCOUNT):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"{SIGN_IN}?next={quote(request.get_full_path())}")
        place: Any = request
        place.network = place.member = None
        if path.startswith(NETWORK):
            return self._in_network(request, path[len(NETWORK) :].split("/", 1)[0])
        return self._in_installation(request, path)

    def _in_network(self, request: Any, slug: str) -> HttpResponse:
        user_id, at = request.user.pk, timezone.now()
        network = Network.objects.filter(slug=slug).first()
        with tenant(network.pk, user_id=user_id) if network else person(user_id):
            held = list(Membership.objects.held(at).filter(network=network, user_id=user_id)) if network else []
        if network is None or not held:
            record_denial(network.pk if network else None, user_id, worn(request), "stranger", at=at)
            raise Http404
        wearing = worn(request)
        member = next((one for one in held if f"member:{one.pk}" == wearing), None)
        if member is None:
            return HttpResponseRedirect(f"{CHOOSE_HAT}?next={quote(request.get_full_path())}")
        request.network, request.member, request.role = network, member, member.role
        return self._inside(request, tenant(network.pk, user_id=user_id, hat=member.hat))

    def _in_installation(self, request: Any, path: str) -> HttpResponse:
        user_id, at = request.user.pk, timezone.now()
        role = Appointment.Role.LAND if path.startswith(LAND) else Appointment.Role.OPERATOR
        with person(user_id):
            appointments = [one for one in Appointment.objects.filter(user_id=user_id, role=role) if one.holds(at)]
        if role == Appointment.Role.LAND:
            key = path[len(LAND) :].split("/", 1)[0]
            appointments = [one for one in appointments if one.land == key]
        if not appointments:
            record_denial(None, user_id, worn(request), "stranger", at=at)
            raise Http404
        appointment = next((one for one in appointments if f"appointed:{one.pk}" == worn(request)), None)
        if appointment is None:
            return HttpResponseRedirect(f"{CHOOSE_HAT}?next={quote(request.get_full_path())}")
        request.appointment, request.role = appointment, appointment.role
        return self._inside(request, person(user_id, hat=f"{appointment.role}:{appointment.pk}"))

    def _inside(self, request: Any, speaking: AbstractContextManager[None]) -> HttpResponse:
        if request.role in settings.SECOND_FACTOR_ROLES and not has_second_factor(request):
            return HttpResponseRedirect(f"{SECOND_FACTOR}?next={quote(request.get_full_path())}")
        with speaking:
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(response, "refused", False):
                transaction.set_rollback(True)
        if response.status_code in (403, 404):
            network_id = request.network.pk if request.network else None
            record_denial(network_id, request.user.pk, worn(request), str(response.status_code), at=timezone.now())
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Nothing private opens that is not declared for this role."""
        if not is_private(request.path_info):
            return None
        page = pages().get(request.resolver_match.view_name)
        if page is None:
            raise Http404
        if page.door in ("entrance", "account"):
            if page.door == "account" and not request.user.is_authenticated:
                return HttpResponseRedirect(f"{SIGN_IN}?next={quote(request.get_full_path())}")
            return None
        if not page.allows(request.role):
            return render(request, "common/forbidden.html", status=403, using="workspace")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An expected no becomes its sentence; the transaction is rolled back, everything else surfaces."""
        if not isinstance(exception, Refused) or not is_private(request.path_info):
            return None
        response: Any = render(
            request, "common/refused.html", {"sentence": exception.sentence}, status=409, using="workspace"
        )
        response.refused = True
        return response
