"""Leichte Sprache and sign language as everybody reads them: from the published catalogue, no table is asked."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse

from nestwerk.finder.asking import WITHOUT_VOICE, Question
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.wording import dates

from ..access.lines import as_written
from ..public.access import NAME

SIGN_LANGUAGE = "dgs"


@public_page
def easy(page: Page) -> HttpResponse:
    """Texts in Leichte Sprache with who wrote and who checked them; an honest word where there is none."""
    return answer(page, "publishing/easy", title=page.t("access.easy.title"), pieces=_pieces(page, "easy"))


@public_page
def sign(page: Page) -> HttpResponse:
    """Links to videos in sign language, each saying where it leads; and offers that use sign language."""
    spoken = any(SIGN_LANGUAGE in offer.languages for offer in page.snap.offers(page.slug))
    search = page.links.search(page.slug)
    return answer(
        page,
        "publishing/sign",
        title=page.t("access.sign.title"),
        pieces=_pieces(page, "sign"),
        offers=search + Question(languages=(SIGN_LANGUAGE,)).query() if spoken else "",
        silent=search + Question(voice=WITHOUT_VOICE).query(),
    )


def _pieces(page: Page, kind: str) -> list[dict[str, Any]]:
    found = (page.snap.addition(page.slug, NAME) or {}).get(kind, [])
    return [
        one
        | {
            "html": as_written(one["text"]),
            "host": urlsplit(one["address"]).hostname or "",
            "day": dates.long_day(one["checked_on"], page.t) if one["checked_on"] else "",
        }
        for one in found
    ]
