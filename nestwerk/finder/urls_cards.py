"""Addresses of the show-card and of the emergency page in further languages.

They stand behind the finder's other addresses: Django compares one after the other, and these are asked for seldom.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.views import emergency_more, show_card

PLACES = (("", ""), ("<network:network>/", "network-"), ("<network:network>/angebote/<str:offer_id>/", "offer-"))


def _cards(front: str, language: str, suffix: str) -> list[URLPattern]:
    fixed = {"language": language}
    found = []
    for place, name in PLACES:
        base = f"{front}{place}zeigekarte"
        found += [
            path(base, show_card.choose, fixed, name=f"{name}show-card{suffix}"),
            path(f"{base}/druck", show_card.paper, fixed, name=f"{name}show-card-paper{suffix}"),
            path(f"{base}/<str:wish>", show_card.show, fixed, name=f"{name}show-card-screen{suffix}"),
        ]
    return found


def cards() -> list[URLPattern]:
    """All of them; the converter ``network`` has to be known by then."""
    found = [path("notfall/<str:tongue>", emergency_more.emergency_more, name="emergency-more")]
    for language in LANGUAGES:
        front = f"{language.prefix}/" if language.prefix else ""
        found += _cards(front, language.code, f"-{language.code}" if language.prefix else "")
    return found
