"""The review queue, and one waiting edit side by side with what is public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timesince import timesince
from django.views.decorators.http import require_POST, require_safe

from nestwerk.common.refusals import Refused

from ..actions.review import approve_draft, return_draft
from ..compare import rows
from ..editing.fields import EDITABLE, same
from ..editing.merge import conflicts
from ..forms import category
from ..models import Draft
from ..queries import review as queries
from ..queries.drafts import drafts_to_review
from ..suggest import shipped
from ..wording import review as readability

PAGE_SIZE = 50
TEXTS = ("summary", "description")
MOST_HINTS = 6
LATER = "Inzwischen wurde an dieser Änderung weitergeschrieben. Bitte sehen Sie noch einmal hin."


@require_safe
def queue(request: Any, network: str) -> HttpResponse:
    """What waits, oldest first."""
    page = Paginator(drafts_to_review(request.member), PAGE_SIZE).get_page(request.GET.get("seite"))
    rows = [(draft, timesince(draft.submitted_at, depth=1) if draft.submitted_at else "") for draft in page]
    return render(request, "offers/review.html", {"page": page, "rows": rows})


@require_safe
def review_draft(request: Any, network: str, draft_id: int) -> HttpResponse:
    """One edit: what it changes, what the words suggest, what to decide."""
    draft = _draft(request, draft_id)
    return _page(request, draft) if draft.state == Draft.State.SUBMITTED else _decided(request, draft)


@require_POST
def approve(request: Any, network: str, draft_id: int) -> HttpResponse:
    """Take it over as the editor wants it, and go on to the next one."""
    draft = _draft(request, draft_id)
    if draft.state == Draft.State.SUBMITTED and request.POST.get("gesehen", str(draft.saved_at.timestamp())) != str(
        draft.saved_at.timestamp()
    ):
        return _page(request, draft, error=LATER)
    now, terms = queries.everything(draft.offer), queries.terms_by_field()
    following = queries.next_to_review(request.member, draft)
    clashing = [one.name for one in conflicts(draft.values, draft.base, now) if one.name not in category.FIELDS]
    keep = {name for name in request.POST.getlist("lassen") if name in draft.values}
    keep |= {name for name in clashing if request.POST.get(f"wahl-{name}") == "jetzt"}
    instead = {name: draft.values[name] for name in clashing if request.POST.get(f"wahl-{name}") == "entwurf"}
    chosen = category.read(request.POST, terms, now | draft.values) if "kategorie" in request.POST else {}
    instead |= {
        name: value for name, value in chosen.items() if name in draft.values or not same(name, value, now[name])
    }
    keep -= set(instead) | set(category.FIELDS)
    try:
        offer = approve_draft(draft, by=request.member, at=timezone.now(), instead=instead, keep=tuple(sorted(keep)))
    except Refused as no:
        if (now_is := _draft(request, draft_id)).state != Draft.State.SUBMITTED:
            return _decided(request, now_is)
        return _page(request, draft, chosen=chosen, keep=keep, error=no.sentence)
    messages.success(request, f"„{offer.title}“ ist übernommen und öffentlich.")
    return _onward(request, following)


@require_POST
def give_back(request: Any, network: str, draft_id: int) -> HttpResponse:
    """Send it back with a word why."""
    draft = _draft(request, draft_id)
    following = queries.next_to_review(request.member, draft)
    try:
        return_draft(draft, by=request.member, at=timezone.now(), comment=request.POST.get("antwort", ""))
    except Refused as no:
        if (now_is := _draft(request, draft_id)).state != Draft.State.SUBMITTED:
            return _decided(request, now_is)
        return _page(request, draft, comment=request.POST.get("antwort", ""), comment_error=no.sentence)
    told = " Wer geschrieben hat, bekommt eine Mail." if draft.member_id else ""
    messages.success(request, f"„{draft.offer.title}“ ist zurückgegeben.{told}")
    return _onward(request, following)


def _draft(request: Any, draft_id: int) -> Draft:
    draft = queries.draft_to_review(request.member, draft_id)
    if draft is None:
        raise Http404
    draft.offer.network = request.network
    return draft


def _decided(request: Any, draft: Draft) -> HttpResponse:
    """Somebody was faster, or it was clicked twice."""
    messages.info(request, f"Diese Änderung wartet nicht mehr: {draft.get_state_display()}.")
    return redirect("offers:detail", network=request.network.slug, offer_id=draft.offer_id)


def _onward(request: Any, following: int | None) -> HttpResponse:
    if following is None:
        messages.info(request, "Damit ist alles geprüft.")
        return redirect("offers:review", network=request.network.slug)
    return redirect("offers:review_draft", network=request.network.slug, draft_id=following)


def _page(request: Any, draft: Draft, *, chosen: Any = None, keep: Any = (), **said: str) -> HttpResponse:
    now, terms = queries.everything(draft.offer), queries.terms_by_field()
    names = queries.names_of(request.member, terms, today=timezone.localdate())
    after = now | draft.values
    text = {name: str(after.get(name) or "") for name in ("title", *TEXTS)}
    suggested = shipped().suggest(**text, provider=draft.offer.organisation.name)
    clashes = conflicts(draft.values, draft.base, now)
    context = {
        "draft": draft,
        "offer": draft.offer,
        "new": draft.offer.published_at is None,
        "rows": rows(now, after, names, fields=EDITABLE, conflicts=clashes),
        "clashes": len([one for one in clashes if one.name not in category.FIELDS]),
        "choices": category.choices(terms, after | (chosen or {}), suggested, draft.values),
        "category_fields": category.FIELDS,
        "hints": _hints(text),
        "before": queries.quality_of(draft.offer, now, names),
        "after": queries.quality_of(draft.offer, after, names),
        "others": queries.others_waiting(request.member, draft),
        "decided": {key.removeprefix("wahl-"): value for key, value in request.POST.items()},
        "keep": keep,
        "seen": str(draft.saved_at.timestamp()),
        **said,
    }
    return render(request, "offers/review_draft.html", context, status=422 if said else 200)


def _hints(text: dict[str, str]) -> list[tuple[str, str, str]]:
    """What could be easier to read: the words concerned, what, and what instead."""
    found = [(text[name], one) for name in TEXTS for one in readability(text[name])]
    found.sort(key=lambda pair: not pair[1].strong)
    return [(_short(whole[one.start : one.end]), one.hint, one.suggestion) for whole, one in found[:MOST_HINTS]]


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:89].rsplit(' ', 1)[0]} …"
