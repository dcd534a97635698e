"""The emergency page in further languages: complete, with the curated numbers, and there before any catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from nestwerk.finder.emergencies import numbers
from nestwerk.finder.emergencies.languages import CODES, LANGUAGE, SENTENCES, further, sentences, sounds
from nestwerk.finder.languages import BY_CODE
from nestwerk.finder.texts import texts_for
from nestwerk.networks.helplines import load_helplines

WORDING = Path(__file__).parents[3] / "docs" / "emergency-wording.md"
FOREIGN = ("en", "tr", "ru", "uk", "ar", *CODES)


def keys(table, before=""):
    """Every key of a table of tables, with its path."""
    return {
        path
        for key, value in table.items()
        for path in (keys(value, f"{before}{key}.") if isinstance(value, dict) else {before + key})
    }


def test_with_those_of_the_site_there_are_fifteen_languages_plain_german_not_counted():
    assert len({"de", "en", "tr", "ru", "uk", "ar"} | set(CODES)) == 15
    assert not set(CODES) & set(BY_CODE)


def test_every_further_language_has_every_text():
    first, *others = further()
    for other in others:
        assert keys(other.texts) == keys(first.texts), other.code
    for tongue in further():
        assert set(tongue.texts["say"]) == set(SENTENCES)
        assert tongue.direction == ("rtl" if tongue.code == "fa" else "ltr")


def test_every_sentence_has_its_sound_in_every_language():
    assert set(sounds()) == set(FOREIGN)
    for code, heard in sounds().items():
        assert set(heard) == {*SENTENCES, "speaks"}, code
        assert heard["speaks"].startswith(texts_for("de")(f"first_call.say.{LANGUAGE}")), code


def test_a_sound_is_written_in_the_letters_of_its_language():
    for code, letters in (("ru", "Ѐ-ӿ"), ("uk", "Ѐ-ӿ"), ("bg", "Ѐ-ӿ"), ("ar", "؀-ۿ"), ("fa", "؀-ۿ")):
        for key in SENTENCES:
            assert not re.search("[A-Za-z]", sounds()[code][key]), (code, key)
            assert re.search(f"[{letters}]", sounds()[code][key]), (code, key)


def test_german_readers_get_the_sentences_alone():
    assert [one.sound + one.meaning for one in sentences("de")] == [""] * (len(SENTENCES) - 1)
    assert sentences("fa")[0].german == sentences("de")[0].german


def test_the_numbers_are_those_of_the_curated_help_lines():
    lines = load_helplines()
    phones = {re.sub(r"\D", "", line.phone): line for line in lines if line.phone}
    for number in (*numbers.FIRST, *numbers.TALK, *numbers.OTHERS):
        assert re.sub(r"\D", "", number.shown) == number.dialled
        assert phones[number.dialled].audience == "parents"
        assert not number.name or phones[number.dialled].names["de"] == number.name
    centres = {re.sub(r"\D", "", line.phone) for line in lines if "need.poisoning" in line.kinds and line.lands}
    assert {re.sub(r"\D", "", line.phone) for line in lines if line.key == "nora"} <= {""}
    assert {dialled for _, _, dialled in numbers.CENTRES} == centres - {""}
    assert {way.address for way in numbers.SILENT if way.address} <= {line.chat for line in lines}
    assert min(line.checked_on for line in lines) == numbers.CHECKED_ON


def test_who_is_told_that_a_line_speaks_their_language_finds_it_so():
    """The page says so at the line against violence, in every language but for Bosnian: there it says Serbian."""
    spoken = next(line.languages for line in load_helplines() if line.phone == "116016")
    assert {"sr" if code == "bs" else code for code in CODES} <= set(spoken)


def test_every_number_in_a_text_is_one_to_dial_in_latin_digits():
    for tongue in further():
        for text in [*tongue.texts["silent"].values(), tongue.texts["poison"]]:
            assert set(re.findall(r"[0-9]+", text)) <= {"112", "110"}, (tongue.code, text)
        assert "112" in tongue.texts["poison"]


def test_what_a_doctor_has_to_approve_stands_on_one_page_of_the_documentation():
    page = WORDING.read_text(encoding="utf-8")
    for tongue in further():
        for key in ("lead", "rescue", "doctor", "say_lead", "poison", "poison_centres", "shake"):
            assert tongue.texts[key] in page, (tongue.code, key)
    for code in FOREIGN:
        for key in SENTENCES:
            assert sounds()[code][key] in page, (code, key)


@pytest.mark.parametrize("code", CODES)
def test_the_page_needs_no_catalogue(code, data_dir):
    answer = Client().get(f"/notfall/{code}")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{code}"' in body
    assert 'href="tel:112"' in body
    assert 'href="tel:116016"' in body
    assert body.count('rel="alternate"') == len(BY_CODE) + len(CODES)
    assert not answer.cookies
    assert len(answer.content) < 24_000


def test_a_language_that_is_none_is_not_found_and_nothing_can_be_written(data_dir):
    assert Client().get("/notfall/xx").status_code == 404
    assert Client().get("/notfall/de").status_code == 404
    assert Client().post("/notfall/pl").status_code == 405
