"""An issue against a real mail server: once to each reader, later when the server is away, never after she left."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.publish import publish
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.actions import _quiet, hand_over
from nestwerk.jobs.defer import BULK
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing import inbox
from nestwerk.publishing.actions import newsletter as actions
from nestwerk.publishing.actions import newsletter_sending as sending
from nestwerk.publishing.models import Delivery, Issue, Subscriber
from nestwerk.publishing.newsletter.choosing import marks
from nestwerk.publishing.newsletter.readers import add_months
from nestwerk.publishing.newsletter.sealing import CONFIRM, LEAVE, link_word, mark, seal
from nestwerk.publishing.tasks.newsletter import end_newsletters, withdraw_newsletter_mails
from tests.report import note
from tests.smtp import MailServer

from .kit import wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
NOW = datetime.now(tz=UTC)
THIS_MONTH = NOW.date().replace(day=1)
INTRO = "Guten Tag,\n\nim Dezember gibt es Neues."


@pytest.fixture
def home(data_dir: Path, settings: Any) -> Membership:
    """A network with three offers, both newsletters, and who coordinates it."""
    settings.PUBLIC_URL = "https://hilfe.example.org"
    _quiet.clear()
    network = make_network("musterstadt", email="fruehe-hilfen@example.org", phone="03675 871-0")
    boss = make_member(network)
    make_offer(network, "Babymassage", age_from_months=0, age_to_months=6, city="Sonneberg")
    make_offer(network, "Laufradtreff", age_from_months=18, age_to_months=36)
    make_offer(network, "Frauenhaus am Park", offer_types=["offer.violence_protection"])
    with tenant(network.pk):
        actions.offer_newsletter(network, for_parents=True, for_professionals=True, by=boss, at=NOW)
    publish(at=NOW)
    return boss


def join(
    network: Network, address: str, *, months: int | None = None, audience: str = "parents", code: str = "de"
) -> str:
    """A confirmed reader whose child is so many months old; the word of the link to leave."""
    month = "" if months is None else f"{add_months(THIS_MONTH, -months):%Y-%m}"
    inbox.ask_for_newsletter(
        network.slug, address, audience=audience, language=code, month=month, topics=[], on=NOW.date(), at=NOW
    )
    with tenant(network.pk):
        row = Subscriber.objects.latest("pk")
        Mail.objects.all().delete()
    assert inbox.confirm_newsletter(network.slug, link_word(CONFIRM, bytes(row.handle)), at=NOW)
    return link_word(LEAVE, bytes(row.handle))


def approved(boss: Membership, audience: str = "parents", *, at: datetime | None = None) -> Issue:
    """An issue with everything in it, let go."""
    network, moment = boss.network, at or NOW + timedelta(minutes=1)
    with tenant(network.pk, user_id=boss.user_id, hat=boss.hat):
        issue = actions.create_issue(network, audience=audience, by=boss, at=NOW)
        texts = {"de": {"title": "Advent", "intro": INTRO}, "en": {"title": "", "intro": "Hello,\n\nthere is news."}}
        actions.save_issue(issue, texts=texts, left_out=[], seen=NOW, at=NOW)
        snap = catalogue.current()
        ids = [one.id for one in snap.offers(network.slug)]
        chosen = {"new": ids, "changed": [], "dates": [], "start": NOW.date().isoformat()}
        actions.approve_issue(issue, content=chosen, known=marks(snap.offers(network.slug)), by=boss, at=moment)
        issue.refresh_from_db()
    return issue


def send_all(issue: Issue, at: datetime | None = None) -> int:
    """Every batch; returns how many there were."""
    batches = 0
    while True:
        with tenant(issue.network_id):
            more = sending.send_batch(issue.network, issue.pk, catalogue.current(), at=at or NOW + timedelta(minutes=2))
        if not more:
            return batches
        batches += 1


def waiting(issue: Issue) -> list[Mail]:
    with tenant(issue.network_id):
        return list(Mail.objects.filter(state="waiting").order_by("pk"))


def deliver(issue: Issue) -> None:
    for mail in waiting(issue):
        hand_over(mail.pk, issue.network_id, at=NOW + timedelta(minutes=3))


def state(issue: Issue) -> Issue:
    with tenant(issue.network_id):
        return Issue.objects.get(pk=issue.pk)


def test_each_gets_what_fits_in_her_language_with_one_click_to_leave(server: MailServer, home: Membership) -> None:
    word = join(home.network, "baby@example.org", months=2)
    join(home.network, "gross@example.org", months=24, code="en")
    join(home.network, "fach@example.org", audience="professionals")
    issue = approved(home)
    send_all(issue)
    with server.up():
        deliver(issue)
    assert state(issue).state == Issue.State.SENT
    by = {str(mail["To"]): mail for mail in server.mails}
    assert set(by) == {"baby@example.org", "gross@example.org"}
    baby, big = by["baby@example.org"], by["gross@example.org"]
    text = baby.get_content()
    assert baby["Subject"] == "Neues für Familien – Netzwerk Musterstadt"
    assert big["Subject"] == "News for families – Netzwerk Musterstadt"
    assert "Babymassage" in text
    assert "Laufradtreff" not in text
    assert "Laufradtreff" in big.get_content()
    assert "there is news." in big.get_content()
    assert "Frauenhaus" not in text + big.get_content()
    leave = f"https://hilfe.example.org/musterstadt/newsletter/ende/{word}"
    assert baby["List-Unsubscribe"] == f"<{leave}>"
    assert baby["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"List-Unsubscribe: <{leave}>\r\n".encode() in server.raw[0]
    assert leave in text
    assert f"https://hilfe.example.org/musterstadt/newsletter/verlust/{word}" in text
    assert baby["Reply-To"] == "fruehe-hilfen@example.org"
    assert (baby["Content-Language"], big["Content-Language"]) == ("de", "en")
    assert baby.get_content_type() == "text/plain"
    assert "\n\n--\n\n" in text.replace("\r\n", "\n")
    offers = [line for line in text.split() if "/angebote/" in line]
    assert offers
    assert not any("?" in line or "#" in line for line in offers)


def test_professionals_read_everything_but_no_line_for_parents(server: MailServer, home: Membership) -> None:
    join(home.network, "fach@example.org", audience="professionals")
    issue = approved(home, "professionals")
    send_all(issue)
    with server.up():
        deliver(issue)
    (mail,) = server.mails
    assert "Frauenhaus am Park" in mail.get_content()
    assert "verlust" not in mail.get_content()


def test_each_reader_once_through_repetition_pause_and_two_at_once(
    server: MailServer, home: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH", 3)
    for number in range(11):
        join(home.network, f"leserin{number}@example.org", months=number)
    issue = approved(home)
    with tenant(home.network_id):
        sending.send_batch(home.network, issue.pk, catalogue.current(), at=NOW + timedelta(minutes=2))
    with server.up():
        deliver(issue)
        assert len(server.mails) == 3
        with tenant(home.network_id):
            sending.send_batch(home.network, issue.pk, catalogue.current(), at=NOW + timedelta(minutes=2))
            assert actions.pause_issue(issue, by=home, at=NOW) == 3
        assert (state(issue).state, state(issue).sent) == ("paused", 3)
        assert send_all(issue) == 0
        assert waiting(issue) == []
        with tenant(home.network_id):
            actions.resume_issue(issue, by=home, at=NOW)
        racers = [threading.Thread(target=_race, args=(issue,)) for _ in range(2)]
        for one in racers:
            one.start()
        for one in racers:
            one.join()
        send_all(issue)
        deliver(issue)
    assert Counter(str(mail["To"]) for mail in server.mails) == {f"leserin{n}@example.org": 1 for n in range(11)}
    assert (state(issue).state, state(issue).sent) == ("sent", 11)
    with tenant(home.network_id), pytest.raises(Refused):
        actions.pause_issue(issue, by=home, at=NOW)


def _race(issue: Issue) -> None:
    try:
        send_all(issue)
    finally:
        connections.close_all()


def test_a_batch_that_breaks_off_leaves_nothing_and_begins_again(
    server: MailServer, home: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        join(home.network, f"leserin{number}@example.org")
    issue = approved(home)
    real, made = sending._post, []

    def breaks(*args: Any) -> int | None:
        made.append(1)
        if len(made) == 2:
            raise RuntimeError("power cut")
        return real(*args)

    monkeypatch.setattr(sending, "_post", breaks)
    with pytest.raises(RuntimeError):
        send_all(issue)
    assert waiting(issue) == []
    monkeypatch.undo()
    send_all(issue)
    with server.up():
        deliver(issue)
    assert len(server.mails) == 3


def test_with_the_server_away_mails_wait_and_who_leaves_meanwhile_gets_none(
    server: MailServer, home: Membership
) -> None:
    word = join(home.network, "geht@example.org")
    join(home.network, "bleibt@example.org")
    issue = approved(home)
    send_all(issue)
    for mail in waiting(issue):
        again = hand_over(mail.pk, home.network_id, at=NOW + timedelta(minutes=3))
        assert again is not None
    left = Client(enforce_csrf_checks=True).post(
        f"/musterstadt/newsletter/ende/{word}", {"List-Unsubscribe": "One-Click"}
    )
    assert left.status_code == 200
    _quiet.clear()
    with server.up():
        for mail in waiting(issue):
            hand_over(mail.pk, home.network_id, at=NOW + timedelta(hours=2))
    assert [str(mail["To"]) for mail in server.mails] == ["bleibt@example.org"]
    with tenant(home.network_id):
        assert Subscriber.objects.count() == 1
        assert Delivery.objects.count() == 1


def test_who_leaves_while_her_mail_is_being_handed_over_gets_no_second_try(
    server: MailServer, home: Membership
) -> None:
    word = join(home.network, "geht@example.org")
    issue = approved(home)
    send_all(issue)
    (mail,) = waiting(issue)
    server.pause, server.data = 1.5, "451 später"

    def offer() -> None:
        try:
            hand_over(mail.pk, home.network_id, at=NOW + timedelta(minutes=3))
        finally:
            connections.close_all()

    with server.up():
        busy = threading.Thread(target=offer)
        busy.start()
        while not server.tried:
            time.sleep(0.02)
        began = time.monotonic()
        inbox.leave_by_link("musterstadt", word, at=NOW)
        assert time.monotonic() - began < 1  # she does not wait for a slow server
        with tenant(home.network_id):
            assert not Subscriber.objects.exists()
        withdraw_newsletter_mails(network="musterstadt", mail_ids=[mail.pk])  # the job that was queued for it
        busy.join()
    assert waiting(issue) == []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%withdraw_newsletter%'")
        assert cursor.fetchone()[0] == 1


def test_an_address_the_server_refuses_twice_is_forgotten(server: MailServer, home: Membership) -> None:
    join(home.network, "weg@example.org")
    server.rcpt = "550 5.1.1 gibt es nicht"
    with server.up():
        for number in range(2):
            issue = approved(home, at=NOW + timedelta(minutes=number + 1))
            send_all(issue)
            deliver(issue)
            end_newsletters(timestamp=int((NOW + timedelta(hours=1)).timestamp()))
    with tenant(home.network_id):
        assert not Subscriber.objects.exists()


def test_mails_somebody_waits_for_pass_those_to_many(home: Membership) -> None:
    join(home.network, "leserin@example.org")
    send_all(approved(home))
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT priority FROM procrastinate_jobs WHERE task_name = 'jobs.send_mail' ORDER BY id")
        assert [row[0] for row in cursor.fetchall()] == [0, BULK]  # the question, the issue


def test_nothing_leaves_without_a_person_words_and_readers(home: Membership) -> None:
    network = home.network
    with tenant(network.pk, user_id=home.user_id, hat=home.hat):
        issue = actions.create_issue(network, audience="parents", by=home, at=NOW)
        rest: dict[str, Any] = {"content": {}, "known": {}, "by": home, "at": NOW}
        with pytest.raises(Refused, match="eigene Worte"):
            actions.approve_issue(issue, **rest)
        actions.save_issue(issue, texts={"de": {"title": "", "intro": "Hallo"}}, left_out=[], seen=NOW, at=NOW)
        with pytest.raises(Refused, match="niemand angemeldet"):
            actions.approve_issue(issue, **rest)
    assert send_all(issue) == 0
    done = approved_with_reader(home)
    with tenant(network.pk), pytest.raises(Refused, match="schon freigegeben"):
        actions.save_issue(done, texts={}, left_out=[], seen=done.saved_at, at=NOW)


def approved_with_reader(home: Membership) -> Issue:
    join(home.network, "leserin@example.org")
    return approved(home)


def test_a_thousand_readers_are_queued_in_time(home: Membership) -> None:
    with tenant(home.network_id):
        rows = [
            Subscriber(
                network=home.network, audience="parents", mark=mark(f"l{n}@example.org", home.network_id),
                handle=n.to_bytes(16, "big"), sealed=seal(f"l{n}@example.org", n.to_bytes(16, "big")),
                month=add_months(THIS_MONTH, -(n % 30)), consent=1, asked_at=NOW, confirmed_at=NOW,
            )
            for n in range(1000)
        ]  # fmt: skip
        Subscriber.objects.bulk_create(rows)
    issue = approved(home)
    began = time.process_time()
    assert send_all(issue) == 10
    note(f"Newsletter: 1.000 Mails in {time.process_time() - began:.1f} s Rechenzeit aufgegeben")
    assert len(waiting(issue)) == 1000


def test_a_real_worker_sends_the_issue(server: MailServer, home: Membership, tmp_path: Path) -> None:
    for number in range(4):
        join(home.network, f"leserin{number}@example.org")
    with server.up(), worker(server, tmp_path / "worker.log"):
        issue = approved(home, at=datetime.now(tz=UTC))
        wait_until(lambda: state(issue).state == "sent" and len(server.mails) >= 4, tmp_path / "worker.log")
    to_readers = [mail for mail in server.mails if mail["List-Unsubscribe"]]
    assert len({str(mail["To"]) for mail in to_readers}) == len(to_readers) == 4
