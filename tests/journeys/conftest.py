"""A real installation for journeys: ``nestwerk serve`` on a free port with the pilot networks, one per run."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import chromium

ROOT = Path(__file__).parents[2]
JOURNEYS = ROOT / "var" / "journeys"  # below the project, so that the database's user can reach it
COMMAND = [sys.executable, "-c", "import sys; from nestwerk.config.cli import main; sys.argv[0] = 'nestwerk'; main()"]


@dataclass
class Installation:
    """A running Nestwerk with a data folder of its own."""

    data_dir: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Base address without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What the command line reads."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("NESTWERK_", "DATABASE_URL", "DJANGO_"))}
        return clean | {
            "NESTWERK_DATA_DIR": str(self.data_dir),
            "NESTWERK_BIND": f"127.0.0.1:{self.port}",
            "NESTWERK_WORKERS": "1",
            "NESTWERK_LINK_CHECK": "nein",
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``nestwerk …`` for this installation to its end."""
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self) -> None:
        """``nestwerk serve`` until the first page answers."""
        log = (self.data_dir / "serve.log").open("ab")
        self.process = subprocess.Popen([*COMMAND, "serve"], cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        log.close()
        self.wait("/readyz")

    def wait(self, path: str, seconds: float = 180) -> None:
        """Wait until ``path`` answers 200."""
        end = time.monotonic() + seconds
        while True:
            try:
                with urllib.request.urlopen(self.url + path, timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if time.monotonic() > end:
                    pytest.fail((self.data_dir / "serve.log").read_text(errors="replace")[-3000:])
            time.sleep(0.1)

    def stop(self, sign: int = signal.SIGTERM) -> None:
        """End it as an operator would (or, with SIGKILL, as a power cut would)."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(sign)
            self.process.wait(timeout=40)
        self.process = None
        end = time.monotonic() + 10
        while sign == signal.SIGKILL and time.monotonic() < end:  # its children notice and go, one after the other
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                break
            time.sleep(0.1)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as problem:
            return problem.code, problem.read().decode()


def free_port() -> int:
    """A port of the loopback interface that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_installation(folder: Path) -> Installation:
    """An empty installation that does not run yet."""
    folder.mkdir(parents=True, exist_ok=True)
    return Installation(folder, free_port())


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all journeys of a process: a start costs it more than a second, a fresh visitor little."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def prepared() -> Path:
    """A stopped installation with the pilot networks, made once for all processes of a run and copied by each test."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = JOURNEYS / f"prepared-{run}"
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / "lock"):
        data = folder / "data"
        if not (folder / "done").exists():
            made = make_installation(data)
            try:
                made.start()
                made.wait("/sonneberg/")
            finally:
                made.stop()
            (folder / "done").touch()
    return data


def copied(prepared: Path, name: str) -> Installation:
    """An installation of its own, with everything the prepared one holds."""
    target = JOURNEYS / name
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "-a", str(prepared), str(target)], check=True)
    return Installation(target, free_port())


@pytest.fixture(scope="session")
def installation(prepared: Path) -> Iterator[Installation]:
    """The pilot networks, served once for all processes of a run. Journeys read it; those that break things make
    their own. Who started it stops it when nobody uses it any more."""
    folder = prepared.parent
    turn, served = folder / "turn", folder / "served"
    with (folder / "users").open("w") as users:
        with _locked(turn):
            starter = not served.exists()
            if starter:
                made = copied(prepared, str(os.getpid()))
                try:
                    made.start()
                except BaseException:
                    made.stop()
                    raise
                served.write_text(f"{made.port} {made.data_dir}")
            else:
                port, data_dir = served.read_text().split(" ", 1)
                made = Installation(Path(data_dir), int(port))
            fcntl.flock(users, fcntl.LOCK_SH)
        yield made
        fcntl.flock(users, fcntl.LOCK_UN)
        while starter:
            with _locked(turn):
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    time.sleep(0.2)
                    continue
                served.unlink()
                made.stop()
                shutil.rmtree(made.data_dir, ignore_errors=True)
                starter = False


@pytest.fixture(scope="session")
def site(installation: Installation) -> str:
    """Base address of the running pilot installation."""
    return installation.url


@pytest.fixture(scope="module")
def own_installation(prepared: Path) -> Iterator[Installation]:
    """An installation of this module alone, running; its tests may break it, the next one starts what it needs."""
    made = copied(prepared, f"{os.getpid()}-own-{time.monotonic_ns()}")
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.data_dir, ignore_errors=True)
