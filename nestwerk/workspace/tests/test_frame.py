"""The frame around every page: who, where, which rooms, and the network's own colour."""

from __future__ import annotations

import re

import pytest

from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_the_frame_names_network_and_role_and_the_ways_on() -> None:
    member = make_member(make_network(name="Frühe Hilfen Musterstadt"), role="guest")
    page = signed_in(member).get("/netz/musterstadt/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Frühe Hilfen Musterstadt" in text
    assert "Gast (nur lesen)" in text
    assert text.index("Zum Inhalt springen") < text.index("<header")
    for words in ("Rolle wechseln", "Abmelden", 'name="q"', 'aria-current="page"'):
        assert words in text
    assert 'action="/konto/abmelden/"' in text


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("", 'aria-current="page">Heute'),
        ("pflege/", 'aria-current="page">Pflege'),
        ("pflege/anrufe/", 'aria-current="true">Pflege'),
        ("guete/", 'aria-current="true">Pflege'),
        ("doppelt/zusammengefuehrt/", 'aria-current="true">Pflege'),
        ("beobachtet/", 'aria-current="true">Pflege'),
        ("angebote/neu/", 'aria-current="true">Angebote'),
        ("partner/neu/", 'aria-current="true">Partner'),
        ("broschuere/vorwort/", 'aria-current="true">Produkte'),
        ("seiten/neu/", 'aria-current="true">Produkte'),
        ("praxisbeispiele/", 'aria-current="true">Produkte'),
        ("mitglieder/einladen/", 'aria-current="true">Mitglieder'),
        ("tastatur/", ""),
    ],
)
def test_the_room_is_marked_also_on_the_pages_below_it(path: str, marked: str) -> None:
    text = signed_in(make_member(make_network())).get(f"/netz/musterstadt/{path}").content.decode()
    rooms = re.search(r'<nav class="rooms".*?</nav>', text, re.DOTALL)
    assert rooms
    told = re.sub(r"<svg.*?</svg>|</?span>", "", rooms[0], flags=re.DOTALL)
    assert (told.count("aria-current"), marked in told) == (bool(marked), True)


def test_the_accent_is_a_sheet_of_its_own_whose_address_changes_with_the_colour() -> None:
    network = make_network(accent="#ffe600")
    client = signed_in(make_member(network, role="guest"))
    assert "/netz/musterstadt/farben/ffe600.css" in client.get("/netz/musterstadt/").content.decode()
    sheet = client.get("/netz/musterstadt/farben/ffe600.css")
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet["Cache-Control"]
    assert "--accent:#" in sheet.content.decode()
    assert "#ffe600;" not in sheet.content.decode().split("@media")[0]  # too bright for text on paper
    assert client.get("/netz/musterstadt/farben/red%7D.css").content == b""


def test_single_keys_can_be_switched_off_for_a_session() -> None:
    client = signed_in(make_member(make_network(), role="guest"))
    assert 'data-keys="an"' in client.get("/netz/musterstadt/").content.decode()
    answer = client.post("/netz/musterstadt/tastatur/kuerzel/", {"on": "nein"})
    assert answer.status_code == 302
    text = client.get("/netz/musterstadt/tastatur/").content.decode()
    assert "data-keys" not in text
    assert "aria-keyshortcuts" not in text
    client.post("/netz/musterstadt/tastatur/kuerzel/", {"on": "ja"})
    assert 'data-keys="an"' in client.get("/netz/musterstadt/").content.decode()


def test_a_stranger_finds_nothing() -> None:
    client = signed_in(make_member(make_network("nachbarort"), role="coordinator"))
    make_network()
    for path in ("", "suche/", "tastatur/", "farben/0b5d5e.css"):
        assert client.get(f"/netz/musterstadt/{path}").status_code == 404
