"""The list for professionals: dense, German, kept as a bookmark, and two taps from the sheet a family takes home."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from nestwerk.catalogue.publish import publish
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.tests.builders import make_offer as make_record
from nestwerk.finder.tests.builders import make_term
from nestwerk.finder.texts import texts_for
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing.professionals.asking import MOST_TICKED, Asked, read
from nestwerk.publishing.professionals.rows import ages, make, named
from nestwerk.publishing.professionals.words import words
from nestwerk.publishing.sheets.handover import OTHER

web = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
HERE = "/musterstadt/fachkraefte/suche"
TODAY = date(2026, 11, 22)


# --- what is asked --------------------------------------------------------------------------------------------------


def test_a_question_stands_in_its_address_and_comes_back_from_it() -> None:
    asked = Asked(q="PPD & Schlaf", place="96515", need="need.sleep", tongue="tr", free=True, ticked=("x", "y"))
    assert read(QueryDict(asked.query()[1:])) == asked
    assert Asked().query() == ""


def test_nonsense_in_an_address_is_left_out() -> None:
    given = QueryDict(mutable=True)
    given.setlist("a", [str(n) for n in range(100)])
    given.update({"familie": "<script>", "frei": "ja", "thema": "A B", "seite": "-3"})
    asked = read(given)
    assert (asked.tongue, asked.free, asked.need, asked.page) == ("", False, "", 1)
    assert len(asked.ticked) == MOST_TICKED
    assert not asked.any


# --- an offer in two lines ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, ""),
        (-9, -1, "Schwangerschaft"),
        (-9, 12, "Schwangerschaft bis 12 Mon."),
        (0, 12, "Geburt bis 12 Mon."),
        (0, 35, "Geburt bis 3 J."),
        (0, None, "ab Geburt"),
        (4, 18, "4 Mon. bis 18 Mon."),
        (None, 36, "bis 3 J."),
        (12, 12, "12 Mon."),
    ],
)
def test_ages_are_said_as_short_as_can_be(first: int | None, last: int | None, said: str) -> None:
    assert ages(first, last) == said


def test_a_row_says_criteria_places_with_their_day_and_when_it_was_confirmed() -> None:
    terms = {
        "offer.cry_clinic": make_term("offer.cry_clinic", de="Schreibabyberatung (Schreiambulanz)"),
        "need.crying": make_term("need.crying", de="Exzessives Schreien"),
    }
    offer = make_record(
        title="Schreiambulanz",
        organisation="Klinik Beispiel",
        offer_types=("offer.cry_clinic",),
        needs=("need.crying", "need.unknown"),
        access=("appointment", "referral"),
        languages=("de", "tr"),
        interpreter="on_request",
        phone="030 23125 101",
        last_verified="2026-11-12",
        places_free=2,
        waiting_weeks=3,
        places_until="2026-12-01",
    )
    one = make(offer, terms, TODAY, texts_for("de"))
    assert (one.by, one.types, one.needs) == ("Klinik Beispiel", "Schreibabyberatung", "Exzessives Schreien")
    assert (one.referral, one.access) == ("Mit Überweisung", "Mit Termin")
    assert (one.room, one.has_room) == ("2 Plätze frei, 12. November · Wartezeit etwa 3 Wochen", True)
    assert one.languages == "Deutsch, Türkisch, Dolmetschen möglich"
    assert one.reach is not None
    assert one.reach.href == "tel:03023125101"
    assert (one.state, one.warned) == ("bestätigt 11/2026", False)
    later = make(offer, terms, date(2026, 12, 2), texts_for("de"))
    assert (later.room, later.has_room) == ("", False)
    assert named(terms["need.crying"]) == "Exzessives Schreien"


def test_what_nobody_confirmed_for_long_and_a_secret_place_are_said() -> None:
    offer = make_record(last_verified="2025-03-01", clock="2025-09-01", hidden_address=True, city="Geheimstadt")
    one = make(offer, {}, TODAY, texts_for("de"))
    assert (one.state, one.warned, one.place) == ("seit 03/2025 nicht bestätigt", True, "Ort geheim")
    assert make(make_record(last_verified=""), {}, TODAY, texts_for("de")).state == "nie bestätigt"


# --- the page -------------------------------------------------------------------------------------------------------


@pytest.fixture
def offers(network: Network) -> list[Offer]:
    """A cry clinic with room, midwives far away, advice for professionals."""
    today = timezone.localdate()
    found = [
        make_offer(
            network, "Schreiambulanz", offer_types=["offer.cry_clinic"], needs=["need.crying"], city="Sonneberg",
            postal_code="96515", lat=50.36, lon=11.17, phone="030 23125 101", languages=["de", "tr"],
            places_free=2, places_until=today + timedelta(days=9), confirmed_at=timezone.now(),
        ),
        make_offer(
            network, "Familienhebammen", offer_types=["offer.family_midwife"], city="Jena", postal_code="07743",
            lat=50.93, lon=11.59, phone="030 23125 102", languages=["de"],
        ),
        make_offer(
            network, "Fachberatung", offer_types=["offer.isef"], city="Sonneberg", postal_code="96515",
            lat=50.36, lon=11.17, phone="030 23125 103", languages=["de"],
        ),
    ]  # fmt: skip
    publish(at=datetime.now(tz=UTC))
    return found


def seen(address: str) -> str:
    return seen_with(address, 200)


def seen_with(address: str, status: int) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, (address, answer.status_code)
    page = answer.content.decode()
    return unescape(page[page.index("<main") : page.index("</main>")])


def titles(page: str) -> list[str]:
    return re.findall(r'<th role="rowheader" scope="row"><a [^>]*>([^<]*)</a>', page)


@web
def test_without_a_question_every_offer_is_listed_and_the_page_may_be_kept(
    offers: list[Offer], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = Client().get(HERE)
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies
    page = seen(HERE)
    assert titles(page) == ["Fachberatung", "Familienhebammen", "Schreiambulanz"]
    assert 'href="tel:03023125101"' in page
    assert "0800 1921000" in page
    assert "§ 8b SGB VIII" in page
    assert page.index("0800 1921000") < page.index("Schreiambulanz</a>")
    assert 'href="tel:03023125103"' in page  # the network's own advice stands beside the line


@web
def test_a_field_term_finds_and_the_words_are_kept_nowhere(offers: list[Offer], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = Client().get(f"{HERE}?q=Regulationsst%C3%B6rung")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert titles(answer.content.decode())[0] == "Schreiambulanz"


@web
def test_filters_by_place_free_places_need_and_language(offers: list[Offer]) -> None:
    assert titles(seen(f"{HERE}?frei=1")) == ["Schreiambulanz"]
    assert "Familienhebammen" not in titles(seen(f"{HERE}?ort=96515&q=hebamme"))
    assert "Familienhebammen" in titles(seen(f"{HERE}?ort=Jena&q=hebamme"))
    assert titles(seen(f"{HERE}?thema=need.crying"))[0] == "Schreiambulanz"
    assert "Familienhebammen" not in titles(seen(f"{HERE}?familie=tr"))
    assert "Nur mit freien Plätzen (1)" in seen(HERE)
    nothing = seen(f"{HERE}?frei=1&ort=Berlin")
    assert titles(nothing) == []
    assert "fragen Sie die Koordination" in nothing
    assert "Diesen Ort kennen wir nicht." in seen(f"{HERE}?ort=Xyzzyhausen")


@web
def test_what_was_ticked_stays_ticked_whatever_is_searched_next(offers: list[Offer]) -> None:
    clinic = str(offers[0].public_id)
    page = seen(f"{HERE}?q=hebamme&a={clinic}&a=unbekannt")
    kept = page[page.index("Außerdem ausgewählt") :]
    assert f'value="{clinic}" checked' in kept
    assert "unbekannt" not in page
    assert f'value="{clinic}" checked' in seen(f"{HERE}?a={clinic}")


@web
def test_from_the_list_every_language_of_the_sheet_is_one_tap_away_and_so_is_the_list(offers: list[Offer]) -> None:
    first, second = (str(offer.public_id) for offer in offers[:2])
    page = seen(f"/musterstadt/uebergabe?q=schreien&ort=&thema=&familie=tr&a={first}&a={second}")
    for code in ("", *OTHER):
        for size in ("a4", "a6"):
            tail = f"&sprache={code}" if code else ""
            assert f'href="/musterstadt/uebergabe.pdf?groesse={size}&a={first}&a={second}{tail}"' in page
    assert f'href="{HERE}?q=schreien&familie=tr&a={first}&a={second}"' in page
    assert page.index("sprache=tr") < page.index("sprache=en")  # the family's language first
    assert "Angebote auswählen" not in page  # that is what the list is for
    many = seen_with(f"/musterstadt/uebergabe?q={''.join(f'&a={one.public_id}' for one in offers)}", 200)
    assert "mit 3 Angeboten" in many
    assert "Bitte wählen Sie mindestens ein Angebot aus." in seen_with("/musterstadt/uebergabe?q=", 422)
    polish = seen(f"/musterstadt/uebergabe?q=&familie=pl&a={first}")
    assert f"uebergabe.pdf?groesse=a4&a={first}" in polish
    assert "Zurück zur Liste" not in seen(f"/musterstadt/uebergabe?a={first}")


@web
def test_an_offer_of_a_neighbour_comes_along_on_the_sheet(offers: list[Offer]) -> None:
    there = make_offer(make_network("nebenan"), "Elterncafé nebenan", lat=50.37, lon=11.18, city="Sonneberg")
    publish(at=datetime.now(tz=UTC))
    page = seen(f"/musterstadt/uebergabe?a={there.public_id}")
    assert "Ihr Blatt ist fertig, mit 1 Angebot." in page
    pdf = Client().get(f"/musterstadt/uebergabe.pdf?a={there.public_id}")
    assert pdf.content.startswith(b"%PDF")


@web
def test_the_list_is_german_alone_and_its_switch_leads_families_to_their_start_page(offers: list[Offer]) -> None:
    page = Client().get(HERE).content.decode()
    assert "Diese Liste gibt es nur auf Deutsch." in page
    assert 'rel="alternate"' not in page
    for language in LANGUAGES:
        if language.prefix:
            assert f'href="/{language.prefix}/musterstadt/" lang="{language.tag}"' in page
            assert Client().get(f"/{language.prefix}{HERE}").status_code == 404
        start = Client().get(f"/{language.prefix}/musterstadt/" if language.prefix else "/musterstadt/")
        (door,) = re.findall(rf'<a href="{HERE}"[^>]*>([^<]+)</a>', start.content.decode())
        assert door == texts_for(language.code)("professionals.link")
    assert Client().get("/anderswo/fachkraefte/suche").status_code == 404


@web
def test_a_long_list_comes_in_parts_and_ticks_travel_along(network: Network) -> None:
    for number in range(52):
        make_offer(network, f"Gruppe {number:02}")
    publish(at=datetime.now(tz=UTC))
    page = seen(HERE)
    assert len(titles(page)) == 50
    assert 'name="seite" value="2"' in page
    last = seen(f"{HERE}?seite=2")
    assert titles(last) == ["Gruppe 50", "Gruppe 51"]
    assert 'name="seite" value="1"' in last


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    app = Path(__file__).parents[1]
    sources = [*app.glob("jinja2/publishing/*professionals*.html"), *app.glob("professionals/*.py")]
    sources.append(app / "views" / "professionals.py")
    named = {
        key
        for path in sources
        for key in re.findall(r"""(?:\bw|words\(\)|\bsay)\(\s*["']([a-z_]+)["']""", path.read_text(encoding="utf-8"))
    }
    branches = {"none", "empty", "overdue", "confirmed"}
    assert named | branches == set(words().entries)
