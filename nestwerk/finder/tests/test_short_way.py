"""The short way to a result page: the same page and the same headers as on the whole way."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from nestwerk.catalogue.publish import publish
from nestwerk.common.headers import answer_headers
from nestwerk.finder.short_way import App, with_short_way
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def answered(app: App, method: str, path: str, query: str = "", **more: Any) -> tuple[str, dict[str, str], bytes]:
    environ = RequestFactory().generic(method, path, QUERY_STRING=query, HTTP_HOST="127.0.0.1", **more).environ
    said: list[Any] = []
    body = b"".join(app(environ, lambda status, headers, problem=None: said.extend((status, dict(headers)))))
    return said[0], {name: value for name, value in said[1].items() if name != "Content-Length"}, body


class Counted:
    """Django, and how often it was asked."""

    def __init__(self) -> None:
        self.times, self.django = 0, WSGIHandler()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.times += 1
        return self.django(environ, start_response)


@pytest.fixture
def whole_way(data_dir: Any) -> Counted:
    make_offer(make_network("musterstadt"), title="Elterncafé", needs=["need.meet_parents"])
    publish(at=AT)
    return Counted()


@pytest.mark.parametrize("path", ["/musterstadt/suche", "/en/musterstadt/suche", "/de-einfach/suche", "/suche"])
@pytest.mark.parametrize("query", ["", "q=andere+eltern", "q=%3Cb%3E%26&ort=%22x&alter=4-12-monate&kosten=free"])
@pytest.mark.parametrize("more", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_it_is_the_same_page(whole_way: Counted, path: str, query: str, more: dict[str, str]) -> None:
    short = answered(with_short_way(whole_way, answer_headers()), "GET", path, query, **more)
    assert whole_way.times == 0
    assert short == answered(whole_way, "GET", path, query, **more)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gibtsnicht/suche"),  # an unknown network
        ("GET", "/netz/suche"),  # a reserved word
        ("GET", "/en/konto/suche"),
        ("GET", "/musterstadt/suche/"),
        ("GET", "/musterstadt/Suche"),
        ("POST", "/musterstadt/suche"),
        ("PUT", "/suche"),
        ("GET", "/musterstadt/"),
    ],
)
def test_what_is_no_search_goes_the_whole_way(whole_way: Counted, method: str, path: str) -> None:
    short = answered(with_short_way(whole_way, answer_headers()), method, path)
    assert whole_way.times == 1
    assert short == answered(whole_way, method, path)


def test_a_defect_is_answered_by_the_whole_way(whole_way: Counted, monkeypatch: Any, caplog: Any) -> None:
    def broken(request: Any, **rest: Any) -> Any:
        raise ZeroDivisionError("Hebamme")

    monkeypatch.setattr("nestwerk.finder.short_way.search", broken)
    status, _, _ = answered(with_short_way(whole_way, answer_headers()), "GET", "/musterstadt/suche", "q=hebamme")
    assert status == "200 OK"
    assert whole_way.times == 1
    assert "kurzen Weg" in caplog.text
