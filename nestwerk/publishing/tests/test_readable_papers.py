"""Everything we print is held against what can be checked of PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import io

import pikepdf
import pytest

from nestwerk.publishing.brochure.tests.test_brochure import LOGO, made, make_snapshot
from nestwerk.publishing.sheets import dates, folder, handover, poster
from nestwerk.publishing.sheets.week import rows
from nestwerk.publishing.typesetting.tests.readable import faults

from .sheet_samples import CAFE, MONDAY, OFFERS, make_here
from .sheet_samples import LONG as LONG_TITLE


@pytest.mark.parametrize(
    "variant", [{}, {"paper": "a4", "large": True}, {"paper": "a6", "order": "place"}, {"language": "en"}]
)
def test_the_brochure(variant: dict[str, object]) -> None:
    assert faults(made(make_snapshot(logo=LOGO), **variant).pdf) == []


def test_a_brochure_without_a_single_offer() -> None:
    assert faults(made(make_snapshot([])).pdf) == []


@pytest.mark.parametrize("size", ["a4", "a3", "a5", "dl"])
def test_posters_and_flyers(size: str) -> None:
    for offer in (CAFE, LONG_TITLE):
        assert faults(poster.make_sheet(make_here(), offer, size, None)) == []


def test_lists_of_dates() -> None:
    here = make_here(OFFERS)
    found = rows(OFFERS, here.network, MONDAY, 4)
    path = "/musterland/termine"
    assert faults(dates.list_pdf(here, found, start=MONDAY, weeks=4, filters=["Musterstadt"], path=path)) == []
    assert faults(dates.weekly_pdf(here, ("Musterstadt", 50.4, 11.2), MONDAY, path=path)) == []


@pytest.mark.parametrize("other", ["", *handover.OTHER])
def test_hand_over_sheets(other: str) -> None:
    here = make_here(OFFERS)
    for size in handover.SIZES:
        assert faults(handover.make_sheet(here, handover.chosen(here, ["cafe", "schutz"]), size, other)) == []


def test_the_folder_for_professionals() -> None:
    assert faults(folder.make_folder(make_here(OFFERS))) == []


def test_what_is_wrong_is_found() -> None:
    """The check itself: each fault that is put in is told."""
    good = made(make_snapshot(logo=LOGO)).pdf
    pdf = pikepdf.open(io.BytesIO(good))
    del pdf.Root.Lang
    del pdf.Root.MarkInfo
    page = pdf.pages[1]
    page.Contents = pdf.make_stream(b"0 0 10 10 re f\n" + page.Contents.read_bytes())
    font = next(iter(dict(page.resources.Font).values()))
    for face in font.get("/DescendantFonts", [font]):
        del face.FontDescriptor
    kept = io.BytesIO()
    pdf.save(kept)
    told = " ".join(faults(kept.getvalue()))
    for words in ("no language", "not marked as tagged", "page 2: untagged content (f)", "is not in the file"):
        assert words in told
