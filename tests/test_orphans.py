"""R-55: once a month every operator is told which accounts have no role any more; a restart tells nobody twice."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.accounts.models import Appointment, User
from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.config.actions_orphans import tell_orphans
from nestwerk.config.tasks import tell_operators
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user
from nestwerk.workspace.tests.test_operation import operator as signed_in_operator

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])
AT = datetime(2026, 11, 1, 4, 23, tzinfo=UTC)
DAY = timedelta(days=1)


def appoint(email: str, **rest: object) -> User:
    user = make_user(email, name="")
    given: dict[str, object] = {"role": "operator", "starts_at": AT - 90 * DAY, **rest}
    Appointment.objects.using("owner").create(user_id=user.pk, **given)  # type: ignore[misc]
    return user


@pytest.fixture
def people() -> None:
    """Two operators, one who was; a member who stays, one who left, one who never had a role."""
    for name in ("olga", "otto"):
        appoint(f"{name}@example.org")
    appoint("frueher@example.org", ends_at=AT - DAY)
    appoint("land@example.org", role="land", land="16")
    network = make_network("musterstadt")
    make_member(network, "guest", user=make_user("bleibt@example.org"))
    gone = make_member(network, "guest", user=make_user("weg@example.org"))
    with tenant(network.pk):
        Membership.objects.filter(pk=gone.pk).update(ends_at=AT - DAY)
    make_user("nie@example.org")


def mails() -> list[tuple[str, dict[str, str]]]:
    with transaction.atomic():
        return [(mail.to, unseal(bytes(mail.sealed or b""))) for mail in Mail.objects.order_by("to")]


def test_every_operator_gets_one_mail_a_month_with_the_accounts(people: None) -> None:
    assert tell_orphans(at=AT) == 3
    sent = mails()
    assert [to for to, _ in sent] == ["olga@example.org", "otto@example.org"]
    for _, words in sent:
        assert words["subject"] == "Konten ohne Rolle"
        assert "3 Konten haben keine Rolle mehr" in words["text"]
        for address in ("weg@", "nie@", "frueher@"):
            assert f"{address}example.org, angelegt " in words["text"]
        for word in ("bleibt@", "land@", "Musterstadt", "musterstadt"):
            assert word not in words["text"] + words["subject"]


def test_a_restart_or_another_day_of_the_month_tells_nobody_twice(people: None) -> None:
    tell_operators(int(AT.timestamp()))
    for days in (0, 1, 15, 29):
        assert tell_orphans(at=AT + days * DAY) is None
    assert len(mails()) == 2
    assert tell_orphans(at=AT + 30 * DAY) == 3
    assert len(mails()) == 4


def test_the_month_is_the_german_one(people: None) -> None:
    assert tell_orphans(at=datetime(2026, 11, 30, 22, 59, tzinfo=UTC)) == 3
    assert tell_orphans(at=datetime(2026, 11, 30, 23, 1, tzinfo=UTC)) == 3, "in Berlin it is December"


def test_two_workers_at_once_send_one_mail(people: None) -> None:
    found: list[int | None] = []

    def work() -> None:
        found.append(tell_orphans(at=AT))
        connections["default"].close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=str) == [3, None, None]
    assert len(mails()) == 2


def test_where_everybody_has_a_role_nobody_is_written_to_and_that_is_on_record() -> None:
    appoint("olga@example.org")
    assert tell_orphans(at=AT) == 0
    assert mails() == []
    with transaction.atomic():
        assert Line.objects.get(event="account.orphans_listed").count == 0
    assert tell_orphans(at=AT + DAY) is None


def test_a_long_list_is_cut_short_in_the_mail(people: None) -> None:
    for number in range(40):
        make_user(f"alt{number:02}@example.org")
    assert tell_orphans(at=AT) == 43
    text = mails()[0][1]["text"]
    assert text.count("angelegt ") == 30
    assert "und 13 weitere" in text


def page(client: Client) -> tuple[str, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/betrieb/")
    assert answer.status_code == 200
    return answer.content.decode(), len(queries)


def test_the_operators_page_shows_what_was_found_with_the_same_questions(people: None) -> None:
    client = signed_in_operator()
    client.get("/betrieb/")
    assert "Das erste Mal steht noch aus." in page(client)[0]
    User.objects.filter(email="frueher@example.org").update(is_active=False)
    tell_orphans(at=AT)
    text, asked = page(client)
    assert "So war es am 1. November 2026." in text
    for address in ("weg@example.org", "nie@example.org", "frueher@example.org"):
        assert address in text
    assert "bleibt@example.org" not in text
    assert "gesperrt" in text
    for number in range(3):
        make_user(f"alt{number}@example.org")
    tell_orphans(at=AT + 31 * DAY)
    text, more = page(client)
    assert "alt2@example.org" in text
    assert more == asked
