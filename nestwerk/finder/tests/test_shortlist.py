"""The shortlist: what a link names is shown in its order, and whatever is wrong with it is said, part by part."""

from __future__ import annotations

import string
import tomllib
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel import Locale
from django.http import QueryDict
from django.test import Client

from nestwerk.catalogue.publish import publish
from nestwerk.finder.asking import MOST_KEPT, read_question
from nestwerk.finder.present.shortlist import read_list
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer

TEXTS = Path(__file__).parents[1] / "texts" / "shortlist"
CODES = ("de", "de-einfach", "en", "tr", "ru", "uk", "ar")
A, B, C = (str(uuid.UUID(int=number)) for number in (1, 2, 3))
served = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_ids_keep_their_order_and_stand_once() -> None:
    asked = read_list(QueryDict(f"a={C}&a={A}&a={C.upper()}&a={B}"))
    assert asked.ids == (C, A, B)


def test_what_cannot_be_an_id_keeps_its_place_to_be_explained() -> None:
    asked = read_list(QueryDict(f"a={A}&a={B[:20]}&a={C}&a=%3Cscript%3E"))
    assert asked.entries == (A, "", C, "")
    assert asked.ids == (A, C)


def test_thirty_fit_and_the_rest_is_counted() -> None:
    many = [str(uuid.UUID(int=number)) for number in range(1, 34)]
    asked = read_list(QueryDict("&".join(f"a={one}" for one in many)))
    assert asked.ids == tuple(many[:MOST_KEPT])
    assert asked.too_many == 3


def test_what_was_taken_off_can_come_back_to_its_place() -> None:
    asked = read_list(QueryDict(f"a={A}&a={B}&a={C}&weg={B}&weg=unfug"))
    assert asked.ids == (A, C)
    assert asked.taken_off == (B,)
    assert asked.every == (A, B, C)


def test_a_list_carried_along_is_part_of_every_address_and_asks_for_nothing() -> None:
    question = read_question(QueryDict(f"a={B}&a=x&a={A}"))
    assert question.kept == (B, A)
    assert not question.asked
    assert question.query(q="hebamme") == f"?a={B}&a={A}&q=hebamme"


@pytest.mark.parametrize("code", CODES)
def test_all_seven_languages_say_it_with_their_own_plural_forms(code: str) -> None:
    german = tomllib.loads((TEXTS / "de.toml").read_text(encoding="utf-8"))["shortlist"]
    entries = tomllib.loads((TEXTS / f"{code}.toml").read_text(encoding="utf-8"))["shortlist"]
    forms = {*Locale.parse(code.split("-")[0]).plural_form.tags, "other"}
    assert list(entries) == list(german)
    for key, entry in entries.items():
        if isinstance(entry, dict):
            assert set(entry) == forms, key
        assert _gaps(entry) == _gaps(german[key]), key


def _gaps(entry: object) -> set[str]:
    texts = [entry] if isinstance(entry, str) else list(entry.values()) if isinstance(entry, dict) else entry
    assert isinstance(texts, list)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture
def offers(data_dir: Path) -> list[Offer]:
    """Two offers of a network and one of its neighbour."""
    here, there = make_network("musterstadt"), make_network("neustadt", ags="16066")
    place = {"postal_code": "96515", "city": "Sonneberg", "lat": 50.36, "lon": 11.17, "phone": "030 23125 100"}
    made = [
        make_offer(here, title="Elterncafé", **place),
        make_offer(here, title="Krabbelgruppe", **place),
        make_offer(there, title="Babymassage", **place),
    ]
    publish(at=datetime.now(tz=UTC))
    return made


def listed(ids: list[str], **headers: str) -> str:
    answer = Client(headers=headers).get("/musterstadt/merkliste", {"a": ids})
    assert answer.status_code == 200
    return answer.content.decode()


@served
def test_the_list_shows_phone_and_place_in_the_order_of_the_link_also_of_a_neighbour(offers: list[Offer]) -> None:
    cafe, group, massage = (str(one.public_id) for one in offers)
    page = listed([massage, cafe])
    assert page.index("Babymassage") < page.index("Elterncafé")
    assert "Krabbelgruppe" not in page
    assert 'href="tel:03023125100"' in page
    assert f"/neustadt/angebote/{massage}?a={massage}&amp;a={cafe}&amp;von=musterstadt" in page
    assert f'href="/musterstadt/merkliste?a={massage}&amp;a={cafe}&amp;weg={cafe}"' in page
    assert group not in page


@served
def test_whoever_comes_from_her_own_network_to_a_neighbours_offer_finds_the_way_back(offers: list[Offer]) -> None:
    results = Client().get("/musterstadt/suche", {"q": "babymassage"}).content.decode()
    address = f"/neustadt/angebote/{offers[2].public_id}"
    assert f'href="{address}?q=babymassage&amp;von=musterstadt"' in results
    answer = Client().get(address, {"q": "babymassage", "von": "musterstadt"})
    page = answer.content.decode()
    assert 'href="/musterstadt/suche?q=babymassage"' in page
    assert 'href="/musterstadt/netzwerk"' in page
    assert "noindex" in Client().get(address, {"von": "musterstadt"}).content.decode()
    for nonsense in ("gibt-es-nicht", "neustadt", "<b>"):
        assert 'class="elsewhere"' not in Client().get(address, {"von": nonsense}).content.decode()


@served
def test_what_is_gone_or_cut_off_is_explained_one_by_one_with_the_search_beside(offers: list[Offer]) -> None:
    cafe = str(offers[0].public_id)
    page = listed([A, cafe, B, cafe[:-3]])
    assert page.count("Dieses Angebot gibt es nicht mehr") == 2
    assert page.count("Diesen Teil des Links können wir nicht lesen") == 1
    assert "1 Angebot steht auf der Liste" in page
    assert f'href="/musterstadt/suche?a={A}&amp;a={cafe}&amp;a={B}"' in page


@served
def test_the_pages_are_the_same_for_everybody_and_the_one_with_ids_is_kept_nowhere(offers: list[Offer]) -> None:
    cafe = str(offers[0].public_id)
    empty, full = Client().get("/musterstadt/merkliste"), Client().get("/musterstadt/merkliste", {"a": cafe})
    assert empty["Cache-Control"] == "no-cache"
    assert full["Cache-Control"] == "no-store"
    assert full["X-Robots-Tag"] == "noindex"
    offer = Client().get(f"/musterstadt/angebote/{cafe}")
    assert offer["Cache-Control"] == "no-cache"
    assert f'data-keep="{cafe}"' in offer.content.decode()
    carried = Client().get(f"/musterstadt/angebote/{cafe}", {"a": A})
    assert carried["Cache-Control"] == "no-store"
    assert f'href="/musterstadt/merkliste?a={A}&amp;a={cafe}"' in carried.content.decode()


@served
def test_a_list_travels_from_page_to_page_without_script(offers: list[Offer]) -> None:
    cafe, group = str(offers[0].public_id), str(offers[1].public_id)
    results = Client().get("/musterstadt/suche", {"q": "krabbelgruppe", "a": cafe}).content.decode()
    assert f'href="/musterstadt/merkliste?a={cafe}&amp;a={group}"' in results
    assert f'<input type="hidden" name="a" value="{cafe}">' in results
    assert "Zur Merkliste: 1 Angebot<" in results
    assert f'href="/musterstadt/angebote/{group}?q=krabbelgruppe&amp;a={cafe}"' in results
    directory = Client().get("/musterstadt/angebote", {"a": cafe}).content.decode()
    assert f'href="/musterstadt/angebote?nach=ort&amp;a={cafe}"' in directory
    assert f'href="/musterstadt/merkliste?a={cafe}&amp;a={group}"' in directory


@served
def test_the_sheet_holds_the_qr_code_of_its_own_list_and_leads_to_the_sheet_of_practices(offers: list[Offer]) -> None:
    cafe, _, massage = (str(one.public_id) for one in offers)
    page = Client().get("/en/musterstadt/merkliste/blatt", {"a": [massage, A, cafe]}).content.decode()
    assert page.count('class="qr"') == 2  # one of the list, one of the frame
    assert "1 offer no longer exists" in page
    assert f'href="/en/musterstadt/uebergabe?a={cafe}&amp;sprache=en"' in page
    assert Client().get("/musterstadt/merkliste/blatt").status_code == 200


@served
def test_an_id_of_another_network_never_leads_to_more_than_its_public_offer(offers: list[Offer]) -> None:
    hidden = make_offer(offers[2].network, title="Noch geheim", status="draft")
    publish(at=datetime.now(tz=UTC))
    page = listed([str(hidden.public_id)])
    assert "Noch geheim" not in page
    assert "Dieses Angebot gibt es nicht mehr" in page
