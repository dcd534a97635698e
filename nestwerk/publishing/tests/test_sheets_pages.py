"""Lists, folder and sheets as people fetch them: from the catalogue alone; and the pages on the shelf."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nestwerk.catalogue.publish import publish
from nestwerk.common.dates import Change, Series
from nestwerk.common.hours import BERLIN
from nestwerk.common.tenancy import tenant
from nestwerk.finder.languages import LANGUAGES
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing.sheets.handover import OTHER
from nestwerk.publishing.sheets.printing import Press
from nestwerk.publishing.sheets.week import monday_of, week_key
from nestwerk.publishing.views import sheets

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
HERE = "/musterstadt"
PUBLIC = ("termine", "fachkraefte", "uebergabe")
FILES = ("termine.pdf", "fachkraefte.pdf")
DESK = ("produkte/aushaenge/", "produkte/listen/", "produkte/pressetext/", "produkte/pressetext.txt")


@pytest.fixture
def today() -> date:
    return timezone.now().astimezone(BERLIN).date()


@pytest.fixture
def cafe(network: Network, today: date) -> Offer:
    """A café every day of this week, cancelled on Sunday; beside it one whose address is secret."""
    with tenant(network.pk):
        space = SocialSpace.objects.create(network=network, slug="nord", name="Nord")
    sunday = monday_of(today) + timedelta(days=6)
    series = Series(
        "weekly",
        sunday - timedelta(weeks=4),
        time(9),
        time(11),
        weekdays=(0, 6),
        changes=(Change("cancelled", sunday, "Wasserschaden"),),
    )
    cafe = make_offer(network, "Elterncafé", dates=[series.to_dict()], city="Musterstadt", social_space=space)
    secret = series.to_dict() | {"place": "Geheimsaal"}
    make_offer(
        network, "Frauenhaus", dates=[secret], hidden_address=True, street="Geheimweg 7", city="Geheimstadt",
        postal_code="96599", lat=50.4, lon=11.2,
    )  # fmt: skip
    publish(at=datetime.now(tz=UTC))
    return cafe


def seen(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_nothing_public_asks_the_database_or_sets_a_cookie(cafe: Offer, django_assert_num_queries: Any) -> None:
    offer = f"angebote/{cafe.public_id}"
    files = [*FILES, f"{offer}/plakat.pdf", f"{offer}/handzettel.pdf?groesse=dl", f"uebergabe.pdf?a={cafe.public_id}"]
    for language in LANGUAGES:
        front = f"/{language.prefix}{HERE}" if language.prefix else HERE
        for path in (*PUBLIC, *files):
            with django_assert_num_queries(0):
                answer = Client().get(f"{front}/{path}")
            assert answer.status_code == 200, path
            assert not answer.cookies
            assert "Geheim" not in answer.content.decode("latin-1")
            if ".pdf" in path:
                assert answer["Content-Type"] == "application/pdf"
                assert answer["X-Robots-Tag"] == "noindex, nofollow"
                again = Client().get(f"{front}/{path}", headers={"If-None-Match": answer["ETag"]})
                assert again.status_code == 304
        assert Client().post(f"{front}/termine").status_code == 405
        assert Client().post(f"{front}/termine.pdf").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "termine?woche=2020-W01",
        "termine?woche=x",
        "termine?wochen=52",
        "termine?region=sued",
        "termine?ort=geheimstadt",
        "termine?anbieter=x",
        "termine?thema=offer.none",
        "termine.pdf?region=sued",
        "wochenblatt.pdf?ort=anderswo",
        "uebergabe.pdf",
        "uebergabe.pdf?a=unbekannt",
        "uebergabe?sprache=xx",
        "angebote/unbekannt/plakat.pdf",
    ],
)
def test_what_does_not_exist_is_not_there(cafe: Offer, path: str) -> None:
    assert Client().get(f"{HERE}/{path}").status_code == 404
    assert Client().get(f"/anderswo/{path}").status_code == 404


def test_sizes_and_dates_of_a_poster_are_those_there_are(cafe: Offer, today: date) -> None:
    address = f"{HERE}/angebote/{cafe.public_id}"
    next_monday = monday_of(today) + timedelta(days=7)
    for query, status in (
        ("plakat.pdf?groesse=a3", 200),
        ("plakat.pdf?groesse=a5", 404),
        ("handzettel.pdf?groesse=a5", 200),
        (f"plakat.pdf?termin={next_monday}", 200),
        (f"plakat.pdf?termin={next_monday + timedelta(days=1)}", 404),
        ("plakat.pdf?termin=morgen", 404),
    ):
        assert Client().get(f"{address}/{query}").status_code == status, query


def test_the_list_begins_today_and_shows_what_is_off(cafe: Offer, today: date) -> None:
    page = main(seen(f"{HERE}/termine"))
    assert page.count("<s>9–11 Uhr</s>") == 2
    assert "Fällt aus" in page
    assert "Wasserschaden" in page
    assert "Geheim" not in page
    assert "/musterstadt/kalender.ics" in page
    assert f'id="tag-{today - timedelta(days=1)}"' not in page
    english = main(seen(f"/en{HERE}/termine"))
    assert "Cancelled" in english
    assert 'lang="de" dir="ltr">Elterncafé' in english
    following = week_key(monday_of(today) + timedelta(days=7))
    assert f'href="/musterstadt/termine?woche={following}" rel="next nofollow"' in page
    later = main(seen(f"{HERE}/termine?woche={following}"))
    assert "<s>" not in later
    assert "Die nächsten Tage" in later
    far = week_key(monday_of(today) + timedelta(weeks=53))
    assert 'rel="next' not in main(seen(f"{HERE}/termine?woche={far}"))


def test_filters_choose_and_lead_to_their_calendar(cafe: Offer) -> None:
    page = main(seen(f"{HERE}/termine?region=nord"))
    assert "Elterncafé" in page
    assert ">Frauenhaus<" not in page
    assert "/musterstadt/kalender/raum/nord.ics" in page
    assert "termine.pdf?region=nord" in page
    assert Client().get(f"{HERE}/termine?region=nord")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in Client().get(f"{HERE}/termine")
    both = main(seen(f"{HERE}/termine?region=nord&thema=offer.parent_cafe"))
    assert "/musterstadt/kalender.ics" in both
    none = main(seen(f"{HERE}/termine?thema=offer.baby_course"))
    assert "Dazu haben wir in dieser Zeit keine Termine gefunden." in none
    assert "Alle Termine ansehen" in none


def test_where_nothing_takes_place_whom_to_ask_stands_there(data_dir: Path) -> None:
    network = make_network("musterstadt")
    with tenant(network.pk):
        Network.objects.filter(pk=network.pk).update(phone="030 23125 100")
    publish(at=timezone.now())
    page = main(seen(f"{HERE}/termine"))
    assert "rufen Sie uns an" in page
    assert 'href="tel:03023125100"' in page


def test_a_hand_over_sheet_is_chosen_in_the_address_and_kept_nowhere(cafe: Offer, network: Network) -> None:
    plain = Client().get(f"{HERE}/uebergabe")
    assert "no-store" not in plain["Cache-Control"]
    answer = Client().get(f"{HERE}/uebergabe", {"a": [cafe.public_id, "weg"], "sprache": "en"})
    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "mit 1 Angebot." in page
    links = re.findall(r'href="(/musterstadt/uebergabe\.pdf[^"]+)"', page)
    assert len(links) == 2 * (1 + len(OTHER))  # A4 and A6, German alone or with each language
    for link in links:
        file = Client().get(link.replace("&amp;", "&"))
        assert file.status_code == 200
        assert file["Cache-Control"] == "no-store"
    assert Client().get(f"{HERE}/uebergabe", {"sprache": ""}).status_code == 422
    many = [make_offer(network, f"Angebot {number}").public_id for number in range(9)]
    publish(at=datetime.now(tz=UTC), wait=True)
    answer = Client().get(f"{HERE}/uebergabe", {"a": many, "sprache": ""})
    assert answer.status_code == 422
    assert "passen acht Angebote" in answer.content.decode()
    assert Client().get(f"{HERE}/uebergabe.pdf", {"a": many}).status_code == 404


def test_the_folder_shows_what_is_for_professionals_and_nothing_for_parents_alone(cafe: Offer) -> None:
    page = main(seen(f"{HERE}/fachkraefte"))
    assert "0800 1921000" in page
    assert "§ 4 Abs. 3 KKG" in page
    assert "Elterncafé" in page
    assert "0800 1110550" not in page
    assert "0800 1921000" not in seen(f"{HERE}/notfall")


def test_too_many_at_once_are_asked_to_come_back(cafe: Offer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Press(tmp_path, waiting=1)
    full._queue.acquire()
    monkeypatch.setattr(sheets, "press", lambda: full)
    answer = Client().get(f"{HERE}/termine.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "noch einmal" in answer.content.decode()


def test_the_desk_is_for_those_who_may_and_leads_to_files_that_open(cafe: Offer, network: Network) -> None:
    client, partner = signed_in(make_member(network)), signed_in(make_member(network, "partner"))
    stranger = signed_in(make_member(make_network("nachbarstadt", ags="16073")))
    for path in DESK:
        address = f"/netz/musterstadt/{path}"
        assert [who.get(address).status_code for who in (client, partner, stranger)] == [200, 403, 404], path
    page = seen(f"/netz/musterstadt/produkte/aushaenge/?angebot={cafe.public_id}", client)
    links = re.findall(r'href="[^"]*?(/[^":]*(?:plakat|handzettel)\.pdf[^"]*)"', page.replace("http://testserver", ""))
    assert len(links) == 4 * len(LANGUAGES)
    for link in links[:6]:
        assert Client().get(link.replace("&amp;", "&")).status_code == 200, link
    lists = seen("/netz/musterstadt/produkte/listen/", client)
    assert "/musterstadt/termine?region=nord" in lists
    assert client.get("/netz/musterstadt/produkte/aushaenge/?angebot=weg").status_code == 404


def test_the_desk_asks_as_often_for_one_offer_as_for_three(network: Network, data_dir: Path) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(make_member(network))
    counts = []
    for more in (1, 2):
        for number in range(more):
            make_offer(network, f"Angebot {more}{number}")
        publish(at=datetime.now(tz=UTC), wait=True)
        client.get("/netz/musterstadt/produkte/aushaenge/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/netz/musterstadt/produkte/aushaenge/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_words_for_the_press_are_a_page_and_a_file(cafe: Offer, network: Network) -> None:
    client = signed_in(make_member(network))
    page = seen("/netz/musterstadt/produkte/pressetext/", client)
    assert "zwei Angebote" in page
    assert 'data-copy="t-short"' in page
    file = client.get("/netz/musterstadt/produkte/pressetext.txt")
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in file["Content-Disposition"]
    assert "Stand:" in file.content.decode()


def test_an_unpublished_network_is_told_what_will_stand_here(network: Network) -> None:
    publish(["musterstadt"], at=datetime.now(tz=UTC), wait=True)
    member = make_member(make_network("neuland", ags="16099"))
    for path in DESK[:3]:
        assert "noch nicht veröffentlicht" in seen(f"/netz/neuland/{path}", signed_in(member))
