"""What becomes of a page: public, planned, taken back, deleted; and the consent of the person it shows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nestwerk.common.refusals import Refused

from ..actions import page_consent
from ..actions import pages as actions
from ..forms.pages import ConsentForm, PageForm, PlanForm
from ..models.pages import OwnPage
from ..queries.pages import content_of, files_of, version_of
from .pages import edit, find

SOON = "In wenigen Sekunden"


@require_POST
def publish(request: Any, network: str, page_id: int) -> HttpResponse:
    """Show the newest version to everybody, or say what is missing."""
    page = find(request, page_id)
    try:
        actions.publish_page(page, by=request.member, at=timezone.now())
    except Refused as no:
        return _again(request, page, move_error=no.sentence)
    messages.success(request, f"{SOON} ist „{page.title}“ öffentlich.")
    return _back(network, page)


@require_POST
def plan(request: Any, network: str, page_id: int) -> HttpResponse:
    """Show the newest version from a moment on."""
    page, form = find(request, page_id), PlanForm(request.POST)
    if not form.is_valid():
        return _again(request, page, plan=form)
    moment = form.cleaned_data["moment"]
    try:
        actions.plan_page(page, moment=moment, by=request.member, at=timezone.now())
    except Refused as no:
        form.add_error("moment", no.sentence)
        return _again(request, page, plan=form)
    when = timezone.localtime(moment)
    messages.success(request, f"„{page.title}“ wird am {when:%d.%m.%Y} um {when:%H:%M} Uhr öffentlich.")
    return _back(network, page)


@require_POST
def take_back(request: Any, network: str, page_id: int) -> HttpResponse:
    """Hide the page; the text stays."""
    page = find(request, page_id)
    actions.take_back(page, by=request.member, at=timezone.now())
    messages.success(request, f"{SOON} ist „{page.title}“ nicht mehr öffentlich. Der Text bleibt hier stehen.")
    return _back(network, page)


@require_POST
def restore(request: Any, network: str, page_id: int) -> HttpResponse:
    """Make an older version the newest."""
    page = find(request, page_id)
    version = version_of(page, request.POST.get("fassung", ""))
    if version is None:
        raise Http404
    actions.restore_version(page, number=version.number, by=request.member, at=timezone.now())
    messages.success(request, f"Fassung {version.number} ist jetzt wieder die neueste. Öffentlich ist sie noch nicht.")
    return _back(network, page)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Any, network: str, page_id: int) -> HttpResponse:
    """Delete the page for good, after asking once."""
    page = find(request, page_id)
    if request.method != "POST":
        return render(request, "publishing/page_remove.html", {"page": page})
    actions.remove_page(page, by=request.member, at=timezone.now())
    messages.success(request, f"„{page.title}“ ist gelöscht, mit allen Fassungen, Bildern und Dateien.")
    return redirect("publishing:pages", network=network)


@require_POST
def consent(request: Any, network: str, page_id: int) -> HttpResponse:
    """Put down that the person said yes."""
    page, form = _portrait(request, page_id), ConsentForm(request.POST)
    if not form.is_valid():
        return _again(request, page, consent=form)
    given = form.cleaned_data
    try:
        page_consent.record_consent(
            page, on=given["on"], way=given["way"], until=given["until"], by=request.member, at=timezone.now()
        )
    except Refused as no:
        form.add_error(None, no.sentence)
        return _again(request, page, consent=form)
    messages.success(request, "Die Einwilligung ist festgehalten. Jetzt kann das Porträt öffentlich werden.")
    return _back(network, page)


@require_POST
def withdraw(request: Any, network: str, page_id: int) -> HttpResponse:
    """The person says no: hidden at once."""
    page = _portrait(request, page_id)
    page_consent.withdraw_consent(page, by=request.member, at=timezone.now())
    messages.success(request, f"{SOON} ist das Porträt nicht mehr öffentlich. In 30 Tagen wird es hier gelöscht.")
    return _back(network, page)


def _portrait(request: Any, page_id: int) -> OwnPage:
    page = find(request, page_id)
    if page.kind != OwnPage.Kind.PORTRAIT:
        raise Http404
    return page


def _back(network: str, page: OwnPage) -> HttpResponse:
    return redirect("publishing:page", network=network, page_id=page.pk)


def _again(request: Any, page: OwnPage, **more: Any) -> HttpResponse:
    pictures = [file for file in files_of(page) if file.width]
    form = PageForm(page, content_of(page, page.latest), "de", pictures)
    return edit(request, page, form, status=422, **more)
