"""Sheets for practices and professionals, words for the press, and that one is set at a time."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from nestwerk.finder.languages import LANGUAGES
from nestwerk.publishing.sheets import dates, folder, handover, press
from nestwerk.publishing.sheets.common import Here
from nestwerk.publishing.sheets.printing import Busy, Press
from nestwerk.publishing.sheets.week import (
    Row,
)

from .sheet_samples import (
    BASE,
    CAFE,
    make_here,
    structure,
    text_of,
)


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
    prefix = f"/{other}" if other else ""
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
        assert line.german is (language.code in ("tr", "ru", "uk"))  # this one has its title in English and Arabic
        assert len(line.notes) == 2
        assert line.reason == "Umbau"
