"""The words of the taxonomy: complete, well-formed, without repeats."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from nestwerk.matching.phrases import analysed as heard
from nestwerk.taxonomy.terms import DATA, LexiconError, read_lexicon, read_terms

LANGUAGES = {"de", "en", "tr", "ru", "uk", "ar"}
ACCESS = {"drop_in", "appointment", "referral", "home_visit", "phone", "online", "mobile"}
SLOT = re.compile(
    rf"slot\.(cost\.free|anonymous|elsewhere|age\.-?\d+|access\.({'|'.join(ACCESS)})|language\.(dgs|ckb|[a-z]{{2}}))$"
)
TERMS = read_terms()
SEARCHED = {t.code for t in TERMS if t.kind in {"need", "offer_type", "target_group"}}
FILES = sorted((DATA / "lexicon").glob("*.tsv"))


def entries(path: Path) -> list[tuple[int, str, list[str]]]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            code, _, phrases = line.partition("\t")
            found.append((number, code, phrases.split("|")))
    return found


def test_the_taxonomy_has_its_188_terms_with_labels_in_three_languages() -> None:
    assert Counter(t.kind for t in TERMS) == {
        "prevention_level": 4, "offer_type": 53, "need": 46, "target_group": 32, "partner_type": 53,
    }  # fmt: skip
    assert [t.code for t in TERMS if not (t.de and t.de_plain and t.en)] == []
    assert len({t.code for t in TERMS}) == len(TERMS)


def test_what_would_be_a_statement_about_the_reader_is_not_shown() -> None:
    shown = {t.code for t in TERMS if t.shown}
    for code in ("need.violence", "need.addiction", "need.money", "need.suicidality", "need.low_mood",
                 "tg.parent_mental_illness", "tg.imprisoned_parent", "tg.poverty", "need.parent_illness"):  # fmt: skip
        assert code not in shown, code
    assert {"need.crying", "need.sleep", "offer.midwife_care", "tg.infant"} <= shown


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_lexicon_file_has_known_codes_and_clean_phrases(path: Path) -> None:
    assert path.stem.split("_")[0] in LANGUAGES
    wrong = []
    for number, code, phrases in entries(path):
        base = code.removeprefix("veto.")
        if base not in SEARCHED and not SLOT.match(base):
            wrong.append(f"{number}: code {code}")
        for phrase in phrases:
            if not phrase or phrase != phrase.strip() or phrase.count('"') % 2 or "\t" in phrase:
                wrong.append(f"{number}: phrase {phrase!r}")
    assert wrong == []


CITIES = {
    "berlin", "hamburg", "münchen", "köln", "frankfurt", "stuttgart", "dortmund", "bremen", "leipzig", "dresden",
    "rostock", "flensburg",
}  # fmt: skip


def test_no_phrase_makes_a_large_city_an_ordinary_word() -> None:
    """A word of the lexicon is no place without "in": "union berlin" hid Berlin from "hebamme berlin"."""
    words = {word for path in FILES for _, _, phrases in entries(path) for one in phrases for word in one.split()}
    assert words.isdisjoint(CITIES)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_need_and_offer_type_can_be_said_in_every_language(language: str) -> None:
    lexicon = read_lexicon()
    missing = [
        t.code for t in TERMS if t.kind in {"need", "offer_type"} and len(lexicon.get(t.code, {}).get(language, ())) < 3
    ]
    assert missing == []


def test_a_phrase_stands_once_per_code_and_language() -> None:
    for code, by in read_lexicon().items():
        for language, phrases in by.items():
            doubled = [p for p, n in Counter(p.lower() for p in phrases).items() if n > 1]
            assert doubled == [], (code, language)


def test_no_saying_taken_back_takes_back_every_use_of_a_word() -> None:
    """*Zum Sterben schön* is about nobody's death, but without its small words it is *sterben* itself."""
    lexicon, wrong = read_lexicon(), []
    for code, by in lexicon.items():
        for language, phrases in by.items() if code.startswith("veto.") else ():
            known = [
                read for own in lexicon.get(code[5:], {}).get(language, ()) if (read := heard(code, language, own))
            ]
            words = {key for read in known for key in read.keys}
            for phrase in phrases:
                read = heard(code, language, phrase)
                if " " in phrase and read and len(read.keys) == 1 and read.keys[0] in words:
                    wrong.append(f"{code} {language}: {phrase}")
    assert wrong == []


@pytest.mark.parametrize(("language", "script"), [("ru", "Ѐ-ӿ"), ("uk", "Ѐ-ӿ"), ("ar", "؀-ۿ")])
def test_phrases_are_written_in_their_script(language: str, script: str) -> None:
    phrases = [p for by in read_lexicon().values() for p in by.get(language, ())]
    own = sum(bool(re.search(f"[{script}]", phrase)) for phrase in phrases)
    assert own / len(phrases) > 0.9


def test_a_line_without_a_tab_is_named(tmp_path: Path) -> None:
    (tmp_path / "de_x.tsv").write_text("# Kommentar\nneed.sleep schläft nicht\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"de_x\.tsv, Zeile 2"):
        read_lexicon(tmp_path)
