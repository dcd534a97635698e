"""An offer pauses, comes back, ends: said by whoever may write about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nestwerk.common.refusals import Refused

from ..actions.states import end_offer, pause_offer, reopen_offer, resume_offer
from ..forms.pause import PauseForm
from .edit import found


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: Any, network: str, offer_id: int) -> HttpResponse:
    """Why it pauses and until when."""
    offer = found(request, offer_id)
    form = PauseForm(
        request.POST if request.method == "POST" else None,
        initial={"reason": offer.pause_reason, "until": offer.paused_until},
    )
    if form.is_valid():
        at = timezone.now()
        try:
            pause_offer(offer, by=request.member, at=at, today=timezone.localdate(at), **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, "Das Angebot pausiert.")
            return redirect("offers:edit", network=network, offer_id=offer.pk)
    return render(request, "offers/edit_pause.html", {"offer": offer, "form": form})


@require_POST
def resume(request: Any, network: str, offer_id: int) -> HttpResponse:
    """It goes on."""
    offer = found(request, offer_id)
    resume_offer(offer, by=request.member, at=timezone.now())
    messages.success(request, "Das Angebot ist wieder da.")
    return redirect("offers:edit", network=network, offer_id=offer.pk)


@require_POST
def end(request: Any, network: str, offer_id: int) -> HttpResponse:
    """There is no such offer any more."""
    offer = found(request, offer_id)
    end_offer(offer, by=request.member, at=timezone.now())
    messages.success(request, "Das Angebot ist beendet und steht nicht mehr im Verzeichnis. Seine Angaben bleiben da.")
    return redirect("offers:edit", network=network, offer_id=offer.pk)


@require_POST
def reopen(request: Any, network: str, offer_id: int) -> HttpResponse:
    """It is there again, as a draft that somebody reads first."""
    offer = found(request, offer_id)
    reopen_offer(offer, by=request.member, at=timezone.now())
    messages.success(request, "Das Angebot ist wieder da, als Entwurf. Sehen Sie es durch und geben Sie es ab.")
    return redirect("offers:edit", network=network, offer_id=offer.pk)
