"""Secrets of second factors in the database: unreadable there, worthless under another key."""

from __future__ import annotations

import base64
import logging
from typing import Any

import pytest

from nestwerk.accounts import sealing
from nestwerk.accounts.sealing import seal, unseal
from nestwerk.jobs import seal as mails

SECRET = "JBSWY3DPEHPK3PXP"


def test_what_is_sealed_comes_back_and_lies_unreadable() -> None:
    sealed = seal(SECRET)
    assert SECRET not in sealed
    assert unseal(sealed) == SECRET
    assert seal(SECRET) != sealed, "equal secrets look different"


def test_another_key_gives_a_secret_nobody_knows_and_says_so(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    sealed = seal(SECRET)
    settings.SECRET_KEY = "another key of another installation"
    with caplog.at_level(logging.ERROR):
        one, other = unseal(sealed), unseal(sealed)
    assert SECRET not in {one, other}
    assert one != other
    assert {len(base64.b32decode(secret)) for secret in (one, other)} == {20}
    assert {line.getMessage() for line in caplog.records} == {
        "A second factor was sealed with another key than the installation has now."
    }
    assert SECRET not in caplog.text


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_changed_sign_opens_nothing(at: int) -> None:
    sealed = list(seal(SECRET))
    sealed[at] = "A" if sealed[at] != "A" else "B"
    assert unseal("".join(sealed)) != SECRET


def test_factors_and_mails_have_keys_of_their_own() -> None:
    assert sealing.PURPOSE != mails.PURPOSE
    with pytest.raises(mails.Unreadable):
        mails.unseal(seal('{"text": "x"}').encode())


def test_what_older_versions_sealed_still_opens(settings: Any) -> None:
    settings.SECRET_KEY = "fixed for this test"
    assert (
        unseal(
            "gAAAAABrAwbTfMXAx8fa8zXytOl2nngmd9X7TaME84wFdSzyIqYrBoKVCzANuql6GFYGg7aP4F1C-DmIzaonfiwH44FtCjZMUskEZr0ix2zInF4vbcY5aU0="
        )
        == SECRET
    )
    assert mails.unseal(
        b"gAAAAABrAwbTdc8B7sX-uvWXdUfmGyPt9IPwQAbqF_Q266S-4kcetZPnmnQaBi6flQkZ48dVzgqwngljw8sO6mDprj1QdX8OKAfzVA2gd0r07-XOrldd2jo="
    ) == {"text": "Guten Tag"}
