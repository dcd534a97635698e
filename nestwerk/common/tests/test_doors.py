"""Which addresses know who asks, and which no cache may answer for."""

from __future__ import annotations

import pytest

from nestwerk.common.doors import is_kept_nowhere, is_private


@pytest.mark.parametrize(
    ("path", "private", "kept_nowhere"),
    [
        ("/sonneberg/", False, False),
        ("/netzwerk-sued/", False, False),  # a network's slug may begin like a door
        ("/netz/sonneberg/", True, True),
        ("/konto/anmelden/", True, True),
        ("/bestaetigen/abc/", False, True),
    ],
)
def test_each_address_has_its_door(path: str, private: bool, kept_nowhere: bool) -> None:
    assert (is_private(path), is_kept_nowhere(path)) == (private, kept_nowhere)
