"""One issue: words and choice, how it will look, a test to oneself, and the approval."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import BY_CODE, LANGUAGES

from ..actions import newsletter as actions
from ..actions.newsletter_sending import post_to_oneself
from ..forms.newsletter import IssueForm
from ..models.newsletter import Issue
from ..newsletter.choosing import SECTIONS, content, marks
from ..newsletter.letter import archive, letter
from ..newsletter.readers import ANY_AGE, BANDS, FEWEST, PARENTS
from ..newsletter.silence import strike
from ..queries.newsletter import found_for, issue_of, progress, silence_of
from .newsletter_desk import BAND_NAMES

NOT_PUBLIC = "Ihr Netzwerk ist noch nicht veröffentlicht. Bitte veröffentlichen Sie zuerst ein Angebot."


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: Any, network: str, issue_id: int) -> HttpResponse:
    """Write a draft; of an approved issue, how far it is."""
    one = _find(request, issue_id)
    if one.state != Issue.State.DRAFT:
        return _state(request, one)
    found, names = _found(one)
    form = IssueForm(one, found, names, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _edit(request, one, form)
    if not form.is_valid():
        return _edit(request, one, form, status=422)
    try:
        actions.save_issue(
            one, texts=form.texts(), left_out=form.left_out(), seen=form.cleaned_data["seen"], at=timezone.now()
        )
    except Refused as no:
        form.add_error(None, no.sentence)
        typed = request.POST.copy()
        typed["seen"] = IssueForm(_find(request, issue_id), found, names).initial["seen"]
        form.data = typed
        return _edit(request, one, form, status=409)
    messages.success(request, "Gespeichert. Verschickt ist noch nichts.")
    return redirect(request.path)


@require_safe
def preview(request: Any, network: str, issue_id: int) -> HttpResponse:
    """How the mail reads for an age band and a language."""
    one = _find(request, issue_id)
    code = request.GET.get("sprache", "de") if request.GET.get("sprache") in BY_CODE else "de"
    wanted = request.GET.get("alter", "")
    reader = wanted if one.audience == PARENTS and wanted in BANDS else ANY_AGE
    silent = silence_of(one.network)
    try:
        made = letter(
            catalogue.current(), network, audience=one.audience, texts=one.texts, content=_content(one), code=code,
            band=reader, silent=silent,
        )  # fmt: skip
    except (catalogue.NotReady, KeyError):
        raise Refused(NOT_PUBLIC) from None
    bands = [(key, BAND_NAMES[key]) for key in (ANY_AGE, *BANDS)] if one.audience == PARENTS else []
    context = {"issue": one, "letter": made, "code": code, "band": reader, "bands": bands, "languages": LANGUAGES}
    context["gone"] = strike(one.texts, silent).gone
    return render(request, "publishing/newsletter_preview.html", context)


@require_POST
def test(request: Any, network: str, issue_id: int) -> HttpResponse:
    """A mail to oneself."""
    one = _find(request, issue_id)
    wanted = request.POST.get("alter", "")
    reader = wanted if one.audience == PARENTS and wanted in BANDS else ANY_AGE
    try:
        snap = catalogue.current()
        post_to_oneself(one, snap, reader_band=reader, content=_content(one), by=request.member, at=timezone.now())
    except (catalogue.NotReady, KeyError):
        raise Refused(NOT_PUBLIC) from None
    messages.success(request, f"Die Probe ist unterwegs an {request.member.user.email}.")
    return redirect("publishing:newsletter_issue", network=network, issue_id=issue_id)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: Any, network: str, issue_id: int) -> HttpResponse:
    """Let it go, after showing once more what goes to whom."""
    one = _find(request, issue_id)
    if one.state != Issue.State.DRAFT:
        return redirect("publishing:newsletter_issue", network=network, issue_id=issue_id)
    if request.method != "POST":
        chosen = _content(one)
        parts = [len(chosen[section]) for section in SECTIONS]
        return render(request, "publishing/newsletter_approve.html", {"issue": one, "parts": parts})
    try:
        known = marks(catalogue.current().offers(network))
    except (catalogue.NotReady, KeyError):
        raise Refused(NOT_PUBLIC) from None
    actions.approve_issue(one, content=_content(one), known=known, by=request.member, at=timezone.now())
    messages.success(request, "Freigegeben. Der Versand läuft. Sie können ihn hier anhalten.")
    return redirect("publishing:newsletter_issue", network=network, issue_id=issue_id)


@require_POST
def pause(request: Any, network: str, issue_id: int) -> HttpResponse:
    """Stop sending."""
    actions.pause_issue(_find(request, issue_id), by=request.member, at=timezone.now())
    messages.success(request, "Angehalten. Was noch nicht verschickt ist, bleibt hier, bis Sie weitermachen.")
    return redirect("publishing:newsletter_issue", network=network, issue_id=issue_id)


@require_POST
def resume(request: Any, network: str, issue_id: int) -> HttpResponse:
    """Go on sending."""
    actions.resume_issue(_find(request, issue_id), by=request.member, at=timezone.now())
    messages.success(request, "Es geht weiter. Niemand bekommt die Ausgabe zweimal.")
    return redirect("publishing:newsletter_issue", network=network, issue_id=issue_id)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Any, network: str, issue_id: int) -> HttpResponse:
    """Delete an issue for good, after asking once."""
    one = _find(request, issue_id)
    if request.method != "POST":
        return render(request, "publishing/newsletter_remove.html", {"issue": one})
    actions.remove_issue(one, by=request.member, at=timezone.now())
    messages.success(request, "Die Ausgabe ist gelöscht, auch aus dem Archiv.")
    return redirect("publishing:newsletter", network=network)


def _find(request: Any, issue_id: int) -> Issue:
    found = issue_of(request.network, issue_id)
    if found is None:
        raise Http404
    return found


def _found(one: Issue) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What could stand in a draft, by section, and the names; nothing while the catalogue is not there."""
    slug = one.network.slug
    try:
        snap = catalogue.current()
        found = found_for(snap, one.network, one.audience, at=timezone.now())
    except (catalogue.NotReady, KeyError):
        return {section: [] for section in SECTIONS}, {}
    named = {each: snap.offer(slug, each) for ids in found.values() for each in ids}
    return found, {each: f"{offer.title} ({offer.organisation})" for each, offer in named.items() if offer}


def _content(one: Issue) -> dict[str, Any]:
    if one.state != Issue.State.DRAFT:
        return dict(one.content)
    found, _ = _found(one)
    taken = [f"{section}:{each}" for section in SECTIONS for each in found[section]]
    return content(found, set(taken) - set(one.left_out), timezone.localdate())


def _edit(request: Any, one: Issue, form: IssueForm, *, status: int = 200) -> HttpResponse:
    bands = [(key, BAND_NAMES[key]) for key in (ANY_AGE, *BANDS)] if one.audience == PARENTS else []
    context = {"issue": one, "form": form, "bands": bands, "nothing": not any(one in form.fields for one in SECTIONS)}
    return render(request, "publishing/newsletter_edit.html", context, status=status)


def _state(request: Any, one: Issue) -> HttpResponse:
    stands, silent = progress(one), silence_of(one.network)
    told = {key: number if number >= FEWEST else None for key, number in stands.items()}
    try:
        kept = {"audience": one.audience, "texts": one.texts, "content": one.content}
        made = archive(catalogue.current(), one.network.slug, kept, "de", silent=silent)
    except (catalogue.NotReady, KeyError):
        made = None
    context = {
        "issue": one,
        "letter": made,
        "gone": strike(one.texts, silent).gone,
        "sent": one.sent if one.sent >= FEWEST else None,
        "waiting": told.get("waiting", 0),
        "refused": told.get("refused", 0),
        "fewest": FEWEST,
        "may_pause": one.state == Issue.State.SENDING or stands.get("waiting", 0) > 0,
    }
    return render(request, "publishing/newsletter_state.html", context)
