"""Addresses of searches: what is read from them, what is written back, what nonsense does."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from nestwerk.finder.asking import MOST_CHARACTERS, Question, read_question


def test_a_question_is_read_from_its_address_and_written_back():
    address = (
        "q=baby+schreit&ort=Lauscha&alter=0-3-monate&kosten=free&sprache=tr&sprache=ar&zugang=drop_in&ohne=need.sleep"
    )
    asked = read_question(QueryDict(address))
    assert asked.age_months == 1
    assert asked.languages == ("tr", "ar")
    assert asked.query() == "?" + address


def test_changing_a_choice_starts_at_the_first_page():
    asked = Question(q="hebamme", page=3)
    assert asked.query(cost="free") == "?q=hebamme&kosten=free"
    assert asked.query(page=4) == "?q=hebamme&seite=4"
    assert asked.query(page=1) == "?q=hebamme"


@pytest.mark.parametrize(
    "address",
    [
        "alter=alt",
        "alter=-10",
        "alter=217",
        "alter=٣",
        "kosten=viel",
        "zugang=fliegend",
        "sprache=<script>",
        "seite=-1",
        "art=../x",
    ],
)
def test_nonsense_is_left_out_and_never_an_error(address):
    assert read_question(QueryDict(address)) == Question()


def test_signs_that_change_the_writing_direction_or_the_line_are_taken_out():
    assert read_question(QueryDict("q=baby%E2%80%AE%00%0Aschreit")).q == "baby schreit"


@given(st.text(max_size=400), st.text(max_size=120), st.text(max_size=20))
def test_any_text_is_a_bounded_question(words, place, age):
    params = QueryDict(mutable=True)
    params.update({"q": words, "ort": place, "alter": age, "seite": age})
    asked = read_question(params)
    assert len(asked.q) <= MOST_CHARACTERS
    assert len(asked.place) <= 80
    assert 1 <= asked.page <= 500
