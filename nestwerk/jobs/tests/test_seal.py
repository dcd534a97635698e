"""The text of a waiting mail: unreadable in table and backup, and only under the installation's key."""

from __future__ import annotations

from typing import Any

import pytest

from nestwerk.jobs.seal import Unreadable, seal, unseal

WORDS = {"subject": "Einladung", "text": "Guten Tag, größte Grüße"}


def test_what_is_sealed_comes_back_and_lies_unreadable() -> None:
    sealed = seal(WORDS)
    assert b"Einladung" not in sealed
    assert unseal(sealed) == WORDS
    assert unseal(memoryview(sealed)) == WORDS, "as the database hands it out"
    assert seal(WORDS) != sealed


def test_another_key_and_a_changed_byte_are_unreadable(settings: Any) -> None:
    sealed = seal(WORDS)
    with pytest.raises(Unreadable):
        unseal(sealed[:-5] + b"AAAAA")
    settings.SECRET_KEY = "another key of another installation"
    with pytest.raises(Unreadable):
        unseal(sealed)
