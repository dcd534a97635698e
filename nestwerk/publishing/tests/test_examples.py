"""A practice example is written in one network, read in all, and taken over with its origin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line
from nestwerk.catalogue.publish import publish
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.actions import examples as actions
from nestwerk.publishing.examples.content import Example, Published, found, problems_of
from nestwerk.publishing.models import PracticeExample

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
GOOD = Example(
    title="Elterncafé im Bürgerbus", goal="Familien auf dem Land treffen sich.", steps="Bus gemietet.", money=1200,
    worked="Viele kamen <gern>.", contact="Koordination Frühe Hilfen, 030 23125 100",
)  # fmt: skip


def do(boss: Membership, act: Any, *args: Any, **named: Any) -> Any:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        return act(*args, by=boss, at=AT, **named)


def make_example(boss: Membership, example: Example = GOOD, *, public: bool = True) -> PracticeExample:
    row: PracticeExample = do(boss, actions.create_example, boss.network, title=example.title)
    do(boss, actions.save_example, row, example, seen=1)
    if public:
        do(boss, actions.publish_example, row)
    return row


def test_all_networks_read_it_and_the_feeds_hold_it_without_the_database(
    data_dir: Path, boss: Membership, client: Client, django_db_blocker: Any
) -> None:
    row = make_example(boss)
    make_example(boss, Example(title="Noch ein Entwurf", goal="x"), public=False)
    publish(at=AT)
    with django_db_blocker.block():
        listed = client.get("/praxisbeispiele").content.decode()
        one = client.get(f"/praxisbeispiele/{row.public_id}").content.decode()
        english = client.get("/en/praxisbeispiele").content.decode()
        atom = client.get("/praxisbeispiele.atom")
        data = client.get("/praxisbeispiele.json")
        missing = client.get("/praxisbeispiele/00000000-0000-0000-0000-000000000000").status_code
    assert "Elterncafé im Bürgerbus" in listed
    assert "Noch ein Entwurf" not in listed
    assert "Viele kamen &lt;gern&gt;." in one
    assert "1.200 Euro" in one
    assert "Practice examples" in english
    assert missing == 404
    feed = ElementTree.fromstring(atom.content)
    assert [
        title.text for title in feed.iterfind(".//{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}id")
    ] == [f"urn:uuid:{row.public_id}"]
    (entry,) = data.json()["examples"]
    assert (entry["network"], entry["money"], entry["worked"]) == ("musterstadt", 1200, "Viele kamen <gern>.")
    assert data["Access-Control-Allow-Origin"] == atom["Access-Control-Allow-Origin"] == "*"


def test_another_network_takes_it_over_as_a_draft_with_its_origin(data_dir: Path, boss: Membership) -> None:
    row = make_example(boss)
    publish(at=AT)
    other = make_member(make_network("nachbarstadt", ags="16073"))
    client = signed_in(other)
    assert "Als eigenen Entwurf übernehmen" in client.get("/netz/nachbarstadt/praxisbeispiele/").content.decode()
    made = client.post("/netz/nachbarstadt/praxisbeispiele/uebernehmen/", {"beispiel": str(row.public_id)})
    assert made.status_code == 302
    assert "Übernommen aus Netzwerk Musterstadt am" in client.get(made["Location"]).content.decode()
    with tenant(other.network_id):
        copy = PracticeExample.objects.get()
    assert (copy.copied_from, copy.published_at, copy.content["contact"]) == ("Netzwerk Musterstadt", None, "")
    assert copy.content["worked"] == GOOD.worked
    assert client.post("/netz/nachbarstadt/praxisbeispiele/uebernehmen/", {"beispiel": "x"}).status_code == 404


def test_it_goes_out_only_when_the_needed_is_said(boss: Membership) -> None:
    row = make_example(boss, Example(title="Halb"), public=False)
    with pytest.raises(Refused, match="Welche Stelle"):
        do(boss, actions.publish_example, row)
    assert problems_of(GOOD) == []
    answer = signed_in(boss).post(f"/netz/musterstadt/praxisbeispiele/{row.pk}/veroeffentlichen/")
    assert answer.status_code == 422


def test_taken_back_it_is_gone_and_every_step_is_on_record(data_dir: Path, boss: Membership, client: Client) -> None:
    row = make_example(boss)
    do(boss, actions.take_back_example, row)
    publish(at=AT)
    assert client.get(f"/praxisbeispiele/{row.public_id}").status_code == 404
    do(boss, actions.remove_example, row)
    with tenant(boss.network_id):
        lines = Line.objects.filter(event__startswith="publishing.").order_by("pk").values_list("event", flat=True)
        assert [event.removeprefix("publishing.example_") for event in lines] == [
            "created", "saved", "published", "taken_back", "removed",
        ]  # fmt: skip


def test_the_second_of_two_who_write_is_told(boss: Membership) -> None:
    row, client = make_example(boss, public=False), signed_in(boss)
    address = f"/netz/musterstadt/praxisbeispiele/{row.pk}/"
    assert client.post(address, {"seen": "2", "title": "Eins"}).status_code == 302
    second = client.post(address, {"seen": "2", "title": "Zwei"})
    assert second.status_code == 409
    assert "jemand anderes" in second.content.decode()
    assert client.post(address, {"seen": "3", "title": "Zwei"}).status_code == 302


def test_a_search_finds_every_word_anywhere_the_newest_first() -> None:
    first = Published("1", "a", "Netzwerk A", "2026-01-01", "", Example(title="Café", goal="Treffen"))
    second = Published("2", "b", "Netzwerk B", "2026-02-01", "", Example(title="Cafe mobil", steps="Bus"))
    assert found([first, second], "café") == [second, first]
    assert found([first, second], "CAFE bus") == [second]
    assert found([first, second], "netzwerk a treffen") == [first]


def test_strangers_find_nothing_and_the_list_asks_the_same_for_one_and_three(boss: Membership) -> None:
    row = make_example(boss, public=False)
    client, stranger = signed_in(boss), make_member(make_network("nachbarstadt", ags="16073"))
    assert signed_in(stranger).get(f"/netz/nachbarstadt/praxisbeispiele/{row.pk}/").status_code == 404
    assert signed_in(make_member(boss.network, "guest")).get("/netz/musterstadt/praxisbeispiele/").status_code == 403
    counts = []
    for more in (0, 2):
        for _ in range(more):
            make_example(boss, public=False)
        client.get("/netz/musterstadt/praxisbeispiele/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/netz/musterstadt/praxisbeispiele/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
