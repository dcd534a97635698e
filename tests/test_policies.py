"""Every table of a network is closed by the database itself, and the app's role can do no more than it must (R-04)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from nestwerk.accounts.models import Appointment
from nestwerk.common.tenancy import current, person, tenant
from nestwerk.networks.hats import hats
from nestwerk.networks.models import Invitation, Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import SINCE, make_member, make_user
from tests.report import note

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

APP = "nestwerk_app"
AUDIT = ("audit_actor", "audit_line", "audit_link", "audit_rowversion")
# Tables with a network_id are found by themselves; these are closed although the column has another name.
ALSO_CLOSED = ("networks_network", *AUDIT, "jobs_mail")
CATALOGUE = """
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
           (SELECT count(*) FROM pg_policy p
            WHERE p.polrelid = c.oid AND to_regrole('nestwerk_app')::oid = ANY (p.polroles))
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND (c.relname = ANY (%s) OR EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'network_id' AND NOT a.attisdropped))
    ORDER BY c.relname"""


def asked(sql: str, *values: Any, using: str = "owner") -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_every_table_of_a_network_is_closed_forced_and_has_a_policy_for_the_app() -> None:
    """``CloseTable`` (``common.rowsecurity``) in the migration that makes the table does all of it."""
    tables = asked(CATALOGUE, list(ALSO_CLOSED))
    closed = [name for name, enabled, forced, policies in tables if enabled and forced and policies]
    note(f"Zeilensicherheit: {len(tables)} Tabellen, {len(closed)} geschlossen")
    assert {name for name, *_ in tables} >= {"networks_membership", "offers_offer", *ALSO_CLOSED}
    assert [name for name, *_ in tables if name not in closed] == []


def test_every_policy_of_the_app_asks_for_the_network_or_the_person() -> None:
    """``USING (true)`` for the app stands on one table only: which networks there are is public knowledge."""
    policies = asked(
        """SELECT c.relname, p.polname, coalesce(pg_get_expr(p.polqual, p.polrelid), '')
                  || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
           FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
           WHERE to_regrole(%s)::oid = ANY (p.polroles) OR 0 = ANY (p.polroles)""",
        APP,
    )
    open_to_all = [(table, name) for table, name, said in policies if "current_setting('nestwerk." not in said]
    assert open_to_all == [("networks_network", "known")]


def test_the_app_role_bypasses_nothing_owns_nothing_and_makes_nothing() -> None:
    assert asked(
        """SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
                  (SELECT count(*) FROM pg_class WHERE relowner = r.oid),
                  (SELECT count(*) FROM pg_proc WHERE proowner = r.oid),
                  (SELECT count(*) FROM pg_auth_members WHERE member = r.oid),
                  has_schema_privilege(oid, current_schema(), 'CREATE'),
                  has_database_privilege(oid, current_database(), 'CREATE')
           FROM pg_roles r WHERE rolname = %s""",
        APP,
    ) == [(False, False, False, False, False, 0, 0, 0, False, False)]


@pytest.mark.parametrize(
    ("tables", "rights"),
    [(AUDIT, {"SELECT", "INSERT"}), (("accounts_appointment",), {"SELECT"})],
    ids=["audit", "appointments"],
)
def test_the_app_may_do_exactly_this(tables: tuple[str, ...], rights: set[str]) -> None:
    for table in tables:
        held = asked("SELECT privilege_type FROM information_schema.role_table_grants WHERE grantee IN (%s, 'PUBLIC')"
                     " AND table_schema = current_schema() AND table_name = %s", APP, table)  # fmt: skip
        assert {right for (right,) in held} == rights, table
        columns = asked("SELECT DISTINCT privilege_type FROM information_schema.column_privileges"
                        " WHERE grantee IN (%s, 'PUBLIC') AND table_name = %s", APP, table)  # fmt: skip
        assert {right for (right,) in columns} <= rights, table


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_line SET event = 'x'",
        "DELETE FROM audit_actor",
        "TRUNCATE audit_link",
        "INSERT INTO accounts_appointment (user_id, role, land, starts_at) VALUES (1, 'operator', '', now())",
        "UPDATE accounts_appointment SET ends_at = NULL",
        "SET ROLE nestwerk_owner; DELETE FROM audit_line",
        "ALTER TABLE audit_line DISABLE TRIGGER ALL",
        "CREATE POLICY open ON networks_membership TO nestwerk_app USING (true)",
        "SET row_security = off; SELECT 1 FROM networks_membership",
        "COPY networks_membership TO PROGRAM 'true'",
    ],
)
def test_what_the_app_tries_beyond_its_rights_fails(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(statement)


# --- who sees memberships -------------------------------------------------------------------------------------------


@pytest.fixture
def people() -> dict[str, Any]:
    """Two networks of one Land and one elsewhere; Ada belongs to two of them."""
    near, next_door, far = make_network("hier"), make_network("dort", ags="16073"), make_network("fern", ags="05111")
    ada = make_user("ada@example.org")
    for network in (near, far):
        make_member(network, "editor", user=ada)
    for network in (near, next_door, far):
        make_member(network, "coordinator")
        make_member(network, "guest")
    return {"near": near, "next_door": next_door, "far": far, "ada": ada}


def seats() -> set[tuple[str, str]]:
    return {(one.network.slug, one.role) for one in Membership.objects.select_related("network")}


def appoint(land: str, **rest: Any) -> Appointment:
    user = make_user(f"land{land}@example.org")
    return Appointment.objects.using("owner").create(
        user_id=user.pk, role="land", land=land, **({"starts_at": SINCE} | rest)
    )


def test_without_a_network_and_a_person_nothing_is_seen(people: dict[str, Any]) -> None:
    assert seats() == set()
    assert Invitation.objects.count() == 0


def test_a_person_sees_her_own_memberships_in_all_networks_and_no_others(people: dict[str, Any]) -> None:
    with person(people["ada"].pk):
        assert seats() == {("hier", "editor"), ("fern", "editor")}
        assert [hat.where for hat in hats(people["ada"].pk, timezone.now())] == ["Netzwerk Fern", "Netzwerk Hier"]


def test_a_person_cannot_give_herself_a_role(people: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), person(people["ada"].pk):
        Membership.objects.create(network=people["next_door"], user=people["ada"], role="coordinator", starts_at=SINCE)
    with person(people["ada"].pk):
        assert Membership.objects.update(role="coordinator") == 0
        assert Membership.objects.all().delete()[0] == 0


def test_a_network_sees_its_members_and_whoever_asks_her_own_elsewhere(people: dict[str, Any]) -> None:
    with tenant(people["near"].pk):
        assert seats() == {("hier", "editor"), ("hier", "coordinator"), ("hier", "guest")}
    with tenant(people["next_door"].pk, user_id=people["ada"].pk):
        assert seats() - {("hier", "editor"), ("fern", "editor")} == {("dort", "coordinator"), ("dort", "guest")}


def test_the_network_chooser_shows_every_network_but_only_ones_own_hats(people: dict[str, Any]) -> None:
    """That a network exists is public; who belongs to it is not."""
    with person(people["ada"].pk):
        assert Network.objects.count() == 3
        assert {network for network, _ in seats()} == {"hier", "fern"}


def test_the_land_sees_who_coordinates_its_networks_and_nobody_else(people: dict[str, Any]) -> None:
    with person(appoint("16").user_id):
        assert seats() == {("hier", "coordinator"), ("dort", "coordinator")}
        assert Membership.objects.update(ends_at=timezone.now()) == 0


@pytest.mark.parametrize("when", ["over", "not yet"])
def test_the_land_sees_nothing_before_and_after_its_appointment(people: dict[str, Any], when: str) -> None:
    now = timezone.now()
    dates = {"ends_at": now - timedelta(seconds=1)} if when == "over" else {"starts_at": now + timedelta(hours=1)}
    with person(appoint("16", **dates).user_id):
        assert seats() == set()


def test_an_operator_sees_no_membership(people: dict[str, Any]) -> None:
    """R-08: the system can be run without looking into a network."""
    user = make_user("betrieb@example.org")
    Appointment.objects.using("owner").create(user_id=user.pk, role="operator", starts_at=SINCE)
    with person(user.pk):
        assert seats() == set()


def test_an_inner_network_that_is_rolled_back_gives_back_the_outer_one(people: dict[str, Any]) -> None:
    here, there = Network.objects.using("owner").order_by("pk")[:2]
    with tenant(here.pk):
        with tenant(there.pk):
            transaction.set_rollback(True)
        assert current() == str(here.pk)


def test_what_a_person_said_is_gone_with_its_transaction(people: dict[str, Any]) -> None:
    with pytest.raises(ZeroDivisionError), person(people["ada"].pk):
        assert seats()
        raise ZeroDivisionError
    assert seats() == set()
