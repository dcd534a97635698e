"""The site goes on: database killed under load, server killed while publishing, two starts on one folder."""

from __future__ import annotations

import os
import signal
import threading
import time
import urllib.request
from pathlib import Path

import orjson

from tests.journeys.conftest import Installation

PAGES = (
    "/sonneberg/",
    "/sonneberg/suche?q=baby+schreit",
    "/api/v1/search?q=hebamme",
    "/notfall",
    "/oder-spree/angebote",
)


def postmaster(data_dir: Path) -> int:
    """Process number of the installation's database."""
    from nestwerk.config.postgres import cluster

    number = cluster(data_dir).pid()
    assert number, "the database runs"
    return number


def test_the_database_is_killed_under_load_and_no_request_fails(own_installation: Installation) -> None:
    """The short form, in every run; ``bench/outage.py`` does it for five minutes."""
    own_installation.wait("/sonneberg/")
    time.sleep(1)
    failed: list[str] = []
    asked = [0]
    stop = threading.Event()

    def load() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            path = PAGES[number % len(PAGES)]
            joint = "&" if "?" in path else "?"
            more = f"limit={1 + number % 50}" if path.startswith("/api/") else f"x={number}"  # past the page cache
            try:
                with urllib.request.urlopen(f"{own_installation.url}{path}{joint}{more}", timeout=10) as answer:
                    answer.read()
            except OSError as problem:
                failed.append(f"{path}: {problem}")
            asked[0] += 1
            time.sleep(0.005)

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    first = postmaster(own_installation.data_dir)
    os.kill(first, signal.SIGKILL)
    time.sleep(5)
    end = time.monotonic() + 30
    second = None
    while time.monotonic() < end and second in (None, first):
        try:
            second = postmaster(own_installation.data_dir)
        except AssertionError:
            time.sleep(0.2)
    time.sleep(1)
    stop.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert asked[0] > 50
    assert second not in (None, first), "it came back by itself"
    done = own_installation.run("publish", "sonneberg")
    assert done.returncode == 0, done.stderr


def test_a_server_killed_while_publishing_serves_a_whole_snapshot_at_the_next_start(
    own_installation: Installation,
) -> None:
    own_installation.wait("/sonneberg/")
    folder = own_installation.data_dir / "snapshot"
    before = orjson.loads((folder / "manifest.json").read_bytes())
    assert own_installation.process is not None
    own_installation.stop(signal.SIGKILL)
    # What a publisher leaves that died between writing a shard and the manifest.
    (folder / ".sonneberg-77.part").write_bytes(b"NESTWRK1 half")
    (folder / "sonneberg-ffffffffffffffff.nest").write_bytes(b"NESTWRK1 never named")
    own_installation.start()
    status, page = own_installation.get("/sonneberg/angebote")
    assert status == 200
    assert "Sonneberg" in page
    after = orjson.loads((folder / "manifest.json").read_bytes())
    assert after["number"] >= before["number"]
    assert own_installation.run("publish").returncode == 0
    assert not list(folder.glob("*.part"))


def test_a_confirmed_change_is_on_the_page_within_two_seconds_of_the_command(own_installation: Installation) -> None:
    own_installation.wait("/sonneberg/")
    path = own_installation.data_dir / "neu.csv"
    path.write_text(
        "source,external_id,organisation,title,offer_types,postal_code\n"
        "test,1,Familienhaus,Ganz neuer Krabbeltreff,offer.parent_child_group,96515\n",
        encoding="utf-8",
    )
    done = own_installation.run("import-offers", str(path), "--network", "sonneberg", "--publish")
    assert done.returncode == 0, done.stderr
    _, page = own_installation.get("/sonneberg/angebote?nach=name")
    assert "Ganz neuer Krabbeltreff" in page
