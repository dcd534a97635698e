"""R-31: what was deleted for good is written down beside the database and deleted again after a restore."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from nestwerk.accounts.models import User
from nestwerk.audit import ledger
from nestwerk.audit.actions import erase_account
from nestwerk.audit.ledger import Entry, forget, note, note_replayed, note_restored, read_ledger
from nestwerk.audit.models import Actor, Line
from nestwerk.audit.outside import merge
from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.config import actions_retention
from nestwerk.config.actions_replay import replay_owed
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Invitation, Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user
from nestwerk.offers.models import Offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])
AT = datetime(2026, 11, 22, 3, 27, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def book(tmp_path: Path, settings: Any) -> Path:
    settings.DELETIONS = tmp_path / "deletions"
    return settings.DELETIONS


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


def invite(network: Network, name: str) -> Invitation:
    with tenant(network.pk):
        return Invitation.objects.create(
            network=network, email=f"{name}@example.org", role="guest", fingerprint=name,
            invited_at=AT - 60 * DAY, expires_at=AT - 53 * DAY,
        )  # fmt: skip


def left(network: Network) -> set[str]:
    with tenant(network.pk):
        return set(Invitation.objects.values_list("fingerprint", flat=True))


def test_what_retention_deletes_is_written_down_by_number_only(network: Network, book: Path) -> None:
    gone = invite(network, "alt")
    assert actions_retention.forget_invitations(at=AT) == 1
    assert read_ledger(book).entries == [Entry(AT, "networks_invitation", gone.pk, network.pk, "einladungen")]
    first, second = book.read_text().splitlines()
    assert first.startswith("installation ")
    assert second == f"2026-11-22T03:27:00+00:00 networks_invitation {gone.pk} {network.pk} einladungen"
    assert book.stat().st_mode & 0o777 == 0o600


def test_a_book_that_cannot_be_read_is_refused_in_german_and_none_at_all_is_empty(book: Path) -> None:
    assert read_ledger(book).entries == []
    book.write_bytes(b"installation \xff\n")
    with pytest.raises(Refused, match=r"^Das Löschbuch .*deletions lässt sich nicht lesen\.$"):
        read_ledger(book)


def test_what_was_rolled_back_is_not_written_down(network: Network, book: Path) -> None:
    invite(network, "alt")
    with tenant(network.pk):
        assert forget(Invitation.objects.all(), reason="einladungen", at=AT, network_id=network.pk) == 1
        transaction.set_rollback(True)
    assert left(network) == {"alt"}
    assert read_ledger(book).entries == []


def test_nothing_is_deleted_that_cannot_be_written_down(network: Network, settings: Any, tmp_path: Path) -> None:
    invite(network, "alt")
    settings.DELETIONS = tmp_path / "fehlt" / "deletions"
    with pytest.raises(OSError, match="deletions"):
        actions_retention.forget_invitations(at=AT)
    assert left(network) == {"alt"}


def test_a_table_whose_numbers_may_come_again_is_refused(network: Network) -> None:
    with pytest.raises(ValueError, match="offers_offer"), tenant(network.pk):
        forget(Offer.objects.all(), reason="x", at=AT, network_id=network.pk)


def test_after_a_restore_it_all_goes_again_and_nothing_else(network: Network, book: Path) -> None:
    """A backup that brings back rows of every table of the ledger, in two networks and in none."""
    other = make_network("dort")
    invitations = [invite(one, name) for one, name in ((network, "alt"), (network, "bleibt"), (other, "dort"))]
    user, stays = make_user("weg@example.org"), make_user("bleibt@example.org")
    member = make_member(network, "guest", user=user)
    mails = []
    for place in (network.pk, None):
        with tenant(place) if place else transaction.atomic():
            mails.append(Mail.objects.create(network_id=place, kind="test", to="ada@example.org", queued_at=AT,
                                             message_id=f"<{place}@x>"))  # fmt: skip
    with tenant(network.pk, user_id=user.pk, hat="guest:1"):
        record(None, "offers.imported", at=AT - 3 * DAY, network_id=network.pk, user_id=user.pk, hat="guest:1")
        record(None, "offers.imported", at=AT - 3 * DAY, network_id=network.pk, user_id=stays.pk, hat="guest:2")
    note(
        [
            Entry(AT, "accounts_user", user.pk, None, "konten"),
            Entry(AT, "networks_membership", member.pk, network.pk, "mitgliedschaften"),
            Entry(AT, "networks_invitation", invitations[0].pk, network.pk, "einladungen"),
            Entry(AT, "networks_invitation", invitations[2].pk, other.pk, "einladungen"),
            Entry(AT, "networks_invitation", 4711, other.pk, "einladungen"),
            Entry(AT, "jobs_mail", mails[0].pk, network.pk, "mails"),
            Entry(AT, "jobs_mail", mails[1].pk, None, "mails"),
            Entry(AT, ledger.ACTORS, user.pk, None, "request"),
            Entry(AT - 5 * DAY, ledger.ACTORS, stays.pk, None, "request"),
        ]
    )
    said: list[str] = []
    assert not replay_owed(at=AT, say=said.append), "no restore, no deletion"
    note_restored(state=AT - DAY)
    assert replay_owed(at=AT, say=said.append)
    assert said == [
        "Noch einmal gelöscht, was seit der Sicherung gelöscht war: 7 Zeilen.",
        "Wer gehandelt hat, steht wieder nicht mehr in 1 Zeile des Protokolls.",
    ]
    assert (left(network), left(other)) == ({"bleibt"}, set())
    assert list(User.objects.values_list("email", flat=True)) == ["bleibt@example.org"]
    with tenant(network.pk):
        assert not Membership.objects.exists()
        assert not Mail.objects.exists()
        assert Actor.objects.filter(user_id=stays.pk).count() == 1, "erased before the backup, and worked on since"
        told = Line.objects.filter(event="retention.deleted", detail="restored").values_list("count", flat=True)
        assert sorted(told) == [1, 1, 1]
    assert not replay_owed(at=AT, say=said.append), "once is enough"


def test_an_account_that_still_has_a_role_is_owed_until_it_can_go(network: Network, book: Path) -> None:
    from nestwerk.common.refusals import Refused

    user = make_user("weg@example.org")
    make_member(network, "guest", user=user)
    note([Entry(AT, "accounts_user", user.pk, None, "konten")])
    note_restored(state=AT)
    with pytest.raises(Refused, match="accounts_user"):
        replay_owed(at=AT, say=print)
    assert read_ledger(book).owed_since == AT
    note_replayed(at=AT)
    assert read_ledger(book).owed_since is None


def test_who_asked_to_be_erased_is_written_down_by_number(network: Network, book: Path) -> None:
    erase_account(17, reason="request", at=AT)
    assert read_ledger(book).entries == [Entry(AT, "audit_actor", 17, None, "request")]


def test_two_files_become_one_and_neither_is_shortened(book: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    note([Entry(AT, "jobs_mail", 1, None, "mails")])
    saved.write_text(book.read_text() + "2026-11-22T03:27:00+00:00 jobs_mail 2 - mails\n")
    note([Entry(AT, "jobs_mail", 3, None, "mails")])
    before = book.read_text()
    assert merge(saved, book) == 1
    assert book.read_text() == before + "2026-11-22T03:27:00+00:00 jobs_mail 2 - mails\n"
    assert merge(saved, book) == 0
    assert len(read_ledger(book).installations) == 1
    new = tmp_path / "new"
    assert merge(saved, new) == 3
    assert new.read_text() == saved.read_text()


def test_a_torn_line_is_left_out(book: Path) -> None:
    note([Entry(AT, "jobs_mail", 1, None, "mails")])
    with book.open("a") as stream:
        stream.write("2026-11-22T03:27:00+00:00 jobs_ma")
    note([Entry(AT, "jobs_mail", 2, None, "mails")])
    assert [entry.key for entry in read_ledger(book).entries] == [1, 2]
