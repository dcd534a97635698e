"""What everything printed rests on: fonts that can write it, marks that can be read, errors that say why."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import segno

from nestwerk.publishing.typesetting.compile import TypesettingError, typeset
from nestwerk.publishing.typesetting.fonts import FAMILIES, faces, signs, writable
from nestwerk.publishing.typesetting.marks import MASK, icon_svg, qr_svg

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
PAGE = """#let d = json("data.json")
#set document(title: d.title)
#set text(font: ("Source Sans Pro", "Noto Sans Arabic"), lang: "de")
= #d.title
#d.text
#image("code.svg", width: 20mm, alt: "Muster")
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    page = tmp_path / "seite.typ"
    page.write_text(PAGE, encoding="utf-8")
    return page


def test_the_fonts_are_there_and_write_the_languages_of_the_offers() -> None:
    assert set(FAMILIES) <= set(faces().families())
    for text in ("Größe – „ja“ …", "Привет, дякую їх", "مرحبا", "Çocuğunuz şöyle", "é è ê ł ő č"):
        assert writable(text) == text
    assert ord("ß") in signs()
    assert writable("e\u0301 漢字 😀") == "\u00e9  "


def test_one_file_is_pdf_ua_and_pdf_a_and_the_same_each_time(template: Path) -> None:
    data = {"title": "Heft", "text": "Drei Привет مرحبا 漢"}
    one, again = (typeset(template, data, at=AT, files={"code.svg": qr_svg("x").encode()}) for _ in range(2))
    assert one == again
    with pikepdf.open(io.BytesIO(one)).open_metadata() as about:
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")


def test_a_template_reads_nothing_but_what_it_is_given(template: Path) -> None:
    template.write_text('#read("/etc/passwd")', encoding="utf-8")
    with pytest.raises(TypesettingError):
        typeset(template, {}, at=AT)
    template.write_text('#read("../../etc/passwd")', encoding="utf-8")
    with pytest.raises(TypesettingError):
        typeset(template, {}, at=AT)


def test_a_picture_without_words_is_refused(template: Path) -> None:
    template.write_text(PAGE.replace(', alt: "Muster"', ""), encoding="utf-8")
    with pytest.raises(TypesettingError, match="alt"):
        typeset(template, {"title": "a", "text": "b"}, at=AT, files={"code.svg": qr_svg("x").encode()})


def test_a_code_is_drawn_dot_by_dot_as_its_matrix_says(template: Path) -> None:
    address = "https://hilfen.example.org/musterland/angebote/cafe"
    rows = segno.make_qr(address, error="m", mask=MASK).matrix
    page = '#set document(title: "x")\n#set page(width: {0}pt, height: {0}pt, margin: 0pt)\n'
    page += '#image("code.svg", width: 100%, alt: "x")'
    template.write_text(page.replace("{0}", str(len(rows))), encoding="utf-8")
    pdf = typeset(template, {}, at=AT, files={"code.svg": qr_svg(address).encode()})
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[0].render(scale=3).to_pil().convert("L")
    document.close()
    seen = [[drawn.getpixel((3 * x + 1, 3 * y + 1)) < 128 for x in range(len(rows))] for y in range(len(rows))]
    assert seen == [[bool(dark) for dark in row] for row in rows]


def test_icons_have_their_colour_and_unknown_ones_are_a_mistake() -> None:
    assert b'stroke="#0b5559"' in icon_svg("phone", "#0b5559")
    with pytest.raises(KeyError):
        icon_svg("einhorn", "#0b5559")
