"""The brochure as a file: what it says, and that everybody can read it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from nestwerk.catalogue.records import ContactRecord, OrganisationRecord, SpaceRecord
from nestwerk.finder.tests.builders import make_helpline, make_network, make_offer, make_term
from nestwerk.publishing.brochure.content import Funder, NothingToSet, Words
from nestwerk.publishing.brochure.make import Made, make_brochure, prepare
from nestwerk.publishing.brochure.variants import PAPERS, Variant
from nestwerk.publishing.typesetting.tests.readable import faults

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
BASE = "https://hilfen.example.org"
_drawn = io.BytesIO()
Image.new("RGB", (12, 8), "#0b5559").save(_drawn, "PNG")
LOGO = _drawn.getvalue()
MEET, HOME = "Treffpunkte und Gruppen", "Hilfe zu Hause"


def make_offers() -> list[Any]:
    cafe = make_offer(
        id="cafe",
        title="Elterncafé am Fluss",
        summary="Kaffee, Krabbeldecke und andere Eltern.",
        organisation="Verein Beispiel",
        organisation_id="o1",
        offer_types=("offer.parent_cafe", "offer.family_midwife"),
        needs=("need.meet_parents", "need.acute_danger"),
        age_from_months=0,
        age_to_months=12,
        languages=("de", "tr"),
        access=("drop_in",),
        cost_kind="free",
        street="Uferweg 3",
        postal_code="99999",
        city="Musterstadt",
        phone="030 23125 101",
        email="cafe@example.org",
        opening_hours="Tu 09:30-11:00; PH off",
        last_verified="2026-11-01",
        social_space="nord",
        texts={"en": {"title": "Parents' café by the river", "summary": "Coffee and other parents."}},
    )
    shelter = make_offer(
        id="schutz",
        title="Frauenhaus",
        offer_types=("offer.violence_protection",),
        hidden_address=True,
        access=("phone",),
        phone="030 23125 102",
    )
    midwife = make_offer(
        id="hebamme",
        title="Familienhebamme",
        offer_types=("offer.family_midwife",),
        city="Neudorf",
        social_space="sued",
    )
    return [cafe, midwife, shelter]


def make_snapshot(offers: list[Any] | None = None, logo: bytes = b"", **network: Any) -> Any:
    """Just as much of a snapshot as a brochure reads."""
    spaces = (
        SpaceRecord("nord", "Musterland Nord", ContactRecord(phone="030 23125 111"), ("Musterstadt",)),
        SpaceRecord("sued", "Musterland Süd", ContactRecord()),
    )
    known = {"spaces": spaces, "organisations": (OrganisationRecord("o1", "Verein Beispiel", "pt.x", "", 1),)}
    record = make_network(**(known | network))
    terms = [
        make_term("offer.parent_cafe", "Elterncafé"),
        make_term("offer.family_midwife", "Familienhebamme"),
        make_term("offer.violence_protection", "Frauenhaus"),
        make_term("need.meet_parents", "Andere Eltern treffen"),
        replace(make_term("need.acute_danger", "Gefahr"), urgency="emergency"),
        make_term("pt.x", "Verein"),
    ]
    found = make_offers() if offers is None else offers
    helplines = (
        make_helpline("sorgen", kinds=("comfort",), phone="0800 1110550", opening_hours="Mo-Fr 09:00-17:00"),
        make_helpline("gift", kinds=("need.poisoning",), phone="0361 730730", lands=("TH",), opening_hours="24/7"),
        make_helpline("gift_bb", kinds=("need.poisoning",), phone="030 19240", lands=("BB",), opening_hours="24/7"),
        make_helpline("fach", audience="professionals", phone="0800 1921000"),
    )
    return SimpleNamespace(
        networks={record.slug: record},
        offers=lambda slug: found,
        terms={term.code: term for term in terms},
        helplines=helplines,
        logo=lambda slug: (logo, "image/png") if logo else None,
    )


def made(snap: Any = None, words: Words | None = None, **variant: Any) -> Made:
    return make_brochure(snap or make_snapshot(), "musterland", Variant(**variant), words or Words(), at=AT, base=BASE)


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def tagged(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Every structure element."""
    found: list[pikepdf.Dictionary] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_the_file_says_that_it_is_pdf_ua_and_pdf_a_and_is_tagged_throughout() -> None:
    pdf = pikepdf.open(io.BytesIO(made(make_snapshot(logo=LOGO)).pdf))
    with pdf.open_metadata() as about:
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")
        assert about["dc:title"] == "Angebote für Familien – Landkreis Musterland"
    assert str(pdf.Root.Lang) == "de-DE"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    elements = tagged(pdf)
    kinds = [str(one.S) for one in elements]
    assert kinds.count("/H1") >= 8
    assert kinds.count("/H2") >= 3
    pictures = [one for one in elements if str(one.S) == "/Figure"]
    assert pictures
    assert all(str(one.get("/Alt", "")) for one in pictures)
    alts = [str(one.Alt) for one in pictures]
    assert f"QR-Code zu dieser Seite im Internet: {BASE}/musterland/angebote/cafe" in alts
    assert "Logo: Frühe Hilfen Musterland" in alts


def test_bookmarks_lead_to_chapters_and_offers() -> None:
    pdf = pikepdf.open(io.BytesIO(made().pdf))
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        offers = [child.title for item in outline.root if item.title == MEET for child in item.children]
    assert titles[:3] == ["Vorwort", "Inhalt", "Im Notfall"]
    assert [title for title in titles if title in (MEET, HOME)] == [HOME, MEET]
    assert offers == ["Elterncafé am Fluss"]
    assert titles[-1] == "Impressum"


def test_an_offer_stands_once_with_its_facts_and_its_other_chapters_point_to_it() -> None:
    whole = " ".join(text_of(made().pdf))
    for fact in (
        "Für Babys bis zum ersten Geburtstag", "Di 9:30–11 Uhr", "Uferweg 3, 99999 Musterstadt", "Kostenlos",
        "Einfach vorbeikommen", "Deutsch, Türkisch", "030 23125 101", "Zuletzt bestätigt am 1. November 2026",
    ):  # fmt: skip
        assert whole.count(fact) == 1, fact
    assert "Siehe auch Elterncafé am Fluss" in whole.replace("\u00ad", "")
    assert "Die Adresse ist geheim" in whole


def test_the_registers_name_needs_and_places_but_never_an_emergency() -> None:
    data = prepare(make_snapshot(), "musterland", Variant(), Words(), at=AT, base=BASE).data
    assert [group["title"] for group in data["needs"]] == ["Andere Eltern treffen"]
    assert [group["title"] for group in data["places"]] == ["Musterstadt", "Neudorf", "Ohne festen Ort"]
    assert [day["title"] for day in data["calendar"]["days"]] == ["Dienstag"]


def test_the_emergency_page_has_the_poison_centre_of_the_land_and_nothing_for_professionals() -> None:
    pages = text_of(made().pdf)
    page = next(text for text in pages[3:] if "Im Notfall" in text)
    assert "0361 730730" in page
    assert "Mo–Fr 9–17 Uhr" in page
    assert "19240" not in " ".join(pages)
    assert "1921000" not in " ".join(pages)


def test_a_county_without_offers_gets_a_short_clean_brochure() -> None:
    empty = made(make_snapshot([]))
    pages = text_of(empty.pdf)
    assert (empty.offers, len(pages)) == (0, empty.pages)
    assert len(pages) <= 9
    assert "Die ersten Angebote kommen" in " ".join(pages)
    assert "Im Notfall" in " ".join(pages)
    assert not any("Verzeichnis nach" in page for page in pages[6:])
    assert all(page for page in pages), "no empty page"


@pytest.mark.parametrize(
    ("variant", "there", "away"),
    [
        ({"space": "nord"}, ["Elterncafé am Fluss", "Frauenhaus"], "Neudorf"),
        ({"topic": "home"}, ["Familienhebamme", "Elterncafé am Fluss"], "Frauenhaus"),
        ({"order": "place"}, ["Elterncafé am Fluss", "Im ganzen Gebiet"], "Treffpunkte und Gruppen"),
        ({"language": "en"}, ["Parents' café by the river", "Coffee and other parents", "In an emergency"], "Vorwort"),
        ({"language": "de-einfach"}, ["So benutzen Sie dieses Heft", "Dienstag 9:30 bis 11 Uhr"], "Vorwort"),
    ],
)
def test_variants_hold_their_part(variant: dict[str, Any], there: list[str], away: str) -> None:
    whole = " ".join(text_of(made(**variant).pdf)).replace("’", "'")
    for words in there:
        assert words in whole, words
    assert away not in whole


@pytest.mark.parametrize("paper", PAPERS)
def test_sizes_and_the_room_for_crop_marks(paper: str) -> None:
    sizes = {"a4": (595, 842), "a5": (420, 595), "a6": (298, 420)}
    for marks, more in ((False, 0), (True, 57)):
        pdf = pikepdf.open(io.BytesIO(made(paper=paper, marks=marks).pdf))
        width, height = (float(side) for side in list(pdf.pages[0].mediabox)[2:])
        assert (round(width), round(height)) == pytest.approx((sizes[paper][0] + more, sizes[paper][1] + more), abs=1)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_print_shop_is_told_where_to_cut(paper: str) -> None:
    sizes = {"a4": (210, 297), "a5": (148, 210), "a6": (105, 148)}
    plain = made(make_snapshot(logo=LOGO), paper=paper)
    cut = made(make_snapshot(logo=LOGO), paper=paper, marks=True)
    assert cut.pages == plain.pages
    assert b"/TrimBox" not in plain.pdf
    pdf = pikepdf.open(io.BytesIO(cut.pdf))
    assert not pdf.check_pdf_syntax()
    for page in pdf.pages:
        media, trim, bleed = ([float(x) * 25.4 / 72 for x in page[name]] for name in _BOXES)
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(sizes[paper], abs=0.05)
        assert [round(a - b, 2) for a, b in zip(trim, bleed, strict=True)] == [3, 3, -3, -3]
        assert [round(a - b, 2) for a, b in zip(trim, media, strict=True)] == [10, 10, -10, -10]
    assert not faults(cut.pdf)


_BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")


def test_large_print_is_large() -> None:
    plain, large = made(paper="a4").pdf, made(paper="a4", large=True).pdf
    assert _usual_size(large) >= 18 > _usual_size(plain)


def _usual_size(pdf: bytes) -> float:
    document = pypdfium2.PdfDocument(pdf)
    sizes: dict[float, int] = {}
    for number in range(1, len(document)):
        for thing in document[number].get_objects(filter=[1]):
            size = round(thing.get_font_size() * abs(thing.get_matrix().d), 1)
            sizes[size] = sizes.get(size, 0) + 1
    document.close()
    return max(sizes, key=lambda size: sizes[size])


def test_nobodys_words_become_markup_and_what_no_font_has_is_left_out() -> None:
    nasty = '#import "x"; $x$ *nicht fett* _nicht_ <marke> @verweis \\ 漢 😀 مرحبا Привет'
    offer = make_offer(id="x", title=nasty, summary=nasty, offer_types=("offer.parent_cafe",))
    whole = " ".join(text_of(made(make_snapshot([offer]), Words(foreword=(nasty,))).pdf))
    assert '#import "x"; $x$ *nicht fett* _nicht_ <marke> @verweis \\' in whole
    assert "Привет" in whole
    assert "漢" not in whole


def test_funders_stand_in_the_imprint_with_notice_and_logo() -> None:
    words = Words(
        funders=(Funder("Bundesstiftung Frühe Hilfen", ("Gefördert aus Mitteln des Bundes.",), LOGO, "Adler"),)
    )
    done = made(words=words).pdf
    assert "Gefördert aus Mitteln des Bundes." in text_of(done)[-1]
    pdf = pikepdf.open(io.BytesIO(done))
    assert "Adler" in [str(one.get("/Alt", "")) for one in tagged(pdf)]


def test_a_broken_logo_does_not_keep_a_brochure_from_being_made() -> None:
    assert made(make_snapshot(logo=LOGO[:60])).pages == made().pages


def test_the_same_content_gives_the_same_mark_and_the_same_file() -> None:
    one, again = made(), made()
    assert (one.digest, one.pdf) == (again.digest, again.pdf)
    later = prepare(make_snapshot(), "musterland", Variant(), Words(), at=AT.replace(hour=15), base=BASE)
    assert later.digest == one.digest
    other = prepare(make_snapshot(), "musterland", Variant(), Words(foreword=("Neu.",)), at=AT, base=BASE)
    assert other.digest != one.digest


def test_an_unknown_region_or_variant_is_refused() -> None:
    with pytest.raises(NothingToSet):
        made(space="west")
    for wrong in ({"language": "xx"}, {"paper": "a3"}, {"order": "x"}, {"topic": "x"}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            Variant(**wrong)
    kept = Variant("en", "a6", "place", "nord", "meet", True, True)
    assert Variant.from_dict(kept.to_dict()) == kept
    assert Variant().to_dict() == {}
    assert kept.key == "en-a6-orte-gross-druck-region-nord-thema-meet"
