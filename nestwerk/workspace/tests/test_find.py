"""The command field: it finds what the role may see, by parts of names, in a fixed number of questions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
HTMX = {"HTTP_HX_REQUEST": "true"}


def test_it_finds_offers_partners_and_members_of_this_network_only() -> None:
    network = make_network()
    make_offer(network, "Nestcafé am Markt", organisation="Nesthaus")
    make_offer(make_network("nachbarort"), "Nestcafé nebenan", organisation="Nest nebenan")
    member = make_member(network)
    make_member(network, "guest", user=make_user("nestor@example.org", name="Nestor Beispiel"))
    text = signed_in(member).get("/netz/musterstadt/suche/", {"q": "nest"}).content.decode()
    assert "Nestcafé am Markt" in text
    assert "<strong>Nesthaus</strong>" in text
    assert "Nestor Beispiel" in text
    assert "nebenan" not in text


def test_every_word_has_to_stand_in_the_name_or_the_provider() -> None:
    network = make_network()
    make_offer(network, "Babymassage", organisation="Familienhaus")
    make_offer(network, "Babymassage", organisation="Hebammenpraxis")
    text = signed_in(make_member(network)).get("/netz/musterstadt/suche/?q=baby+haus", **HTMX).content.decode()
    assert text.count("Babymassage") == 1


@pytest.mark.parametrize(
    ("role", "sees"),
    [("coordinator", "opm"), ("editor", "op"), ("guest", "op"), ("partner", ""), ("planner", ""), ("space", "p")],
)
def test_a_role_finds_what_its_pages_would_show(role: str, sees: str) -> None:
    network = make_network()
    make_offer(network, "Nestcafé", organisation="Nesthaus")
    make_member(network, "coordinator", user=make_user("nestor@example.org", name="Nestor Beispiel"))
    text = signed_in(make_member(network, role)).get("/netz/musterstadt/suche/?q=nest", **HTMX).content.decode()
    found = [key for key, words in (("o", "Nestcafé"), ("p", "<strong>Nesthaus"), ("m", "Nestor")) if words in text]
    assert "".join(found) == sees


def test_the_name_of_a_page_leads_there_and_a_part_of_it_finds_it() -> None:
    client = signed_in(make_member(make_network()))
    assert client.get("/netz/musterstadt/suche/?q=zahlen")["Location"] == "/netz/musterstadt/zahlen/"
    assert 'href="/netz/musterstadt/zahlen/"' in client.get("/netz/musterstadt/suche/?q=stat", **HTMX).content.decode()


def test_a_page_the_role_may_not_open_is_not_named() -> None:
    text = signed_in(make_member(make_network(), "guest")).get("/netz/musterstadt/suche/?q=zahlen").content.decode()
    assert "zahlen/" not in text
    assert "nichts gefunden" in text


def test_htmx_gets_a_part_and_everybody_else_a_page() -> None:
    client = signed_in(make_member(make_network()))
    part = client.get("/netz/musterstadt/suche/?q=zah", **HTMX)
    page = client.get("/netz/musterstadt/suche/?q=zah")
    assert "<html" not in part.content.decode()
    assert "<html" in page.content.decode()
    assert "HX-Request" in page["Vary"]
    assert client.get("/netz/musterstadt/suche/").status_code == 200


def test_one_and_three_things_take_the_same_questions() -> None:
    network, counts = make_network(), []
    client = signed_in(make_member(network))
    for titles in (["Nest eins"], ["Nest zwei", "Nest drei"]):
        for title in titles:
            make_offer(network, title, organisation=f"Haus {title}")
        client.get("/netz/musterstadt/suche/?q=nest")
        with CaptureQueriesContext(connection) as queries:
            client.get("/netz/musterstadt/suche/?q=nest")
        counts.append(len(queries))
    assert counts[0] == counts[1]
