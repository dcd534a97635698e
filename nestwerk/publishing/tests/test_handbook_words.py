"""The texts of the Elternbegleitbuch: complete, plain where they promise to be, and never more than text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.texts import texts_for
from nestwerk.publishing.handbook.approval import paper
from nestwerk.publishing.handbook.blocks import Piece, blocks
from nestwerk.publishing.handbook.book import LOCAL, Words, chapters, common, heading
from nestwerk.publishing.handbook.own import State, place, shown, state
from nestwerk.publishing.handbook.rules import every_fact, every_rule

CODES = [language.code for language in LANGUAGES]
OFFICE = ("Maßnahme", "Inanspruchnahme", "Kindeswohl", "Klient", "Hilfebedarf", "gemäß", "bzw.", "z. B.", "überfordert")


def every_text(code: str) -> list[tuple[str, Words]]:
    return [
        (f"{chapter.key}.{section.key}", words)
        for chapter in chapters()
        for section in chapter.sections
        if (words := common(chapter.key, section.key, code))
    ]


@pytest.mark.parametrize("code", CODES)
def test_each_language_has_every_chapter_and_section(code: str) -> None:
    assert [name for name, _ in every_text(code)] == [
        f"{chapter.key}.{section.key}" for chapter in chapters() for section in chapter.sections if section.key != LOCAL
    ]
    for name, words in every_text(code):
        assert words.title, name
        assert len(words.text) > 60, name
    for chapter in chapters():
        assert heading(chapter.key, code).title
        assert heading(chapter.key, code).lead


def test_the_languages_have_lists_where_german_has_them() -> None:
    for name, words in every_text("de"):
        lists = [len(block.lines) for block in blocks(words.text) if block.is_list]
        english = dict(every_text("en"))[name]
        assert [len(block.lines) for block in blocks(english.text) if block.is_list] == lists, name


def test_eight_chapters_with_three_to_six_sections_and_an_own_one() -> None:
    assert len(chapters()) == 8
    for chapter in chapters():
        assert 3 <= len(chapter.sections) - 1 <= 6, chapter.key
        assert chapter.sections[-1].key == LOCAL


def test_every_rule_and_fact_has_words_in_every_language_and_every_section_names_known_rules() -> None:
    keys = {rule.key for rule in every_rule()}
    for code in CODES:
        t = texts_for(code)
        for key in keys:
            assert t.has(f"handbook.rule.{key}.title"), (code, key)
        for fact in every_fact():
            assert t(f"handbook.loss.{fact.key}", **fact.numbers)
    for chapter in chapters():
        for section in chapter.sections:
            assert set(section.rules) <= keys, section.key


def test_plain_german_keeps_its_sentences_short() -> None:
    for name, words in every_text("de-einfach"):
        for line in re.split(r"\n+", words.text):
            for sentence in re.split(r"(?<=[.!?:])\s+", line):
                assert len(sentence.split()) <= 14, (name, sentence)


def test_no_office_german() -> None:
    for code in ("de", "de-einfach"):
        for name, words in every_text(code):
            for word in OFFICE:
                assert word not in words.text, (name, word)


def test_a_text_becomes_paragraphs_and_lists_and_never_markup() -> None:
    found = blocks("Erste Zeile\nzweite Zeile\n\nDas brauchen Sie:\n- <b>Ausweis</b>\n- Urkunde\n  von früher")
    assert [(block.is_list, ["".join(piece.words for piece in line) for line in block.lines]) for block in found] == [
        (False, ["Erste Zeile zweite Zeile"]),
        (False, ["Das brauchen Sie:"]),
        (True, ["<b>Ausweis</b>", "Urkunde von früher"]),
    ]
    (block,) = blocks("Mehr steht unter https://example.org/a, auch javascript:alert(1).")
    assert block.lines[0][1] == Piece("example.org/a", "https://example.org/a")
    assert [piece.address for piece in block.lines[0]] == ["", "https://example.org/a", ""]
    assert blocks("  \n\n ") == ()


def test_own_words_take_the_place_of_the_common_ones_in_their_language_only() -> None:
    money = next(one for one in chapters() if one.key == "money")
    own = {
        place("money", "child_benefit", "de"): {"title": "Bei uns", "text": "Im Rathaus."},
        place("money", LOCAL, "de"): {"title": "Vor Ort", "text": "Bürgerbüro."},
    }
    german = {one.section.key: one for one in shown(money, own, "de")}
    english = {one.section.key: one for one in shown(money, own, "en")}
    assert german["child_benefit"].words == Words("Bei uns", "Im Rathaus.")
    assert english["child_benefit"].words == common("money", "child_benefit", "en")
    assert (english[LOCAL].words.title, english[LOCAL].language) == ("Vor Ort", "de")
    assert LOCAL not in {one.section.key for one in shown(money, {}, "de")}


def test_the_state_says_how_own_and_common_words_stand_to_each_other() -> None:
    now = Words("Kindergeld", "Neu.")
    assert state(False, "", now) == State.COMMON
    assert state(False, "", None) == State.EMPTY
    assert state(True, now.digest, now) == State.OWN
    assert state(True, Words("Kindergeld", "Alt.").digest, now) == State.CHANGED
    assert state(True, "", None) == State.OWN


def test_the_page_for_approval_says_what_families_read() -> None:
    made = paper({code: dict(texts_for(code).entries) for code in CODES})
    kept = Path(__file__).parents[3] / "docs" / "handbook-wording.md"
    assert kept.read_text(encoding="utf-8") == made, "python -m nestwerk.publishing.handbook.approval"
    assert "Noch nicht freigegeben" in made
