"""What is older than 36 months leaves the record; the rest stays whole, and no other cut passes for this one."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction

from nestwerk.audit import actions_cutting
from nestwerk.audit.actions import link_chain
from nestwerk.audit.chain import told_cut
from nestwerk.audit.cutting import CUTTING, MAY_CUT, MONTHS
from nestwerk.audit.heads import read_heads, read_times
from nestwerk.audit.models import Actor, Line, Link, RowVersion
from nestwerk.audit.queries import told
from nestwerk.audit.record import record
from nestwerk.audit.verify import Verified, verify
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.config import actions_retention, tasks
from nestwerk.config.retention import rules
from nestwerk.config.schema import migrate_database
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import make_offer
from tests.test_audit import meddle

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])
NIGHT = datetime(2023, 6, 15, 3, 41, tzinfo=UTC)  # the clock the actions are told; the database's own is later
DUE = datetime(2020, 6, 15, 3, 41, tzinfo=UTC)  # 36 months before
DAY = timedelta(days=1)


@pytest.fixture
def heads(tmp_path: Path, settings: Any) -> Path:
    settings.AUDIT_HEADS, settings.DELETIONS = tmp_path / "audit-heads", tmp_path / "deletions"
    return settings.AUDIT_HEADS


def tell(network: Network | None, at: datetime, number: int = 1) -> None:
    """Lines of that day, linked the same day."""
    network_id = network.pk if network else None
    with tenant(network.pk) if network else transaction.atomic():
        for one in range(number):
            line = Line.objects.create(network_id=network_id, at=at, event="offers.imported", thing_id=str(one))
            Actor.objects.create(
                line=line, network_id=network_id, user_id=7, hat="coordinator:1", salt=secrets.token_hex(16)
            )


def linked(network: Network | None, heads: Path, at: datetime) -> None:
    link_chain(network.pk if network else None, at=at, heads=heads)


@pytest.fixture
def network(heads: Path) -> Network:
    """Seven lines: three from before, one of the moment at which the period ends, three younger ones."""
    network = make_network("musterstadt")
    for at, number in ((DUE - 900 * DAY, 2), (DUE - DAY, 1), (DUE, 1), (DUE + DAY, 2), (NIGHT - DAY, 1)):
        tell(network, at, number)
        linked(network, heads, at)
    return network


def cut(network: Network | None, heads: Path, *, at: datetime = NIGHT, before: datetime = DUE) -> int:
    return actions_cutting.cut_chain(network.pk if network else None, before=before, at=at, heads=heads)


def walk(network: Network | None, heads: Path, at: datetime = NIGHT) -> Verified:
    chain = network.pk if network else None
    found = verify(at=at, heads=read_heads(heads), times=read_times(heads))
    return next(one for one in found if one.network_id == chain)


def positions(network: Network) -> list[int]:
    with tenant(network.pk):
        assert Line.objects.count() == Actor.objects.count() == Link.objects.count()
        return list(Link.objects.order_by("position").values_list("position", flat=True))


def test_lines_older_than_the_period_go_and_the_rest_is_whole(network: Network, heads: Path) -> None:
    with tenant(network.pk):
        last = Link.objects.get(position=3)
    assert cut(network, heads) == 3
    assert positions(network) == [4, 5, 6, 7, 8], "the line of that very moment stays"
    assert walk(network, heads) == Verified(network.pk, 5, [])
    with tenant(network.pk):
        note = Line.objects.get(event="audit.cut")
        assert (note.at, note.count, note.detail) == (NIGHT, 3, told_cut(3, last.digest))
        (shown,) = told([note])
    assert (shown.sentence, shown.count, shown.detail) == (
        "hat Zeilen gelöscht, die älter als 36 Monate waren", 3, "")  # fmt: skip
    assert cut(network, heads) == 0, "nothing left to do, nothing said"
    assert positions(network) == [4, 5, 6, 7, 8]


def test_the_next_cut_takes_the_note_of_the_last_one_when_it_is_old(network: Network, heads: Path) -> None:
    assert cut(network, heads) == 3
    later = NIGHT + 1097 * DAY
    assert cut(network, heads, at=later, before=NIGHT + DAY) == 5, "all of it, with the first note"
    assert positions(network) == [9]
    assert walk(network, heads, at=later) == Verified(network.pk, 1, [])


def test_the_clock_cuts_every_chain_and_no_more_than_the_rule_says(network: Network, heads: Path) -> None:
    other = make_network("dort")
    tell(other, DUE - DAY)
    tell(None, DUE - DAY)
    tell(None, NIGHT)
    for chain in (other, None):
        linked(chain, heads, DUE - DAY)
    assert actions_retention.cut_record(at=NIGHT) == 3 + 1 + 1
    assert positions(other) == [2]
    for chain in (network, other, None):
        assert walk(chain, heads).findings == []


def test_what_was_linked_late_stays_whatever_moment_it_names(network: Network, heads: Path) -> None:
    """Nobody gets rid of a line of today by dating it back."""
    other = make_network("dort")
    tell(other, DUE - DAY)
    linked(other, heads, DUE + DAY)
    assert cut(other, heads) == 0
    assert positions(other) == [1]


def test_a_line_that_is_still_young_keeps_all_behind_it(network: Network, heads: Path) -> None:
    tell(network, DUE - 5 * DAY)
    linked(network, heads, NIGHT)
    assert cut(network, heads) == 3
    assert 8 in positions(network), "older by its date, later by its place"


def test_while_somebody_else_links_the_chain_nothing_is_cut_before_the_next_night(
    network: Network, heads: Path
) -> None:
    key = f"nestwerk.audit.chain:{network.pk}"
    with transaction.atomic(using="owner"), connections["owner"].cursor() as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        assert cut(network, heads) == 0
    assert positions_of_links(network) == [1, 2, 3, 4, 5, 6, 7]
    assert cut(network, heads) == 3


def test_a_night_that_comes_late_cuts_as_of_when_it_was_planned(network: Network, heads: Path) -> None:
    for night, gone in ((NIGHT - 2 * DAY, {1, 2}), (NIGHT, {1, 2, 3})):
        tasks.cut_record(int(night.timestamp()))
        tasks.cut_versions(int(night.timestamp()))
        assert {1, 2, 3, 4} - set(positions(network)) == gone


def test_lines_that_nobody_linked_yet_are_not_cut(heads: Path) -> None:
    fresh = make_network("dort")
    tell(fresh, DUE - DAY)
    assert actions_retention.cut_record(at=NIGHT) == 0
    with tenant(fresh.pk):
        assert Line.objects.filter(event="offers.imported").count() == 1


@pytest.mark.parametrize("taken", [1, 2, 4, 5])
def test_any_other_cut_is_found(network: Network, heads: Path, taken: int) -> None:
    assert cut(network, heads) == 3
    gone = range(4, 4 + taken)
    meddle(*cutting_by_hand(network, gone))
    assert walk(network, heads).findings == (
        [f"Die Stellen 1 bis {3 + taken} fehlen."]
        if taken < 5
        else ["Das Ende fehlt: Die Kopfdatei kennt Stelle 8, die Kette endet bei 0."]
    )


def cutting_by_hand(network: Network, places: range) -> list[str]:
    with tenant(network.pk):
        lines = ", ".join(
            str(one) for one in Link.objects.filter(position__in=places).values_list("line_id", flat=True)
        )
    return [
        f"DELETE FROM audit_actor WHERE line_id IN ({lines})",  # noqa: S608
        f"DELETE FROM audit_link WHERE line_id IN ({lines})",  # noqa: S608
        f"DELETE FROM audit_line WHERE id IN ({lines})",  # noqa: S608
    ]


def test_a_gap_behind_the_noted_cut_is_found(network: Network, heads: Path) -> None:
    assert cut(network, heads) == 3
    meddle(*cutting_by_hand(network, range(5, 6)))
    assert walk(network, heads).findings == ["Stelle 5 fehlt."]


def test_a_cut_before_there_was_a_note_is_found(network: Network, heads: Path) -> None:
    meddle(*cutting_by_hand(network, range(1, 4)))
    assert walk(network, heads).findings == ["Die Stellen 1 bis 3 fehlen."]


def test_a_note_that_somebody_forges_does_not_hide_younger_lines(network: Network, heads: Path) -> None:
    """A superuser deletes lines of yesterday and lets the application tell of a cut, in due form."""
    with tenant(network.pk):
        last = Link.objects.get(position=6)
        record(None, "audit.cut", at=NIGHT, network_id=network.pk, count=6, detail=told_cut(6, last.digest))
    linked(network, heads, NIGHT)
    meddle(*cutting_by_hand(network, range(1, 7)))
    assert walk(network, heads).findings == [
        "Der Schnitt bis Stelle 6 nahm Jüngeres mit als 36 Monate: Stelle 6 war es noch nicht."
    ]


def test_a_note_with_another_digest_does_not_fit(network: Network, heads: Path) -> None:
    with tenant(network.pk):
        record(None, "audit.cut", at=NIGHT, network_id=network.pk, count=3, detail=told_cut(3, "0" * 64))
    linked(network, heads, NIGHT)
    meddle(*cutting_by_hand(network, range(1, 4)))
    assert walk(network, heads).findings == ["Stelle 4 schließt nicht an Stelle 3 an: umgestellt oder neu geschrieben."]


def test_a_beginning_that_is_not_whole_is_left_as_it_is(network: Network, heads: Path) -> None:
    meddle(*cutting_by_hand(network, range(2, 3)))
    with pytest.raises(Refused, match="fehlt etwas"):
        cut(network, heads)
    meddle("DELETE FROM audit_actor WHERE line_id = (SELECT min(line_id) FROM audit_link WHERE position = 3)")
    assert positions_of_links(network) == [1, 3, 4, 5, 6, 7]


def positions_of_links(network: Network) -> list[int]:
    with tenant(network.pk):
        return list(Link.objects.order_by("position").values_list("position", flat=True))


def test_one_broken_chain_keeps_no_other_from_its_cut(network: Network, heads: Path) -> None:
    other = make_network("dort")
    for at in (DUE - DAY, NIGHT):
        tell(other, at)
        linked(other, heads, at)
    meddle(*cutting_by_hand(network, range(2, 3)))
    with pytest.raises(Refused, match="fehlt etwas"):
        actions_retention.cut_record(at=NIGHT)
    assert positions(other) == [2, 3]


def test_the_owner_takes_nothing_that_is_younger_and_the_app_nothing_at_all(network: Network, heads: Path) -> None:
    """By the database's own clock: a wrong argument cannot take what is younger."""
    fresh, now = make_network("dort"), datetime.now(UTC)
    tell(fresh, now - 1000 * DAY)
    linked(fresh, heads, now - 1000 * DAY)
    with pytest.raises(Refused, match="nicht vollständig"):
        cut(fresh, heads, at=now, before=now - DAY)
    assert positions(fresh)[0] == 1
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        assert Line.objects.using("owner").filter(event="offers.imported").count() == 0, "not without saying so"
        cursor.execute(f"SELECT set_config('{CUTTING}', 'yes', true)")
        for table in ("audit_actor", "audit_link", "audit_rowversion", "audit_line"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE network_id = %s", [fresh.pk])  # noqa: S608
            assert cursor.fetchone() == (0,), table
    for table in ("audit_line", "audit_rowversion"):
        app = connections["default"]
        with pytest.raises(DatabaseError, match="permission denied"), tenant(network.pk), app.cursor() as cursor:
            cursor.execute(f"SELECT set_config('{CUTTING}', 'yes', true)")
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def test_old_versions_of_rows_go_and_that_is_on_record(network: Network, heads: Path) -> None:
    with tenant(network.pk):
        make_offer(network)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_rowversion NO FORCE ROW LEVEL SECURITY")
        cursor.execute("UPDATE audit_rowversion SET at = %s WHERE \"table\" = 'offers_offer'", [DUE - DAY])
        cursor.execute("UPDATE audit_rowversion SET at = %s WHERE \"table\" <> 'offers_offer'", [DUE])
        cursor.execute("ALTER TABLE audit_rowversion FORCE ROW LEVEL SECURITY")
    assert actions_retention.cut_versions(at=NIGHT) == 1
    with tenant(network.pk):
        assert set(RowVersion.objects.values_list("table", flat=True)) == {"partners_organisation"}
        assert Line.objects.filter(event="retention.deleted", detail="fassungen").get().count == 1
    assert actions_retention.cut_versions(at=NIGHT) == 0


def test_the_period_of_the_rule_is_the_one_the_database_holds() -> None:
    for rule in ("protokoll", "fassungen"):
        assert (rules()[rule].period.months, rules()[rule].period.days) == (MONTHS, 0)


def test_a_database_of_another_owner_gets_its_right_to_cut_by_migrating(network: Network, heads: Path) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP POLICY cutting_deletes ON audit_link")
    with pytest.raises(Refused, match="nestwerk migrate"):
        cut(network, heads)
    migrate_database()
    with connections["owner"].cursor() as cursor:
        cursor.execute(MAY_CUT)
        assert cursor.fetchone() == (True,)
    assert cut(network, heads) == 3
