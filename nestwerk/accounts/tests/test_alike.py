"""A known and an unknown address get the same answer in the same time (R-52)."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.accounts.tasks import send_reset_mail
from nestwerk.jobs.models import Mail

from .door import ada, browser, lines, sign_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
KNOWN, UNKNOWN = "ada@example.org", "eve@example.org"


def stripped(answer: object, email: str) -> tuple[int, str, str]:
    """Status, target and body without the form's token and what was typed."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", answer.content.decode())  # type: ignore[attr-defined]
    return answer.status_code, answer.get("Location", ""), body.replace(email, "@")  # type: ignore[attr-defined]


def wrong(email: str) -> object:
    return sign_in(browser(), email, "falsch geraten hier")


def reset(email: str) -> object:
    return browser().post("/konto/kennwort/vergessen/", {"email": email})


@pytest.mark.parametrize("ask", [wrong, reset])
def test_body_and_status_are_alike(ask: Callable[[str], object]) -> None:
    ada()
    assert stripped(ask(KNOWN), KNOWN) == stripped(ask(UNKNOWN), UNKNOWN)


@pytest.mark.parametrize("ask", [wrong, reset])
def test_the_work_is_alike(ask: Callable[[str], object]) -> None:
    ada()
    shapes = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            ask(email)
        shapes.append([query["sql"].split(" ")[0] for query in queries])
    assert shapes[0] == shapes[1]


def ratio(ask: Callable[[str], object]) -> float:
    """Median time for the known address over that for the unknown one, taken in turns."""
    times: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    for turn in range(16):
        for email in (KNOWN, UNKNOWN) if turn % 2 else (UNKNOWN, KNOWN):
            cache.clear()  # the limits are not what is measured here
            begun = perf_counter()
            ask(email)
            times[email].append(perf_counter() - begun)
    return median(times[KNOWN]) / median(times[UNKNOWN])


@pytest.mark.slow
@pytest.mark.parametrize("ask", [wrong, reset])
def test_the_time_is_alike(ask: Callable[[str], object], settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    ada()
    ratios: list[float] = []
    while not ratios or (not 0.8 < ratios[-1] < 1.25 and len(ratios) < 6):  # a busy machine is measured anew
        ratios.append(ratio(ask))
    assert 0.8 < ratios[-1] < 1.25, ratios


def test_an_account_without_a_password_looks_like_any_other() -> None:
    ada(password=None)
    assert stripped(wrong(KNOWN), KNOWN) == stripped(wrong(UNKNOWN), UNKNOWN)


def test_only_a_known_address_gets_a_mail_and_no_line_tells_what_was_typed() -> None:
    user = ada()
    reset(KNOWN)
    reset(UNKNOWN)
    assert lines() == [("account.reset_asked", user.pk, ""), ("account.reset_asked", None, "")]
    for user_id in (user.pk, 0):
        send_reset_mail(user_id=user_id)
    assert list(Mail.objects.values_list("kind", "to")) == [("account.reset", KNOWN)]
