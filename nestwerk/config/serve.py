"""``nestwerk serve``: web, worker and database as children that are looked after apart from each other.

The web starts at once from the snapshot that is there and never waits for the database; meanwhile the database
comes up, tables are brought up to date, pilots are loaded into an empty database and a first snapshot is published.
"""

from __future__ import annotations

import errno
import fcntl
import gc
import importlib
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from nestwerk.common.refusals import Refused

from .cli_setting import SUPERVISED
from .demo_logins import logins
from .postgres import ClusterError, cluster
from .supervise import Child, Supervisor, die_with_parent

READY_TIMEOUT = 1.0  # seconds per look


def parse_bind(text: str) -> tuple[str, int]:
    """Return host and port of ``127.0.0.1:8000`` or ``[::1]:8000``. Raises Refused."""
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise Refused(f"NESTWERK_BIND „{text}“ ist keine Adresse; erwartet wird zum Beispiel 127.0.0.1:8000.")
    return host, int(port)


def check_free(host: str, port: int, patience: float = 12) -> None:
    """Raise Refused if the address is not ours or somebody else still listens there after ``patience`` seconds.

    A server that was killed a moment ago needs some seconds to finish its last answers.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    deadline = time.monotonic() + patience
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return
            except PermissionError as error:
                raise Refused(f"Auf Port {port} darf dieser Benutzer nicht lauschen; bitte einen ab 1024.") from error
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise Refused(f"{host}:{port} ist keine Adresse dieses Rechners.") from error
                if time.monotonic() > deadline:
                    raise Refused(
                        f"Die Adresse {host}:{port} ist belegt. "
                        "Bitte das andere Programm beenden oder NESTWERK_BIND ändern."
                    ) from error
        time.sleep(0.25)


class OneAtATime:
    """Holds a data folder for one ``serve``; the lock goes with the process, however it ends."""

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self.path = data_dir / "serve.lock"
        self.stream = open(self.path, "a+")  # noqa: SIM115  # held as long as the process
        try:
            fcntl.flock(self.stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.stream.seek(0)
            with self.stream:
                holder = self.stream.read().strip()
            raise Refused(f"Nestwerk läuft mit diesem Datenordner schon (Prozess {holder or 'unbekannt'}).") from error
        self.stream.truncate(0)
        self.stream.write(str(os.getpid()))
        self.stream.flush()

    def __enter__(self) -> OneAtATime:
        return self

    def __exit__(self, *problem: object) -> None:
        self.stream.close()


def serve(data_dir: Path, bind: str, public_url: str, *, demo: bool, say: Callable[[str], None]) -> None:
    """Run an installation until it is told to stop. Raises Refused if the address or the data folder is taken."""
    host, port = parse_bind(bind)
    lock = OneAtATime(data_dir)
    check_free(host, port)
    me = [sys.executable, "-P", "-m", "nestwerk.config.cli"]  # -P: no code out of the folder one happens to stand in
    web = Child("Web", [*me, "web"], stop_after=12)
    prepare = Child("Vorbereitung", [*me, "prepare", *([] if demo else ["--no-demo"])], once=True)
    worker = Child("Hintergrundarbeit", [*me, "worker"], after=prepare)
    database = [] if os.environ.get("DATABASE_URL") else [Child("Datenbank", [*me, "database"], stop_after=45)]
    announce = Announcement(host, port, public_url, say, data_dir if demo else None)
    say("Nestwerk startet. Beenden mit Strg+C.")
    environ = {**os.environ, SUPERVISED: "ja", "PYTHONUNBUFFERED": "1"}
    Supervisor([web, worker, prepare, *database], say=say, each_tick=announce.look, environ=environ).run()
    say("Nestwerk ist beendet.")
    lock.stream.close()


class Announcement:
    """Says once, when the first page can be shown, which addresses to open."""

    def __init__(
        self, host: str, port: int, public_url: str, say: Callable[[str], None], people: Path | None = None
    ) -> None:
        near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104  # not bound here
        self.local = f"http://{near}:{port}"
        self.public_url = public_url
        self.say = say
        self.people = people  # data folder of a demonstration, with its invented people
        self.said = False
        self.next_look = 0.0

    def look(self) -> None:
        """Ask ``/readyz`` a few times a second until it is ready."""
        if self.said or time.monotonic() < self.next_look:
            return
        self.next_look = time.monotonic() + 0.3
        request = urllib.request.Request(f"{self.local}/readyz", headers={"Host": "localhost"})  # noqa: S310  # http only
        try:
            urllib.request.urlopen(request, timeout=READY_TIMEOUT).close()  # noqa: S310  # our own address
        except (urllib.error.URLError, OSError):
            return
        self.said = True
        self.say("")
        self.say(f"Nestwerk ist bereit: {self.public_url}/")
        self.say(f"  Suche ausprobieren:   {self.public_url}/suche")
        self.say(f"  Wer ist zuständig?    {self.public_url}/zustaendig")
        if self.public_url != self.local:
            self.say(f"  Auf diesem Rechner:   {self.local}/")
        for line in logins(self.people, self.public_url) if self.people else ():
            self.say(line)
        self.say("")


def run_web(bind: str, workers: int) -> None:
    """Serve the WSGI callable with granian until SIGTERM. ``workers`` 0: one per processor."""
    from granian.constants import HTTPModes, Interfaces, RuntimeModes
    from granian.log import LogLevels
    from granian.server import Server

    host, port = parse_bind(bind)
    count = workers or len(os.sched_getaffinity(0))
    _load_once()
    _end_together()
    Server(
        "nestwerk.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=count,
        blocking_threads=4,  # one slow page must not hold up the others; more only fight for the interpreter
        runtime_mode=RuntimeModes.st,
        backlog=2048,
        backpressure=512,
        log_level=LogLevels.error,  # its warnings speak English and of what it mends itself
        log_access=False,  # the words searched for stand in the addresses
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=5,
    ).serve()


def _end_together() -> None:
    """Let every worker end with the process that forks it: one that stays behind would hold the address."""
    ask, main = die_with_parent(), os.getpid()
    os.register_at_fork(after_in_child=lambda: ask() if os.getppid() == main else None)


def _load_once() -> None:
    """Load code and catalogue before granian forks its workers: once instead of once per worker.

    Nothing that starts a thread may happen here. A worker looks for itself which snapshot is the newest; what is
    costly to read, the analysed lexicon and the places, it finds in memory if it is the one loaded here.
    """
    gc.disable()  # nothing of this becomes garbage; looking for it costs a third of the time
    from nestwerk.catalogue.live import Live
    from nestwerk.config import settings
    from nestwerk.config.warm import warm
    from nestwerk.config.wsgi import application  # noqa: F401  # the import is the work
    from nestwerk.finder.environment import compile_all
    from nestwerk.matching.emergency import detect

    importlib.import_module(settings.ROOT_URLCONF)
    compile_all()
    detect("Hilfe")  # any word: the lists of both ears are read
    warm()
    Live(settings.SNAPSHOT_DIR).look()
    gc.freeze()  # what will live for ever is never looked at again, and its memory stays shared
    gc.set_threshold(20_000, 20, 50)  # a page leaves hardly any cycles behind: look for them after many, not within one
    gc.enable()


def run_database(data_dir: Path) -> None:
    """Hold the embedded database up until SIGTERM. Raises ClusterError when it cannot start or dies."""
    stopping = False

    def stop(number: int, frame: object) -> None:
        nonlocal stopping
        stopping = True

    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, stop)
    embedded = cluster(data_dir)
    started = embedded.start()
    while not stopping:
        if not embedded.is_running():
            raise ClusterError("Die Datenbank wurde unerwartet beendet.")
        time.sleep(0.2)
    if started:
        embedded.stop()
