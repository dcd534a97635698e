"""Pictures and documents of a page in the workspace, and the page as families will see it."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.common.refusals import Refused
from nestwerk.common.uploads import takes_file, too_large
from nestwerk.finder.languages import BY_CODE, GERMAN
from nestwerk.finder.page import Page

from ..actions.page_files import add_file, remove_file
from ..forms.pages import PageForm
from ..models.pages import OwnPage
from ..pages.files import LARGEST_SENT
from ..pages.published import seen
from ..queries.pages import content_of, file_of, files_of, shown_files, version_of
from .pages import edit, find
from .pages_public import file_response, show

TOO_LARGE = "Die Datei ist größer als 10 MB. Sie wurde nicht gelesen. Bitte verkleinern Sie sie."


@require_POST
@takes_file(largest=LARGEST_SENT)
def upload(request: Any, network: str, page_id: int) -> HttpResponse:
    """Take a picture or a PDF; anything else is refused beside the field."""
    page = find(request, page_id)
    if too_large(request):
        return _again(request, page, TOO_LARGE, 413)
    sent = request.FILES.get("datei")
    try:
        kept = add_file(
            page,
            content=sent.read() if sent else b"",
            name=sent.name if sent else "",
            by=request.member,
            at=timezone.now(),
        )
    except Refused as no:
        return _again(request, page, no.sentence, 422)
    messages.success(request, f"„{kept.name}“ ist da. Fügen Sie es in den Text ein, wo es stehen soll.")
    return redirect("publishing:page", network=network, page_id=page.pk)


@require_safe
def file(request: Any, network: str, page_id: int, mark: str) -> HttpResponse:
    """A file of a page, also of one that is not public."""
    found = file_of(find(request, page_id), mark)
    if found is None:
        raise Http404
    return file_response(bytes(found.content), found.media_type, found.name, cache="private, no-store")


@require_POST
def delete_file(request: Any, network: str, page_id: int, mark: str) -> HttpResponse:
    """Delete a file that no public version needs."""
    page = find(request, page_id)
    try:
        remove_file(page, mark=mark, by=request.member, at=timezone.now())
    except Refused as no:
        return _again(request, page, no.sentence, 409)
    messages.success(request, "Die Datei ist gelöscht.")
    return redirect("publishing:page", network=network, page_id=page.pk)


@require_safe
def preview(request: Any, network: str, page_id: int) -> HttpResponse:
    """The real public page with a version of this one, in a language."""
    page = find(request, page_id)
    number = request.GET.get("fassung", "")
    version = version_of(page, number) if number else version_of(page, str(page.latest))
    language = BY_CODE.get(request.GET.get("sprache", ""), GERMAN)
    if version is None:
        raise Http404
    try:
        snap = catalogue.current()
        record = snap.networks[network]
    except (catalogue.NotReady, KeyError):
        return render(request, "publishing/page_preview_later.html", {"page": page})
    asked = copy(request)
    asked.path = f"/{language.prefix}/{network}/" if language.prefix else f"/{network}/"
    made = Page(request=asked, language=language, snap=snap, at=timezone.now(), network=record)
    stored = {**version.content, "kind": page.kind, "slug": page.slug, "published_at": ""}
    files = shown_files(page, f"/netz/{network}/seiten/{page.pk}/dateien/")
    return show(made, seen(stored, language.code), files, template="publishing/own_page_preview", private=True)


def _again(request: Any, page: OwnPage, problem: str, status: int) -> HttpResponse:
    pictures = [one for one in files_of(page) if one.width]
    form = PageForm(page, content_of(page, page.latest), GERMAN.code, pictures)
    return edit(request, page, form, status=status, file_error=problem)
