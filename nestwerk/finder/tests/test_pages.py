"""Public pages ask no database, set no cookie and cost the same for one offer and for many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nestwerk.catalogue.publish import publish
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGES = [
    "/", "/suche?q=baby&ort=96515", "/zustaendig?ort=Sonneberg", "/notfall", "/impressum", "/datenschutz",
    "/barrierefreiheit", "/ueber", "/musterstadt/", "/musterstadt/suche?q=elterncafe", "/musterstadt/angebote",
    "/musterstadt/angebote?nach=ort", "/musterstadt/angebote?nach=name", "/musterstadt/netzwerk",
    "/musterstadt/notfall",
    "/musterstadt/impressum", "/musterstadt/datenschutz", "/musterstadt/barrierefreiheit", "/sitemap.xml",
    "/robots.txt", "/en/musterstadt/", "/de-einfach/musterstadt/suche?q=baby", "/api/v1/search?q=elterncafe",
]  # fmt: skip


def published(count: int) -> None:
    network = make_network("musterstadt")
    for number in range(count):
        make_offer(network, title=f"Elterncafé {number}", postal_code="96515", city="Sonneberg", lat=50.36, lon=11.17)
    publish(at=datetime.now(tz=UTC))


@pytest.mark.parametrize("count", [1, 3])
def test_no_public_page_asks_the_database(
    data_dir: Path, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    published(count)
    browser = Client()
    for page in PAGES:
        with django_assert_num_queries(0):
            answer = browser.get(page)
        assert answer.status_code == 200, page
        assert not answer.cookies, page


def test_every_page_carries_the_headers_that_keep_a_visit_private(data_dir: Path) -> None:
    published(1)
    browser = Client()
    for page in [*PAGES, "/gibtsnicht/"]:
        answer = browser.get(page)
        assert answer["Referrer-Policy"] == "no-referrer", page
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("page", ["/musterstadt/suche?q=sucht", "/suche?q=gewalt", "/api/v1/search?q=gewalt"])
def test_no_browser_keeps_a_result_page_and_no_title_tells_what_was_asked(data_dir: Path, page: str) -> None:
    published(1)
    answer = Client().get(page)
    assert answer["Cache-Control"] == "no-store"
    body = answer.content.decode()
    if "<title>" in body:
        title = body.split("<title>")[1].split("</title>")[0].casefold()
        assert "sucht" not in title
        assert "gewalt" not in title


def test_before_the_first_snapshot_every_page_says_so_with_the_emergency_numbers(data_dir: Path) -> None:
    answer = Client().get("/musterstadt/")
    assert answer.status_code == 503
    assert "112" in answer.content.decode()
    assert Client().get("/api/v1/search?q=x").status_code == 503
