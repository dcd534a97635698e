"""The directory in the workspace: who sees which offers, in which order, and what leaves as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer
from nestwerk.partners.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/netz/musterstadt/angebote/"
TODAY = date.today()  # noqa: DTZ011 – the page asks the clock
AT = datetime.now(tz=UTC)


@pytest.fixture
def network() -> Network:
    network = make_network()
    with tenant(network.pk):
        for slug in ("mitte", "nord"):
            SocialSpace.objects.create(network=network, slug=slug, name=slug.title())
    return network


def space(network: Network, slug: str) -> SocialSpace:
    with tenant(network.pk):
        return SocialSpace.objects.get(slug=slug)


def titles(answer: Any) -> list[str]:
    return [row.title for row in answer.context["listing"].rows]


def test_each_role_sees_as_far_as_it_reaches(network: Network) -> None:
    mine = make_offer(network, "In Mitte", "Haus", social_space=space(network, "mitte"))
    make_offer(network, "Im Norden", "Hof", social_space=space(network, "nord"))
    make_offer(network, "Überall", "Hof")
    make_offer(make_network("nebenan"), "Nebenan")
    everything = ["Im Norden", "In Mitte", "Überall"]
    expected = {
        "coordinator": everything, "editor": everything, "guest": everything, "space": ["In Mitte"],
        "partner": ["In Mitte"],
    }  # fmt: skip
    for role, seen in expected.items():
        own = {"organisations": [mine.organisation_id]} if role == "partner" else {}
        assert titles(signed_in(make_member(network, role, **own)).get(PAGE)) == seen, role
    assert signed_in(make_member(network, "planner")).get(PAGE).status_code == 403


def test_a_stranger_gets_404_everywhere(network: Network) -> None:
    offer = make_offer(network)
    stranger = signed_in(make_member(make_network("nebenan")))
    for path in (PAGE, f"{PAGE}{offer.pk}/", f"{PAGE}tabelle/", "/netz/musterstadt/hinweise/"):
        assert stranger.get(path).status_code == 404


def test_a_guessed_number_is_404_like_a_missing_one(network: Network) -> None:
    far = make_offer(network, "Im Norden", "Hof", social_space=space(network, "nord"))
    foreign = make_offer(make_network("nebenan"))
    for role in ("space", "partner"):
        client = signed_in(make_member(network, role))
        for number in (far.pk, foreign.pk, 999_999_999):
            answer = client.get(f"{PAGE}{number}/")
            assert answer.status_code == 404
    assert signed_in(make_member(network)).get(f"{PAGE}{foreign.pk}/").status_code == 404


def test_the_order_is_german_and_turns_round(network: Network) -> None:
    for title in ("Zwergencafé", "äpfel", "Bärengruppe", "Übung", "Apfel"):
        make_offer(network, title)
    client = signed_in(make_member(network))
    rising = ["Apfel", "äpfel", "Bärengruppe", "Übung", "Zwergencafé"]
    assert titles(client.get(PAGE)) == rising
    assert titles(client.get(f"{PAGE}?sortierung=-titel")) == ["Zwergencafé", "Übung", "Bärengruppe", "äpfel", "Apfel"]


def test_filters_stand_in_the_address_and_say_how_many_remain(network: Network) -> None:
    make_offer(network, "Alt", "Haus", confirmed_at=AT - timedelta(400), due_on=TODAY - timedelta(200))
    make_offer(network, "Bald", "Haus", confirmed_at=AT - timedelta(170), due_on=TODAY + timedelta(10))
    make_offer(network, "Frisch", "Hof", confirmed_at=AT, due_on=TODAY + timedelta(180))
    make_offer(network, "Nie", "Hof", status="draft", published_at=None)
    make_offer(network, "Vorbei", "Hof", status="ended")
    client = signed_in(make_member(network))
    for query, seen in {
        "frische=overdue": ["Alt"], "frische=soon": ["Bald"], "frische=fresh": ["Frisch"], "frische=never": ["Nie"],
        "stand=draft": ["Nie"], "suche=haus": ["Alt", "Bald"], "suche=hof+FRI": ["Frisch"], "art=offer.spz": [],
        "stand=gibtsnicht": [], "seite=99": ["Alt", "Bald", "Frisch", "Nie", "Vorbei"],
    }.items():  # fmt: skip
        assert titles(client.get(f"{PAGE}?{query}")) == seen, query
    options = client.get(f"{PAGE}?suche=haus").context["listing"].options
    assert [(option.label, option.left) for option in options["frische"]] == [("überfällig", 1), ("bald fällig", 1)]
    assert [(option.label, option.left) for option in options["partner"]] == [("Haus", 2)]


@pytest.mark.parametrize("query", ["seite=-1", "seite=abc", "seite=٣", "sortierung=x", "suche=%00", "partner=x'--"])
def test_no_address_breaks_the_page(network: Network, query: str) -> None:
    make_offer(network)
    assert signed_in(make_member(network)).get(f"{PAGE}?{query}").status_code == 200


def test_htmx_gets_the_table_alone_and_the_address_to_show(network: Network) -> None:
    make_offer(network)
    client = signed_in(make_member(network))
    part = client.get(f"{PAGE}?stand=published&suche=", headers={"HX-Request": "true", "HX-Target": "liste"})
    assert "<html" not in part.content.decode()
    assert "Elterncafé" in part.content.decode()
    assert part["HX-Push-Url"] == f"{PAGE}?stand=published"


def test_an_empty_list_says_what_to_do(network: Network) -> None:
    assert "Der erste Schritt" in signed_in(make_member(network)).get(PAGE).content.decode()


def export(client: Any, **asked: str) -> list[list[str]]:
    answer = client.post(f"{PAGE}tabelle/", asked)
    assert answer["Content-Disposition"].startswith('attachment; filename="angebote-musterstadt-')
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_file_holds_what_the_list_shows_and_is_on_record(network: Network) -> None:
    make_offer(network, "Übung", phone="+49 3675 1", street="Markt 1", city="Sonneberg")
    make_offer(network, "Apfel", summary='=HYPERLINK("http://example.org")')
    make_offer(network, "Entwurf", status="draft", published_at=None)
    head, *rows = export(signed_in(make_member(network)), stand="published")
    named = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["Titel"] for row in named] == ["Apfel", "Übung"]
    assert named[0]["in einem Satz"] == '\'=HYPERLINK("http://example.org")'
    assert named[1]["Telefon"] == "+49 3675 1"
    with tenant(network.pk):
        line = Line.objects.get(event="offers.exported")
    assert (line.count, line.detail) == (2, "")


def test_a_file_reaches_no_further_than_the_role(network: Network) -> None:
    near = make_offer(network, "In Mitte", "Haus", social_space=space(network, "mitte"))
    make_offer(network, "Im Norden", "Hof", social_space=space(network, "nord"))
    _, *rows = export(signed_in(make_member(network, "space")))
    assert [row[0] for row in rows] == [str(near.pk)]
    assert signed_in(make_member(network, "guest")).post(f"{PAGE}tabelle/").status_code == 403


def test_a_secret_address_is_told_to_those_who_keep_the_directory_only(network: Network) -> None:
    with tenant(network.pk):
        haus = Organisation.objects.create(network=network, name="Haus")
    offer = make_offer(
        network, "Zuflucht", "Haus", hidden_address=True, street="Geheimweg 7", city="Kanarienstadt",
        postal_code="01234", social_space=space(network, "mitte"),
    )  # fmt: skip
    with tenant(network.pk):
        Offer.objects.filter(pk=offer.pk).update(street="Geheimweg 8")
    expected = {"coordinator": True, "editor": True, "partner": True, "guest": False, "space": False}
    for role, told in expected.items():
        own = {"organisations": [haus.pk]} if role == "partner" else {}
        client = signed_in(make_member(network, role, **own))
        detail = client.get(f"{PAGE}{offer.pk}/").content.decode()
        assert ("Geheimweg 8" in detail, "Geheimweg 7" in detail, "01234" in detail) == (told, told, told), role
        assert "Kanarienstadt" not in client.get(PAGE).content.decode()
        if role != "guest":
            assert any("Geheimweg" in cell for row in export(client) for cell in row) == told, role


def count_queries(client: Any, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def some(network: Network, number: int) -> Iterator[Offer]:
    for n in range(number):
        yield make_offer(network, f"Angebot {n}", f"Partner {n}", last_verified_on=TODAY, due_on=TODAY)


def test_the_list_asks_as_often_for_three_as_for_one(network: Network) -> None:
    client = signed_in(make_member(network))
    list(some(network, 1))
    client.get(PAGE)
    one = count_queries(client, PAGE)
    list(some(network, 3))
    assert count_queries(client, PAGE) == one


def test_free_places_are_found_and_an_old_word_about_them_is_none(network: Network) -> None:
    make_offer(network, "Frei", places_free=3, places_until=TODAY)
    make_offer(network, "Voll", places_free=0, waiting_weeks=4, places_until=TODAY)
    make_offer(network, "Wartet", waiting_weeks=2, places_until=TODAY + timedelta(3))
    make_offer(network, "Lange her", places_free=3, places_until=TODAY - timedelta(1))
    make_offer(network, "Nichts gesagt")
    client = signed_in(make_member(network))
    for wanted, found in (("frei", ["Frei"]), ("belegt", ["Voll", "Wartet"]), ("abgelaufen", ["Lange her"])):
        assert titles(client.get(f"{PAGE}?plaetze={wanted}")) == found
    page = client.get(f"{PAGE}?plaetze=frei").content.decode()
    assert '<option value="frei" selected>freie Plätze (1)</option>' in page
    assert 'name="plaetze" value="frei"' in page, "the file has the same offers"
    answer: Any = client.post(f"{PAGE}tabelle/", {"plaetze": "frei", "als": "csv"})
    file = b"".join(answer.streaming_content).decode()
    assert ("Frei" in file, "Lange her" in file) == (True, False)
