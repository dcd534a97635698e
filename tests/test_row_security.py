"""Nothing crosses a network. Real transactions throughout: a rolled-back savepoint would prove nothing."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, connections, transaction

from nestwerk.common.tenancy import current, tenant
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer, ProblemReport
from nestwerk.offers.tests.builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture
def two() -> tuple[Network, Network]:
    """Two networks with one region each."""
    here, there = make_network("hier"), make_network("dort")
    for network in (here, there):
        with tenant(network.pk):
            SocialSpace.objects.create(network=network, slug="mitte", name=f"Mitte {network.slug}")
    return here, there


def test_without_a_tenant_the_app_sees_no_row(two: tuple[Network, Network]) -> None:
    assert SocialSpace.objects.count() == 0


def test_a_tenant_sees_its_own_rows_only(two: tuple[Network, Network]) -> None:
    here, _ = two
    with tenant(here.pk):
        assert [space.name for space in SocialSpace.objects.all()] == ["Mitte hier"]


def test_a_tenant_cannot_write_into_the_neighbour(two: tuple[Network, Network]) -> None:
    here, there = two
    with pytest.raises(DatabaseError, match="row-level security"), tenant(here.pk):
        SocialSpace.objects.create(network=there, slug="fremd", name="Fremd")
    with tenant(there.pk):
        assert SocialSpace.objects.count() == 1


def test_bulk_changes_and_raw_sql_stay_inside(two: tuple[Network, Network]) -> None:
    here, there = two
    with tenant(here.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE networks_socialspace SET name = 'geändert'")
        assert cursor.rowcount == 1
        cursor.execute("DELETE FROM networks_socialspace WHERE network_id = %s", [there.pk])
        assert cursor.rowcount == 0


def test_the_tenant_ends_with_its_transaction_even_after_an_error(two: tuple[Network, Network]) -> None:
    here, there = two
    backend = connection.connection.info.backend_pid
    for network in (here, there, here):
        with pytest.raises(ZeroDivisionError), tenant(network.pk):
            assert SocialSpace.objects.get().network_id == network.pk
            raise ZeroDivisionError
        assert current() == ""
        assert SocialSpace.objects.count() == 0
    assert connection.connection.info.backend_pid == backend, "one connection served all of them"


def test_an_inner_tenant_gives_back_the_outer_one(two: tuple[Network, Network]) -> None:
    here, there = two
    with tenant(here.pk):
        with tenant(there.pk):
            assert SocialSpace.objects.get().name == "Mitte dort"
        assert SocialSpace.objects.get().name == "Mitte hier"


def test_the_publisher_reads_everything_and_writes_nothing(two: tuple[Network, Network]) -> None:
    assert SocialSpace.objects.using("publisher").count() == 2
    with pytest.raises(DatabaseError, match="permission denied"):
        SocialSpace.objects.using("publisher").update(name="x")


def test_even_the_owner_sees_no_tenant_row(two: tuple[Network, Network]) -> None:
    assert SocialSpace.objects.using("owner").count() == 0


def test_the_app_cannot_make_change_or_empty_tables(two: tuple[Network, Network]) -> None:
    for statement in (
        "CREATE TABLE sneaky (id int)",
        "TRUNCATE networks_socialspace",
        "ALTER TABLE networks_socialspace DISABLE ROW LEVEL SECURITY",
        "UPDATE taxonomy_term SET de = 'x'",
        "INSERT INTO networks_network (slug) VALUES ('neu')",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_every_table_with_a_network_is_closed_and_forced() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
                   (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind IN ('r', 'p') AND a.attname = 'network_id' AND NOT a.attisdropped
            """
        )
        tables = cursor.fetchall()
    assert {name for name, _, _ in tables} >= {"networks_socialspace", "partners_organisation", "offers_offer"}
    assert [name for name, forced, policies in tables if not forced or not policies] == []


def test_the_roles_of_app_and_publisher_own_nothing_and_bypass_nothing() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, (SELECT count(*) FROM pg_class"
            " WHERE relowner = r.oid) FROM pg_roles r WHERE rolname IN ('nestwerk_app', 'nestwerk_publisher')"
            " ORDER BY rolname"
        )
        assert cursor.fetchall() == [
            ("nestwerk_app", False, False, False, 0),
            ("nestwerk_publisher", False, False, False, 0),
        ]


def test_a_foreign_key_cannot_reach_into_another_network(two: tuple[Network, Network]) -> None:
    here, there = two
    foreign = make_offer(there, organisation="Nebenan")
    own = make_offer(here)
    with tenant(there.pk):
        space = SocialSpace.objects.get()
    for change in ({"organisation_id": foreign.organisation_id}, {"social_space_id": space.pk}):
        with pytest.raises(DatabaseError, match="foreign key"), tenant(here.pk):
            Offer.objects.filter(pk=own.pk).update(**change)
    with pytest.raises(DatabaseError, match="foreign key"), tenant(here.pk):
        ProblemReport.objects.create(network=here, offer_id=foreign.pk, kind="gone", reported_on=AT.date())


def test_the_publisher_sees_published_offers_and_public_columns_only(two: tuple[Network, Network]) -> None:
    here, _ = two
    make_offer(here, title="Öffentlich")
    make_offer(here, title="Entwurf", status="draft")
    assert list(Offer.objects.using("publisher").values_list("title", flat=True)) == ["Öffentlich"]
    for column in ("extra", "prevention_level", "external_id"):
        with pytest.raises(DatabaseError, match="permission denied"):
            list(Offer.objects.using("publisher").values_list(column))
