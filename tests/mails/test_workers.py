"""Real workers killed in the middle of a mail, or only thought to be dead."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connections, transaction

from nestwerk.jobs import alive
from nestwerk.networks.models import Network
from tests.report import note
from tests.smtp import MailServer

from .kit import again, invite, jobs, wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_of_a_mail_loses_nothing_and_doubles_nothing(
    server: MailServer, network: Network, tmp_path: Path
) -> None:
    log, now = tmp_path / "log", datetime.now(UTC)
    server.deaf = True
    with server.up():
        mail = invite(network, text=("Viel Text. " * 6 + "\n") * 130_000, at=now)
        with worker(server, log) as first:
            assert server.in_data.wait(30), log.read_text()
            time.sleep(0.5)
            first.send_signal(signal.SIGKILL)
            first.wait()
        server.hear_again()
        time.sleep(1)
        assert server.mails == [], "what was sent so far is no mail"
        assert again(mail).state == "waiting"
        others = [invite(network, f"person{number}@example.org", at=now) for number in range(4)]
        with worker(server, log), worker(server, log):
            took = wait_until(lambda: again(mail).state == "sent", log)
            wait_until(lambda: all(again(other).state == "sent" for other in others), log)
            time.sleep(1)
    assert sorted(one["To"] for one in server.mails) == [
        "ada@example.org",
        *(f"person{n}@example.org" for n in range(4)),
    ]
    assert len({one["Message-ID"] for one in server.mails}) == 5
    (whole,) = [one for one in server.mails if one["To"] == "ada@example.org"]
    assert len(whole.get_content()) > 8_000_000
    assert took < 60
    assert jobs("todo") == jobs("doing") == []
    assert len(jobs("succeeded")) == 5
    note(f"Post: Hintergrundarbeit mitten in einer Mail getötet, nach {took:.0f} s einmal angekommen, nichts doppelt")


@pytest.mark.slow
def test_a_living_worker_whose_heart_seems_still_is_left_alone(
    server: MailServer, network: Network, tmp_path: Path
) -> None:
    server.pause = 5
    log = tmp_path / "log"
    with server.up(), worker(server, log):
        mail = invite(network, at=datetime.now(UTC))
        wait_until(lambda: server.tried, log)
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
            assert "jobs.send_mail" not in alive.revive()
            assert len(jobs("doing")) == 1
            transaction.set_rollback(True)
        server.pause = 0
        wait_until(lambda: again(mail).state == "sent", log)
    assert len(server.mails) == 1


def test_a_job_that_ends_while_it_is_looked_at_is_not_put_back(server: MailServer, network: Network) -> None:
    invite(network)

    def look() -> list[str]:
        try:
            return alive.revive()
        finally:
            connections.close_all()

    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        with ThreadPoolExecutor(1) as other:
            with transaction.atomic():
                cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
                looking = other.submit(look)
                time.sleep(0.5)  # time enough to come to the row and wait for it
                assert not looking.done()
            assert looking.result(10) == []
    assert jobs("doing") == jobs("todo") == []


def test_a_job_given_to_somebody_else_is_not_taken(server: MailServer, network: Network) -> None:
    invite(network)
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' RETURNING id, attempts")
        job, attempts = cursor.fetchone()
        assert alive.revive() == ["jobs.send_mail"]
        assert not alive.take(job, attempts), "put back meanwhile"
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        assert not alive.take(job, attempts), "and taken by the next one"
        assert alive.take(job, attempts + 1)
        cursor.execute("SELECT pg_advisory_unlock_all()")
