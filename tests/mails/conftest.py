"""A mail server and a network, for every test of mails."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections

from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from tests.smtp import MailServer, free_port


@pytest.fixture
def server(settings: Any) -> MailServer:
    """A mail server that does not run yet; the settings point at it. No job of another test waits."""
    made = MailServer(free_port())
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", made.port, False
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "Frühe Hilfen Musterstadt <nestwerk@frühe-hilfen.example.org>"
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    return made


@pytest.fixture
def network() -> Network:
    """Where the mails come from."""
    return make_network()
