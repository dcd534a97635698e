"""What the forms of the sections are given beside the values, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core import signing
from django.utils import timezone

from nestwerk.common.dates import DateError, Series, date_in_words, in_words, next_dates, notes_in_words
from nestwerk.networks.models import Membership

from ..duplicates import like
from ..editing.fields import Section
from ..forms.section import Known
from ..models import Offer
from ..queries.edit import areas_of, offers_named, reached_among, spaces_of, terms, titles_known
from ..queries.upkeep import upkeep_of
from ..rules.editing import REVIEWERS
from ..rules.sight import may_see_hidden_address
from ..suggest import Suggestions, shipped
from ..wording import review

MOST_HINTS = 6
GONE = "offers.edit.series"


def known_for(member: Membership, offer: Offer, step: Section, values: Mapping[str, Any], *, at: datetime) -> Known:
    """Only what the section asks for: each page keeps to few questions."""
    here: dict[str, Any] = {"at": at, "land": member.network.land, "decides": member.role in REVIEWERS}
    if step.key == "art":
        here |= {"terms": terms(), "suggested": suggested(offer, values)}
    if step.key == "wo":
        secret = not may_see_hidden_address(member, offer)
        here |= {"secret_place": secret, "spaces": tuple(spaces_of(member)), "areas": tuple(areas_of(member))}
    if step.key == "plaetze":
        here["places_days"] = upkeep_of(member.network_id).places_days
    return Known(**here)


def suggested(offer: Offer, values: Mapping[str, Any]) -> Suggestions:
    """What the words of the offer speak of."""
    return shipped().suggest(
        title=values["title"],
        summary=values["summary"],
        description=values["description"],
        provider=offer.organisation.name,
    )


def about_text(member: Membership, offer: Offer | None, texts: Mapping[str, Any]) -> dict[str, Any]:
    """Hints where title, sentence and description are hard to read, and offers with a like title."""
    return {
        "hints": {name: hints(str(texts.get(name) or "")) for name in ("title", "summary", "description")},
        "similar": similar(
            member, str(texts.get("title") or ""), offer.organisation.name if offer else "", offer=offer
        ),
    }


def hints(text: str) -> list[dict[str, str]]:
    """The most helpful hints about a text, in its order, each with the words it is about."""
    found = review(text)
    chosen = sorted(found, key=lambda one: (not one.strong, one.start))[:MOST_HINTS]
    return [
        {"words": _short(text[one.start : one.end]), "hint": one.hint, "suggestion": one.suggestion}
        for one in sorted(chosen, key=lambda one: one.start)
    ]


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 70 else f"{words[:40]} … {words[-20:]}"


def similar(member: Membership, title: str, provider: str, *, offer: Offer | None = None) -> list[dict[str, Any]]:
    """Known offers with a like title, with where to look at each."""
    found = like(title, provider, titles_known(member, without=offer.pk if offer else None))
    ids = [int(one.key) for one in found]
    if not ids:
        return []
    there, reached = offers_named(member, ids), reached_among(member, ids)
    return [
        {"offer": there[int(one.key)], "reason": one.reason, "reached": int(one.key) in reached}
        for one in found
        if int(one.key) in there
    ]


def series_of(request: Any, offer: Offer, values: Mapping[str, Any]) -> dict[str, Any]:
    """The recurring dates in words with the next five of each, and one that was just taken out."""
    at, land = timezone.now(), request.network.land
    listed = []
    for number, kept in enumerate(values.get("dates") or []):
        try:
            series = Series.from_dict(kept)
        except DateError:
            listed.append(
                {"number": number, "words": "Diese Termine können wir nicht lesen.", "dates": [], "notes": ()}
            )
            continue
        today = at.date()
        listed.append(
            {
                "number": number,
                "words": in_words(series, today=today),
                "notes": notes_in_words(series, today=today),
                "dates": [
                    {"day": one.day.isoformat(), "words": date_in_words(one), "cancelled": one.cancelled}
                    for one in next_dates(series, at, land=land)
                ],
            }
        )
    gone = request.GET.get("entfernt", "")
    return {"series": listed, "gone": gone if gone and unsealed(gone, offer) is not None else ""}


def sealed(kept: Mapping[str, Any], offer: Offer) -> str:
    """A series as it travels through a page and back."""
    return signing.dumps(dict(kept), salt=f"{GONE}:{offer.pk}", compress=True)


def unsealed(text: str, offer: Offer) -> dict[str, Any] | None:
    """The series that came back; None if it is none of ours."""
    try:
        kept: dict[str, Any] = signing.loads(text, salt=f"{GONE}:{offer.pk}")
    except signing.BadSignature:
        return None
    return kept
