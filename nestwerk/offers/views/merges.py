"""What was made one, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused
from nestwerk.networks.rights import NOTHING, reach

from ..actions.merging import undo_merge
from ..actions.partner_merging import undo_partner_merge
from ..models.duplicates import Kind
from ..queries import pairs as queries

PAGE_SIZE = 50


@require_safe
def merges(request: Any, network: str) -> HttpResponse:
    """What stands first, then what was undone; the newest first."""
    page = Paginator(queries.merges_of(request.member), PAGE_SIZE).get_page(request.GET.get("seite"))
    context = {"page": page, "rows": queries.merge_rows(list(page)), "may_undo_partners": _may_partners(request)}
    return render(request, "offers/merges.html", context)


@require_POST
def undo(request: Any, network: str, merge_id: int) -> HttpResponse:
    """Take a merge back."""
    merge = queries.merge_within(request.member, merge_id)
    if merge is None:
        raise Http404
    if merge.kind == Kind.ORGANISATION and not _may_partners(request):
        raise Refused("Partner trennt die Netzwerkkoordination wieder: Dabei ändern sich Rechte von Mitgliedern.")
    back = undo_merge if merge.kind == Kind.OFFER else undo_partner_merge
    back(merge, by=request.member, at=timezone.now())
    messages.success(request, "Rückgängig gemacht. Beide sind wieder da, wie sie waren.")
    return redirect("offers:merges", network=network)


def _may_partners(request: Any) -> bool:
    return reach(request.role, "offers:merge_partner") != NOTHING
