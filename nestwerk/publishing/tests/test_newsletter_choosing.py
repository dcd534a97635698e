"""Whom an offer is for, what is news, and which numbers may be told: values in, values out."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from itertools import product
from typing import Any

import pytest

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.tests.builders import make_offer as record
from nestwerk.finder.texts import texts_for
from nestwerk.publishing.newsletter import sealing
from nestwerk.publishing.newsletter.choosing import CHANGED, DATES, NEW, candidates, content, fits, marks, may_stand
from nestwerk.publishing.newsletter.letter import words
from nestwerk.publishing.newsletter.readers import (
    ANY_AGE,
    BANDS,
    CONSENT,
    FEWEST,
    PARENTS,
    PROFESSIONALS,
    add_months,
    band,
    ends_on,
    months_to_choose,
    told_numbers,
)

TODAY = date(2026, 11, 22)
AGREED = {1: "ac60", 2: "f2f3", 3: "c6aa"}  # version of the consent → mark of its words, in every language


def test_the_band_follows_the_month_and_ends_after_the_third_birthday() -> None:
    expected = {9: "pregnant", 1: "pregnant", 0: "m0", -3: "m0", -4: "m4", -12: "m4", -13: "y1", -36: "y1"}
    assert {n: band(add_months(TODAY, n), TODAY) for n in expected} == expected
    assert band(None, TODAY) == ANY_AGE
    months = months_to_choose(TODAY)
    assert (months[0], months[-1], len(months)) == (date(2027, 8, 1), date(2023, 12, 1), 45)
    for month in months:
        end = ends_on(PARENTS, month, TODAY)
        assert end == add_months(month, 37)
        assert end is not None
        assert end > TODAY
    assert ends_on(PARENTS, None, TODAY) == date(2029, 12, 1)
    assert ends_on(PROFESSIONALS, None, TODAY) is None


def test_an_offer_is_for_every_band_its_ages_meet() -> None:
    baby = record(age_from_months=0, age_to_months=6)
    course = record(age_from_months=0, age_to_months=0, target_groups=("tg.pregnant",))
    open_ = record(age_from_months=None, age_to_months=None)
    found = {key: [fits(one, PARENTS, key, ()) for one in (baby, course, open_)] for key in (*BANDS, ANY_AGE)}
    assert found == {
        "pregnant": [False, True, True], "m0": [True, True, True], "m4": [True, False, True],
        "y1": [False, False, True], "any": [True, True, True],
    }  # fmt: skip
    assert fits(record(offer_types=("offer.debt_counselling",)), PROFESSIONALS, ANY_AGE, ["money"])
    assert not fits(record(offer_types=("offer.debt_counselling",)), PROFESSIONALS, ANY_AGE, ["care"])
    assert fits(record(offer_types=("offer.debt_counselling",)), PROFESSIONALS, ANY_AGE, [])


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({}, True),
        ({"offer_types": ("offer.violence_protection",)}, False),
        ({"offer_types": ("offer.parent_cafe",), "needs": ("need.money", "need.crying")}, True),
        ({"needs": ("need.addiction",), "target_groups": ()}, False),
        ({"hidden_address": True}, False),
        ({"paused": True}, False),
    ],
)
def test_no_name_in_a_mail_to_parents_tells_too_much(values: dict[str, Any], stands: bool) -> None:
    offer = record(**({"target_groups": (), "needs": ()} | values))
    assert may_stand(offer, PARENTS) is stands
    assert may_stand(offer, PROFESSIONALS) is not bool(values.get("paused"))


def test_new_and_changed_are_told_and_a_confirmation_is_no_news() -> None:
    old, told, fresh = record(id="old", title="Alt"), record(id="told", title="Vorher"), record(id="fresh")
    known = marks([old, told])
    now = [record(id="old", title="Alt", last_verified="2026-11-21"), record(id="told", title="Nachher"), fresh]
    rest: dict[str, Any] = {"recent": frozenset(), "today": TODAY, "land": "TH"}
    assert candidates(now, PARENTS, known=known, **rest) == {NEW: ["fresh"], CHANGED: ["told"], DATES: []}
    first = candidates(now, PARENTS, known=None, **rest | {"recent": frozenset({"old"})})
    assert first == {NEW: ["old"], CHANGED: [], DATES: []}
    taken = content({NEW: ["a", "b"], CHANGED: ["a"], DATES: []}, ["new:b", "changed:a", "new:zz"], TODAY)
    assert taken == {NEW: ["b"], CHANGED: ["a"], DATES: [], "start": "2026-11-22"}


def test_no_small_number_is_told_nor_follows_from_the_others() -> None:
    for counts in product((0, 1, 4, 5, 9), repeat=4):
        given = dict(zip("abcd", counts, strict=True))
        total, told = told_numbers(given)
        assert all(number is None or number >= FEWEST for number in told.values())
        if total is None:
            assert sum(counts) < FEWEST
            assert set(told.values()) == {None}
            continue
        hidden = [key for key, number in told.items() if number is None]
        if any(number < FEWEST for number in counts):
            assert len(hidden) >= 2
            assert sum(given[key] for key in hidden) >= FEWEST or len(hidden) == 4


def test_the_editors_words_fall_back_to_german_and_say_so() -> None:
    texts = {"de": {"title": "Advent", "intro": "Guten Tag"}, "en": {"title": "", "intro": "Hello"}}
    assert words(texts, "de") == ("Advent", "Guten Tag", False)
    assert words(texts, "en") == ("Advent", "Hello", False)
    assert words(texts, "de-einfach") == ("Advent", "Guten Tag", False)
    assert words({"de": texts["de"]}, "en") == ("Advent", "Guten Tag", True)


def test_what_somebody_agrees_to_has_a_version() -> None:
    keys = ("parents.kept", "professionals.kept", "promise.text", "confirm.lead", "confirm.yes")
    said = [texts_for(one.code).entries[f"newsletter.{key}"] for one in LANGUAGES for key in keys]
    mark = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:4]
    assert AGREED[CONSENT] == mark, f"The words of the consent changed: raise CONSENT, and add its mark {mark} here."


def test_a_seal_belongs_to_its_row_and_equal_addresses_look_different(settings: Any) -> None:
    one, two = bytes(16), bytes([1] * 16)
    first, second = sealing.seal("ada@example.org", one), sealing.seal("ada@example.org", one)
    assert first != second
    assert sealing.unseal(first, one) == "ada@example.org"
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(first, two)
    assert sealing.mark(" Ada@Example.org", 1) == sealing.mark("ada@example.org", 1)
    assert sealing.mark("ada@example.org", 1) != sealing.mark("ada@example.org", 2)
    word = sealing.link_word(sealing.LEAVE, one)
    assert sealing.handle_of(sealing.LEAVE, word) == one
    assert sealing.handle_of(sealing.CONFIRM, word) is None
    for wrong in ("", "geraten", "ä", word[:-1], "A" * 4000):
        assert sealing.handle_of(sealing.LEAVE, wrong) is None
    settings.SECRET_KEY = "another key"  # pragma: allowlist secret
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(first, one)
    assert sealing.handle_of(sealing.LEAVE, word) is None
