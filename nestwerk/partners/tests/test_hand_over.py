"""What a leaver looked after is handed over, not orphaned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line, RowVersion
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks import actions_members as actions
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user
from nestwerk.partners.models import Organisation
from nestwerk.partners.queries import follow_successors, partners_for
from nestwerk.partners.tasks import hand_over, hand_over_due

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


@pytest.fixture
def host(network: Network) -> Membership:
    return make_member(network)


@pytest.fixture
def leaver(network: Network) -> Membership:
    made = make_member(network, "space", user=make_user("drei@example.org", name="Selma Beispiel"))
    with tenant(network.pk):
        for number in range(3):
            Organisation.objects.create(network=network, name=f"Verein {number}", looked_after_by=made)
        Organisation.objects.create(network=network, name="Ohne Betreuung")
    return made


def cared_for(network: Network) -> dict[str, int | None]:
    with tenant(network.pk):
        return dict(Organisation.objects.values_list("name", "looked_after_by_id"))


def waiting(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE %s", [f"{name}%"])
        return int(cursor.fetchone()[0])


def test_a_leaver_with_partners_needs_somebody_to_follow(
    network: Network, host: Membership, leaver: Membership
) -> None:
    with tenant(network.pk):
        with pytest.raises(Refused):
            actions.end_membership(leaver, by=host, at=NOW)
        actions.end_membership(leaver, by=host, at=NOW, successor=host)
    assert waiting("networks.member_left>nestwerk.partners") == 1
    assert set(cared_for(network).values()) == {leaver.pk, None}  # the job has not run: pages follow by themselves


def test_pages_follow_the_successor_before_the_job_has_run(
    network: Network, host: Membership, leaver: Membership
) -> None:
    def shown() -> set[str]:
        with tenant(network.pk), CaptureQueriesContext(connection) as asked:
            partners = follow_successors(list(partners_for(host)), network, at=NOW)
        questions.append(len(asked))
        return {str(one.looked_after_by.user) for one in partners if one.looked_after_by}

    questions: list[int] = []
    assert shown() == {str(leaver.user)}
    with tenant(network.pk):
        actions.end_membership(leaver, by=host, at=NOW, successor=host)
    assert shown() == {str(host.user)}
    assert questions[1] - questions[0] == 1


def test_the_job_moves_the_partners_and_says_so_once(network: Network, host: Membership, leaver: Membership) -> None:
    with tenant(network.pk):
        actions.end_membership(leaver, by=host, at=NOW, successor=host)
    hand_over("musterstadt")
    hand_over("musterstadt")
    moved = {f"Verein {number}": host.pk for number in range(3)}
    assert cared_for(network) == {**moved, "Ohne Betreuung": None}
    with tenant(network.pk):
        (line,) = Line.objects.filter(event="partners.handed_over")
        assert (line.count, line.detail, line.thing_id) == (3, str(leaver.pk), str(host.pk))
        assert RowVersion.objects.filter(table="partners_organisation", operation="UPDATE").count() == 3


def test_an_end_ahead_is_carried_out_by_the_clock(network: Network, host: Membership, leaver: Membership) -> None:
    with tenant(network.pk):
        actions.end_membership(leaver, by=host, at=NOW, until=LATER, successor=host)
    hand_over_due(timestamp=int(NOW.timestamp()))
    assert set(cared_for(network).values()) == {leaver.pk, None}
    hand_over_due(timestamp=int(LATER.timestamp()))
    assert set(cared_for(network).values()) == {host.pk, None}


def test_who_stays_keeps_hers_and_no_other_network_is_touched(
    network: Network, host: Membership, leaver: Membership
) -> None:
    foreign = make_network("nachbarstadt", ags="16069")
    theirs = make_member(foreign)
    with tenant(foreign.pk):
        Organisation.objects.create(network=foreign, name="Drüben", looked_after_by=theirs)
    hand_over_due(timestamp=int(LATER.timestamp()))
    assert set(cared_for(network).values()) == {leaver.pk, None}
    assert cared_for(foreign) == {"Drüben": theirs.pk}
