"""The published catalogue: what is in it, how it changes, and that it never breaks under a reader."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import connections

from nestwerk.catalogue import commons
from nestwerk.catalogue.live import MANIFEST, Live, read_manifest
from nestwerk.catalogue.publish import clear, publish
from nestwerk.catalogue.snapshot import Snapshot
from nestwerk.catalogue.storage import BrokenFile, read_packed
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.types import Context
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
TODAY = date(2026, 11, 22)


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


def served(folder: Path) -> Snapshot:
    live = Live(folder)
    assert live.look(), live.problem
    assert live.snapshot is not None
    return live.snapshot


def test_published_offers_are_there_and_others_are_not(network: Network, data_dir: Path) -> None:
    offer = make_offer(network, title="Elterncafé", phone="03675 1")
    for status in ("draft", "in_review", "paused", "ended"):
        make_offer(network, title=f"Kreißsaal {status}", status=status)
    version = publish(at=AT)
    snap = served(data_dir / "snapshot")
    assert snap.version == version == "2026-11-22T09:00:00Z-0001"
    assert [o.title for o in snap.offers("musterstadt")] == ["Elterncafé"]
    found = snap.offer("musterstadt", str(offer.public_id))
    assert found is not None
    assert found.phone == "03675 1"
    assert snap.offer("musterstadt", "ein-anderes") is None
    assert snap.offer("nirgends", str(offer.public_id)) is None
    assert b"Krei" not in b"".join(path.read_bytes() for path in (data_dir / "snapshot").glob("musterstadt-*"))


def test_a_partner_without_a_public_offer_is_not_named(network: Network, data_dir: Path) -> None:
    make_offer(network, organisation="Familienhaus")
    make_offer(network, organisation="Geschlossene Klinik", status="ended")
    publish(at=AT)
    record = served(data_dir / "snapshot").networks["musterstadt"]
    assert [(o.name, o.offers) for o in record.organisations] == [("Familienhaus", 1)]


def test_titles_stand_in_german_order(network: Network, data_dir: Path) -> None:
    for title in ("Zwergentreff", "Ärztin fragen", "Apfelfest", "Österliches", "Offene Tür", "äußerst früh"):
        make_offer(network, title=title)
    publish(at=AT)
    assert [o.title for o in served(data_dir / "snapshot").offers("musterstadt")] == [
        "Apfelfest", "Ärztin fragen", "äußerst früh", "Offene Tür", "Österliches", "Zwergentreff",
    ]  # fmt: skip


def test_a_new_column_of_the_offer_stays_private(network: Network, data_dir: Path) -> None:
    make_offer(network, prevention_level="prev.secondary", extra={"notiz": "GEHEIM-EXTRA"}, source="quelle")
    publish(at=AT)
    content = b"".join(path.read_bytes() for path in (data_dir / "snapshot").iterdir() if path.is_file())
    assert b"GEHEIM-EXTRA" not in content
    assert b"prev.secondary" not in b"".join(p.read_bytes() for p in (data_dir / "snapshot").glob("musterstadt-*"))


def test_one_edit_rebuilds_one_shard(data_dir: Path) -> None:
    here, there = make_network("hier"), make_network("dort")
    make_offer(here)
    make_offer(there)
    publish(at=AT)
    folder = data_dir / "snapshot"
    before = read_manifest(folder)
    make_offer(here, title="Neu")
    publish(["hier"], at=AT)
    after = read_manifest(folder)
    assert before is not None
    assert after is not None
    assert before["shards"]["dort"] == after["shards"]["dort"]
    assert before["commons"] == after["commons"]
    assert before["shards"]["hier"]["file"] != after["shards"]["hier"]["file"]
    assert after["number"] == before["number"] + 1


def test_a_reader_notices_and_keeps_what_did_not_change(data_dir: Path) -> None:
    here, there = make_network("hier"), make_network("dort")
    make_offer(there)
    publish(at=AT)
    live = Live(data_dir / "snapshot")
    assert live.look()
    assert not live.look(), "nothing new, nothing to do"
    first = live.snapshot
    make_offer(here, title="Neu")
    publish(["hier"], at=AT)
    assert live.look()
    assert first is not None
    assert live.snapshot is not None
    assert [o.title for o in live.snapshot.offers("hier")] == ["Neu"]
    assert list(first.offers("hier")) == [], "who is still reading the old one is not disturbed"
    assert live.snapshot.shards["dort"] is first.shards["dort"]
    assert live.snapshot.commons is first.commons


@pytest.mark.parametrize("harm", ["truncated", "flipped", "missing", "manifest"])
def test_a_broken_snapshot_is_refused_and_the_old_one_keeps_serving(
    network: Network, data_dir: Path, harm: str, caplog: Any
) -> None:
    make_offer(network, title="Bleibt")
    publish(at=AT)
    folder = data_dir / "snapshot"
    live = Live(folder)
    live.look()
    make_offer(network, title="Kaputt")
    publish(["musterstadt"], at=AT)
    manifest = read_manifest(folder)
    assert manifest is not None
    shard = folder / manifest["shards"]["musterstadt"]["file"]
    content = shard.read_bytes()
    if harm == "truncated":
        shard.write_bytes(content[: len(content) // 2])
    elif harm == "flipped":
        shard.write_bytes(content[:-70] + bytes([content[-70] ^ 1]) + content[-69:])
    elif harm == "missing":
        shard.unlink()
    else:
        (folder / MANIFEST).write_bytes(orjson.dumps(manifest)[:-20])
    assert not live.look()
    assert live.snapshot is not None
    assert [o.title for o in live.snapshot.offers("musterstadt")] == ["Bleibt"]
    assert "bisherige bleibt" in caplog.text
    publish(["musterstadt"], at=AT)
    assert live.look()
    assert len(live.snapshot.offers("musterstadt")) == 2


def test_a_publisher_killed_half_way_leaves_the_old_snapshot_and_the_next_clears_up(
    network: Network, data_dir: Path
) -> None:
    publish(at=AT)
    folder = data_dir / "snapshot"
    (folder / ".musterstadt-1.part").write_bytes(b"half")
    orphan = folder / "musterstadt-0000000000000000.nest"
    orphan.write_bytes(b"never named")
    os.utime(orphan, (0, 0))
    assert served(folder).version.endswith("-0001")
    publish(at=AT)
    assert not orphan.exists()
    assert not list(folder.glob("*.part"))


def test_a_replaced_version_is_cleared_a_minute_later_not_under_a_reader_s_hands(
    network: Network, data_dir: Path
) -> None:
    folder = data_dir / "snapshot"
    publish(at=AT)
    (first,) = folder.glob("musterstadt-*.nest")
    os.utime(first, (0, 0))  # written long ago
    make_offer(network, title="Neu")
    publish(["musterstadt"], at=AT)
    assert first.exists(), "replaced this second: somebody may be opening it"
    publish(["musterstadt"], at=AT + timedelta(seconds=30))
    assert first.exists()
    clear(at=AT + timedelta(seconds=30))
    assert first.exists()
    clear(at=AT + timedelta(seconds=61))
    assert not first.exists()
    assert len(served(folder).offers("musterstadt")) == 1


def test_publishing_what_did_not_change_keeps_the_version(network: Network, data_dir: Path) -> None:
    make_offer(network)
    first = publish(at=AT)
    assert publish(at=AT + timedelta(hours=1)) == first


def test_a_snapshot_of_other_code_is_refused_and_rebuilt(network: Network, data_dir: Path) -> None:
    make_offer(network)
    publish(at=AT)
    path = data_dir / "snapshot" / MANIFEST
    manifest = orjson.loads(path.read_bytes())
    path.write_bytes(orjson.dumps(manifest | {"shape": "other", "made_by": "other"}))
    assert not Live(data_dir / "snapshot").look()
    publish([], at=AT)
    assert served(data_dir / "snapshot").version.endswith("-0002")


@pytest.mark.parametrize("odd", [{"shards": []}, {"commons": None}, {"shards": {"x": {}}}, {"version": 7}])
def test_an_odd_manifest_does_not_stop_the_watch(network: Network, data_dir: Path, odd: dict[str, Any]) -> None:
    publish(at=AT)
    folder = data_dir / "snapshot"
    live = Live(folder)
    live.look()
    path = folder / MANIFEST
    good = orjson.loads(path.read_bytes())
    path.write_bytes(orjson.dumps(good | odd))
    live.look()
    make_offer(network)
    path.write_bytes(orjson.dumps(good))
    publish(["musterstadt"], at=AT)
    assert live.look()


def test_publishing_waits_until_every_process_has_it(network: Network, data_dir: Path) -> None:
    publish(at=AT)
    live = Live(data_dir / "snapshot")
    live.look()
    live.follow()
    make_offer(network)
    version = publish(["musterstadt"], at=AT, wait=True)
    assert live.snapshot is not None
    assert live.snapshot.version == version


def test_words_analysed_once_are_not_analysed_again(
    network: Network, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a catalogue and publishing an edit look words up in the file; only new words are analysed."""
    make_offer(network, title="Elterncafé", needs=["need.meet_parents"])
    publish(at=AT)
    first = read_manifest(data_dir / "snapshot")
    commons._load.cache_clear()
    monkeypatch.setattr(Lexicon, "build", None)
    make_offer(network, title="Schuldnerberatung", offer_types=["offer.debt_counselling"])
    publish(["musterstadt"], at=AT)
    snap = served(data_dir / "snapshot")
    answer = snap.search("andere eltern treffen", Context(network="musterstadt"), today=TODAY)
    assert [offer.title for _, offer in answer.offers] == ["Elterncafé"]
    second = read_manifest(data_dir / "snapshot")
    assert first is not None
    assert second is not None
    assert second["commons"] == first["commons"]


def test_a_damaged_lexicon_is_made_again(network: Network, data_dir: Path) -> None:
    publish(at=AT)
    manifest = read_manifest(data_dir / "snapshot")
    assert manifest is not None
    path = data_dir / "snapshot" / manifest["commons"]["file"]
    whole = path.read_bytes()
    path.write_bytes(whole[:-70] + bytes([whole[-70] ^ 1]) + whole[-69:])
    publish(at=AT)
    assert path.read_bytes() == whole


def test_the_snapshot_is_read_without_any_database(network: Network, data_dir: Path, settings: Any) -> None:
    make_offer(network, title="Elterncafé", needs=["need.meet_parents"])
    publish(at=AT)
    for alias in connections:
        connections[alias].close()
        connections[alias].ensure_connection = None  # type: ignore[assignment,method-assign]
    try:
        snap = served(data_dir / "snapshot")
        answer = snap.search("andere eltern treffen", Context(network="musterstadt"), today=TODAY)
        assert [offer.title for _, offer in answer.offers] == ["Elterncafé"]
    finally:
        for alias in connections:
            del connections[alias].ensure_connection


def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.nest"
    path.write_bytes(b"")
    with pytest.raises(BrokenFile):
        read_packed(path, checksum="0" * 64)


def test_an_unknown_network_is_refused(data_dir: Path) -> None:
    with pytest.raises(Refused, match="gibtsnicht"):
        publish(["gibtsnicht"], at=AT)


def test_neighbours_are_found_near_the_place_and_not_beyond(data_dir: Path) -> None:
    home = make_network("sonneberg", ags="16072", lat=50.36, lon=11.17)
    near, far = make_network("coburg", ags="09463"), make_network("ruegen", ags="13073")
    make_offer(home, title="Zu Hause", lat=50.36, lon=11.17)
    make_offer(near, title="Nebenan", lat=50.26, lon=10.96)
    make_offer(far, title="Weit weg", lat=54.4, lon=13.4)
    make_offer(far, title="Kommt hierher", served_postal_codes=["96515"], access=["home_visit"])
    publish(at=AT)
    snap = served(data_dir / "snapshot")
    answer = snap.search("elterncafe", Context(network="sonneberg", near=snap.find_place("96515")), today=TODAY)
    assert {offer.title for _, offer in answer.offers} == {"Zu Hause", "Nebenan", "Kommt hierher"}
    everywhere = snap.search("elterncafe", Context(), today=TODAY)
    assert len(everywhere.offers) == 4


SHELTER = {
    "title": "Frauenschutzhaus",
    "offer_types": ["offer.violence_protection"],
    "hidden_address": True,
    "street": "Geheimweg 7",
    "postal_code": "18437",
    "city": "Stralsund",
    "lat": 54.3091,
    "lon": 13.0818,
    "position_exact": True,
}


def test_a_hidden_address_is_nowhere_in_the_snapshot(network: Network, data_dir: Path) -> None:
    make_offer(network, **SHELTER)
    publish(at=AT)
    (shard,) = (data_dir / "snapshot").glob("musterstadt-*.nest")
    content = shard.read_bytes()
    for secret in (b"Geheimweg", b"18437", b"Stralsund", b"54.3091", b"13.0818"):
        assert secret not in content
    (record,) = served(data_dir / "snapshot").offers("musterstadt")
    assert (record.lat, record.lon, record.street, record.city, record.postal_code) == (None, None, "", "", "")
    assert record.hidden_address
    assert record.land == ""


def test_an_offer_knows_the_land_of_its_postal_code(network: Network, data_dir: Path) -> None:
    make_offer(network, "Anklam", postal_code="17389", city="Anklam")
    make_offer(network, "Nirgends")
    publish(at=AT)
    assert [(one.title, one.land) for one in served(data_dir / "snapshot").offers("musterstadt")] == [
        ("Anklam", "MV"), ("Nirgends", ""),
    ]  # fmt: skip


def test_three_points_do_not_give_a_hidden_address_away(network: Network, data_dir: Path) -> None:
    """Trilateration: distances, order and membership must not depend on where the shelter is."""
    make_offer(network, **SHELTER)
    make_offer(network, title="Gewaltschutz am Markt", offer_types=["offer.violence_protection"], lat=54.09, lon=13.38)
    answers = []
    for lat, lon in ((54.3091, 13.0818), (54.1, 13.4)):
        with tenant(network.pk):
            Offer.objects.filter(title="Frauenschutzhaus").update(lat=lat, lon=lon, postal_code="17489")
        publish(at=AT)
        snap = served(data_dir / "snapshot")
        for point in ("18437", "17489", "18528", "18356", "10115"):
            place = snap.find_place(point)
            answer = snap.search("frauenhaus", Context(near=place), today=TODAY + timedelta(days=1))
            answers.append(
                [(o.title, h.distance_km if o.hidden_address else None, h.reasons) for h, o in answer.offers]
            )
            assert all(h.distance_km is None for h, o in answer.offers if o.hidden_address)
    assert answers[:5] == answers[5:]
