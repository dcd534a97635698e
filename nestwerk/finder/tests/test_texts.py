"""The text catalogues: the same keys and the same gaps in every language, nothing unused, nothing missing."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.texts import texts_for
from nestwerk.finder.views.start import COMMONEST

HERE = Path(__file__).resolve().parents[1]
CODES = [language.code for language in LANGUAGES]
GERMAN = texts_for("de").entries


def _gaps(entry):
    """Names of the placeholders, whatever the kind of entry."""
    texts = [entry] if isinstance(entry, str) else list(entry.values()) if isinstance(entry, dict) else list(entry)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


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
