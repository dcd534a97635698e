"""Pages for trouble: they speak the right language, name the numbers and need nothing that could be broken."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from nestwerk.catalogue import public as catalogue
from nestwerk.common.headers import content_policy, security_headers
from nestwerk.finder import fallback
from nestwerk.finder.page import public_page


def _asks_for(path: str):
    return RequestFactory().get(path)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/sonneberg/suche", "Da ist bei uns etwas schiefgegangen"),
        ("/de-einfach/sonneberg/", "Bei uns ist ein Fehler passiert"),
        ("/en/sonneberg/", "Something went wrong on our side"),
    ],
)
def test_an_error_apologises_in_the_readers_language_and_names_the_numbers(path, words):
    response = fallback.server_error(_asks_for(path))
    page = response.content.decode()
    assert response.status_code == 500
    assert words in page
    for number in ("112", "110", "116117", "08001110550", "116016"):
        assert f'href="tel:{number}"' in page
    assert "nora" in page


def test_an_error_needs_neither_catalogue_nor_templates(monkeypatch):
    fallback.prepare()
    for number in range(300):  # whatever else was asked for meanwhile
        assert fallback.not_found_in("de", f"netz{number}").status_code == 404
    monkeypatch.setattr(catalogue, "current", None)
    monkeypatch.setattr(fallback, "template", None)
    assert fallback.server_error(_asks_for("/")).status_code == 500
    assert fallback.not_found(_asks_for("/en/x")).status_code == 404


def test_before_the_first_catalogue_people_get_numbers_and_a_way_to_try_again(monkeypatch):
    def nothing_yet():
        raise catalogue.NotReady

    monkeypatch.setattr(catalogue, "current", nothing_yet)
    view = public_page(lambda page: None)
    response = view(_asks_for("/sonneberg/"), language="de", network="sonneberg")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert b"tel:112" in response.content


def test_a_page_may_set_its_own_policy_and_all_others_get_the_strict_one():
    from django.http import HttpResponse

    def embeddable(request):
        response = HttpResponse("")
        if request.path == "/einbetten":
            response["Content-Security-Policy"] = "frame-ancestors https://example.org"
        return response

    guarded = security_headers(embeddable)
    assert guarded(_asks_for("/einbetten"))["Content-Security-Policy"] == "frame-ancestors https://example.org"
    assert guarded(_asks_for("/"))["Content-Security-Policy"] == content_policy()
    assert guarded(_asks_for("/"))["Referrer-Policy"] == "no-referrer"


def test_only_pictures_may_come_from_the_operators_own_map_server():
    policy = content_policy("https://karten.example.org")
    assert policy.count("karten.example.org") == 1
    assert "img-src 'self' https://karten.example.org" in policy
