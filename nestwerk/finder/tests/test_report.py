"""Telling that an offer is not right: without cookie and name, from our own pages, and never lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.inbox import PER_OFFER_AND_DAY
from nestwerk.offers.models import Offer, ProblemReport
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture
def offer(data_dir: Path) -> Offer:
    network = make_network("musterstadt", phone="03675 871-0")
    made = make_offer(network, title="Elterncafé")
    publish(at=datetime.now(tz=UTC))
    return made


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def address(offer: Offer) -> str:
    return f"/musterstadt/angebote/{offer.public_id}/hinweis"


def kept() -> list[ProblemReport]:
    with tenant(Network.objects.get(slug="musterstadt").pk):
        return list(ProblemReport.objects.all())


def test_two_taps_keep_what_is_wrong_and_nothing_about_who_said_it(offer: Offer, browser: Client) -> None:
    page = browser.get(address(offer))
    assert page.status_code == 200
    assert not page.cookies
    thanks = browser.post(address(offer), {"was": "times", "text": "Dienstags ist zu. "})
    assert thanks.status_code == 200
    assert "Danke für Ihren Hinweis" in thanks.content.decode()
    assert not thanks.cookies
    (report,) = kept()
    assert (report.kind, report.text, report.offer_id) == ("times", "Dienstags ist zu.", offer.pk)
    office = {"passed_on_at": None, "answer": "", "done_at": None, "done_by": None}  # who looks into it, later
    assert {name: getattr(report, name) for name in office} == office
    told = {field.name for field in ProblemReport._meta.fields} - set(office)
    assert told == {"id", "network", "offer", "kind", "text", "reported_on"}


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://boese.example"},
        {"HTTP_ORIGIN": "http://["},
    ],
)
def test_a_form_from_a_foreign_page_is_refused(offer: Offer, browser: Client, headers: dict[str, str]) -> None:
    assert browser.post(address(offer), {"was": "gone"}, **headers).status_code == 403
    assert kept() == []


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_SEC_FETCH_SITE": "same-origin"}, {"HTTP_ORIGIN": "http://testserver"}, {"HTTP_ORIGIN": "null"}],
)
def test_our_own_pages_may_send_it(offer: Offer, browser: Client, headers: dict[str, str]) -> None:
    assert browser.post(address(offer), {"was": "gone"}, **headers).status_code == 200
    assert len(kept()) == 1


def test_without_a_choice_the_text_stays_and_the_error_says_what_to_do(offer: Offer, browser: Client) -> None:
    page = browser.post(address(offer), {"was": "quatsch", "text": "Nummer ist <alt>"})
    assert page.status_code == 400
    assert "Nummer ist &lt;alt&gt;" in page.content.decode()
    assert kept() == []


def test_with_the_database_away_the_text_is_kept_and_a_phone_number_shown(
    offer: Offer, browser: Client, monkeypatch: Any
) -> None:
    browser.get(address(offer))
    settings = connections["default"].settings_dict
    connections["default"].close()
    monkeypatch.setitem(settings, "HOST", "/nonexistent")
    page = browser.post(address(offer), {"was": "phone", "text": "Bitte nicht verlieren"})
    monkeypatch.undo()
    connections["default"].close()
    assert page.status_code == 503
    text = page.content.decode()
    assert "Bitte nicht verlieren" in text
    assert 'href="tel:036758710"' in text
    assert browser.get(address(offer)).status_code == 200, "reading needs no database"


def test_a_flood_is_stopped_per_offer_and_day(offer: Offer, browser: Client) -> None:
    for _ in range(PER_OFFER_AND_DAY):
        assert browser.post(address(offer), {"was": "other"}).status_code == 200
    assert browser.post(address(offer), {"was": "other"}).status_code == 409
    assert len(kept()) == PER_OFFER_AND_DAY


def test_an_offer_that_went_away_says_so(offer: Offer, browser: Client) -> None:
    with tenant(offer.network_id):
        Offer.objects.update(status="ended")
    page = browser.post(address(offer), {"was": "gone"})
    assert page.status_code == 409
    assert "nicht mehr öffentlich" in page.content.decode()


def test_a_stranger_s_network_gets_404(offer: Offer, browser: Client) -> None:
    make_network("nebenan")
    publish(at=datetime.now(tz=UTC))
    import time

    time.sleep(1.1)
    assert browser.post(f"/nebenan/angebote/{offer.public_id}/hinweis", {"was": "gone"}).status_code == 404
    assert browser.get("/musterstadt/angebote/keins/hinweis").status_code == 404


def test_an_upload_and_a_flood_of_text_are_refused_before_they_are_read(offer: Offer, browser: Client) -> None:
    assert browser.post(address(offer), {"was": "gone", "text": "x" * 40_000}).status_code == 413
    sent = SimpleUploadedFile("x.bin", b"y" * 4_000)
    browser.post(address(offer), {"was": "gone", "text": "mit Datei", "datei": sent})
    assert [report.text for report in kept()] in ([], ["mit Datei"])
