"""Recurring dates of an offer: added, changed, taken out, one of them called off. All of it in the draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nestwerk.common.dates import DateError, Series, problems
from nestwerk.common.refusals import Refused
from nestwerk.common.ui.dates import SeriesForm

from ..actions.drafts import write_draft
from ..editing.fields import current
from ..editing.series import cancel, put, take_place
from ..models import Offer
from ..queries.drafts import own_draft
from .edit import found, framing
from .edit_known import sealed, unsealed

NEW = "neu"


@require_http_methods(["GET", "HEAD", "POST"])
def series(request: Any, network: str, offer_id: int, which: str) -> HttpResponse:
    """One series: a new one, or the one with this number."""
    offer = found(request, offer_id)
    dates = _dates(request, offer)
    kept = None if which == NEW else _numbered(dates, which)
    before = unsealed(request.POST.get("gesehen", ""), offer) or kept
    data = request.POST if request.method == "POST" else None
    form = SeriesForm(data, at=timezone.localtime(), series=_read(kept), land=request.network.land)
    if form.is_valid() and form.series is not None:
        _write(request, offer, put(dates, before, form.series.to_dict()))
        messages.success(request, "Die Termine stehen in Ihrem Entwurf.")
        return redirect("offers:edit_section", network=network, offer_id=offer.pk, section="wann")
    context = {"offer": offer, "form": form, "new": kept is None, "seal": sealed(before, offer) if before else ""}
    return framing(render(request, "offers/edit_series.html", context))


@require_POST
def change(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Take a series out or put it back; call one date off or let it take place after all."""
    offer = found(request, offer_id)
    dates, form, tail = _dates(request, offer), request.POST, ""
    if "zurueck" in form and (gone := unsealed(form["zurueck"], offer)) is not None:
        dates = put(dates, None, gone)
    elif "weg" in form:
        gone = _numbered(dates, form["weg"])
        dates = [one for one in dates if one is not gone]
        tail = f"?entfernt={sealed(gone, offer)}"
    elif "termin" in form:
        kept = _numbered(dates, form["termin"])
        dates = put(dates, kept, _changed(kept, form, request.network.land))
    else:
        raise Refused("Bitte sagen Sie, was mit den Terminen geschehen soll.")
    _write(request, offer, dates)
    answer = redirect("offers:edit_section", network=network, offer_id=offer.pk, section="wann")
    answer["Location"] += f"{tail}#termine"
    return answer


def _changed(kept: dict[str, Any], form: Any, land: str) -> dict[str, Any]:
    try:
        day = date.fromisoformat(form.get("tag", ""))
    except ValueError as error:
        raise Refused("Bitte wählen Sie den Termin aus, der ausfällt.") from error
    try:
        new = cancel(kept, day, form.get("grund", "")[:300]) if "absagen" in form else take_place(kept, day)
        wrong = [text for text in problems(Series.from_dict(new), land=land) if "absagen" not in form]
    except DateError as error:
        raise Refused(str(error)) from error
    if wrong:
        raise Refused(wrong[0])
    return new


def _dates(request: Any, offer: Offer) -> list[dict[str, Any]]:
    draft = own_draft(request.member, offer)
    values = current(offer, ["dates"]) | (draft.values if draft else {})
    return list(values["dates"] or [])


def _numbered(dates: list[dict[str, Any]], which: str) -> dict[str, Any]:
    if not (which.isascii() and which.isdigit() and len(which) < 5 and int(which) < len(dates)):
        raise Http404
    return dates[int(which)]


def _read(kept: dict[str, Any] | None) -> Series | None:
    try:
        return Series.from_dict(kept) if kept else None
    except DateError:
        return None


def _write(request: Any, offer: Offer, dates: list[dict[str, Any]]) -> None:
    write_draft(offer, {"dates": dates}, by=request.member, at=timezone.now())
