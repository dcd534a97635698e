"""One connection for everybody: whatever goes wrong in one network, the next request sees nothing of it (R-06)."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import current, person, tenant
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from tests.report import note
from tests.rights.trouble import WAYS, seen

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
SLUGS = ("nordkreis", "suedkreis")
ROUNDS = 30


@pytest.fixture
def two() -> dict[str, Network]:
    """Two networks with one region and one guest each."""
    networks = {}
    for number, slug in enumerate(SLUGS):
        networks[slug] = make_network(slug, ags=f"1607{number}")
        with tenant(networks[slug].pk):
            SocialSpace.objects.create(network=networks[slug], slug="mitte", name=f"{slug} Mitte")
    return networks


@pytest.fixture
def clients(two: dict[str, Network]) -> dict[str, Client]:
    made = {slug: signed_in(make_member(network, "guest")) for slug, network in two.items()}
    for client in made.values():
        client.raise_request_exception = False
    return made


@pytest.fixture
def one_connection(two: dict[str, Network], clients: dict[str, Client]) -> Iterator[None]:
    """The app has a pool of exactly one connection, which all threads share."""
    settings = connections["default"].settings_dict
    connections["default"].close()
    settings["OPTIONS"] = {**settings["OPTIONS"], "pool": {"min_size": 1, "max_size": 1, "timeout": 20}}
    age, settings["CONN_MAX_AGE"] = settings["CONN_MAX_AGE"], 0
    yield
    connections["default"].close()
    connections["default"].close_pool()  # type: ignore[attr-defined]
    settings["OPTIONS"].pop("pool")
    settings["CONN_MAX_AGE"] = age


def back_to_the_pool() -> int:
    """End like a request: nothing is left, and the connection goes to whoever asks next. Returns its backend."""
    left = current(), seen(), Membership.objects.count()
    backend = int(connection.connection.info.backend_pid)
    connection.close()
    assert left == ("", [], 0)
    return backend


def closing(work: Callable[[str], Any]) -> Callable[[str], Any]:
    """Hand the connection back even after a failure: the other thread would wait for it."""

    def done(slug: str) -> Any:
        try:
            return work(slug)
        finally:
            connection.close()

    return done


class Stop(Exception):
    """Ends a transaction on purpose."""


def misbehave(network: Network, way: int) -> None:
    """One transaction of a network that ends in one of eight ways, the last of them well."""
    with tenant(network.pk, user_id=7, hat="guest:7"):
        assert {name.split()[0] for name in seen()} == {network.slug}
        SocialSpace.objects.create(network=network, slug=secrets.token_hex(8), name=f"{network.slug} neu")
        if way == 0:
            raise Stop
        if way == 1:
            raise Refused("Das geht so nicht.")
        if way == 2:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
        if way == 3:
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO networks_socialspace (network_id) VALUES (0)")
        if way == 4:
            with pytest.raises(Stop), person(8):
                raise Stop
        if way == 5:
            lazy = SocialSpace.objects.iterator(chunk_size=1)
            next(lazy)  # a cursor left open
        if way == 6:
            connection.connection.cancel()
        assert {name.split()[0] for name in seen()} == {network.slug}
        transaction.set_rollback(way != 7)


def test_transactions_of_two_networks_share_one_connection_and_nothing_else(
    two: dict[str, Network], one_connection: None
) -> None:
    @closing
    def work(slug: str) -> set[int]:
        chance, backends = random.Random(slug), set()
        for _ in range(ROUNDS):
            with suppress(Stop, Refused, DatabaseError):
                misbehave(two[slug], chance.randrange(8))
            backends.add(back_to_the_pool())
        return backends

    connection.close()
    with ThreadPoolExecutor(2) as threads:
        backends = set.union(*threads.map(work, SLUGS))
    assert len(backends) == 1, "one connection served them all"


def test_requests_of_two_networks_share_one_connection_and_nothing_else(
    two: dict[str, Network], clients: dict[str, Client], one_connection: None, settings: Any
) -> None:
    """Through the whole HTTP stack: errors, refusals, denials, aborted transactions, streams closed early."""
    settings.ROOT_URLCONF = "tests.rights.trouble"

    @closing
    def work(slug: str) -> tuple[int, set[int]]:
        chance, backends = random.Random(slug), set()
        other = SLUGS[1 - SLUGS.index(slug)]
        for number in range(ROUNDS):
            way = WAYS[number % len(WAYS)] if number < len(WAYS) else chance.choice(WAYS)
            answer: Any = clients[slug].get(f"/netz/{slug}/aerger/{way}/")
            body = _read(answer, whole=bool(number % 2))
            assert answer.status_code == EXPECTED.get(way, 200), way
            assert f"{other} ".encode() not in body, way
            assert way not in SHOWING or f"{slug} Mitte".encode() in body, way
            backends.add(back_to_the_pool())
            stranger = clients[slug].get(f"/netz/{other}/aerger/fine/")
            assert stranger.status_code == 404
            backends.add(back_to_the_pool())
        return ROUNDS * 2, backends

    connection.close()
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(work, SLUGS))
    backends = set.union(*(found for _, found in results))
    assert len(backends) == 1, "one connection served them all"
    note(f"Eine Verbindung für zwei Netzwerke: {sum(asked for asked, _ in results)} Anfragen, nichts Fremdes gesehen")


EXPECTED = {
    "refused": 409,
    "broken": 500,
    "forbidden": 403,
    "missing": 404,
    "aborted": 500,
    "answer500": 500,
    "lost": 500,
}
SHOWING = ("fine", "savepoint", "answer500")


def _read(answer: Any, *, whole: bool) -> bytes:
    """The body; of a stream all or only its beginning, then it is closed like by a browser that left."""
    if not answer.streaming:
        return bytes(answer.content)
    parts = iter(answer.streaming_content)
    body = next(parts)
    body += b"".join(parts) if whole else b""
    answer.close()
    assert b"Mitte" not in body, "after its transaction a stream sees nothing"
    return bytes(body)


def test_what_went_wrong_wrote_nothing(two: dict[str, Network], clients: dict[str, Client], settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.rights.trouble"
    for way in ("refused", "broken", "aborted", "answer500"):
        clients["nordkreis"].get(f"/netz/nordkreis/aerger/{way}/")
    with tenant(two["nordkreis"].pk):
        assert seen() == ["nordkreis Mitte"]
    assert clients["nordkreis"].get("/netz/nordkreis/aerger/savepoint/").status_code == 200
    with tenant(two["nordkreis"].pk):
        assert seen() == ["nordkreis Mitte", "nordkreis neu"]
