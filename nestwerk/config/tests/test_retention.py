"""What its rule ends is deleted by the clock, what it does not end stays, and the deletion is on record."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from nestwerk.accounts.models import Appointment, User
from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.config import actions_retention as actions
from nestwerk.config import tasks
from nestwerk.config.retention import due_before
from nestwerk.config.retention_due import what_is_due
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Invitation, Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user

AT = datetime(2026, 11, 22, 3, 27, tzinfo=UTC)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])


def on_record(rule, network=None):
    with tenant(network.pk) if network else transaction.atomic():
        return [line.count for line in Line.objects.filter(event="retention.deleted", detail=rule)]


def test_invitations_are_forgotten_thirty_days_after_they_are_over():
    networks = [make_network("hier"), make_network("dort")]
    over, not_yet = AT - 31 * DAY, AT - 29 * DAY
    for network in networks:
        with tenant(network.pk):
            for name, ends in (
                ("lief-ab", {"expires_at": over}),
                ("angenommen", {"expires_at": not_yet, "accepted_at": over}),
                ("zurueck", {"expires_at": not_yet, "withdrawn_at": over}),
                ("neulich", {"expires_at": not_yet}),
                ("offen", {"expires_at": AT + DAY}),
            ):
                Invitation.objects.create(
                    network=network, email=f"{name}@example.org", role="guest", fingerprint=name,
                    invited_at=over - DAY, **ends,
                )  # fmt: skip
    assert actions.forget_invitations(at=AT) == 6
    for network in networks:
        with tenant(network.pk):
            assert set(Invitation.objects.values_list("fingerprint", flat=True)) == {"neulich", "offen"}
        assert on_record("einladungen", network) == [3]
    assert actions.forget_invitations(at=AT) == 0
    assert on_record("einladungen", networks[0]) == [3], "nothing deleted, nothing said"


def test_ended_sessions_and_their_addresses_go():
    user = make_user("ada@example.org")
    for key, ends in (("ended", AT - DAY), ("running", AT + DAY)):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
        UserSession.objects.create(user=user, session_key=key, ip="192.0.2.7", user_agent="x")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_limits (cache_key, value, expires) VALUES ('old', '', %s), ('new', '', %s)",
            [AT - DAY, AT + DAY],
        )
    assert actions.clear_sign_in(at=AT) == 3
    assert [one.session_key for one in Session.objects.all()] == ["running"]
    assert [one.session_key for one in UserSession.objects.all()] == ["running"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM accounts_limits")
        assert cursor.fetchall() == [("new",)]
    assert on_record("sitzungen") == [3]


def test_unanswered_confirmations_go_after_their_days_and_tokens_of_other_houses_at_once():
    user = make_user("ada@example.org")
    address = EmailAddress.objects.get_or_create(user=user, email=user.email)[0]
    over = due_before("bestaetigungen", AT)
    for key, created in (("old", over - DAY), ("new", over + DAY)):
        EmailConfirmation.objects.create(email_address=address, key=key, created=created)
    account = SocialAccount.objects.create(user=user, provider="openid_connect", uid="7")
    SocialToken.objects.create(account=account, token="theirs")
    assert actions.clear_sign_in(at=AT) == 2
    assert [one.key for one in EmailConfirmation.objects.all()] == ["new"]
    assert not SocialToken.objects.exists()
    assert SocialAccount.objects.exists(), "she can still sign in that way"
    assert on_record("sitzungen") == [2]


def test_the_nights_delete_what_was_over_when_they_were_planned(settings, tmp_path):
    """Every job of ``config.tasks`` finds something to do, and nothing before its day."""
    settings.DATA_DIR, settings.AUDIT_HEADS = tmp_path, tmp_path / "audit-heads"
    network, user = make_network("hier"), make_user("ada@example.org")
    over = AT - 1200 * DAY
    left = make_member(network, "guest", user=user, starts_at=over - DAY, ends_at=over)
    with tenant(network.pk):
        Invitation.objects.create(
            network=network,
            email="a@example.org",
            role="guest",
            fingerprint="x",
            invited_at=over - DAY,
            expires_at=over,
        )  # fmt: skip
        Mail.objects.create(
            network_id=network.pk, kind="invitation", to="a@example.org", state="sent", done_at=over,
            message_id="<1@x>", queued_at=over,
        )  # fmt: skip
    Session.objects.create(session_key="ended", session_data="", expire_date=over)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'old') RETURNING id")
        job = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", job)
        cursor.execute("UPDATE procrastinate_events SET at = %s WHERE job_id = %s", [over, *job])
    report = tmp_path / "berichte" / "alt.csv"
    report.parent.mkdir()
    report.write_text("x")
    os.utime(report, (over.timestamp(), over.timestamp()))

    def remaining():
        with tenant(network.pk), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'old'")
            return [
                Session.objects.count(), Invitation.objects.count(), Membership.objects.filter(pk=left.pk).count(),
                Mail.objects.count(), cursor.fetchone()[0], len(list(report.parent.iterdir())),
            ]  # fmt: skip

    nights = (
        tasks.clear_sign_in, tasks.forget_invitations, tasks.forget_memberships, tasks.forget_mails, tasks.forget_jobs,
        tasks.forget_import_reports,
    )  # fmt: skip
    for night in nights:
        night(int((over - DAY).timestamp()))
    assert remaining() == [1] * 6
    for place, night in enumerate(nights):
        night(int(AT.timestamp()))
        assert remaining() == [0] * (place + 1) + [1] * (5 - place), night.name


def test_memberships_go_a_year_after_their_end():
    network = make_network("hier")
    old = make_member(network, "guest", user=make_user("alt@example.org"))
    make_member(network, "guest", user=make_user("da@example.org"))
    with tenant(network.pk):
        Membership.objects.filter(pk=old.pk).update(
            starts_at=datetime(2020, 1, 1, tzinfo=UTC), ends_at=datetime(2025, 11, 22, 3, 26, tzinfo=UTC)
        )
    assert actions.forget_memberships(at=AT) == 1
    with tenant(network.pk):
        assert [member.user.email for member in Membership.objects.all()] == ["da@example.org"]
    assert on_record("mitgliedschaften", network) == [1]


def test_the_log_of_mails_goes_after_ninety_days_and_waiting_mails_stay():
    network = make_network("hier")
    for place in (network.pk, None):
        with tenant(place) if place else transaction.atomic():
            for number, (state, done) in enumerate(
                [("sent", AT - 91 * DAY), ("sent", AT - 89 * DAY), ("waiting", None), ("given_up", AT - 91 * DAY)]
            ):
                Mail.objects.create(
                    network_id=place, kind="invitation", to="ada@example.org", state=state, done_at=done,
                    message_id=f"<{place}.{number}@x>", queued_at=AT - 92 * DAY,
                )  # fmt: skip
    assert actions.forget_mails(at=AT) == 4
    assert (on_record("mails"), on_record("mails", network)) == ([2], [2])
    with transaction.atomic():
        assert sorted(Mail.objects.values_list("state", flat=True)) == ["sent", "waiting"]
    with tenant(network.pk):
        assert sorted(Mail.objects.values_list("state", flat=True)) == ["sent", "waiting"]


def test_finished_jobs_go_after_a_week_failed_ones_after_a_month_waiting_ones_never():
    with connection.cursor() as cursor:
        for task, state, age in (
            ("done-old", "succeeded", 8), ("done-new", "succeeded", 6), ("failed-old", "failed", 31),
            ("failed-new", "failed", 8), ("waits", "todo", 400),
        ):  # fmt: skip
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', %s) RETURNING id", [task]
            )
            [job] = cursor.fetchone()
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [state, job])
            cursor.execute("UPDATE procrastinate_events SET at = %s WHERE job_id = %s", [AT - age * DAY, job])
    assert actions.forget_jobs(at=AT) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE task_name NOT LIKE '%.%' ORDER BY 1")  # ours
        assert cursor.fetchall() == [("done-new",), ("failed-new",), ("waits",)]
    assert on_record("auftraege") == [2]


def test_rejected_rows_of_imports_go_after_a_month(tmp_path):
    for name, age in (("alt.csv", 31), ("neu.csv", 29)):
        (tmp_path / name).write_text("x")
        stamp = (AT - age * DAY).timestamp()
        os.utime(tmp_path / name, (stamp, stamp))
    assert actions.forget_import_reports(tmp_path, at=AT) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["neu.csv"]
    assert on_record("importberichte") == [1]
    assert actions.forget_import_reports(tmp_path / "nowhere", at=AT) == 0


def test_accounts_a_year_without_a_role_go_in_the_number_that_was_shown_or_not_at_all():
    network, long_ago = make_network("hier"), AT - 800 * DAY
    people = {name: make_user(f"{name}@example.org") for name in ("lange-weg", "neulich-weg", "da", "land", "neu")}
    User.objects.exclude(pk=people["neu"].pk).update(joined_at=long_ago)
    User.objects.filter(pk=people["neu"].pk).update(joined_at=AT - DAY)
    make_member(network, "guest", user=people["lange-weg"], starts_at=long_ago, ends_at=AT - 400 * DAY)
    make_member(network, "guest", user=people["neulich-weg"], starts_at=long_ago, ends_at=AT - 300 * DAY)
    make_member(network, "guest", user=people["da"])
    Appointment.objects.using("owner").create(user=people["land"], role="land", land="16", starts_at=long_ago)

    (due,) = [due for due in what_is_due(AT) if due.rule.key == "konten"]
    assert due.ids == [people["lange-weg"].pk]
    with pytest.raises(Refused, match="Fällig sind 1 Konten, nicht 2"):
        actions.delete_accounts(expected=2, at=AT)
    with pytest.raises(Refused, match="hängt noch eine Rolle"):
        actions.delete_accounts(expected=1, at=AT)
    assert User.objects.count() == 5

    assert actions.forget_memberships(at=AT) == 1
    assert actions.delete_accounts(expected=1, at=AT) == 1
    assert set(User.objects.values_list("email", flat=True)) == {
        f"{name}@example.org" for name in ("neulich-weg", "da", "land", "neu")
    }
    assert not EmailAddress.objects.filter(email="lange-weg@example.org").exists()
    assert on_record("konten") == [1]
