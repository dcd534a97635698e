"""How good the records are: of one offer, of a partner, of the network; each with what would help most."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nestwerk.networks.rights import NOTHING, reach
from nestwerk.partners.models import Organisation

from ..models import Offer
from ..quality import together
from ..quality_shown import Row, Shown, chart, lines, rows
from ..queries.quality import known, quality_now
from ..rules.sight import may_see_hidden_address

MOST_STEPS = 10
PAGE_SIZE = 50  # partners


@require_safe
def quality(request: Any, network: str) -> HttpResponse:
    """The mean of the network, what is missing most often, and every partner, the lowest first."""
    found = known(request.member, "offers:quality")
    qualities = [one.quality for one in found]
    partners = rows(((one.organisation_id, one.organisation), one.quality) for one in found)
    context = {
        "overall": together(qualities, most=MOST_STEPS),
        "mean": Row(0, "", together(qualities, most=1)),
        "chart": chart(qualities),
        "page": Paginator(partners, PAGE_SIZE).get_page(request.GET.get("seite")),
    }
    return render(request, "offers/quality.html", context)


def of_offer(request: Any, offer: Offer) -> Shown | None:
    """For the page of an offer; None for who does not keep it and where a finding could tell a secret."""
    if reach(request.role, "offers:edit") == NOTHING or not may_see_hidden_address(request.member, offer):
        return None
    if offer.status == Offer.Status.ENDED or offer.merged_into_id is not None:
        return None
    looked = quality_now(offer, request.network, at=timezone.now())
    return Shown(looked.quality.score, lines(looked.quality.findings), looked.has_links, looked.links_on)


def of_partner(request: Any, organisation: Organisation) -> Row | None:
    """For the page of a partner: its mean and what would lift it most; None for who does not keep its offers."""
    if reach(request.role, "offers:edit") == NOTHING:
        return None
    found = known(request.member, "offers:list", organisation=organisation)
    return Row(organisation.pk, organisation.name, together([one.quality for one in found], most=3)) if found else None
