"""The text catalogues: the same keys and the same gaps in every language, nothing unused, nothing missing."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel import Locale

from nestwerk.common.locales import LOCALES
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.texts import texts_for
from nestwerk.finder.views.start import COMMONEST

HERE = Path(__file__).resolve().parents[1]
CODES = [language.code for language in LANGUAGES]
GERMAN = texts_for("de").entries
WORDS = re.compile(r"[^\W\d_]{3,}")  # what has no word in it may stay as it is
GAP = re.compile(r"\{[^}]*\}")
# German on purpose (to be read out), names and loanwords: formats, Länder in Turkish, the German name of the booklet in
# a family's calendar, a licence.
ALIKE = re.compile(
    r".*[._]german|everybody\.easy|datasets\.format\..*|land\...|frame\.(logo|menu)"
    r"|brochure\.(download\.file|funders\.logo_alt|logo_alt|icon\.(mail|phone))"
    r"|handbook\.date\.calendar_(entry|name)|interfaces\.hsds\.title|map\.source|responsible\.national|show_card\.phone"
)


def _gaps(entry):
    """Names of the placeholders, whatever the kind of entry."""
    texts = [entry] if isinstance(entry, str) else list(entry.values()) if isinstance(entry, dict) else list(entry)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def _texts(entry):
    """All wordings of an entry, whatever its kind."""
    return [entry] if isinstance(entry, str) else list(entry.values()) if isinstance(entry, dict) else list(entry)


def _words(text):
    """Whether words are left of a text without its gaps."""
    return WORDS.search(GAP.sub("", text))


@pytest.mark.parametrize("code", CODES)
def test_each_language_has_every_text(code):
    assert set(texts_for(code).entries) == set(GERMAN)


@pytest.mark.parametrize("code", CODES)
def test_each_language_fills_the_same_gaps(code):
    entries = texts_for(code).entries
    assert {key: _gaps(entry) for key, entry in entries.items()} == {key: _gaps(entry) for key, entry in GERMAN.items()}


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_empty(code):
    for key, entry in texts_for(code).entries.items():
        texts = [entry] if isinstance(entry, str) else list(entry.values()) if isinstance(entry, dict) else entry
        assert texts, key
        assert all(text.strip() for text in texts), key


@pytest.mark.parametrize("code", CODES)
def test_each_table_has_every_plural_form_of_its_language(code):
    rule = Locale.parse(LOCALES[code]).plural_form
    wanted = {*rule.tags, "other"} - ({"many"} if code == "en" else set())
    for key, entry in texts_for(code).entries.items():
        german = GERMAN[key]
        assert isinstance(entry, dict) or not isinstance(german, dict), f"{key}: German counts here"
        if isinstance(entry, dict):
            assert set(entry) == wanted, key
        elif isinstance(entry, tuple):
            assert isinstance(german, tuple), key


@pytest.mark.parametrize("code", ["tr", "ru", "uk", "ar"])
def test_no_sentence_was_left_in_german_or_english(code):
    for key, entry in texts_for(code).entries.items():
        if entry in (GERMAN[key], texts_for("en").entries[key]) and any(map(_words, _texts(entry))):
            assert ALIKE.fullmatch(key), (key, entry)


@pytest.mark.parametrize(("code", "letters"), [("ru", "а-яё"), ("uk", "а-яіїєґ"), ("ar", "\u0621-\u064a")])
def test_every_sentence_has_letters_of_its_script(code, letters):
    script = re.compile(f"[{letters}]", re.IGNORECASE)
    for key, entry in texts_for(code).entries.items():
        for text in _texts(entry):
            assert script.search(text) or not _words(text) or ALIKE.fullmatch(key), (key, text)


def test_arabic_reads_its_own_digits_and_dials_western_ones():
    arabic = texts_for("ar")
    assert arabic("filter.count", n=12) == arabic.entries["filter.count"]["many"]
    assert arabic("results.found", n=12).startswith("١٢") or "١٢" in arabic("results.found", n=12)
    assert "\u20660800" in arabic("unplanned.no_issuer").replace("\u00a0", " ")
    for key, entry in arabic.entries.items():
        for text in _texts(entry):
            assert not re.search("[٠-٩]{3}[ \u00a0][٠-٩]", text), key  # a number to dial


def test_every_text_named_in_a_template_or_module_exists():
    sources = [*HERE.glob("jinja2/finder/*.html"), *HERE.glob("*.py"), *HERE.glob("*/*.py")]
    named = set()
    for path in sources:
        if path.parent.name == "tests":
            continue
        text = path.read_text(encoding="utf-8")
        named |= set(
            re.findall(r"""(?:\bt|texts|paragraphs|page\.t)\(\s*["']([a-z_]+(?:\.[a-z_0-9-]+)+)["']\s*[,)]""", text)
        )
    assert len(named) > 150
    assert named <= set(GERMAN)


def test_plain_german_keeps_its_sentences_short():
    for key, entry in texts_for("de-einfach").entries.items():
        texts = [entry] if isinstance(entry, str) else list(entry.values()) if isinstance(entry, dict) else entry
        for text in texts:
            for sentence in re.split(r"(?<=[.!?:])\s+", text):
                assert len(sentence.split()) <= 14, (key, sentence)


@pytest.mark.parametrize("code", CODES)
def test_the_commonest_needs_are_worded_by_hand(code):
    texts = texts_for(code)
    for need in COMMONEST:
        assert texts.has(f"start.need.{need.removeprefix('need.')}")


def test_no_template_holds_words_of_its_own():
    for path in HERE.glob("jinja2/finder/*.html"):
        text = re.sub(
            r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        words = [word for word in re.findall(r"[A-Za-zÄÖÜäöüß]{3,}", text) if word not in {"amp"}]
        assert words == [], path.name
