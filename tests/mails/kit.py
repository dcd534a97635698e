"""Posting, looking and real workers: what the tests of mails share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from nestwerk.common.tenancy import tenant
from nestwerk.jobs.mail import post
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Network
from tests.environment import ROOT
from tests.smtp import MailServer

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CANARY = "Zaunkönig-4711"
TEXT = f"Guten Tag, Ada Beispiel!\n\nMöchten Sie mitmachen? {CANARY}\n\nhttps://nestwerk.example.org/{'x' * 90}\n"
WORKER = [sys.executable, "-m", "nestwerk.config.cli", "worker"]


def invite(network: Network, to: str = "ada@example.org", at: datetime = NOW, **rest: Any) -> Mail:
    """Post an invitation as an action would."""
    words: dict[str, Any] = {"subject": "Einladung: Frühe Hilfen für Ödland", "text": TEXT}
    with tenant(network.pk):
        return post("invitation", to, at=at, network_id=network.pk, **{**words, **rest})


def again(mail: Mail) -> Mail:
    """The row as it is now."""
    with tenant(mail.network_id) if mail.network_id else transaction.atomic():
        return Mail.objects.get(pk=mail.pk)


def jobs(status: str = "todo") -> list[dict[str, Any]]:
    """Arguments of the mail jobs."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'jobs.send_mail' AND status = %s", [status]
        )
        return [json.loads(row[0]) for row in cursor.fetchall()]


@contextmanager
def worker(server: MailServer, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``nestwerk worker`` on the database of this test, in a process of its own."""
    with log.open("ab") as stream:
        process = subprocess.Popen(WORKER, cwd=ROOT, env=environment(server), stdout=stream, stderr=stream)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def environment(server: MailServer) -> dict[str, str]:
    """What the worker reads: our database, our mail server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "NESTWERK_"))}
    names = {"owner": "DATABASE_URL", "default": "NESTWERK_APP_URL", "publisher": "NESTWERK_PUBLISHER_URL"}
    for alias, name in {**names, "backup": "NESTWERK_BACKUP_URL"}.items():
        entry = connections[alias].settings_dict
        words = {"dbname": entry["NAME"], "user": entry["USER"], "host": entry["HOST"], "port": entry["PORT"]}
        words |= {"password": entry.get("PASSWORD"), "options": entry["OPTIONS"].get("options")}
        kept[name] = " ".join(f"{key}='{value}'" for key, value in words.items() if value)
    return kept | {
        "NESTWERK_DATA_DIR": os.environ["NESTWERK_DATA_DIR"],
        "NESTWERK_SMTP_HOST": "127.0.0.1",
        "NESTWERK_SMTP_PORT": str(server.port),
        "NESTWERK_SMTP_STARTTLS": "nein",
    }


def wait_until(true: Callable[[], object], log: Path, seconds: float = 60) -> float:
    """Seconds until something is true; fails with the worker's log."""
    started = time.monotonic()
    while not true():
        if time.monotonic() - started > seconds:
            pytest.fail(log.read_text(errors="replace")[-3000:])
        time.sleep(0.1)
    return time.monotonic() - started


def nestwerk(server: MailServer, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command on the database of this test."""
    command = [sys.executable, "-m", "nestwerk.config.cli", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment(server) | more, capture_output=True, text=True, check=False, timeout=60
    )
