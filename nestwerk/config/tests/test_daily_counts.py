"""From a page given out and a contact touched to a number of the day, through the page cache."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.config.wsgi import cache
from nestwerk.finder import counting
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import DailyCount
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"}


def test_from_the_page_and_the_link_to_the_day_in_the_database(data_dir: Path) -> None:
    offer = make_offer(make_network("musterstadt"), phone="03675 1", email="a@example.org", website="example.org")
    publish(at=datetime.now(tz=UTC))
    counting.counts.flushing = False
    counting.counts.flush()
    path = f"/musterstadt/angebote/{offer.public_id}"

    def get(**more: str) -> str:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "localhost", "SERVER_NAME": "localhost",
                   "SERVER_PORT": "80", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http", **more}  # fmt: skip
        return b"".join(cache(environ, lambda status, headers: None)).decode()

    text = get(**PHONE)
    get(**PHONE)  # from the cache
    get(HTTP_USER_AGENT="Googlebot")
    get(**PHONE, HTTP_SEC_PURPOSE="prefetch")
    ping = f'ping="{path}/angetippt"'
    assert text.count(ping) == 4, "phone, mail, website, and the button at the thumb"
    browser = Client(enforce_csrf_checks=True)
    told = browser.post(
        f"{path}/angetippt", "PING", content_type="text/ping", HTTP_SEC_FETCH_SITE="same-origin", **PHONE
    )
    assert (told.status_code, told.content, dict(told.cookies)) == (204, b"", {})
    assert browser.get(f"{path}/angetippt").status_code == 405
    foreign = browser.post(f"{path}/angetippt", HTTP_SEC_FETCH_SITE="cross-site", **PHONE)
    assert foreign.status_code == 403
    assert browser.post("/musterstadt/angebote/keins/angetippt", **PHONE).status_code == 404
    assert counting.counts.flush() == 1
    with tenant(offer.network_id):
        (day,) = DailyCount.objects.all()
        assert (day.offer_id, day.seen, day.touched) == (offer.pk, 2, 1)
