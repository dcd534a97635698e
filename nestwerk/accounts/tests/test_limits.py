"""Too many tries: a pause for who tries, not for the owner."""

from __future__ import annotations

from typing import Any

import pytest

from .door import ELSEWHERE, HOME, ada, browser, lines, sign_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def guess(address: str, times: int, email: str = "ada@example.org") -> list[int]:
    return [sign_in(browser(address), email, f"falsch geraten {n}").status_code for n in range(times)]


def test_five_wrong_passwords_bring_a_pause_with_a_kind_page_on_record() -> None:
    user = ada()
    assert guess(HOME, 6) == [200] * 5 + [429]
    answer = sign_in(browser(HOME))
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert "Ihr Konto ist nicht gesperrt" in answer.content.decode()
    assert lines() == [("account.refused", user.pk, "password")] * 5 + [("account.limited", None, "account_login")]


def test_an_attacker_at_one_address_does_not_lock_out_the_owner_at_another() -> None:
    ada()
    guess(ELSEWHERE, 7)
    assert sign_in(browser(HOME)).status_code == 302


def test_many_addresses_together_have_a_limit_that_spares_where_the_owner_was_before(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_elsewhere": "10/h/key"}
    ada()
    assert sign_in(browser(HOME)).status_code == 302
    answers = [status for n in range(3) for status in guess(f"203.0.113.{n}", 5)]
    assert answers == [200] * 10 + [429] * 5
    assert sign_in(browser(ELSEWHERE)).status_code == 429
    assert sign_in(browser(HOME)).status_code == 302


def test_an_address_that_tries_many_accounts_is_slowed_down_others_are_not() -> None:
    ada()
    answers = [guess(ELSEWHERE, 1, f"wer{n}@example.org")[0] for n in range(22)]
    assert answers == [200] * 20 + [429] * 2
    assert sign_in(browser(HOME)).status_code == 302


def test_limits_do_not_tell_known_from_unknown() -> None:
    ada()
    assert guess(HOME, 7) == guess(ELSEWHERE, 7, "niemand@example.org")


def test_a_right_password_does_not_count() -> None:
    ada()
    assert [sign_in(browser()).status_code for _ in range(12)] == [302] * 12


def test_links_for_a_new_password_are_limited_per_address_typed() -> None:
    answers = [browser().post("/konto/kennwort/vergessen/", {"email": "ada@example.org"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_codes_of_the_second_step_are_limited() -> None:
    from .test_sign_in import with_app

    with_app(ada())
    client = browser()
    sign_in(client)
    answers = [client.post("/konto/anmelden/zweiter-schritt/", {"code": f"{n:06}"}).status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


def test_they_are_counted_in_the_database_for_all_processes(settings: Any) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
