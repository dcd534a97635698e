"""Writing an offer page by page, for tests: the addresses, what a browser sends back, what is kept."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from nestwerk.common.tenancy import tenant
from nestwerk.offers.models import Draft, Offer

ROOT = "/netz/musterstadt/"
TEXT = {"title": "Elterncafé", "summary": "Kaffee für Eltern.", "description": "Kaffee."}


def at(offer: Offer, rest: str = "") -> str:
    return f"{ROOT}angebote/{offer.pk}/bearbeiten/{rest}"


def seal(answer: Any) -> str:
    return str(answer.context["seal"])


def draft_of(offer: Offer, state: str = "writing") -> Draft | None:
    with tenant(offer.network_id):
        return Draft.objects.filter(offer=offer, state=state).order_by("-pk").first()


def update(offer: Offer, **values: Any) -> None:
    with tenant(offer.network_id):
        Offer.objects.filter(pk=offer.pk).update(**values)


def posted(answer: Any) -> dict[str, Any]:
    """What a browser would send back from the page as it stands."""
    page = answer.content.decode().split('id="abschnitt"', 1)[1].split("</form>", 1)[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        kind = (re.search(r'type="([^"]*)"', tag) or ["", "text"])[1]
        value = unescape((re.search(r'value="([^"]*)"', tag) or ["", ""])[1])
        if not name or (kind in ("checkbox", "radio") and " checked" not in tag):
            continue
        found.setdefault(unescape(name[1]), []).append(value or ("on" if kind == "checkbox" else ""))
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\s?(.*?)</textarea>', page, re.S):
        found[name] = [unescape(text)]
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = [chosen[1] if chosen else ""]
    return found
