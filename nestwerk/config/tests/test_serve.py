"""A real installation on a free port: started, hurt, and started again. The steps build on each other, in order."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from nestwerk.common.refusals import Refused
from nestwerk.config.postgres import cluster
from nestwerk.config.serve import check_free, parse_bind

from .folders import open_folder

NESTWERK = [sys.executable, "-m", "nestwerk.config.cli"]


class Installation:
    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environ = {name: value for name, value in os.environ.items() if not name.startswith("NESTWERK_")}
        self.environ |= {"NESTWERK_DATA_DIR": str(data_dir), "NESTWERK_BIND": f"127.0.0.1:{self.port}"}
        self.environ["NESTWERK_WORKERS"] = "1"
        self.process: subprocess.Popen[str] | None = None
        self.lines: list[str] = []

    def start(self) -> None:
        self.lines.clear()
        self.process = subprocess.Popen(
            [*NESTWERK, "serve"], env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        stream = self.process.stdout
        self.reader = threading.Thread(target=lambda: self.lines.extend(iter(stream.readline, "")), daemon=True)
        self.reader.start()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*NESTWERK, *words], env=self.environ, capture_output=True, text=True)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def wait(self, path: str, seconds: float) -> float:
        """Seconds until ``path`` answers 200."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self.get(path)[0] == 200:
                return time.monotonic() - begun
            time.sleep(0.05)
        raise AssertionError(f"no answer within {seconds} s: {''.join(self.lines)}")

    def search(self) -> dict:
        status, text = self.get("/api/v1/search?q=baby%20schreit")
        assert status == 200, text
        return json.loads(text)

    def stop(self, sign: int = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(sign)
        code = self.process.wait(30)
        self.reader.join()
        self.process.stdout.close()
        return code


@pytest.fixture(scope="module")
def installation():
    with open_folder() as folder:
        made = Installation(folder / "data")
        made.start()
        yield made
        if made.process and made.process.poll() is None:
            made.stop()


def test_a_first_start_makes_everything_and_says_where_to_look(installation):
    installation.wait("/readyz", 60)
    assert installation.search()["total"] > 0
    deadline = time.monotonic() + 5
    while not any("ist bereit" in line for line in installation.lines) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert f"Nestwerk ist bereit: http://127.0.0.1:{installation.port}/\n" in installation.lines


def test_a_second_serve_on_the_same_folder_is_refused_in_one_line(installation):
    second = installation.command("serve")
    assert second.returncode == 1
    assert second.stderr == (
        f"Fehler: Nestwerk läuft mit diesem Datenordner schon (Prozess {installation.process.pid}).\n"
    )


def test_commands_use_the_running_database_and_leave_it_running(installation):
    assert installation.command("check").returncode == 0
    assert cluster(installation.data_dir).is_ready()


def test_the_site_answers_while_the_database_is_killed_and_the_database_comes_back(installation):
    embedded = cluster(installation.data_dir)
    failed, asked, stop = [], [], threading.Event()

    def load() -> None:
        while not stop.wait(0.01):
            status, text = installation.get(f"/api/v1/search?q=baby%20schreit%20{len(asked)}")
            asked.append(status)
            if status != 200:
                failed.append((status, text))

    thread = threading.Thread(target=load)
    thread.start()
    old = embedded.pid()
    os.kill(old, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while not (embedded.pid() not in (None, old) and embedded.is_ready()) and time.monotonic() < deadline:
        time.sleep(0.1)
    stop.set()
    thread.join()
    assert embedded.is_ready()
    assert len(asked) > 50
    assert failed == []


def test_background_work_goes_on_after_the_database_was_away(installation):
    before = installation.search()["snapshot"]
    csv = installation.data_dir / "neu.csv"
    csv.write_text(
        "external_id,source,organisation,organisation_type,title,offer_types,status\n"
        "1,test,Verein Beispiel,,Offener Treff Beispiel,offer.parent_cafe,published\n"
    )
    done = installation.command("import-offers", str(csv), "--network", "sonneberg")
    assert "1 neu" in done.stdout, done.stdout + done.stderr
    deadline = time.monotonic() + 40
    while installation.search()["snapshot"] == before and time.monotonic() < deadline:
        time.sleep(0.2)
    assert installation.search()["snapshot"] != before


def test_a_clean_stop_leaves_nothing_running(installation):
    assert installation.stop(signal.SIGINT) == 0
    assert not cluster(installation.data_dir).is_running()
    assert installation.get("/healthz")[0] == 0
    assert installation.lines[-1] == "Nestwerk ist beendet.\n"


def web_of(installation):
    """All but the web keep their command; granian gives itself a name, and one may look just when it does."""
    children = psutil.Process(installation.process.pid).children()
    (web,) = [child for child in children if not {"worker", "prepare", "database"} & set(child.cmdline())]
    return web


def test_a_second_start_answers_within_five_seconds(installation):
    """Judged by the work until the first answer, which one processor does alone: neighbours only stretch the time."""
    installation.start()
    taken = installation.wait("/readyz", 60)
    web = web_of(installation)
    used = [process.cpu_times() for process in (web, *web.children(recursive=True))]
    assert min(taken, sum(times.user + times.system for times in used)) <= 5
    assert installation.search()["total"] > 0


def test_after_the_supervisor_was_killed_the_next_start_is_not_stuck(installation):
    assert installation.stop(signal.SIGKILL) == -signal.SIGKILL
    installation.start()
    installation.wait("/readyz", 60)
    assert installation.process.poll() is None


def test_no_worker_outlives_the_process_that_forked_it(installation):
    web = web_of(installation)
    workers = web.children(recursive=True)
    assert workers
    web.kill()
    gone, alive = psutil.wait_procs(workers, timeout=10)
    assert (len(gone), alive) == (len(workers), [])
    installation.wait("/readyz", 60)


def test_the_web_starts_and_answers_even_if_the_database_cannot(installation):
    installation.stop()
    version = cluster(installation.data_dir).pgdata / "PG_VERSION"
    kept = version.read_text()
    version.write_text("3\n")
    try:
        installation.start()
        installation.wait("/readyz", 60)
        assert installation.search()["total"] > 0
        deadline = time.monotonic() + 5
        while not any("stammen von PostgreSQL 3" in line for line in installation.lines):
            assert time.monotonic() < deadline, installation.lines
            time.sleep(0.1)
    finally:
        installation.stop()
        version.write_text(kept)


def test_a_taken_address_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Refused, match="belegt"):
            check_free("127.0.0.1", other.getsockname()[1], patience=0.1)
    with pytest.raises(Refused, match="keine Adresse dieses Rechners"):
        check_free("192.0.2.1", 8000, patience=0.1)


@pytest.mark.parametrize("wrong", ["8000", "127.0.0.1", "127.0.0.1:acht", ":8000", "127.0.0.1:99999"])
def test_a_malformed_address_is_refused(wrong):
    with pytest.raises(Refused, match="NESTWERK_BIND"):
        parse_bind(wrong)


def test_addresses_are_read():
    assert parse_bind("0.0.0.0:80") == ("0.0.0.0", 80)
    assert parse_bind("[::1]:8000") == ("::1", 8000)
