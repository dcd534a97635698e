"""Posters, lists and sheets as files: what they say, what they keep to themselves, and that everybody can read them."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pypdfium2
import pytest

from nestwerk.catalogue.records import ContactRecord, SpaceRecord
from nestwerk.common.dates import Change, Series
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.tests.builders import make_helpline, make_network, make_offer, make_term
from nestwerk.finder.texts import texts_for
from nestwerk.publishing.sheets import dates, folder, handover, poster, press
from nestwerk.publishing.sheets.common import Here
from nestwerk.publishing.sheets.printing import Busy, Press
from nestwerk.publishing.sheets.week import (
    MOST,
    Asked,
    Row,
    dates_ahead,
    monday_of,
    near,
    rows,
    towns_of,
    week_from,
    week_key,
)

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)
BASE = "https://hilfen.example.org"
WEEKLY = Series(
    "weekly",
    date(2026, 9, 1),
    time(9, 30),
    time(11),
    weekdays=(1,),
    changes=(Change("cancelled", date(2026, 11, 24), "Team im Urlaub"),),
    not_in_school_holidays=True,
    place="Saal 2",
)
CAFE = make_offer(
    id="cafe",
    title="Elterncafé am Fluss",
    summary="Kaffee, Krabbeldecke und andere Eltern.",
    description="Eine Fachkraft hört zu.",
    organisation="Verein Beispiel",
    organisation_id="o1",
    offer_types=("offer.parent_cafe",),
    age_from_months=0,
    age_to_months=12,
    languages=("de", "tr", "ar", "zh"),
    access=("drop_in",),
    cost_kind="free",
    street="Uferweg 3",
    postal_code="99999",
    city="Musterstadt",
    lat=50.4,
    lon=11.2,
    phone="030 23125 101",
    email="cafe@example.org",
    last_verified="2026-11-01",
    social_space="nord",
    dates=(WEEKLY.to_dict(),),
    texts={"en": {"title": "Parents' café", "summary": "Coffee."}, "ar": {"title": "مقهى", "summary": "قهوة"}},
)
LONG = make_offer(
    id="lang",
    title="Gesundheitsorientierte Familienbegleitung durch Familien-Gesundheits- und Kinderkrankenpflegende"
    " im Landkreis Musterland und Umgebung",
    summary="Eine Fachkraft kommt zu Ihnen nach Hause. " * 9,
    organisation="Помощь семьям · مساعدة الأطفال gGmbH",
    organisation_id="o2",
    offer_types=("offer.fgkikp",),
    phone="030 23125 102",
    email="eine.sehr.lange.adresse.fuer.anfragen@familienbegleitung-musterland.example.org",
    clock="2026-01-01",
    last_verified="2024-01-01",
    city="Neudorf",
)
SHELTER = make_offer(
    id="schutz",
    title="Frauenhaus",
    offer_types=("offer.violence_protection",),
    hidden_address=True,
    phone="030 23125 103",
    dates=(Series("once", date(2026, 11, 25), time(10), place="Geheimsaal").to_dict(),),
)
ADVICE = make_offer(
    id="beratung",
    title="Mütter- und Väterberatung",
    organisation="Gesundheitsamt",
    organisation_id="o3",
    offer_types=("offer.parent_advice_point",),
    access=("drop_in",),
    opening_hours="We 09:00-12:00; PH off",
    city="Neudorf",
    lat=50.5,
    lon=11.3,
    cost_kind="free",
)
ISEF = make_offer(id="isef", title="Fachberatung Kinderschutz", offer_types=("offer.isef",), phone="030 23125 105")
NOTHING = make_offer(id="nichts", title="Krabbelgruppe")
OFFERS = [CAFE, ISEF, SHELTER, LONG, NOTHING, ADVICE]
SPACES = (SpaceRecord("nord", "Musterland Nord", ContactRecord(role="Sozialraum", phone="030 23125 111")),)
LINES = (
    make_helpline("kinderschutz", audience="professionals", names={"de": "Kinderschutzhotline"}, phone="0800 1921000"),
    make_helpline("elternlinie", names={"de": "Elterntelefon"}, phone="0800 1110550"),
)


def make_here(offers: list[Any] | None = None, code: str = "de", **network: Any) -> Here:
    """Just as much of a snapshot as a sheet reads."""
    every = OFFERS if offers is None else offers
    record = make_network(unverified=False, spaces=SPACES, **network)
    snap = SimpleNamespace(
        terms={"offer.parent_cafe": make_term("offer.parent_cafe", "Elterncafé, offener Treff")},
        helplines=LINES,
        shards={record.slug: SimpleNamespace(resting={})},
        offers=lambda slug: every,
        offer=lambda slug, known: next((one for one in every if one.id == known), None),
        logo=lambda slug: None,
        addition=lambda slug, name: None,
        changes=lambda slug: {},
    )
    return Here(snap, record, texts_for(code), AT, TODAY, BASE)  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def structure(pdf: bytes) -> tuple[set[str], list[str]]:
    """The tags of a document, and the alternative texts of its figures. PDF/UA in its metadata, a title, a language."""
    tags: set[str] = set()
    alts: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                tags.add(str(node.S))
                if str(node.S) == "/Figure":
                    alts.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        walk(document.Root.StructTreeRoot)
    return tags, alts


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


@pytest.mark.parametrize("other", ["", *handover.OTHER])
@pytest.mark.parametrize("size", handover.SIZES)
def test_a_hand_over_sheet_speaks_both_languages(other: str, size: str) -> None:
    here = make_here()
    pdf = handover.make_sheet(here, handover.chosen(here, ["cafe", "schutz", "cafe", "unbekannt"]), size, other)
    said = text_of(pdf)
    assert said.count("Elterncafé am Fluss") == 1
    assert said.count("Notiz") == 2
    assert ("Parents' café" in said) is (other == "en")
    assert ("Kostenlos / Free" in said) is (other == "en")
    _, alts = structure(pdf)
    prefix = {"en": "/en", "de-einfach": "/de-einfach"}.get(other, "")
    assert any(f"{BASE}{prefix}/musterland/angebote/cafe" in alt for alt in alts)
    assert len(alts) == 3  # one code each, one of the network


def test_the_folder_has_contacts_lines_for_professionals_steps_and_offers() -> None:
    here = make_here()
    pdf = folder.make_folder(here)
    said = text_of(pdf)
    for words in (
        "Koordination",
        "Musterland Nord",
        "Kinderschutzhotline",
        "§ 4 Abs. 2 KKG",
        "Fachberatung Kinderschutz",
    ):
        assert words in said
    assert "Elterntelefon" not in said
    tags, alts = structure(pdf)
    assert {"/H1", "/H2", "/Table", "/TH", "/Link"} <= tags
    assert all(alts)
    own = Here(**{name: getattr(here, name) for name in Here.__dataclass_fields__})
    page = {
        "kind": "page",
        "slug": "fachkraefte-wege",
        "texts": {"de": {"title": "Wege bei uns", "body": "Erst anrufen."}},
    }
    news = page | {"slug": "neues", "texts": {"de": {"title": "Nicht hier"}}}
    own.snap.addition = lambda slug, name: {"pages": [page, news]}  # type: ignore[method-assign]
    assert folder.own_chapters(own) == [{"title": "Wege bei uns", "text": ["Erst anrufen."]}]


def test_each_word_of_the_folder_is_on_the_page_a_lawyer_reads() -> None:
    page = (Path(__file__).parents[3] / "docs" / "fachkraefte-wording.md").read_text(encoding="utf-8")
    assert "Noch nicht freigegeben" in page
    assert folder.urgent() in page
    for part in folder.parts():
        for words in (part.title, *part.lead, part.note, *(text for step in part.steps for text in step.text)):
            assert words in page, words


def test_press_figures_are_counted_and_say_where() -> None:
    here = make_here()
    said = press.words(here)
    figures = {one.key: one.number for one in said.figures}
    assert figures == {"offers": 6, "providers": 3, "topics": 5, "languages": 3, "free": 2, "dates": 2}
    assert all(one.address.startswith(BASE) and one.how for one in said.figures)
    text = press.as_text(said, here)
    assert "sechs Angebote von drei Anbietern (Stand: 22. November 2026)" in text
    assert "Zwei Angebote kosten nichts." in text
    assert "in diesem Quartal" not in text.casefold()  # nobody can know
    nothing = press.as_text(press.words(make_here([])), make_here([]))
    assert "0" not in nothing.replace("2026", "").replace("030 23125 100", "")


def test_what_is_new_in_a_quarter_is_said_only_where_it_is_known() -> None:
    def moments(*found: tuple[int, int]) -> dict[str, Any]:
        known = zip(("cafe", "lang", "isef"), found, strict=True)
        return {key: SimpleNamespace(moment=datetime(2026, month, day, tzinfo=UTC)) for key, (month, day) in known}

    here = make_here()
    here.snap.changes = lambda slug: moments((9, 1), (10, 2), (11, 3))  # type: ignore[method-assign]
    assert {one.key: one.number for one in press.words(here).figures}["changed"] == 2
    assert "In diesem Quartal sind zwei Angebote neu oder geändert." in press.as_text(press.words(here), here)
    here.snap.changes = lambda slug: moments((10, 1), (10, 2), (11, 3))  # type: ignore[method-assign]
    assert "changed" not in {one.key for one in press.words(here).figures}


def test_one_sheet_is_made_once_and_at_a_time(tmp_path: Path) -> None:
    kept, made, at_work = Press(tmp_path, most=2, waiting=2), [], []
    go = threading.Event()

    def make() -> bytes:
        at_work.append(1)
        assert len(at_work) == 1
        go.wait(5)
        made.append(1)
        at_work.pop()
        return b"pdf"

    threads = [threading.Thread(target=kept.get, args=("a", make)) for _ in range(2)]
    for thread in threads:
        thread.start()
    while kept._queue._value:  # type: ignore[attr-defined]  # both are waiting
        pass
    with pytest.raises(Busy):
        kept.get("b", make)
    go.set()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert kept.get("a", lambda: b"anew") == b"pdf"
    kept.get("b", lambda: b"b")
    kept.get("c", lambda: b"c")
    assert kept.get("a", lambda: b"anew") == b"anew"


def test_a_fault_frees_the_place(tmp_path: Path) -> None:
    kept = Press(tmp_path, waiting=1)

    def fail() -> bytes:
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            kept.get("x", fail)


def test_days_are_said_in_every_language() -> None:
    row = Row(CAFE, date(2026, 12, 1), None, None, moved_from=date(2026, 11, 30), uncertain=True, reason="Umbau")
    for language in LANGUAGES:
        (day,) = dates.days(make_here(code=language.code), [row])
        (line,) = day.lines
        assert line.german is False  # this one has its title in English
        assert len(line.notes) == 2
        assert line.reason == "Umbau"
