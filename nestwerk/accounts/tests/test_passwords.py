"""Which passwords are taken: long ones that not everybody knows."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from nestwerk.accounts.models import User

USER = User(email="ada.beispiel@example.org", name="Ada Beispiel")


@pytest.mark.parametrize(
    "good", ["vier lila Kraniche tanzen", "regen-tasse-leiter-moos", "Hornbach! 9 Schuhe", "über sieben Brücken"]
)
def test_taken(good: str) -> None:
    validate_password(good, USER)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("elf Zeichen", "password_too_short"),
        ("Mond " * 25 + "und vier", "password_too_long"),
        ("password1234", "password_too_common"),
        ("Passwort2026!", "password_too_common"),
        ("123456789012", "password_too_common"),
        ("aaaaaaaaaaaa", "password_too_common"),
        ("hallohallohallo", "password_too_common"),
        ("FrueheHilfen2026", "password_too_common"),
        ("qwertzuiopü123", "password_too_common"),
        ("lkjhgfdsalkjhgfdsa", "password_too_common"),
        ("Ada.Beispiel1", "password_too_similar"),
    ],
)
def test_refused_with_a_reason(bad: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(bad, USER)
    assert [error.code for error in refusal.value.error_list] == [code]


def test_the_longest_is_128() -> None:
    validate_password("Mond " * 25 + "und", USER)
