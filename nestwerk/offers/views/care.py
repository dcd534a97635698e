"""Notes, watching, publishing: what the keepers of an offer do beside writing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership
from nestwerk.networks.rights import NOTHING, reach

from ..actions import care as actions
from ..actions.states import publish_offer
from ..models import Offer
from ..queries import care as queries
from ..queries import watching
from ..queries.edit import reached_among

PAGE_SIZE = 50
MOST_NEWS = 50  # shown at once; more are seldom, and the mail told of them


def context_of(member: Membership, offer: Offer) -> dict[str, Any]:
    """What the page of an offer shows besides its facts."""
    keeps = reach(member.role, "offers:publish") != NOTHING
    watches = reach(member.role, "offers:watch") != NOTHING
    into = offer.merged_into_id
    return {
        "successor": into if into and reached_among(member, [into]) else None,
        "notes": queries.notes_at(member, offer),
        "may_watch": watches,
        "watched": watches and queries.is_watched(member, offer),
        "origins": queries.origins_of(member, offer) if keeps else [],
        "may_publish": keeps and into is None,
        "may_restore": reach(member.role, "offers:restore") != NOTHING and into is None,
    }


@require_POST
def watch(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Begin or stop to watch."""
    offer = _offer(request, offer_id, "offers:watch")
    if request.POST.get("beobachten") == "nein":
        actions.unwatch(offer, by=request.member)
        messages.success(request, f"Sie beobachten „{offer.title}“ nicht mehr.")
    else:
        actions.watch(offer, by=request.member, at=timezone.now())
        messages.success(request, "Ändert sich hier etwas, steht es unter „Beobachtet“, und Sie bekommen eine Mail.")
    return redirect("offers:detail", network=network, offer_id=offer.pk)


@require_safe
def watched(request: Any, network: str) -> HttpResponse:
    """What one watches, and what is news."""
    mine = watching.watched_by(request.member)
    page = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("seite"))
    news = watching.news_of(watching.with_news(mine)[:MOST_NEWS])
    return render(request, "offers/watched.html", {"news": news, "page": page})


@require_POST
def watched_seen(request: Any, network: str) -> HttpResponse:
    """Everything has been looked at."""
    actions.seen(request.network, by=request.member, at=timezone.now())
    messages.success(request, "Alles gesehen. Neues erscheint hier wieder von selbst.")
    return redirect("offers:watched", network=network)


@require_POST
def note(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Leave an internal note."""
    offer = _offer(request, offer_id, "offers:note")
    try:
        actions.add_note(offer, text=request.POST.get("notiz", ""), by=request.member, at=timezone.now())
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, "Die Notiz steht jetzt hier. Öffentlich ist sie nie.")
    return redirect("offers:detail", network=network, offer_id=offer.pk)


@require_POST
def publish(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Make a draft public as it stands."""
    offer = _offer(request, offer_id, "offers:publish")
    try:
        publish_offer(offer, by=request.member, at=timezone.now())
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, "Veröffentlicht. In wenigen Sekunden sehen es Familien.")
    return redirect("offers:detail", network=network, offer_id=offer.pk)


def _offer(request: Any, offer_id: int, page: str) -> Offer:
    offer = queries.offer_within(request.member, offer_id, page)
    if offer is None:
        raise Http404
    return offer
