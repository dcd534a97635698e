"""The emergency page in a language the site does not speak. It needs no catalogue: it is always there."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from nestwerk.finder import fallback
from nestwerk.finder.emergencies import numbers
from nestwerk.finder.emergencies.languages import further, sentences
from nestwerk.finder.environment import template
from nestwerk.finder.languages import GERMAN
from nestwerk.finder.links import Links
from nestwerk.finder.page import READING
from nestwerk.finder.present.first_call import all_doors
from nestwerk.finder.present.qr import qr_code


def emergency_more(request: HttpRequest, tongue: str) -> HttpResponse:
    """The page in the language ``tongue``; 404 for a code that is none of the further languages."""
    if request.method not in READING:
        return fallback.wrong_method(GERMAN.code, READING)
    language = next((one for one in further() if one.code == tongue), None)
    if language is None:
        raise Http404
    address = (settings.PUBLIC_URL or request.build_absolute_uri("/")).rstrip("/") + request.path
    context = {
        "language": language,
        "w": language.texts,
        "numbers": numbers,
        "sentences": sentences(tongue),
        "doors": all_doors(),
        "home": Links(GERMAN).start(),
        "checked": f"{date.fromisoformat(numbers.CHECKED_ON):%d.%m.%Y}",
        "paper": (address, qr_code(address)),
    }
    response = HttpResponse(template("emergency_more", GERMAN.code).render(context))
    response["Cache-Control"] = "no-cache"
    return response
