"""The directory in the workspace, to read: list, one offer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nestwerk.audit.queries import versions_of
from nestwerk.networks.models import Role
from nestwerk.networks.rights import NOTHING, reach

from ..compare import Names
from ..facts import ADDRESS, INTERNAL, facts_of
from ..history import entries
from ..listing import Wish, find
from ..models import Offer
from ..queries.clock import ASKED
from ..queries.directory import labels_for, labels_of, offer_for, offer_rows, reports_for
from ..queries.upkeep import upkeep_of
from ..rules.editing import may_edit
from ..rules.freshness import DUE_SOON, FRESHNESS, OVERDUE, clock_day, freshness
from ..rules.sight import may_see_hidden_address, may_see_internal
from .care import context_of
from .quality import of_offer


@require_safe
def offer_list(request: Any, network: str) -> HttpResponse:
    """All offers within reach. A filter changed by htmx gets the table alone; the address says the same."""
    wish = Wish.read(request.GET)
    rows, today = offer_rows(request.member), timezone.localdate()
    listing = find(rows, wish, types=labels_of("offer_type"), today=today)
    part = request.htmx.target == "liste"
    context = {"listing": listing, "wish": wish, "may_export": reach(request.role, "offers:export") != NOTHING,
               "may_begin": reach(request.role, "offers:new") != NOTHING,
               "may_weigh": reach(request.role, "offers:quality") != NOTHING,
               "may_watch": reach(request.role, "offers:watched") != NOTHING}  # fmt: skip
    if request.role == Role.PARTNER:
        states = (
            freshness(row.status, row.confirmed_at, row.due_on, today=today) for row in rows if row.status in ASKED
        )
        context["due"] = sum(state in (OVERDUE, DUE_SOON) for state in states)
    response = render(request, "offers/_list.html" if part else "offers/list.html", context)
    if part:
        response["HX-Push-Url"] = f"{request.path}{wish.address(page=listing.wish.page)}"
    return response


@require_safe
def offer(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Everything about one offer that this role may know."""
    found = offer_for(request.member, offer_id)
    if found is None:
        raise Http404
    unseen = set() if may_see_hidden_address(request.member, found) else {*ADDRESS, "social_space_id"}
    if not may_see_internal(request.member, found):
        unseen |= set(INTERNAL)
    today, labels = timezone.localdate(), labels_for(found)
    day = clock_day(found.confirmed_at, found.due_on, found.offer_types, upkeep_of(request.network))
    state = freshness(found.status, found.confirmed_at, day, today=today)
    context = {
        "offer": found,
        "groups": facts_of(found, request.member, labels=labels, today=today),
        "day": day,
        "may_confirm": reach(request.role, "offers:confirm_due") != NOTHING and found.status in ASKED,
        "freshness": state,
        "freshness_label": FRESHNESS.get(state, ""),
        "history": entries(
            versions_of(Offer._meta.db_table, found.pk), Offer, names=Names(labels, today=today), unseen=unseen
        ),
        "reports": reports_for(request.member).filter(offer=found),
        "reads_reports": reach(request.role, "offers:reports") != NOTHING,
        "public": f"/{network}/angebote/{found.public_id}" if found.status == Offer.Status.PUBLISHED else "",
        "may_edit": may_edit(request.member, found, found.social_space.slug if found.social_space else ""),
        "quality": of_offer(request, found),
        **context_of(request.member, found),
    }
    return render(request, "offers/detail.html", context)
