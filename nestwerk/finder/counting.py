"""How often an offer's page was opened and a way of contact touched: numbers of a day, kept in the process.

Nothing but offer, day and number; never joined to words, addresses or people. Every minute the numbers of the process
go to the database (``offers.inbox.count_days``). While that is away they wait, up to a bound, and are dropped quietly
after that: a page never waits for its number, and memory never grows with what nobody takes. A process that ends loses
its last minute.
"""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import Error as DatabaseTrouble
from django.db import connections

from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import LANGUAGES
from nestwerk.offers.inbox import MOST_COUNTED, count_days

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds
MOST_KEPT = 20_000  # offers and days that wait for the database; some 3 MB
MOST_SEEN, MOST_TOUCHED = 1_000, 100  # of one offer between two flushes of a process: more is no family
LONGEST_AGENT = 400  # characters; hardly a browser sends more, and what is longer is not remembered
_PREFIXES = "|".join(re.escape(language.prefix) for language in LANGUAGES if language.prefix)
_OFFER = re.compile(rf"/(?:(?:{_PREFIXES})/)?([a-z0-9][a-z0-9-]{{1,59}})/angebote/([0-9a-zA-Z-]{{1,60}})\Z")
_MACHINE = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|scan|monitor|headless|curl|wget|python|java/|go-http|okhttp|httpclient"
    r"|libwww|lighthouse|feed|archiv|facebookexternalhit|whatsapp",
    re.IGNORECASE,
)
Key = tuple[str, str]  # network, offer


def offer_of(path: str) -> Key | None:
    """Network and offer of the page of one offer, in any language; None for every other address."""
    found = _OFFER.match(path)
    return (found[1], found[2]) if found else None


@lru_cache(maxsize=512)
def _is_machine(agent: str) -> bool:
    return not agent or _MACHINE.search(agent) is not None


def by_a_person(environ: Mapping[str, Any]) -> bool:
    """Whether a request looks like somebody who reads: a browser by its name, and not one that only fetches ahead."""
    agent = environ.get("HTTP_USER_AGENT", "")
    if len(agent) > LONGEST_AGENT or _is_machine(agent):
        return False
    return not ("HTTP_SEC_PURPOSE" in environ or "HTTP_PURPOSE" in environ)  # browsers send them to fetch ahead only


class DailyCounts:
    """The numbers of one process. ``clock`` gives epoch seconds; ``send`` takes them (``offers.inbox.count_days``)."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.time,
        send: Callable[[str, Mapping[str, tuple[int, int]], date], Any] = count_days,
    ) -> None:
        self._clock, self._send = clock, send
        self._lock = threading.Lock()
        self._now: dict[Key, list[int]] = {}  # of today, since the last flush
        self._waiting: dict[tuple[str, str, date], list[int]] = {}
        self._today, self._ends = date.min, 0.0
        self._pid = 0
        self.flushing = True  # tests flush by hand

    def seen(self, key: Key, environ: Mapping[str, Any]) -> None:
        """Note that the page of an offer was opened."""
        if by_a_person(environ):
            self._add(key, 0, MOST_SEEN)

    def touched(self, key: Key, environ: Mapping[str, Any]) -> None:
        """Note that a way of contact was touched."""
        if by_a_person(environ):
            self._add(key, 1, MOST_TOUCHED)

    def _add(self, key: Key, which: int, most: int) -> None:
        now = self._clock()
        with self._lock:
            if now >= self._ends:
                self._turn()
                self._today, self._ends = _day(now)
            numbers = self._now.get(key)
            if numbers is None:
                if len(self._now) + len(self._waiting) >= MOST_KEPT:
                    return
                numbers = self._now[key] = [0, 0]
            if numbers[which] < most:
                numbers[which] += 1
        if self._pid != os.getpid() and self.flushing:
            self._begin()

    def _turn(self) -> None:
        """What was counted since the last flush waits now, under its day. Inside the lock."""
        for (network, offer), (seen, touched) in self._now.items():
            self._wait(network, offer, self._today, seen, touched)
        self._now = {}

    def _wait(self, network: str, offer: str, day: date, seen: int, touched: int) -> None:
        numbers = self._waiting.get((network, offer, day))
        if numbers is not None:
            numbers[0] += seen
            numbers[1] += touched
        elif len(self._waiting) < MOST_KEPT:
            self._waiting[(network, offer, day)] = [seen, touched]

    def flush(self) -> int:
        """Hand everything over; returns how many numbers of offers and days went. What fails stays for the next time.

        What nobody will ever take (a network that is gone) is dropped.
        """
        with self._lock:
            self._turn()
            taken, self._waiting = self._waiting, {}
        calls: dict[tuple[str, date], dict[str, tuple[int, int]]] = defaultdict(dict)
        for (network, offer, day), (seen, touched) in taken.items():
            calls[(network, day)][offer] = (seen, touched)
        sent = 0
        for (network, day), counts in calls.items():
            pairs = list(counts.items())
            for start in range(0, len(pairs), MOST_COUNTED):
                part = dict(pairs[start : start + MOST_COUNTED])
                try:
                    self._send(network, part, day)
                    sent += len(part)
                except Refused:
                    continue
                except DatabaseTrouble:
                    with self._lock:
                        for offer, (seen, touched) in part.items():
                            self._wait(network, offer, day, seen, touched)
        return sent

    def _begin(self) -> None:
        """Start to hand over, once in each process: a server forks its workers after it has read the code."""
        with self._lock:
            if self._pid == os.getpid():
                return
            self._pid = os.getpid()
        threading.Thread(target=self._forever, name="zahlen", daemon=True).start()

    def _forever(self) -> None:
        pause = threading.Event()
        while not pause.wait(EVERY):
            try:
                self.flush()
            except Exception:  # whatever a database says: numbers are worth no page
                log.exception("Die Tageszahlen ließen sich nicht weitergeben.")
            finally:
                with suppress(Exception):  # a connection that is gone already
                    connections.close_all()


def _day(now: float) -> tuple[date, float]:
    """The day in Germany and the moment it ends."""
    today = datetime.fromtimestamp(now, BERLIN).date()
    return today, datetime.combine(today + timedelta(days=1), datetime.min.time(), BERLIN).timestamp()


counts = DailyCounts()
