"""Quick hashes for the tests that do not measure them."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["nestwerk.accounts.tests.door.QuickArgon2"]
