"""Two partners become one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nestwerk.accounts.fresh import shown_lately
from nestwerk.common.refusals import Refused
from nestwerk.partners.models import Organisation

from ..actions.partner_merging import FIELDS, merge_partners
from ..compare.choosing import FIRST, SECOND
from ..queries import partners as queries

_YES = {True: "ja", False: "nein"}


@require_http_methods(["GET", "HEAD", "POST"])
@shown_lately
def merge_partner(request: Any, network: str, organisation_id: int) -> HttpResponse:
    """Choose the other one, then what stays of each."""
    partner = queries.partner_within(request.member, organisation_id, "offers:merge_partner")
    if partner is None:
        raise Http404
    others = queries.partners_there(request.network, without=partner.pk)
    asked = request.POST.get("mit") or request.GET.get("mit", "")
    other = next((one for one in others if str(one.pk) == asked), None)
    if asked and other is None:
        raise Http404
    if other is None:
        return render(request, "offers/partner_merge_choose.html", {"partner": partner, "others": others})
    other = queries.partner_within(request.member, other.pk, "offers:merge_partner") or other
    if request.method != "POST":
        return _page(request, partner, other)
    ids = {FIRST: partner.pk, SECOND: other.pk}
    stays = request.POST.get("bleibt", "")
    if stays not in ids:
        return _page(request, partner, other, error="Bitte wählen Sie, welcher der beiden Partner bleibt.")
    take = {
        name: "kept" if side == stays else "gone"
        for name in FIELDS
        if (side := request.POST.get(f"feld-{name}")) in ids
    }
    goes = SECOND if stays == FIRST else FIRST
    try:
        merge_partners(
            request.network, kept=ids[stays], gone=ids[goes], take=take, by=request.member, at=timezone.now()
        )
    except Refused as no:
        return _page(request, partner, other, error=no.sentence)
    messages.success(request, "Aus zwei Partnern ist einer geworden. Unter „Zusammengeführt“ machen Sie es rückgängig.")
    return redirect("offers:partner", network=network, organisation_id=ids[stays])


def _page(request: Any, first: Organisation, second: Organisation, *, error: str = "") -> HttpResponse:
    counts = queries.offers_each([first, second])
    more = FIRST if counts.get(first.pk, 0) >= counts.get(second.pk, 0) else SECOND
    sent = request.POST
    rows = []
    for name in FIELDS:
        field = name.removesuffix("_id")
        label = str(Organisation._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
        one, other = _words(first, field), _words(second, field)
        if one != other:
            proposed = more if one and other else FIRST if one else SECOND
            rows.append((name, label, one, other, sent.get(f"feld-{name}", proposed)))
    context = {
        "first": first,
        "second": second,
        "first_offers": counts.get(first.pk, 0),
        "second_offers": counts.get(second.pk, 0),
        "rows": rows,
        "stays": sent.get("bleibt", more),
        "members": queries.members_of(first) + queries.members_of(second),
        "error": error,
    }
    return render(request, "offers/partner_merge.html", context, status=422 if error else 200)


def _words(partner: Organisation, field: str) -> str:
    value = getattr(partner, field)
    if field == "looked_after_by":
        return f"{value.user}, {value.get_role_display()}" if value else ""
    if field == "sector":
        return str(partner.get_sector_display())
    return _YES[value] if isinstance(value, bool) else str(value or "")
