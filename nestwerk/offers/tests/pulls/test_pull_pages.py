"""The page and the command of directories of others: what they show, who may, what they cost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.common.tests.foreign import foreign
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.pulls import add_source, import_source
from nestwerk.offers.hsds.package import read_bytes
from nestwerk.offers.models import ImportRun, Source

from .pulling import AT, PAGE, added, api, offers, service

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_the_command_brings_in_what_can_come_and_twice_is_once(network: Network) -> None:
    package = read_bytes(json.dumps([service("a1"), service("b2", attributes=[])]).encode(), "kreis.json")
    said: dict[str, Any] = {"name": "Kreis", "publish": False, "base": "", "at": AT}
    dry = import_source(network, package, dry_run=True, **said)
    assert (dry.new, dry.left_out, offers(network)) == (1, 1, [])
    assert "Diese Angabe fehlt" in dry.told[0][2]
    done = import_source(network, package, dry_run=False, **said)
    again = import_source(network, package, dry_run=False, **said)
    assert (done.new, again.new, again.same) == (1, 0, 1)
    assert [one.source for one in offers(network)] == ["hsds-kreis"]


def test_the_page_shows_what_came_of_it_and_takes_the_next_source(coordinator: Membership) -> None:
    client = signed_in(coordinator)
    assert "Noch keine Quelle" in client.get(PAGE).content.decode()
    sent = {"address": "https://kreis.example.de/api/services?page=2", "title": "Kreis", "takes": "ask"}
    assert client.post(PAGE, sent).status_code == 302
    with tenant(coordinator.network_id):
        source = Source.objects.get()
    assert source.address == "https://kreis.example.de/api"
    assert source.wanted_at
    page = client.get(PAGE).content.decode()
    assert "wird gleich gelesen" in page
    assert "Kreis" in page
    assert client.post(PAGE, sent).status_code == 422
    wrong = client.post(PAGE, {**sent, "address": "http://10.0.0.1:22/"})
    assert wrong.status_code == 422
    assert "Anschluss 22" in wrong.content.decode()
    assert client.post(f"{PAGE}{source.pk}/anhalten/").status_code == 302
    assert client.post(f"{PAGE}{source.pk}/abrufen/").status_code == 302
    assert client.post(f"{PAGE}{source.pk}/entfernen/").status_code == 302
    assert "Noch keine Quelle" in client.get(PAGE).content.decode()


def test_a_file_becomes_a_list_and_a_bad_one_is_told_with_line_and_column(coordinator: Membership) -> None:
    client = signed_in(coordinator)

    def sent(services: Any) -> Any:
        content = json.dumps(services).encode()
        return client.post(f"{PAGE}datei/", {"name": "Kreis", "package": SimpleUploadedFile("kreis.json", content)})

    bad = sent([service("a1"), {**service("b2"), "email": "kein-at"}])
    assert bad.status_code == 422
    assert "kreis.json, Zeile 2, Spalte email: Das ist keine E-Mail-Adresse." in bad.content.decode()
    with tenant(coordinator.network_id):
        assert ImportRun.objects.count() == 0
    good = sent([service("a1")])
    assert good.status_code == 302
    assert client.get(good["Location"]).status_code == 200
    unknown = sent([service("a1", attributes=[{"taxonomy_term": {"name": "Baby Circle"}}])])
    assert unknown["Location"].endswith("/werte/")
    assert "Baby Circle" in client.get(unknown["Location"]).content.decode()


@pytest.mark.parametrize("role", ["editor", "guest", "partner"])
def test_others_do_not_get_there(network: Network, role: str) -> None:
    client = signed_in(make_member(network, role))
    expected = 200 if role == "editor" else 403
    assert client.get(PAGE).status_code == expected


def test_a_stranger_finds_nothing(network: Network, coordinator: Membership) -> None:
    with foreign(api(service("a1"))) as server:
        source = added(coordinator, server)
    stranger = signed_in(make_member(make_network(slug="anderswo"), "coordinator"))
    assert stranger.get(PAGE).status_code == 404
    assert stranger.post(f"/netz/anderswo/einlesen/quellen/{source.pk}/abrufen/").status_code == 404


def test_three_sources_take_no_more_questions_than_one(coordinator: Membership) -> None:
    client = signed_in(coordinator)
    client.get(PAGE)

    def count(number: int) -> int:
        with tenant(coordinator.network_id):
            add_source(coordinator.network, title=f"{number}", address=f"https://a{number}.example.de", takes="ask",
                       by=coordinator, at=AT)  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    first = count(1)
    count(2)
    assert count(3) == first
