"""What a network says about itself: contact, languages, greeting, colour, imprint, logo."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.colour import PAPER_DARK, PAPER_LIGHT, ColourError, accent_for
from nestwerk.common.refusals import Refused
from nestwerk.common.uploads import takes_file, too_large

from .actions_settings import remove_logo, replace_logo, save_settings
from .forms_settings import SettingsForm
from .logo import LARGEST_SENT

TOO_LARGE = (
    "Das Bild ist größer als 1 MB. Es wurde nicht gelesen, Ihr bisheriges Logo bleibt. Bitte verkleinern Sie es."
)


def settings(request: Any, network: str) -> HttpResponse:
    """Show and change it. „Farbe ansehen“ saves nothing."""
    if request.method != "POST":
        return _page(request, SettingsForm(request.network))
    form = SettingsForm(request.network, request.POST)
    if "look" in request.POST:
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    changed = save_settings(request.network, by=request.member, at=timezone.now(), wanted=form.changes())
    if changed:
        messages.success(request, "Gespeichert. In wenigen Sekunden steht es so auf den öffentlichen Seiten.")
    else:
        messages.info(request, "Alles stand schon so da. Es gab nichts zu ändern.")
    return redirect("networks:settings", network=network)


@require_safe
def colour(request: Any, network: str) -> HttpResponse:
    """What becomes of a colour, as a part of the page."""
    return render(request, "networks/settings_colour.html", _preview(request.GET.get("accent", "")))


@require_POST
@takes_file(largest=LARGEST_SENT)
def upload_logo(request: Any, network: str) -> HttpResponse:
    """Take a picture as the logo; anything else is refused beside the field, with the page around it."""
    if too_large(request):
        return _page(request, SettingsForm(request.network), logo_error=TOO_LARGE, status=413)
    sent = request.FILES.get("logo")
    try:
        replace_logo(request.network, by=request.member, at=timezone.now(), content=sent.read() if sent else b"")
    except Refused as no:
        return _page(request, SettingsForm(request.network), logo_error=no.sentence, status=422)
    messages.success(request, "Ihr Logo ist gespeichert. In wenigen Sekunden steht es auf den öffentlichen Seiten.")
    return redirect("networks:settings", network=network)


@require_POST
def delete_logo(request: Any, network: str) -> HttpResponse:
    """Take the logo away."""
    remove_logo(request.network, by=request.member, at=timezone.now())
    messages.success(request, "Das Logo ist entfernt. Die Seiten zeigen jetzt den Namen Ihres Netzwerks.")
    return redirect("networks:settings", network=network)


def _page(request: HttpRequest, form: SettingsForm, *, logo_error: str = "", status: int = 200) -> HttpResponse:
    logo = bytes(form.network.logo or b"")
    context = {
        "form": form,
        "logo_error": logo_error,
        "logo_mark": hashlib.sha256(logo).hexdigest()[:12] if logo else "",  # a new picture has a new address
        **_preview(str(form["accent"].value() or "")),
    }
    return render(request, "networks/settings.html", context, status=status)


def _preview(wish: str) -> dict[str, Any]:
    try:
        accent = accent_for(wish)
    except ColourError:
        return {"wish": "", "accent": None}
    return {
        "wish": wish.lower(),
        "accent": accent,
        "kept": accent.light == accent.dark == wish.lower(),
        "samples": [
            {"title": "auf hellem Grund", "paper": PAPER_LIGHT, "colour": accent.light, "ink": accent.light_ink},
            {"title": "auf dunklem Grund", "paper": PAPER_DARK, "colour": accent.dark, "ink": accent.dark_ink},
        ],
    }
