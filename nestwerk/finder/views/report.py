"""Telling that an offer is not right: two taps, no name. The first form anybody may send."""

from __future__ import annotations

from django.db import Error as DatabaseTrouble
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.anonymous import anonymous_post
from nestwerk.common.refusals import Refused
from nestwerk.finder.page import Page, answer, form_page
from nestwerk.finder.present.contact import ways
from nestwerk.offers.inbox import KINDS, LONGEST, report_problem


@anonymous_post
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def report(page: Page, offer_id: str) -> HttpResponse:
    """The form; sent, a thank-you. With the database away: 503, the text kept, other ways shown."""
    record = page.snap.offer(page.slug, offer_id)
    if record is None:
        raise Http404
    if page.request.method != "POST":
        return _form(page, record)
    kind, text = page.request.POST.get("was", ""), page.request.POST.get("text", "")[:LONGEST].replace("\x00", "")
    try:
        report_problem(page.slug, offer_id, kind=kind, text=text, on=page.today)
    except Refused as refused:
        status = 400 if kind not in KINDS else 409
        return _form(page, record, text=text, problem=refused.sentence, status=status)
    except DatabaseTrouble:
        return _form(page, record, text=text, problem=page.t("report.unavailable"), status=503)
    return answer(page, "report", title=page.t("report.title"), private=True, offer=record, done=True, ways=())


def _form(page: Page, record: OfferRecord, *, text: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    contact = ways(page.network.contact, page.t) if page.network else ()
    return answer(
        page,
        "report",
        title=page.t("report.title"),
        private=True,
        status=status,
        offer=record,
        done=False,
        kinds=KINDS,
        longest=LONGEST,
        text=text,
        problem=problem,
        ways=(contact or ways(record, page.t)) if problem else (),
    )
