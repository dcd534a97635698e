"""No figure stands in the chapters without a date and a source, in any language."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib import resources

import pytest

from nestwerk.finder.languages import LANGUAGES
from nestwerk.publishing.handbook.book import chapters, common
from nestwerk.publishing.handbook.rules import Figure, every_figure, every_rule, figures_on

NUMERALS = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
            "elf": 11, "zwölf": 12, "vierzehn": 14, "zwanzig": 20, "hundert": 100}  # fmt: skip
WORD = re.compile(
    rf"\b(?:{'|'.join(NUMERALS)})\b|Prozent|Euro\b|\b(?:ersten|zweiten|dritten) Geburtstag|\d+", re.IGNORECASE
)
# What is no figure of law or medicine: names, turns of phrase, and how long Frühe Hilfen are there for a family.
FREE = (
    "die ersten drei Jahre", "drei kleine Schritte", "mit zwei Müttern oder zwei Vätern", "Sind Sie zwei Mütter",
    "U1 bis U9", "U3 oder U4",
)  # fmt: skip
CHECKUPS = {"1", "3", "4", "9"}  # in the names U1 … U9
ALWAYS = {"110", "112"}


def numbers_to_dial() -> set[str]:
    """Those of the help lines, which have a source and a day of their own."""
    text = resources.files("nestwerk.networks").joinpath("data", "helplines.toml").read_text(encoding="utf-8")
    known = {str(one.get("phone", "")).replace(" ", "") for one in tomllib.loads(text)["helpline"]}
    return known | ALWAYS


def prose(code: str) -> list[tuple[str, str]]:
    return [
        (f"{chapter.key}.{section.key}", f"{words.title}\n{words.text}")
        for chapter in chapters()
        for section in chapter.sections
        if (words := common(chapter.key, section.key, code))
    ]


def without_numbers_to_dial(text: str) -> str:
    known = numbers_to_dial()
    return re.sub(
        r"\d[\d \u00a0\u202f]*\d|\d", lambda found: "" if re.sub(r"\D", "", found[0]) in known else found[0], text
    )


def values(figure: Figure) -> set[str]:
    found = {str(number) for word, number in NUMERALS.items() if re.search(rf"\b{word}", figure.says, re.IGNORECASE)}
    return found | set(re.findall(r"\d+", figure.says)) | ({"1"} if "ersten Geburtstag" in figure.says else set())


def test_every_figure_of_the_german_chapters_is_named_with_its_source() -> None:
    for name, text in prose("de"):
        left = without_numbers_to_dial(text)
        for figure in every_figure():
            if figure.section == name:
                assert figure.says in left, figure.key
                left = left.replace(figure.says, "")
        for phrase in FREE:
            left = left.replace(phrase, "")
        assert not WORD.findall(left), (name, WORD.findall(left))


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_other_languages_write_no_figure_that_german_has_not(code: str) -> None:
    allowed: dict[str, set[str]] = {}
    for figure in every_figure():
        allowed.setdefault(figure.section, set()).update(values(figure))
    allowed.setdefault("health.checkups", set()).update(CHECKUPS)
    for name, text in prose(code):
        western = text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
        left = without_numbers_to_dial(western).replace("U7a", "")
        written = set(re.findall(r"\d+", left)) - ({"3"} if name == "general.early_help" else set())
        assert written <= allowed.get(name, set()), (code, name, written)


def test_every_figure_has_a_day_and_a_source_of_its_own_or_of_a_rule_below_it() -> None:
    sections = {f"{chapter.key}.{one.key}": one for chapter in chapters() for one in chapter.sections}
    assert len({figure.key for figure in every_figure()}) == len(every_figure())
    for figure in every_figure():
        assert figure.source, figure.key
        assert figure.valid_from <= figure.checked_on, figure.key
        if figure.rule:
            assert figure.rule in sections[figure.section].rules, figure.key
            assert figure.rule in {rule.key for rule in every_rule()}
        else:
            assert figure.address.startswith("https://"), figure.key


def test_only_figures_with_a_source_of_their_own_are_shown_beside_the_rules() -> None:
    keys = [one.key for one in figures_on(date(2026, 11, 22), "care.kinds")]
    assert keys == ["childminder"]
    assert figures_on(date(2000, 1, 1), "care.kinds") == ()
