"""Addresses as people write them."""

from __future__ import annotations

import pytest

from nestwerk.common.addresses import is_mail, web


def test_a_way_to_get_in_touch_never_becomes_a_script():
    assert web("javascript:alert(1)") == ""
    assert web("https:alert(1)") == ""
    assert web("www.example.org/eltern") == "https://www.example.org/eltern"
    assert web("HTTPS://example.org") == "HTTPS://example.org"


@pytest.mark.parametrize(
    "written", ["müller.example", "example.org:8080/a?b=c#d", "http://a.b.example/?q=1", "example.org?x"]
)
def test_addresses_of_the_web_in_all_their_shapes(written):
    assert web(f" {written} ").endswith(written)


@pytest.mark.parametrize(
    "written",
    ["", "siehe Aushang", "z.B.", "info@example.org", "https://", "http://nur-ein-wort", "www.a.de und www.b.de"],
)
def test_what_leads_nowhere_is_no_address(written):
    assert web(written) == ""


def test_a_mail_address_has_one_at_sign_and_no_gap():
    assert is_mail("info@example.org")
    assert not any(map(is_mail, ("info", "info@example", "a b@example.org", "a@b@example.org", "")))
