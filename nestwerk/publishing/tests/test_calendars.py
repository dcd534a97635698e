"""Calendars and news as programs fetch them: from the catalogue alone, without a cookie, leaking nothing."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import icalendar
import pytest
from django.test import Client

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.publish import publish
from nestwerk.common.dates import Series
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing.calendars.tests.strict import problems

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
WEEKLY = Series("weekly", date(2026, 9, 1), weekdays=(1,), place="Geheimsaal").to_dict()
SECRET = ("Geheimweg", "Geheimstadt", "Geheimsaal", "96599")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def cafe(data_dir: Path, network: Network) -> Offer:
    """An ordinary offer with dates; beside it one whose address is secret, and one without dates."""
    with tenant(network.pk):
        space = SocialSpace.objects.create(network=network, slug="nord", name="Nord")
    open_ = {**WEEKLY, "place": "Saal 2"}
    found = make_offer(
        network, "Elterncafé", dates=[open_], city="Neustadt (Orla)", postal_code="96515", social_space=space
    )
    make_offer(
        network, "Frauenhaus", dates=[WEEKLY], hidden_address=True, street="Geheimweg 7", postal_code="96599",
        city="Geheimstadt", lat=50.4, lon=11.2, social_space=space,
    )  # fmt: skip
    make_offer(network, "Ohne Termine & <mehr>")
    publish(at=datetime.now(tz=UTC))
    return found


def titles(body: bytes) -> set[str]:
    assert problems(body) == []
    return {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(body).walk("VEVENT")}


def test_each_calendar_holds_what_its_address_says(
    client: Client, cafe: Offer, django_assert_num_queries: object
) -> None:
    expected = {
        "kalender.ics": {"Elterncafé", "Frauenhaus"},
        "kalender/raum/nord.ics": {"Elterncafé"},
        "kalender/ort/neustadt-orla.ics": {"Elterncafé"},
        "kalender/thema/offer.parent_cafe.ics": {"Elterncafé", "Frauenhaus"},
        f"angebote/{cafe.public_id}/kalender.ics": {"Elterncafé"},
    }
    for path, wanted in expected.items():
        with django_assert_num_queries(0):  # type: ignore[operator]
            answer = client.get(f"/musterstadt/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8"), path
        assert titles(answer.content) == wanted, path
        assert not answer.cookies
        assert not any(word in answer.content.decode().replace("\r\n ", "") for word in SECRET), path
        assert client.get(f"/musterstadt/{path}", headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "kalender/raum/sued.ics",
        "kalender/ort/geheimstadt.ics",
        "kalender/thema/offer.none.ics",
        "angebote/x/kalender.ics",
    ],
)
def test_what_does_not_exist_is_not_there(client: Client, cafe: Offer, path: str) -> None:
    assert client.get(f"/musterstadt/{path}").status_code == 404
    assert client.post("/musterstadt/kalender.ics").status_code == 405


@pytest.mark.parametrize("prefix", ["", "/en", "/de-einfach"])
def test_the_page_offers_each_calendar_and_every_link_works(client: Client, cafe: Offer, prefix: str) -> None:
    page = client.get(f"{prefix}/musterstadt/kalender").content.decode()
    links = [part.split('"')[0] for part in page.split('href="webcal:')[1:]]
    assert len(links) == 4
    assert all(client.get("/" + link.split("/", 3)[3]).status_code == 200 for link in links)
    assert "Geheim" not in page
    assert not client.get(f"{prefix}/musterstadt/kalender").cookies


def test_news_tells_each_change_once_and_nothing_hidden(client: Client, cafe: Offer, network: Network) -> None:
    def read() -> list[tuple[str, str]]:
        answer = client.get("/musterstadt/neues.atom")
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert not any(word in answer.content.decode() for word in SECRET)
        entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314  # our own
        return [(one.findtext(f"{ATOM}title") or "", one.findtext(f"{ATOM}updated") or "") for one in entries]

    first = dict(read())
    assert set(first) == {"Elterncafé", "Frauenhaus", "Ohne Termine & <mehr>"}
    with tenant(network.pk):
        Offer.objects.filter(pk=cafe.pk).update(summary="Jetzt mit Frühstück.")
    before = catalogue.current()
    publish(at=datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC))
    deadline = time.monotonic() + 10
    while catalogue.current() is before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert read()[0] == ("Elterncafé", "2027-01-02T03:04:05Z")
    assert {title: at for title, at in read() if title != "Elterncafé"} == {
        title: at for title, at in first.items() if title != "Elterncafé"
    }
    rss = ET.fromstring(client.get("/musterstadt/neues.rss").content)  # noqa: S314  # our own
    assert rss.findtext("channel/item/title") == "Elterncafé"
    assert len({one.text for one in rss.iter("guid")}) == 3


def test_the_shelf_names_every_address(cafe: Offer, network: Network) -> None:
    page = signed_in(make_member(network)).get("/netz/musterstadt/produkte/kalender/").content.decode()
    for path in ("kalender.ics", "kalender/raum/nord.ics", "kalender/ort/neustadt-orla.ics", "neues.atom"):
        assert f"/musterstadt/{path}" in page
    assert signed_in(make_member(network, "partner")).get("/netz/musterstadt/produkte/kalender/").status_code == 403


def test_the_page_of_an_offer_leads_to_its_calendar(client: Client, cafe: Offer) -> None:
    address = f"/musterstadt/angebote/{cafe.public_id}/kalender.ics"
    assert f'href="{address}"' in client.get(f"/en/musterstadt/angebote/{cafe.public_id}").content.decode()
    assert 'href="/en/musterstadt/kalender"' in client.get("/en/musterstadt/angebote").content.decode()
