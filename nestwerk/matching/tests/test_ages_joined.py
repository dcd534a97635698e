"""Ages as one word, and the last age that counts; unnoticed before (bench/mutation.py)."""

from __future__ import annotations

import pytest

from nestwerk.matching.ages import find_age, plain


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("dreimonatiges kind", 3),
        ("zweijähriges kind", 24),
        ("sechswöchiges baby", 1),
        ("7monatige", 7),
        ("17 jahre", 204),
        ("18 jahre", None),
        ("kind 300 monate", None),
        ("kind ist 6 und", 72),
        ("kind ist 7 und", None),
        ("meine tochter (2) schläft schlecht", 24),
        ("mein sohn, 3, haut", 36),
        ("tochter (12) ist eifersüchtig", None),
        ("familie (4) sucht wohnung", None),
    ],
)
def test_joined_words_brackets_and_the_last_age(text: str, months: int | None) -> None:
    found = find_age(plain(text))
    assert (found.months if found else None) == months
    assert found is None or found.exact
