"""One partner with its offers. The page stands here and not in ``partners``, which knows no offers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nestwerk.audit.queries import versions_of
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.partners.models import Organisation
from nestwerk.partners.queries import caretakers, follow_successors

from ..compare import Names
from ..history import entries
from ..listing import Wish, find
from ..queries.directory import labels_of, offer_rows, partner_for
from .quality import of_partner

INTERNAL = ("upkeep_email", "trusted")  # between the network and the partner


@require_safe
def partner(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """Who it is, who looks after it, what it offers as far as the role reaches, what happened to it."""
    found = partner_for(request.member, organisation_id)
    if found is None:
        raise Http404
    follow_successors([found], request.network, at=timezone.now())
    wish = Wish(partner=str(found.pk))
    listing = find(offer_rows(request.member), wish, types=labels_of("offer_type"), today=timezone.localdate())
    may_assign = reach(request.role, "partners:assign") != NOTHING
    keeps = reach(request.role, "offers:rename_partner") != NOTHING
    context = {
        "partner": found,
        "listing": listing,
        "wish": wish,
        "history": entries(
            versions_of(Organisation._meta.db_table, found.pk),
            Organisation,
            names=Names(),
            unseen=() if keeps else INTERNAL,
        ),
        "may_assign": may_assign,
        "quality": of_partner(request, found),
        "may_rename": keeps,
        "may_consent": reach(request.role, "partners:consent") != NOTHING,
        "may_dissolve": reach(request.role, "offers:dissolve_partner") != NOTHING,
        "may_trust": reach(request.role, "partners:trust") != NOTHING,
        "caretakers": caretakers(request.network, at=timezone.now()) if may_assign else [],
    }
    return render(request, "offers/partner.html", context)
