"""An installation whose mails arrive: on a real mail server that a journey can look into."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.conftest import ROOT, Installation, copied, free_port
from tests.journeys.desks import seconds_until
from tests.smtp import MailServer


@dataclass
class WithPost(Installation):
    """An installation whose mails arrive."""

    server: MailServer | None = None

    @property
    def environment(self) -> dict[str, str]:
        assert self.server
        return super().environment | {
            "NESTWERK_PUBLIC_URL": self.url,
            "NESTWERK_SMTP_HOST": "127.0.0.1",
            "NESTWERK_SMTP_PORT": str(self.server.port),
            "NESTWERK_SMTP_STARTTLS": "nein",
        }

    def let(self, task: str, **arguments: object) -> None:
        """Give the running worker a job, as its clock does."""
        command = [sys.executable, "-m", "django", "procrastinate", "defer", task, json.dumps(arguments)]
        settings = {"DJANGO_SETTINGS_MODULE": "nestwerk.config.settings"}
        subprocess.run(command, cwd=ROOT, env=self.environment | settings, check=True, capture_output=True, timeout=60)

    def link_for(self, address: str, path: str) -> str:
        """The link in the newest mail to this address, once it is there."""
        assert self.server
        found: list[str] = []

        def arrived() -> bool:
            for mail in reversed(self.server.mails if self.server else []):
                if mail["To"] == address:
                    found[:] = re.findall(rf"http://\S+{path}\S*", mail.get_content())
                    break
            return bool(found)

        seconds_until(arrived)
        return found[0]


@contextmanager
def house_with_post(prepared: Path, name: str) -> Iterator[WithPost]:
    """One of its own, running, with the post it needs; both are gone afterwards."""
    made = copied(prepared, f"{name}-{free_port()}")
    server = MailServer(free_port())
    house = WithPost(made.data_dir, made.port, server=server)
    try:
        with server.up():
            house.start()
            yield house
            house.stop()
    finally:
        house.stop()
        shutil.rmtree(house.data_dir, ignore_errors=True)
