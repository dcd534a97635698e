"""An earlier version of an offer beside the one of today, and the way back to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateformat import format as german
from django.views.decorators.http import require_POST, require_safe

from nestwerk.audit.models import RowVersion
from nestwerk.common.refusals import Refused

from ..actions.care import restore_version
from ..compare import rows
from ..history import role_of
from ..models import Offer
from ..queries.care import offer_within, version_of
from ..queries.review import everything, names_of, terms_by_field


@require_safe
def version(request: Any, network: str, offer_id: int, version_id: int) -> HttpResponse:
    """What would come back."""
    offer, kept = _version(request, offer_id, version_id, "offers:version")
    return _page(request, offer, kept)


@require_POST
def restore(request: Any, network: str, offer_id: int, version_id: int) -> HttpResponse:
    """Bring it back."""
    offer, kept = _version(request, offer_id, version_id, "offers:restore")
    try:
        fields = restore_version(offer, kept.before or {}, by=request.member, at=timezone.now())
    except Refused as no:
        return _page(request, offer, kept, error=no.sentence)
    number = "1 Angabe ist" if len(fields) == 1 else f"{len(fields)} Angaben sind"
    messages.success(
        request, f"{number} wieder wie am {german(timezone.localtime(kept.at), 'j. F Y')}. Auch das steht im Verlauf."
    )
    return redirect("offers:detail", network=network, offer_id=offer.pk)


def _version(request: Any, offer_id: int, version_id: int, page: str) -> tuple[Offer, RowVersion]:
    offer = offer_within(request.member, offer_id, page)
    kept = version_of(offer, version_id) if offer is not None else None
    if offer is None or kept is None:
        raise Http404
    return offer, kept


def _page(request: Any, offer: Offer, kept: RowVersion, *, error: str = "") -> HttpResponse:
    now, before = everything(offer), kept.before or {}
    then = {name: before[name] for name in now if name in before}
    names = names_of(request.member, terms_by_field(), today=timezone.localdate())
    context = {
        "offer": offer,
        "kept": kept,
        "by": role_of(kept.hat),
        "rows": rows(now, then, names, fields=now),
        "error": error,
    }
    return render(request, "offers/version.html", context, status=422 if error else 200)
