"""One section of an offer: a form that is kept as a draft, by a script while one types, or by a button."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ..actions.drafts import write_draft
from ..actions.undo import settle_conflicts
from ..compare import Names, Row, rows
from ..editing.fields import BY_KEY, SECTIONS, Section, current
from ..editing.merge import Conflict, conflicts, touched
from ..editing.progress import after
from ..forms.section import SectionForm
from ..forms.sections import FORMS
from ..history import role_of
from ..models import Draft, Offer
from ..queries.drafts import others_drafts, own_draft
from ..queries.edit import labels_of_codes, last_changed, spaces_of, wordings_of
from .edit import found, framing
from .edit_known import about_text, known_for, series_of


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: Any, network: str, offer_id: int, section: str) -> HttpResponse:
    """Show the form, keep what can be kept, lead on. A script asks for a short answer instead of a page."""
    offer = found(request, offer_id)
    if section not in BY_KEY:
        raise Http404
    step = BY_KEY[section]
    if request.method != "POST":
        return _page(request, offer, step, own_draft(request.member, offer))
    if "entscheiden" in request.POST:
        return _decide(request, offer, step)
    draft = own_draft(request.member, offer)
    form = _form(request, offer, step, draft, request.POST)
    draft = _keep(request, offer, step, form, draft)
    if request.headers.get("X-Autosave"):
        return JsonResponse(_told(form, offer, step, draft))
    if not form.is_valid():
        return _page(request, offer, step, draft, form=form)
    following = after(step.key) if "weiter" in request.POST else step.key if "hier" in request.POST else ""
    if not following:
        return redirect("offers:edit", network=network, offer_id=offer.pk)
    return redirect("offers:edit_section", network=network, offer_id=offer.pk, section=following)


def _values(offer: Offer, draft: Draft | None) -> dict[str, Any]:
    return current(offer) | (draft.values if draft else {})


def _form(request: Any, offer: Offer, step: Section, draft: Draft | None, data: Any = None) -> SectionForm:
    values = _values(offer, draft)
    more = {"wordings": wordings_of(offer)} if step.key == "sprachen" else {}
    known = known_for(request.member, offer, step, values, at=timezone.now())
    return FORMS[step.key](data, values=values, known=known, **more)


def _keep(request: Any, offer: Offer, step: Section, form: SectionForm, draft: Draft | None) -> Draft | None:
    """Write into the draft what she wrote in. The form says what she saw, which may be older than what stands there."""
    all_of_it = {name: value for name, value in form.entered().items() if name in step.fields}
    seen = _seen(request, offer, step)
    entered = touched(all_of_it, _values(offer, draft) if seen is None else seen)
    if "unsicher" in request.POST and draft:  # an answer was lost: what we kept of her may be older than what she has
        entered |= {name: value for name, value in all_of_it.items() if name in draft.values}
    if not entered:
        return draft
    return write_draft(offer, entered, by=request.member, at=timezone.now(), seen=seen)


def _seal(offer: Offer, step: Section, draft: Draft | None, form: SectionForm) -> str:
    """What stands in the form, signed, so that it comes back as it was."""
    shown = form.read(_values(offer, draft)) if step.key == "wo" else _values(offer, draft)
    kept = {name: shown[name] for name in step.fields if name in shown}
    return signing.dumps(kept, salt=_salt(offer, step), compress=True)


def _seen(request: Any, offer: Offer, step: Section) -> dict[str, Any] | None:
    try:
        seen: dict[str, Any] = signing.loads(request.POST.get("gesehen", ""), salt=_salt(offer, step))
    except signing.BadSignature:
        return None
    return seen


def _salt(offer: Offer, step: Section) -> str:
    return f"offers.edit:{offer.pk}:{step.key}"


def _told(form: SectionForm, offer: Offer, step: Section, draft: Draft | None) -> dict[str, Any]:
    faster = [one.name for one in _stuck(offer, step, draft)]
    return {
        "saved": f"{timezone.localtime():%H:%M}",
        "problems": form.problems(),
        "seen": _seal(offer, step, draft, form),
        "conflict": "Jemand hat hier inzwischen etwas geändert. Laden Sie die Seite neu, um beides zu sehen. "
        "Ihr Text ist gespeichert." if faster else "",
    }  # fmt: skip


def _stuck(offer: Offer, step: Section, draft: Draft | None) -> list[Conflict]:
    found_ = conflicts(draft.values, draft.base, current(offer)) if draft else []
    return [one for one in found_ if one.name in step.fields]


def _decide(request: Any, offer: Offer, step: Section) -> HttpResponse:
    draft = own_draft(request.member, offer)
    if draft is not None:
        chosen = {name: request.POST.get(f"fassung-{name}") for name in step.fields}
        settle_conflicts(
            draft,
            mine=[name for name, choice in chosen.items() if choice == "meine"],
            theirs=[name for name, choice in chosen.items() if choice == "jetzige"],
            at=timezone.now(),
        )
    return redirect("offers:edit_section", network=request.network.slug, offer_id=offer.pk, section=step.key)


def _page(
    request: Any, offer: Offer, step: Section, draft: Draft | None, *, form: SectionForm | None = None
) -> HttpResponse:
    form = form or _form(request, offer, step, draft)
    values = _values(offer, draft)
    stuck = _compared(request, offer, _stuck(offer, step, draft), hidden=form.known.secret_place)
    number = [one.key for one in SECTIONS].index(step.key) + 1
    context = {
        "offer": offer,
        "title": values["title"],
        "values": values,
        "step": step,
        "number": number,
        "total": len(SECTIONS),
        "draft": draft,
        "form": form,
        "seal": _seal(offer, step, draft, form),
        "stuck": stuck,
        "others": [
            (other, [name for name in step.fields if name in other.values])
            for other in others_drafts(request.member, offer)
            if other.values
        ],
        "next": after(step.key),
        "part": f"offers/edit/{step.key}.html",
    }
    if step.key == "text":
        context |= about_text(request.member, offer, values)
    if step.key == "wann":
        context |= series_of(request, offer, values)
    return framing(render(request, "offers/edit_section.html", context))


def _compared(request: Any, offer: Offer, stuck: list[Conflict], *, hidden: bool) -> list[dict[str, Any]]:
    """Both versions of each field in words, and who changed it when."""
    if not stuck or hidden:
        return []
    mine, now = ({one.name: getattr(one, side) for one in stuck} for side in ("mine", "now"))
    codes = labels_of_codes(mine) | labels_of_codes(now)
    names = Names(terms=codes, spaces=dict(spaces_of(request.member)), today=timezone.localdate())
    changed = last_changed(offer, set(mine))
    compared: list[Row] = rows(now, mine, names, fields=list(mine), conflicts=stuck)
    return [
        {"row": row, "at": changed[row.name][0], "by": role_of(changed[row.name][1])}
        if row.name in changed
        else {"row": row, "at": None, "by": ""}
        for row in compared
    ]
