"""Posters, lists and sheets as files: what they say, what they keep to themselves, and that everybody can read them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time
from typing import Any

import pikepdf
import pytest

from nestwerk.common.dates import Series
from nestwerk.finder.tests.builders import make_network
from nestwerk.publishing.sheets import dates, folder, handover, poster
from nestwerk.publishing.sheets.week import (
    MOST,
    Asked,
    dates_ahead,
    monday_of,
    near,
    rows,
    towns_of,
    week_from,
    week_key,
)

from .sheet_samples import (
    ADVICE,
    CAFE,
    LONG,
    MONDAY,
    NOTHING,
    OFFERS,
    SHELTER,
    TODAY,
    make_here,
    sides_of,
    structure,
    text_of,
)


def test_a_week_has_its_dates_with_the_cancelled_ones_and_open_hours() -> None:
    found = rows(OFFERS, make_network(), MONDAY, 1)
    assert [(row.offer.id, row.day.day, row.cancelled) for row in found] == [
        ("cafe", 24, True),
        ("beratung", 25, False),
        ("schutz", 25, False),
    ]
    assert found[1].open_hours
    assert found[2].place == ""  # nobody may know where
    assert found[0].reason == "Team im Urlaub"


def test_school_and_public_holidays_are_gaps() -> None:
    christmas = rows([CAFE, ADVICE], make_network(), date(2026, 12, 21), 2)
    assert [(row.offer.id, row.day) for row in christmas] == [
        ("cafe", date(2026, 12, 22)),  # the last day before the holidays
        ("beratung", date(2026, 12, 23)),
        ("beratung", date(2026, 12, 30)),
    ]
    assert [row.day for row in rows([ADVICE], make_network(), date(2027, 1, 1), 1)] == [date(2027, 1, 6)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"paused": True, "paused_until": "2026-12-05"}, [date(2026, 12, 8)]),
        ({"season": "--04-01/--10-31"}, []),
        ({"season": "--12-08/--12-31"}, [date(2026, 12, 8)]),
    ],
)
def test_what_pauses_or_is_out_of_season_is_not_on_the_list(change: dict[str, Any], expected: list[date]) -> None:
    found = rows([replace(CAFE, **change)], make_network(), date(2026, 11, 30), 2)
    assert [row.day for row in found] == expected


def test_weeks_in_an_address_are_near_and_nothing_else() -> None:
    assert week_key(MONDAY) == "2026-W48"
    assert week_from("2026-W48", TODAY) == MONDAY
    assert monday_of(date(2026, 11, 29)) == MONDAY
    for wrong in ("2026-W99", "2020-W01", "2031-W01", "heute", "", "2026-W48-1", "²-W1"):
        assert week_from(wrong, TODAY) is None, wrong


def test_filters_and_distance_choose() -> None:
    def ids(asked: Asked) -> set[str]:
        return {offer.id for offer in OFFERS if asked.wants(offer)}

    assert ids(Asked(space="nord")) == {"cafe"}
    assert ids(Asked(town="neudorf")) == {"lang", "beratung"}
    assert ids(Asked(provider="o3", town="neudorf")) == {"beratung"}
    assert ids(Asked(topic="offer.isef")) == {"isef"}
    name, lat, lon = towns_of(make_network(), OFFERS)["musterstadt"]
    assert name == "Musterstadt"
    found = rows(OFFERS, make_network(), MONDAY, 1)
    assert [row.offer.id for row in found if near(lat, lon, 10)(row)] == ["cafe"]
    assert set(towns_of(make_network(places=()), OFFERS)) == {"musterstadt", "neudorf"}


@pytest.mark.parametrize("size", [*poster.POSTERS, *poster.FLYERS])
@pytest.mark.parametrize("offer", [CAFE, LONG, SHELTER, NOTHING], ids=lambda offer: offer.id)
def test_every_poster_is_readable_by_everybody_and_one_sheet(offer: Any, size: str) -> None:
    pdf = poster.make_sheet(make_here(), offer, size, None)
    tags, alts = structure(pdf)
    assert {"/Title", "/Figure", "/Link"} <= tags or {"/H1", "/Figure", "/Link"} <= tags
    assert all(alts)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == (2 if size == "dl" else 1)
        width, height = (float(x) / 72 * 25.4 for x in document.pages[0].MediaBox[2:])
        wanted = {"a4": (210, 297), "a3": (297, 420), "a5": (148, 210), "dl": (297, 210)}[size]
        assert (round(width), round(height)) == wanted


def test_a_poster_says_when_where_what_it_costs_and_whom_to_ask() -> None:
    said = text_of(poster.make_sheet(make_here(), CAFE, "a4", None))
    for words in (
        "Elterncafé am Fluss",
        "Jeden Dienstag von 9:30 bis 11 Uhr, nicht in den Schulferien",
        "Uferweg 3, 99999 Musterstadt",
        "Kostenlos",
        "030 23125 101",
        "Türkçe",
        "Verein Beispiel",
        "Stand: 22. November 2026",
    ):
        assert words in said
    assert "Saal 2" not in said  # of single dates


@pytest.mark.parametrize("size", [*poster.POSTERS, *poster.FLYERS])
def test_arabic_begins_on_the_right_and_its_flyer_opens_from_the_other_side(size: str) -> None:
    for code, mirrored in (("de", False), ("ar", True)):
        pdf = poster.make_sheet(make_here(code=code), CAFE, size, None)
        ((left, right),) = sides_of(pdf, "101")
        assert (right < 0.5) if mirrored else (left > 0.5), "whom to ask stands at the far side"
        ((left, right),) = sides_of(pdf, "Verein")
        assert (left > 0.5) if mirrored else (right < 0.5), "who offers it where one begins to read"


def test_a_poster_of_a_date_names_the_date_and_says_if_it_is_off() -> None:
    first, second = dates_ahead(CAFE, "TH", TODAY)[:2]
    off = text_of(poster.make_sheet(make_here(), CAFE, "a4", first))
    assert "Dienstag, 24. November 2026, 9:30 bis 11 Uhr, Saal 2" in off
    assert "Fällt aus: Team im Urlaub" in off
    on = text_of(poster.make_sheet(make_here(code="en"), CAFE, "a5", second))
    assert "Tuesday, 1 December 2026" in on
    assert "Parents' café" in on
    assert "Cancelled" not in on


def test_a_secret_address_stands_nowhere() -> None:
    here = make_here()
    row = dates_ahead(SHELTER, "TH", TODAY)[0]
    files = [poster.make_sheet(here, SHELTER, size, one) for size in ("a4", "dl") for one in (None, row)]
    files.append(handover.make_sheet(here, [SHELTER], "a4", "en"))
    found = rows(OFFERS, here.network, MONDAY, 1)
    files.append(dates.list_pdf(here, found, start=MONDAY, weeks=1, filters=[], path="/musterland/termine"))
    for pdf in files:
        assert "Geheimsaal" not in text_of(pdf)
        assert "Die Adresse ist geheim" in text_of(pdf)


def test_what_nobody_confirmed_says_so() -> None:
    here = make_here()
    for pdf in (
        poster.make_sheet(here, LONG, "a4", None),
        handover.make_sheet(here, [LONG], "a6", ""),
        folder.make_folder(here),
    ):
        assert "Bitte vorher anrufen" in text_of(pdf)


def test_claims_end_with_a_sentence() -> None:
    assert poster.claim("Kurz.") == "Kurz."
    assert poster.claim("Ein Satz. " * 40).endswith("Satz.")
    assert poster.claim("Wort " * 80).endswith("Wort …")
    assert len(poster.claim("Ein Satz. " * 40)) <= poster.LONGEST_CLAIM


def test_the_list_on_paper_marks_what_is_off_and_is_tagged() -> None:
    here = make_here()
    found = rows(OFFERS, here.network, MONDAY, 1)
    pdf = dates.list_pdf(here, found, start=MONDAY, weeks=1, filters=["Nord"], path="/musterland/termine?region=nord")
    said = text_of(pdf)
    assert "Dienstag, 24. November 2026" in said
    assert "Fällt aus: Team im Urlaub" in said
    assert "23. November bis 29. November 2026" in said
    tags, alts = structure(pdf)
    assert {"/H1", "/H2", "/Link"} <= tags
    assert all(alts)
    empty = dates.list_pdf(here, [], start=MONDAY, weeks=4, filters=[], path="/musterland/termine")
    assert "keine Termine gefunden" in text_of(empty)


def test_the_weekly_sheet_is_one_sheet_of_paper_however_much_takes_place() -> None:
    daily = Series("weekly", date(2026, 9, 1), time(9), time(10), weekdays=(0, 1, 2, 3, 4, 5, 6)).to_dict()
    many = [
        replace(CAFE, id=f"c{n}", title=f"Krabbelgruppe {n}", dates=(daily,), lat=50.4 + n * 0.01) for n in range(12)
    ]
    for offers, pages in ((OFFERS, 1), (many, 2)):
        here = make_here(offers)
        pdf = dates.weekly_pdf(here, ("Musterstadt", 50.4, 11.2), MONDAY, path="/musterland/termine")
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert len(document.pages) == pages
        assert "Diese Woche in der Nähe von Musterstadt" in text_of(pdf)
    assert "im Umkreis von 3 Kilometern" in text_of(pdf)


def test_a_list_of_thousands_ends_and_says_so() -> None:
    many = [replace(CAFE, id=f"c{n}", title=f"Gruppe {n}") for n in range(MOST // 4)]
    here = make_here(many)
    found = rows(many, here.network, MONDAY, 13)
    assert len(found) > MOST
    pdf = dates.list_pdf(here, found, start=MONDAY, weeks=13, filters=[], path="/musterland/termine")
    assert "mehr Termine, als auf eine Liste passen" in text_of(pdf)
    assert text_of(pdf).count("030 23125 101") == MOST
