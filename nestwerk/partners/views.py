"""The partners of a network in the workspace."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.order import german_key
from nestwerk.networks.rights import NOTHING, reach

from .actions_assign import assign
from .models import Organisation
from .queries import caretakers, follow_successors, partners_for, there
from .sectors import Sector

PAGE_SIZE = 50
LONGEST_SEARCH = 100  # characters
NOBODY, SOMEBODY = "niemand", "jemand"


@require_safe
def partner_list(request: Any, network: str) -> HttpResponse:
    """All partners within reach by name, narrowed by words, sector, and whether somebody looks after them."""
    everything = follow_successors(list(there(partners_for(request.member))), request.network, at=timezone.now())
    search = request.GET.get("suche", "")[:LONGEST_SEARCH].replace("\0", "")
    sector, cared = request.GET.get("bereich", ""), request.GET.get("betreut", "")
    found = [one for one in everything if _fits(one, search, sector, cared)]
    found.sort(key=lambda one: german_key(one.name))
    asked = {"suche": search, "bereich": sector, "betreut": cared}
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("seite")),
        "count": len(found),
        "everything": len(everything),
        "asked": asked,
        "asking": "".join(f"{urlencode({name: value})}&" for name, value in asked.items() if value),
        "may_begin": reach(request.role, "offers:new_partner") != NOTHING,
        "sectors": [(value, text) for value, text in Sector.choices if any(one.sector == value for one in everything)],
    }
    part = request.htmx.target == "liste"
    return render(request, "partners/_list.html" if part else "partners/list.html", context)


@require_POST
def assign_partner(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """Change who looks after a partner."""
    partner = partners_for(request.member, "partners:assign").filter(pk=organisation_id).first()
    if partner is None:
        raise Http404
    wanted = request.POST.get("mitglied", "")
    to = next((one for one in caretakers(request.network, at=timezone.now()) if str(one.pk) == wanted), None)
    if wanted and to is None:
        raise Http404
    assign(partner, to=to, by=request.member, at=timezone.now())
    messages.success(request, f"{to.user} betreut jetzt {partner.name}." if to else f"{partner.name} betreut niemand.")
    return HttpResponseRedirect("../")  # the page of the partner with its offers, which an app above owns


def _fits(one: Organisation, search: str, sector: str, cared: str) -> bool:
    if (sector and one.sector != sector) or (cared == NOBODY and one.looked_after_by_id):
        return False
    if cared == SOMEBODY and not one.looked_after_by_id:
        return False
    text = german_key(one.name)[0]
    return all(word in text for word in german_key(search)[0].split())
