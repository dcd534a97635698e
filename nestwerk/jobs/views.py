"""The post of a network: what left, what waits, what did not arrive."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import queries
from .kinds import label

PER_PAGE = 50


def mails(request: HttpRequest, network: str) -> HttpResponse:
    """The log of this network's mails, newest first."""
    page = Paginator(queries.mails_with_a_name(), PER_PAGE).get_page(request.GET.get("seite"))
    lines: list[dict[str, Any]] = [{"mail": mail, "kind": label(mail.kind)} for mail in page]
    return render(request, "jobs/mails.html", {"page": page, "lines": lines})
