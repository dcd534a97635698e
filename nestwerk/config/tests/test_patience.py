"""A database that hangs takes two threads of a process at most, and for a while nobody's."""

from __future__ import annotations

import time
from threading import Event, Thread

import pytest
from django.db import OperationalError, connections

from nestwerk.config.database.patience import MOST_AT_ONCE, PAUSE, Patience


def test_only_a_few_connect_at_once_and_the_others_are_told_soon() -> None:
    patience, answer, told = Patience(), Event(), list[float]()

    def connect() -> None:
        begun = time.monotonic()
        try:
            with patience.connecting():
                answer.wait(20)
        except OperationalError:
            told.append(time.monotonic() - begun)

    threads = [Thread(target=connect) for _ in range(MOST_AT_ONCE + 5)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 10
    while len(told) < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (len(told), sum(thread.is_alive() for thread in threads)) == (5, MOST_AT_ONCE)
    answer.set()
    for thread in threads:
        thread.join(10)
    with patience.connecting():  # both turns are back
        pass


def test_after_a_server_was_found_hanging_nobody_asks_for_a_while() -> None:
    now = [100.0]
    patience = Patience(lambda: now[0])

    def fail_after(seconds: float) -> None:
        with patience.connecting():
            now[0] += seconds
            raise TimeoutError

    with pytest.raises(TimeoutError):
        fail_after(0.1)  # refused at once: a server that was killed, soon to be back
    with pytest.raises(TimeoutError):
        fail_after(5.0)
    with pytest.raises(OperationalError):
        fail_after(0.0)
    now[0] += PAUSE
    with pytest.raises(TimeoutError):
        fail_after(0.0)


def test_every_database_of_an_installation_is_asked_patiently() -> None:
    assert {type(connections[alias]).__module__ for alias in connections} == {"nestwerk.config.database.base"}
