"""What the web process reads before it divides, so that nobody waits for it at a first page."""

from __future__ import annotations

from pathlib import Path

from nestwerk import offers
from nestwerk.config.warm import names, warm
from nestwerk.offers.suggest import shipped


def test_suggestions_are_read_without_a_database() -> None:
    shipped.cache_clear()
    warm()
    assert shipped.cache_info().currsize == 1


def test_pages_are_named_as_the_engine_calls_them() -> None:
    assert "offers/list.html" in names(Path(offers.__file__).parent / "templates")
