"""The desk of the newsletter: what is offered, how many read, all issues."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions.newsletter import create_issue, delete_readers, offer_newsletter
from ..forms.newsletter import NewIssueForm, OfferedForm
from ..newsletter.readers import ANY_AGE, FEWEST
from ..queries.newsletter import AUDIENCES, issues_of, newsletter_of, numbers

BAND_NAMES = {
    "pregnant": "in der Schwangerschaft",
    "m0": "Kind bis 3 Monate",
    "m4": "Kind 4 bis 12 Monate",
    "y1": "Kind 1 bis 3 Jahre",
    ANY_AGE: "ohne Angabe des Alters",
}
SHOWN = 60


@require_safe
def desk(request: Any, network: str) -> HttpResponse:
    """Everything about the newsletter; numbers from five readers on, an address never."""
    newsletter, today = newsletter_of(request.network), timezone.localdate()
    readers = []
    for audience, name in AUDIENCES.items():
        total, parts = numbers(request.network, audience, today)
        groups = [(BAND_NAMES[key], number) for key, number in parts.items()]
        readers.append({"audience": audience, "name": name, "total": total, "groups": groups if total else []})
    context = {
        "offered": OfferedForm(newsletter),
        "open": newsletter.for_parents or newsletter.for_professionals,
        "new": NewIssueForm(),
        "readers": readers,
        "fewest": FEWEST,
        "issues": issues_of(request.network)[:SHOWN],
    }
    return render(request, "publishing/newsletter_desk.html", context)


@require_POST
def offer(request: Any, network: str) -> HttpResponse:
    """Say which newsletters there are."""
    form = OfferedForm(newsletter_of(request.network), request.POST)
    if form.is_valid():
        offer_newsletter(request.network, **form.cleaned_data, by=request.member, at=timezone.now())
        messages.success(request, "Gespeichert. In wenigen Sekunden zeigt die öffentliche Seite, was Sie anbieten.")
    return redirect("publishing:newsletter", network=network)


@require_POST
def new(request: Any, network: str) -> HttpResponse:
    """Begin an issue."""
    form = NewIssueForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Bitte wählen Sie, für wen die Ausgabe ist.")
        return redirect("publishing:newsletter", network=network)
    made = create_issue(request.network, audience=form.cleaned_data["audience"], by=request.member, at=timezone.now())
    return redirect("publishing:newsletter_issue", network=network, issue_id=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def empty(request: Any, network: str, audience: str) -> HttpResponse:
    """Delete every address of a newsletter, after asking once."""
    if audience not in AUDIENCES:
        raise Http404
    if request.method != "POST":
        return render(request, "publishing/newsletter_empty.html", {"audience": AUDIENCES[audience]})
    delete_readers(request.network, audience, by=request.member, at=timezone.now())
    messages.success(request, f"Alle Adressen des Newsletters für {AUDIENCES[audience]} sind gelöscht.")
    return redirect("publishing:newsletter", network=network)
