"""Mails against a real mail server: everything arrives once, whatever happens on the way."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.actions import hand_over
from nestwerk.jobs.mail import post
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Network
from tests.report import note
from tests.smtp import MailServer

from .kit import CANARY, NOW, TEXT, again, invite, jobs

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])


def test_a_mail_arrives_once_plain_and_in_german(server: MailServer, network: Network) -> None:
    mail = invite(network, reply_to="koordination@example.org")
    assert jobs() == [{"mail_id": mail.pk, "network_id": network.pk}]
    with server.up():
        assert hand_over(mail.pk, network.pk, at=NOW) is None
        assert hand_over(mail.pk, network.pk, at=NOW) is None
    (arrived,) = server.mails
    assert arrived["Subject"] == "Einladung: Frühe Hilfen für Ödland"
    assert arrived["From"] == "Frühe Hilfen Musterstadt <nestwerk@xn--frhe-hilfen-uhb.example.org>"
    assert arrived["To"] == "ada@example.org"
    assert arrived["Reply-To"] == "koordination@example.org"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Message-ID"] == mail.message_id
    assert arrived["Date"].datetime == NOW
    assert arrived.get_content_type() == "text/plain"
    assert arrived.get_content_charset() == "utf-8"
    assert arrived.get_content().replace("\r\n", "\n") == TEXT
    assert max(len(line) for line in server.raw[0].splitlines()) <= 78
    done = again(mail)
    assert (done.state, done.answer, done.attempts, done.sealed) == ("sent", "250 2.0.0", 1, None)


def test_long_lines_are_wrapped_and_dots_survive(server: MailServer, network: Network) -> None:
    mail = invite(network, text="Wort " * 60 + "\n\n.\n.Punkt vorn\n")
    with server.up():
        hand_over(mail.pk, network.pk, at=NOW)
    lines = server.mails[0].get_content().splitlines()
    assert max(len(line) for line in lines) <= 76
    assert lines[-2:] == [".", ".Punkt vorn"]


def test_two_mails_of_the_same_moment_have_names_of_their_own(server: MailServer, network: Network) -> None:
    assert invite(network).message_id != invite(network).message_id


def test_a_rolled_back_change_posts_no_mail(server: MailServer, network: Network) -> None:
    with pytest.raises(ZeroDivisionError), tenant(network.pk):
        post("invitation", "ada@example.org", subject="Einladung", text=TEXT, at=NOW, network_id=network.pk)
        raise ZeroDivisionError
    assert jobs() == []
    with tenant(network.pk):
        assert Mail.objects.count() == 0


def test_a_refused_address_is_noted_by_its_code_and_the_text_is_gone(server: MailServer, network: Network) -> None:
    server.rcpt = "550 5.1.1 <ada@example.org>: Empfänger unbekannt".encode("ascii", "replace").decode()
    mail = invite(network)
    with server.up():
        assert hand_over(mail.pk, network.pk, at=NOW) is None
    done = again(mail)
    assert (done.state, done.answer, done.sealed) == ("refused", "550 5.1.1", None)
    assert done.done_at == NOW


def test_a_refused_text_is_noted_too(server: MailServer, network: Network) -> None:
    server.data = "554 Spam"
    mail = invite(network)
    with server.up():
        assert hand_over(mail.pk, network.pk, at=NOW) is None
    assert (again(mail).state, again(mail).answer) == ("refused", "554")


def test_a_busy_server_is_asked_again_later(server: MailServer, network: Network) -> None:
    server.rcpt = "451 4.7.1 bitte spaeter"
    mail = invite(network)
    with server.up():
        later = hand_over(mail.pk, network.pk, at=NOW)
        assert later is not None
        assert NOW + timedelta(seconds=48) <= later <= NOW + timedelta(seconds=72)
        waiting = again(mail)
        assert (waiting.state, waiting.answer, waiting.attempts) == ("waiting", "451 4.7.1", 1)
        server.rcpt = ""
        assert hand_over(mail.pk, network.pk, at=later) is None
    assert (len(server.mails), again(mail).state, again(mail).attempts) == (1, "sent", 2)


def test_a_server_down_for_a_day_and_a_half_loses_nothing(server: MailServer, network: Network) -> None:
    mails = [invite(network, f"person{number}@example.org") for number in range(3)]
    due = {mail.pk: NOW for mail in mails}
    while min(due.values()) < NOW + timedelta(hours=36):
        key = min(due, key=lambda pk: due[pk])
        later = hand_over(key, network.pk, at=due[key])
        assert later is not None
        assert later > due[key]
        due[key] = later
    with server.up():
        for key, at in due.items():
            assert hand_over(key, network.pk, at=at) is None
            assert hand_over(key, network.pk, at=at) is None
    assert sorted(mail["To"] for mail in server.mails) == [f"person{number}@example.org" for number in range(3)]
    assert max(due.values()) < NOW + timedelta(hours=37, minutes=15), "soon after the server is back"
    most = max(again(mail).attempts for mail in mails)
    note(f"Post: nach 36 Stunden Ausfall kommt alles einmal an, höchstens {most} Versuche je Mail")


def test_a_silent_server_costs_its_patience_once_not_once_per_mail(server: MailServer, network: Network) -> None:
    first, second = invite(network), invite(network)
    hand_over(first.pk, network.pk, at=NOW)
    with server.up():
        assert hand_over(second.pk, network.pk, at=NOW + timedelta(seconds=30)) is not None
        assert server.tried == 0
        assert hand_over(second.pk, network.pk, at=NOW + timedelta(seconds=61)) is None
    assert len(server.mails) == 1


def test_after_three_days_it_is_given_up_and_the_text_goes(server: MailServer, network: Network) -> None:
    mail, at, attempts = invite(network), NOW, 0
    while at:
        last, at = at, hand_over(mail.pk, network.pk, at=at)  # type: ignore[assignment]
        attempts += 1
    assert last == NOW + timedelta(days=3)
    done = again(mail)
    assert (done.state, done.answer, done.attempts, done.sealed) == ("given_up", "keine Verbindung", attempts, None)


def test_without_a_mail_server_in_the_settings_mails_wait(server: MailServer, network: Network, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    mail = invite(network)
    later = hand_over(mail.pk, network.pk, at=NOW)
    assert (again(mail).state, again(mail).answer) == ("waiting", "kein Mailserver")
    settings.EMAIL_HOST = "127.0.0.1"
    with server.up():
        assert later is not None
        assert hand_over(mail.pk, network.pk, at=later) is None
    assert len(server.mails) == 1


def test_a_server_slower_than_our_patience_still_gets_it_once(
    server: MailServer, network: Network, settings: Any
) -> None:
    settings.EMAIL_TIMEOUT = 1
    server.pause = 2.5
    mail = invite(network)
    with server.up():
        assert hand_over(mail.pk, network.pk, at=NOW) is None
    assert (len(server.mails), again(mail).state) == (1, "sent")


def test_two_workers_at_once_send_it_once(server: MailServer, network: Network) -> None:
    server.pause = 1
    mail = invite(network)
    answers: list[object] = []

    def work() -> None:
        answers.append(hand_over(mail.pk, network.pk, at=NOW))
        connections.close_all()

    with server.up():
        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.mails) == 1
    assert sorted(answers, key=str) == [NOW + timedelta(minutes=1), None], "the second looks again later"
    assert hand_over(mail.pk, network.pk, at=NOW + timedelta(minutes=1)) is None


def test_a_database_that_restarts_between_the_servers_yes_and_our_note_doubles_nothing(
    server: MailServer, network: Network
) -> None:
    server.pause = 1.5
    mail = invite(network)
    sessions: list[int] = []
    answers: list[object] = []

    def work() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            sessions.append(cursor.fetchone()[0])
        answers.append(hand_over(mail.pk, network.pk, at=NOW))
        connections.close_all()

    with server.up():
        thread = threading.Thread(target=work)
        thread.start()
        while not server.tried:
            time.sleep(0.05)
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", sessions)
        thread.join()
    assert answers == [None]
    assert (len(server.mails), again(mail).state, again(mail).attempts) == (1, "sent", 1)


def test_a_mail_sealed_with_another_key_is_given_up(server: MailServer, network: Network, settings: Any) -> None:
    mail = invite(network)
    settings.SECRET_KEY = "ein ganz anderer Schlüssel, auch lang genug für alles"
    with server.up():
        assert hand_over(mail.pk, network.pk, at=NOW) is None
    assert (again(mail).state, again(mail).answer, again(mail).sealed) == ("given_up", "Schlüssel", None)


def test_nobody_smuggles_a_header(server: MailServer, network: Network) -> None:
    for wrong in (
        {"subject": "Einladung\nBcc: mallory@example.org"},
        {"subject": "Einladung\r\n\r\nText"},
        {"subject": ""},
        {"to": "ada@example.org\nBcc: mallory@example.org"},
        {"to": "ada@example.org, mallory@example.org"},
        {"to": "ada"},
        {"reply_to": "x@example.org\r\nBcc: mallory@example.org"},
    ):
        with pytest.raises(Refused):
            invite(network, **wrong)
    assert jobs() == []


def test_a_mail_is_posted_where_it_belongs(server: MailServer, network: Network) -> None:
    words: dict[str, Any] = {"subject": "Probe", "text": "Text", "at": NOW}
    with pytest.raises(ValueError, match="inside this tenant"):
        post("test", "ada@example.org", network_id=network.pk, **words)
    with pytest.raises(ValueError, match="inside this tenant"), tenant(network.pk):
        post("test", "ada@example.org", **words)
    mail = post("test", "ada@example.org", **words)
    with tenant(network.pk):
        assert not Mail.objects.exists(), "a network sees no mail of an account"
    with server.up():
        assert hand_over(mail.pk, None, at=NOW) is None
    assert len(server.mails) == 1


def test_no_word_of_a_mail_is_anywhere_in_the_database(server: MailServer, network: Network) -> None:
    mail = invite(network, subject=f"Einladung {CANARY}")
    assert CANARY not in whole_database(), "sealed while it waits"
    with server.up():
        hand_over(mail.pk, network.pk, at=NOW)
    dump = whole_database()
    assert "ada@example.org" in dump, "the search would have found it"
    for word in (CANARY, "Zaunk", "Möchten Sie mitmachen", "Einladung: "):
        assert word not in dump


def whole_database() -> str:
    """Every row of every table as text, as the role that may read it all."""
    lines = []
    with connections["backup"].cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(table_name) FROM information_schema.tables"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        )
        for (name,) in cursor.fetchall():
            with suppress(Exception), transaction.atomic(using="backup"):
                cursor.execute(f"SELECT t::text, row_to_json(t)::text FROM {name} t")  # noqa: S608
                lines += [str(row) for row in cursor.fetchall()]
    return "\n".join(lines)
