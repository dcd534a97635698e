"""R-04: the statements that close a tenant's table, word by word: a change here is a change of who sees what."""

from __future__ import annotations

import pytest

from nestwerk.common.doors import PRIVATE, is_private
from nestwerk.common.rowsecurity import CloseTable, Grant, OpenTable, Policy

MINE = "place = nullif(current_setting('nestwerk.network', true), '')::bigint"
CLOSED = [
    "ALTER TABLE a_thing ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE a_thing FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY tenant ON a_thing TO nestwerk_app USING ({MINE}) WITH CHECK ({MINE})",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON a_thing TO nestwerk_app",
    "GRANT USAGE ON SEQUENCE a_thing_id_seq TO nestwerk_app",
    "CREATE POLICY backup ON a_thing FOR SELECT TO nestwerk_backup USING (true)",
    "GRANT SELECT ON a_thing TO nestwerk_backup",
]
OPENED_AGAIN = [
    "REVOKE ALL ON a_thing FROM nestwerk_backup",
    "DROP POLICY backup ON a_thing",
    "REVOKE ALL ON a_thing FROM nestwerk_app",
    "DROP POLICY tenant ON a_thing",
    "ALTER TABLE a_thing NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE a_thing DISABLE ROW LEVEL SECURITY",
]


def test_a_closed_table_and_the_way_back() -> None:
    closing = CloseTable("a_thing", "place", publisher=False)
    assert closing.sql == CLOSED
    assert closing.reverse_sql == OPENED_AGAIN
    assert closing.deconstruct() == ("CloseTable", ["a_thing", "place"], {"publisher": False})


def test_what_is_published_can_be_read_by_the_publisher_and_no_more() -> None:
    closing = CloseTable("a_thing", "place")
    assert closing.sql == [
        *CLOSED,
        "CREATE POLICY publisher ON a_thing FOR SELECT TO nestwerk_publisher USING (true)",
        "GRANT SELECT ON a_thing TO nestwerk_publisher",
    ]
    assert closing.reverse_sql == [
        "REVOKE ALL ON a_thing FROM nestwerk_publisher", "DROP POLICY publisher ON a_thing", *OPENED_AGAIN,
    ]  # fmt: skip
    assert closing.deconstruct() == ("CloseTable", ["a_thing", "place"], {"publisher": True})


def test_the_column_is_the_network_unless_said_otherwise() -> None:
    assert "USING (network_id = " in str(CloseTable("a_thing").sql)
    assert CloseTable("a_thing").deconstruct()[1] == ["a_thing", "network_id"]


def test_grants_policies_and_open_tables() -> None:
    grant = Grant("SELECT", "a_thing", "nestwerk_app")
    assert grant.sql == "GRANT SELECT ON a_thing TO nestwerk_app"
    assert grant.reverse_sql == "REVOKE SELECT ON a_thing FROM nestwerk_app"
    assert grant.deconstruct() == ("Grant", ["SELECT", "a_thing", "nestwerk_app"], {})
    policy = Policy("own", "a_thing", "SELECT", "user_id = 1")
    assert policy.sql == "CREATE POLICY own ON a_thing FOR SELECT TO nestwerk_app USING (user_id = 1)"
    assert policy.reverse_sql == "DROP POLICY own ON a_thing"
    assert policy.deconstruct() == ("Policy", ["own", "a_thing", "SELECT", "user_id = 1", "nestwerk_app"], {})
    assert "TO nestwerk_backup USING" in Policy("own", "a_thing", "SELECT", "true", "nestwerk_backup").sql
    everybody = OpenTable("a_thing")
    assert everybody.sql == [
        "GRANT SELECT, INSERT, UPDATE, DELETE ON a_thing TO nestwerk_app", "GRANT SELECT ON a_thing TO nestwerk_backup",
    ]  # fmt: skip
    assert everybody.reverse_sql == [
        "REVOKE ALL ON a_thing FROM nestwerk_backup", "REVOKE ALL ON a_thing FROM nestwerk_app",
    ]  # fmt: skip
    assert OpenTable("a_thing", "SELECT").deconstruct() == ("OpenTable", ["a_thing", "SELECT"], {})


@pytest.mark.parametrize("path", [*PRIVATE, "/netz/musterstadt/", "/konto/anmelden/", "/land/16/", "/betrieb/"])
def test_private_doors(path: str) -> None:
    assert is_private(path)


@pytest.mark.parametrize("path", ["/", "/netz", "/netzwerk/", "/sonneberg/netz/", "/konto", "/landkreis/"])
def test_everything_else_is_public(path: str) -> None:
    assert not is_private(path)
