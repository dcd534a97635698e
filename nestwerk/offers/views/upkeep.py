"""The rules of upkeep: days, the clock, an absence; and, asked again who one is, what goes out without a review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nestwerk.accounts.fresh import shown_lately
from nestwerk.common.refusals import Refused

from ..actions.upkeep import save_upkeep
from ..forms.upkeep import DirectForm, UpkeepForm
from ..queries.directory import labels_of
from ..queries.upkeep import upkeep_of


@require_http_methods(["GET", "HEAD", "POST"])
def upkeep(request: Any, network: str) -> HttpResponse:
    """Days and months, the clock for what was brought in, an absence."""
    rules = upkeep_of(request.network)
    form = UpkeepForm(rules, labels_of("offer_type"), request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        _save(request, form.wanted())
    except Refused as no:
        form.add_error("absent_until", no.sentence)
        return _page(request, form, status=422)
    return redirect("offers:upkeep", network=network)


@shown_lately
@require_http_methods(["GET", "HEAD", "POST"])
def direct(request: Any, network: str) -> HttpResponse:
    """What trusted partners may change at once. It changes rights, so the person shows again that it is her."""
    form = DirectForm(upkeep_of(request.network), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _save(request, {"direct_fields": form.cleaned_data["direct_fields"]})
        return redirect("offers:upkeep", network=network)
    return render(request, "offers/upkeep_direct.html", {"form": form}, status=422 if form.errors else 200)


def _save(request: Any, wanted: dict[str, Any]) -> None:
    at = timezone.now()
    changed = save_upkeep(request.network, wanted, by=request.member, at=at, today=timezone.localdate(at))
    if changed:
        messages.success(request, "Gespeichert. Die neuen Regeln gelten ab jetzt.")
    else:
        messages.info(request, "Alles stand schon so da. Es gab nichts zu ändern.")


def _page(request: Any, form: UpkeepForm, *, status: int = 200) -> HttpResponse:
    return render(request, "offers/upkeep.html", {"form": form, "rules": form.upkeep}, status=status)
