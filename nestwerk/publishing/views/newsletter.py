"""Ordering, confirming and leaving the newsletter: without account, cookie or script.

Looking changes nothing, so that a program that follows links in mails orders and ends nothing. The one exception in
what a POST needs is RFC 8058: the mail program posts for its reader, from wherever it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error as DatabaseTrouble
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nestwerk.accounts.limits import too_often
from nestwerk.common.anonymous import LARGEST, anonymous_post
from nestwerk.finder.page import Page, answer, form_page
from nestwerk.finder.present.contact import ways
from nestwerk.finder.wording import dates

from .. import inbox
from ..actions.newsletter_readers import NotTaken
from ..handbook.lost import lost as lost_facts
from ..newsletter.readers import AUDIENCES, PARENTS, TOPICS, months_to_choose
from ..public.newsletter import NAME

METHODS = ["GET", "HEAD", "POST"]
ONE_CLICK = ("List-Unsubscribe", "One-Click")
RETRY = "120"  # seconds
MOST_LEAVES, LEAVES_SECONDS = 10, 600  # by address, from one network address: people share theirs, nobody types faster
Typed = dict[str, Any]


@anonymous_post
@require_http_methods(METHODS)
@form_page
def order(page: Page) -> HttpResponse:
    """The forms for parents and professionals; sent, the same answer for every address."""
    if page.request.method != "POST":
        return _forms(page)
    given = page.request.POST
    typed: Typed = {
        "audience": given.get("wer", ""),
        "address": given.get("email", "")[: inbox.LONGEST_ADDRESS].replace("\x00", ""),
        "month": given.get("monat", ""),
        "topics": given.getlist("thema"),
    }
    try:
        inbox.ask_for_newsletter(page.slug, **typed, language=page.language.code, on=page.today, at=page.at)
    except NotTaken as no:
        return _forms(page, typed, no.key, status=409 if no.key in ("gone", "many") else 422)
    except DatabaseTrouble:
        return _forms(page, typed, "unavailable", status=503)
    return answer(page, "publishing/newsletter_asked", title=page.t("newsletter.asked.title"), private=True)


@anonymous_post
@require_http_methods(METHODS)
@form_page
def confirm(page: Page, word: str) -> HttpResponse:
    """The page behind the link of the question: one button."""
    status, state = 200, "ask"
    try:
        if page.request.method == "POST":
            state = "done" if inbox.confirm_newsletter(page.slug, word, at=page.at) else "gone"
        elif not inbox.waits(page.slug, word, at=page.at):
            state = "gone"
    except (DatabaseTrouble, OSError):
        return _unavailable(page)
    if state == "gone":
        status = 410
    return _said(page, "newsletter_confirm", "newsletter.confirm.title", status=status, state=state)


@anonymous_post
@require_http_methods(METHODS)
@form_page
def leave_without_link(page: Page) -> HttpResponse:
    """For whoever has no mail at hand, from the page after a loss too: the address, and it is gone.

    A stranger can end somebody's newsletter here, so nobody can go through a list of addresses. The link in a mail has
    no limit.
    """
    done = page.request.method == "POST"
    if done:
        try:
            if too_often(page.request, "newsletter.leave", most=MOST_LEAVES, seconds=LEAVES_SECONDS, at=page.at):
                return _unavailable(page, status=429)
            inbox.leave_by_address(page.slug, page.request.POST.get("email", "").replace("\x00", ""), at=page.at)
        except (DatabaseTrouble, OSError):
            return _unavailable(page)
    return _said(page, "newsletter_leave", "newsletter.leave.title", done=done, by_address=True)


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page behind a link of a mail that ends the newsletter when it is posted to, by a reader or her mail program.

    The link is the right; there is no cookie a foreign page could borrow. What is deleted is deleted before anything
    is drawn, so that no missing catalogue keeps anybody on the list.
    """

    @csrf_exempt
    @require_http_methods(METHODS)
    @wraps(view)
    def opening(request: HttpRequest, *, network: str, word: str, **rest: Any) -> HttpResponse:
        if request.method == "POST":
            if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
                return HttpResponse(status=413)
            try:
                inbox.leave_by_link(network, word, at=timezone.now())
            except (DatabaseTrouble, OSError):
                response = form_page(_unavailable)(request, network=network, **rest)
                response["Retry-After"] = RETRY
                return response
            if request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]:
                return HttpResponse("OK\n", content_type="text/plain")
        return form_page(view)(request, network=network, **rest)

    return opening


@by_link
def leave(page: Page) -> HttpResponse:
    """One button; the answer is the same for a link that was used before."""
    done = page.request.method == "POST"
    return _said(page, "newsletter_leave", "newsletter.leave.title", done=done, by_address=False)


@by_link
def lost(page: Page) -> HttpResponse:
    """For parents whose child has died: one tap, no question, and people who are there."""
    done = page.request.method == "POST"
    return _said(page, "newsletter_lost", "newsletter.lost.title", done=done, lines=lost_facts(page).lines)


def _forms(page: Page, typed: Typed | None = None, problem: str = "", status: int = 200) -> HttpResponse:
    page.until(page.midnight)
    offered = (page.snap.addition(page.slug, NAME) or {}).get("audiences", [])
    key = "newsletter.unavailable" if problem == "unavailable" else f"newsletter.wrong.{problem}"
    return answer(
        page,
        "publishing/newsletter",
        title=page.t("newsletter.title"),
        private=page.request.method == "POST",
        status=status,
        audiences=[one for one in AUDIENCES if one in offered],
        parents=PARENTS,
        months=[
            (f"{one:%Y-%m}", dates.month_and_year(one.isoformat(), page.t)) for one in months_to_choose(page.today)
        ],
        topics=[(key, page.t(f"brochure.chapter.{key}")) for key in TOPICS],
        typed=typed or {"audience": "", "address": "", "month": "", "topics": []},
        problem=problem,
        problem_text=page.t(key) if problem else "",
        ways=ways(page.network.contact, page.t) if problem and page.network else (),
    )


def _unavailable(page: Page, *, status: int = 503) -> HttpResponse:
    contact = ways(page.network.contact, page.t) if page.network else ()
    title = page.t("newsletter.wrong.title")
    response = answer(page, "publishing/newsletter_unavailable", title=title, private=True, status=status, ways=contact)
    response["Retry-After"] = RETRY if status == 503 else str(LEAVES_SECONDS)
    return response


def _said(page: Page, template: str, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    return answer(page, f"publishing/{template}", title=page.t(title), private=True, status=status, **context)
