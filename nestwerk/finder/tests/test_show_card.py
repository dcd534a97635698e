"""The show-card: sentences complete in seven languages, the wish in the address, a secret address kept."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from nestwerk.catalogue.publish import publish
from nestwerk.finder.present.show_card import WISHES, WISHES_THERE
from nestwerk.finder.tests.test_emergencies import keys
from nestwerk.finder.texts import texts_for
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import make_offer

TEXTS = Path(__file__).parents[1] / "texts"
SEVEN = ("de", "de-einfach", "en", "tr", "ru", "uk", "ar")
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def offer_shown(**rest):
    """The address of the card for an offer that was just published."""
    made = make_offer(
        make_network("musterstadt"), title="Frauenhaus", street="Am Deich 7", postal_code="96515", city="Sonneberg",
        phone="030 23125 150", lat=50.36, lon=11.17, **rest,
    )  # fmt: skip
    publish(at=datetime.now(tz=UTC))
    return f"/en/musterstadt/angebote/{made.public_id}/zeigekarte"


def read(path):
    answer = Client().get(path)
    assert answer.status_code == 200, path
    assert not answer.cookies
    return answer.content.decode()


@pytest.mark.parametrize("subject", ["show_card", "first_call"])
def test_each_of_the_seven_languages_has_every_text(subject):
    read = [tomllib.loads((TEXTS / subject / f"{code}.toml").read_text(encoding="utf-8")) for code in SEVEN]
    assert len({frozenset(keys(one)) for one in read}) == 1


def test_every_wish_has_its_sentence_and_every_sentence_is_a_wish():
    german = texts_for("de").entries
    assert {key.removeprefix("show_card.wish.") for key in german if key.startswith("show_card.wish.")} == set(WISHES)
    assert set(WISHES_THERE) < set(WISHES)


def test_the_card_of_an_offer_says_name_address_and_phone_in_german(data_dir):
    page = read(f"{offer_shown()}/termin")
    assert 'lang="de" dir="ltr">Ich möchte einen Termin bei:</h1>' in page
    for said in ("Frauenhaus", "Am Deich 7, 96515 Sonneberg", "030 23125 150", "I would like an appointment with:"):
        assert said in page


def test_a_secret_address_stands_on_no_card(data_dir):
    there = offer_shown(hidden_address=True)
    for path in (there, f"{there}/weg", f"{there}/druck?satz=termin&satz=weg"):
        page = read(path)
        assert "Frauenhaus" in page
        assert "Am Deich" not in page


def test_only_known_codes_are_wishes(data_dir):
    there = offer_shown()
    assert Client().get(f"{there}/frei-erfunden").status_code == 404
    assert Client().get("/zeigekarte/Ich-bin-hier").status_code == 404
    assert Client().get(f"{there.replace('angebote/', 'angebote/x')}").status_code == 404
    page = read(f"{there}/druck?satz=termin&satz=<script>&satz=kosten&groesse=a9")
    assert page.count("card-face") == 2
    assert "satz=<script" not in page


def test_without_a_choice_the_page_asks_once_more_and_nothing_is_kept(data_dir):
    offer_shown()
    page = read("/zeigekarte/druck")
    assert texts_for("de")("show_card.nothing") in page


def test_search_engines_get_the_choice_and_none_of_the_cards(data_dir):
    there = offer_shown()
    assert "X-Robots-Tag" not in Client().get("/zeigekarte")
    for path in (there, f"{there}/termin", "/zeigekarte/termin", "/zeigekarte/druck?satz=termin"):
        assert Client().get(path)["X-Robots-Tag"] == "noindex", path
