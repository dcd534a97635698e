"""What may be there twice: the list, the search, two offers side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.rights import NOTHING, reach

from ..actions.merging import MERGED, keep_apart, merge_offers
from ..actions.pairs import search_pairs
from ..compare.choosing import FIRST, SECOND, fields
from ..editing.fields import current
from ..models import Offer, Pair
from ..models.duplicates import Kind
from ..queries import pairs as queries
from ..queries.review import names_of, terms_by_field

PAGE_SIZE = 50
AT_ONCE = 2000  # offers up to which the search takes less than a second; beyond, a job does it
KINDS = {"": Kind.OFFER, "partner": Kind.ORGANISATION}


@require_safe
def pairs(request: Any, network: str) -> HttpResponse:
    """What nobody has decided about, the likeliest first."""
    asked = "partner" if request.GET.get("was") == "partner" else ""
    page = Paginator(queries.open_pairs(request.member, KINDS[asked]), PAGE_SIZE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": queries.rows_of(list(page)),
        "partners": bool(asked),
        "asking": "was=partner&" if asked else "",
        "may_merge_partners": reach(request.role, "offers:merge_partner") != NOTHING,
    }
    return render(request, "offers/pairs.html", context)


@require_POST
def find_pairs(request: Any, network: str) -> HttpResponse:
    """Look now: at once in a small directory, by a job in a large one."""
    if request.network.offers.count() > AT_ONCE:
        announce("offers.pairs_wanted", network=network)
        messages.info(request, "Die Suche läuft. Bei vielen Angeboten dauert sie ein paar Minuten.")
    else:
        found = search_pairs(request.network, at=timezone.now())
        messages.success(
            request, "1 Paar ist vielleicht doppelt." if found == 1 else f"{found} Paare sind vielleicht doppelt."
        )
    return redirect("offers:pairs", network=network)


@require_safe
def pair(request: Any, network: str, pair_id: int) -> HttpResponse:
    """Two offers side by side; partners have a page of their own."""
    found = _pair(request, pair_id)
    if found.kind == Kind.ORGANISATION:
        where = reverse("offers:merge_partner", kwargs={"network": network, "organisation_id": found.first})
        return redirect(f"{where}?mit={found.second}")
    if found.state != Pair.State.OPEN:
        messages.info(request, f"Darüber ist schon entschieden: {found.get_state_display()}.")
        return redirect("offers:pairs", network=network)
    return _page(request, found)


@require_POST
def merge(request: Any, network: str, pair_id: int) -> HttpResponse:
    """Make one of the two."""
    found = _pair(request, pair_id)
    if found.kind != Kind.OFFER:
        raise Http404
    ids = {FIRST: found.first, SECOND: found.second}
    stays = request.POST.get("bleibt", "")
    if stays not in ids:
        return _page(request, found, error="Bitte wählen Sie, welcher der beiden Einträge bleibt.")
    take = {
        name: "kept" if side == stays else "gone"
        for name in MERGED
        if (side := request.POST.get(f"feld-{name}")) in ids
    }
    goes = SECOND if stays == FIRST else FIRST
    try:
        merge_offers(request.network, kept=ids[stays], gone=ids[goes], take=take, by=request.member, at=timezone.now())
    except Refused as no:
        return _page(request, found, error=no.sentence)
    messages.success(
        request, "Aus zwei Einträgen ist einer geworden. Unter „Zusammengeführt“ machen Sie es rückgängig."
    )
    return redirect("offers:detail", network=network, offer_id=ids[stays])


@require_POST
def apart(request: Any, network: str, pair_id: int) -> HttpResponse:
    """They are two, and are not asked about again."""
    found = _pair(request, pair_id)
    keep_apart(found, by=request.member, at=timezone.now())
    messages.success(request, "Gemerkt: Das sind zwei verschiedene. Sie werden nicht mehr vorgeschlagen.")
    back = reverse("offers:pairs", kwargs={"network": network})
    return redirect(f"{back}?was=partner" if found.kind == Kind.ORGANISATION else back)


def _pair(request: Any, pair_id: int) -> Pair:
    found = queries.pair_within(request.member, pair_id)
    if found is None:
        raise Http404
    return found


def _page(request: Any, found: Pair, *, error: str = "") -> HttpResponse:
    row = next(iter(queries.rows_of([found])), None)
    if row is None:
        raise Http404
    names = names_of(request.member, terms_by_field(), today=timezone.localdate())
    first, second = current(row.first, MERGED), current(row.second, MERGED)
    compared = fields(first, second, names, of=MERGED, newer=_newer(row.first, row.second))
    sent = request.POST
    context = {
        "row": row,
        "both": (row.first, row.second),
        "fields": [(one, sent.get(f"feld-{one.name}", one.side)) for one in compared],
        "stays": sent.get("bleibt", _stays(row.first, row.second)),
        "alike": len(MERGED) - len(compared),
        "error": error,
    }
    return render(request, "offers/pair.html", context, status=422 if error else 200)


def _newer(first: Offer, second: Offer) -> str:
    return SECOND if _last(second) > _last(first) else FIRST


def _last(offer: Offer) -> tuple[bool, datetime | None, str, int]:
    when = offer.confirmed_at
    return (when is not None, when, str(offer.last_verified_on or ""), offer.version)


def _stays(first: Offer, second: Offer) -> str:
    """The one families know: public, confirmed, and as it was first."""
    order = [Offer.Status.PUBLISHED, Offer.Status.PAUSED]
    ranks = [(one.status in order, one.confirmed_at is not None, -one.pk) for one in (first, second)]
    return FIRST if ranks[0] > ranks[1] else SECOND
