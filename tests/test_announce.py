"""Announcements: writers never wait for each other, many changes make one job, and that job sees the newest rows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.testing import InMemoryConnector

from nestwerk.common.tenancy import tenant
from nestwerk.jobs import announce as announcements
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
EVENT = "tests.changed"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """A listener that writes down the network and the greeting it found there."""
    found: list[tuple[str, str]] = []

    def look(network: str) -> None:
        greeting = Network.objects.get(slug=network).phone
        found.append((network, greeting))
        if greeting == "kaputt":
            raise ValueError

    announcements.listens_to(EVENT)(look)
    yield found
    (task,) = announcements._LISTENERS.pop(EVENT)
    del app.tasks[task.name]


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def write(network: Network, phone: str) -> None:
    """Change something and announce it, as an action does."""
    Network.objects.filter(pk=network.pk).update(phone=phone)
    announce(EVENT, network=network.slug)


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        return int(cursor.fetchone()[0])


def work() -> None:
    """Work off everything that is due, as a worker does."""
    assert not isinstance(app.connector, InMemoryConnector)
    connector: Any = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as working:
        working.run_worker(wait=False, listen_notify=False, install_signal_handlers=False, concurrency=1)


def test_two_who_change_one_network_at_once_do_not_wait_for_each_other(seen: list[tuple[str, str]]) -> None:
    network = make_network("musterstadt")
    done = threading.Event()

    def second() -> None:
        with tenant(network.pk), connections["default"].cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
            announce(EVENT, network=network.slug)
        done.set()
        connections["default"].close()

    with tenant(network.pk):
        announce(EVENT, network=network.slug)
        other = threading.Thread(target=second)
        other.start()
        assert done.wait(5), "the second writer waits for the first one's commit"
        other.join()
    assert waiting() == 2
    work()
    assert [slug for slug, _ in seen] == ["musterstadt"], "one job answers both"


def test_many_changes_make_one_job_that_sees_the_newest(seen: list[tuple[str, str]]) -> None:
    network, other = make_network("musterstadt"), make_network("dort")
    for number in range(5):
        with tenant(network.pk):
            write(network, f"0{number}")
    with tenant(other.pk):
        write(other, "07")
    work()
    assert sorted(seen) == [("dort", "07"), ("musterstadt", "04")]
    assert waiting() == 0


def test_a_change_committed_after_its_neighbours_job_ran_is_not_forgotten(seen: list[tuple[str, str]]) -> None:
    """The job of one writer runs while another still writes: it must not count as the other's."""
    network = make_network("musterstadt")

    def first_comes_and_is_worked_off() -> None:
        with transaction.atomic():
            announce(EVENT, network=network.slug)
        work()
        connections["default"].close()

    with tenant(network.pk):
        write(network, "neu")
        other = threading.Thread(target=first_comes_and_is_worked_off)
        other.start()
        other.join()
    assert seen == [("musterstadt", "")]
    work()
    assert seen == [("musterstadt", ""), ("musterstadt", "neu")]


def test_nothing_is_announced_that_was_taken_back(seen: list[tuple[str, str]]) -> None:
    network = make_network("musterstadt")
    with tenant(network.pk):
        write(network, "nie")
        transaction.set_rollback(True)
    work()
    assert seen == []


def test_a_job_that_failed_holds_up_nobody_and_goes_with_the_next_change(seen: list[tuple[str, str]]) -> None:
    network, other = make_network("musterstadt"), make_network("dort")
    with tenant(network.pk):
        write(network, "kaputt")
    work()
    assert waiting() == 1, "tried again later"
    with tenant(other.pk):
        write(other, "07")
    work()
    assert seen == [("musterstadt", "kaputt"), ("dort", "07")]
    with tenant(network.pk):
        write(network, "heil")
    work()
    assert seen[2:] == [("musterstadt", "heil")]
    assert waiting() == 0
