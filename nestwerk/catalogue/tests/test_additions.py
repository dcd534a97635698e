"""What apps above the catalogue let travel in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nestwerk.catalogue import additions
from nestwerk.catalogue.additions import Carried, carries
from nestwerk.catalogue.live import Live
from nestwerk.catalogue.publish import publish
from nestwerk.catalogue.shape import made_by
from nestwerk.catalogue.snapshot import Snapshot
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import AT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(additions, "_COLLECTORS", {})
    made_by.cache_clear()
    yield
    made_by.cache_clear()


def served(folder: Path) -> Snapshot:
    live = Live(folder)
    assert live.look(), live.problem
    assert live.snapshot is not None
    return live.snapshot


def test_what_is_handed_over_is_there_without_the_database(
    data_dir: Path, nobody_else: None, django_db_blocker: Any
) -> None:
    here, there = make_network("musterstadt"), make_network("nachbarstadt", ags="16073")
    texts = {here.pk: "Willkommen", there.pk: "Guten Tag"}
    carries("words")(lambda pk: Carried({"hello": texts[pk]}, {"bild.png": b"\x89PNG"}))
    publish(at=AT)
    with django_db_blocker.block():
        snap = served(data_dir / "snapshot")
        assert snap.addition("musterstadt", "words") == {"hello": "Willkommen"}
        assert snap.addition("nachbarstadt", "words") == {"hello": "Guten Tag"}
        assert snap.addition("musterstadt", "nothing") is None
        assert snap.addition_file("musterstadt", "words", "bild.png") == b"\x89PNG"
        assert snap.addition_file("musterstadt", "words", "anderes.png") is None
        with pytest.raises(KeyError):
            snap.addition("anderswo", "words")


def test_a_change_makes_a_new_shard_and_nothing_new_none(data_dir: Path, nobody_else: None) -> None:
    make_network("musterstadt")
    said = {"word": "a"}
    carries("words")(lambda pk: Carried(dict(said)))
    first = publish(at=AT)
    assert publish(["musterstadt"], at=AT) == first
    said["word"] = "b"
    assert publish(["musterstadt"], at=AT) != first
    assert served(data_dir / "snapshot").addition("musterstadt", "words") == {"word": "b"}


def test_a_name_is_carried_once(nobody_else: None) -> None:
    carries("words")(lambda pk: Carried(1))
    with pytest.raises(ValueError, match="words"):
        carries("words")(lambda pk: Carried(2))
