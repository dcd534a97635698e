"""What the operator sees of the post, and how she helps it on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections

from nestwerk.jobs.actions import hand_over
from nestwerk.jobs.mail import post
from nestwerk.networks.models import Network
from tests.smtp import MailServer

from .kit import NOW, TEXT, invite, nestwerk

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])


def test_the_operator_sees_how_the_post_stands_but_no_recipient(server: MailServer, network: Network) -> None:
    post("account.reset", "bea@example.net", subject="Neues Kennwort", text=TEXT, at=NOW)
    with server.up():
        hand_over(invite(network).pk, network.pk, at=NOW)
    server.rcpt = "451 4.7.1 spaeter"
    late = invite(network)
    with server.up():
        hand_over(late.pk, network.pk, at=NOW + timedelta(hours=1))
    said = nestwerk(server, "mail", "--waiting")
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines() == [
        "wartet: 2",
        "übergeben: 1",
        "abgelehnt: 0",
        "aufgegeben: 0",
        "Die älteste wartende ist vom 22.11.2026 10:00.",
        "Letzte Antwort des Mailservers: 451 4.7.1 (22.11.2026 11:00)",
        "  22.11.2026 10:00  Konten  Link für ein neues Kennwort, an example.net, 0 Versuche",
        "  22.11.2026 10:00  musterstadt  Einladung, an example.org, 1 Versuch, zuletzt: 451 4.7.1",
    ]


def test_after_a_fault_the_operator_lets_all_waiting_mails_go_at_once(server: MailServer, network: Network) -> None:
    invite(network)
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'")
        said = nestwerk(server, "mail", "--now")
        assert "1 wartende Mail kommt gleich an die Reihe." in said.stdout
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE scheduled_at <= now()")
        assert cursor.fetchone() == (1,)


def test_a_test_mail_shows_what_the_server_answered(server: MailServer) -> None:
    with server.up():
        said = nestwerk(server, "mail", "--test", "ada@example.org")
        assert said.stdout == f"127.0.0.1:{server.port} hat die Probemail angenommen: 250 2.0.0. angenommen\n"
        server.rcpt = "550 5.7.1 kein Relay"
        refused = nestwerk(server, "mail", "--test", "ada@example.org")
        assert (refused.returncode, len(server.mails)) == (1, 1)
        assert "nicht angenommen: 550 5.7.1" in refused.stderr
        assert "kein Relay" in refused.stderr
        sealed = nestwerk(server, "mail", "--test", "ada@example.org", NESTWERK_SMTP_STARTTLS="ja")
        assert "nicht angenommen: kein STARTTLS" in sealed.stderr, "never in the clear unless the operator says so"
    assert "keine Verbindung" in nestwerk(server, "mail", "--test", "ada@example.org").stderr
    assert "Diese Mailadresse stimmt nicht" in nestwerk(server, "mail", "--test", "ada").stderr
    nowhere = nestwerk(server, "mail", "--test", "ada@example.org", NESTWERK_SMTP_HOST="")
    assert nowhere.stderr == "Fehler: Es ist kein Mailserver eingestellt: NESTWERK_SMTP_HOST fehlt.\n"
