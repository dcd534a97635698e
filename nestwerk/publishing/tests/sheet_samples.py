"""Invented offers and a network for sheets, and what stands in a PDF."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import Any

import pikepdf
import pypdfium2

from nestwerk.catalogue.records import ContactRecord, SpaceRecord
from nestwerk.common.dates import Change, Series
from nestwerk.finder.tests.builders import make_helpline, make_network, make_offer, make_term
from nestwerk.finder.texts import texts_for
from nestwerk.publishing.sheets.common import Here

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


def sides_of(pdf: bytes, words: str) -> list[tuple[float, float]]:
    """How far from the left edge these words begin and end wherever they stand, in shares of the page's width."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            search = text.search(words)
            while (place := search.get_next()) is not None:
                boxes = [text.get_charbox(at) for at in range(place[0], place[0] + place[1])]
                left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
                found.append((left / page.get_width(), right / page.get_width()))
    finally:
        document.close()
    return found


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
