"""The audit's chain: whoever meddles with what is on record is found, and nobody waits for it."""

# ruff: noqa: S608  # statements are put together from our own words and numbers

from __future__ import annotations

import secrets
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from nestwerk.audit.actions import erase_account, link_chain, note_restored
from nestwerk.audit.heads import read_heads
from nestwerk.audit.models import Actor, Line, Link, RowVersion
from nestwerk.audit.record import record
from nestwerk.audit.tasks import link_lines
from nestwerk.audit.verify import Verified, verify
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import make_offer
from tests.report import note

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
TABLES = ("audit_line", "audit_actor", "audit_link", "audit_rowversion")


@pytest.fixture
def heads(tmp_path: Path, settings: Any) -> Path:
    settings.AUDIT_HEADS = tmp_path / "audit-heads"
    return settings.AUDIT_HEADS


@pytest.fixture
def network(heads: Path) -> Network:
    return make_network("musterstadt")


def tell(network: Network | None, number: int = 1, *, user_id: int | None = 7) -> None:
    """Put some lines on record, in a few statements."""
    network_id = network.pk if network else None
    with tenant(network.pk) if network else transaction.atomic():
        lines = Line.objects.bulk_create(
            Line(network_id=network_id, at=AT, event="offers.imported", thing="offers.offer", thing_id=str(one))
            for one in range(number)
        )
        Actor.objects.bulk_create(
            Actor(line=line, network_id=network_id, user_id=user_id, hat="coordinator:1", salt=secrets.token_hex(16))
            for line in lines
        )


def linked(heads: Path, network: Network | None) -> int:
    return link_chain(network.pk if network else None, at=AT, heads=heads)


def meddle(*statements: str) -> None:
    """Change tables as somebody who owns them and lifts what is forced."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount, "it has to hit something to prove anything"
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def walk(heads: Path, network: Network | None) -> Verified:
    chain = network.pk if network else None
    (found,) = [one for one in verify(at=LATER, heads=read_heads(heads)) if one.network_id == chain]
    return found


def line_at(network: Network, position: int) -> int:
    with tenant(network.pk):
        return Link.objects.get(position=position).line_id


@pytest.fixture
def chained(network: Network, heads: Path) -> Network:
    """A network with ten lines in its chain, each head of which is known."""
    for _ in range(5):
        tell(network, 2)
        assert linked(heads, network) == 2
    assert walk(heads, network) == Verified(network.pk, 10, [])
    return network


def test_a_changed_line_is_named(chained: Network, heads: Path) -> None:
    line = line_at(chained, 4)
    for change in ("count = 5", "event = 'offers.published'", "at = at - interval '1 microsecond'", "thing_id = '99'"):
        meddle(f"UPDATE audit_line SET {change} WHERE id = {line}")
        assert walk(heads, chained).findings == [f"Zeile {line} (Stelle 4) wurde geändert."]
        meddle(
            f"UPDATE audit_line SET count = NULL, event = 'offers.imported', at = '{AT}', thing_id = '1'"
            f" WHERE id = {line}"
        )
        assert walk(heads, chained).findings == []


def test_a_missing_line_and_a_missing_link_are_named(chained: Network, heads: Path) -> None:
    one, other = line_at(chained, 3), line_at(chained, 6)
    meddle(f"DELETE FROM audit_actor WHERE line_id = {one}", f"DELETE FROM audit_line WHERE id = {one}")
    assert walk(heads, chained).findings == [f"Zeile {one} (Stelle 3) fehlt."]
    meddle(f"DELETE FROM audit_link WHERE line_id = {other}")
    assert walk(heads, chained).findings == [
        f"Zeile {one} (Stelle 3) fehlt.",
        "Stelle 6 fehlt.",
        f"Zeile {other} ist seit über 10 Minuten nicht verkettet. Läuft „nestwerk serve“?",
    ]


def test_a_reorder_is_named(chained: Network, heads: Path) -> None:
    one, other = line_at(chained, 7), line_at(chained, 8)
    meddle(
        f"UPDATE audit_link SET position = -1 WHERE line_id = {one}",
        f"UPDATE audit_link SET position = 7 WHERE line_id = {other}",
        f"UPDATE audit_link SET position = 8 WHERE line_id = {one}",
    )
    findings = walk(heads, chained).findings
    assert f"Zeile {other} wurde umgestellt: von Stelle 8 an Stelle 7." in findings
    assert f"Zeile {one} wurde umgestellt: von Stelle 7 an Stelle 8." in findings


def test_two_lines_that_change_places_are_named(chained: Network, heads: Path) -> None:
    one, other = line_at(chained, 7), line_at(chained, 8)
    meddle(
        f"UPDATE audit_link SET line_id = -1 WHERE line_id = {one}",
        f"UPDATE audit_link SET line_id = {one} WHERE line_id = {other}",
        f"UPDATE audit_link SET line_id = {other} WHERE line_id = -1",
    )
    assert f"Zeile {other} (Stelle 7) wurde geändert." in walk(heads, chained).findings


def test_a_cut_tail_is_found_by_the_heads_outside(chained: Network, heads: Path) -> None:
    first = line_at(chained, 9)
    meddle(
        f"DELETE FROM audit_actor WHERE line_id >= {first}",
        f"DELETE FROM audit_link WHERE line_id >= {first}",
        f"DELETE FROM audit_line WHERE id >= {first}",
    )
    assert walk(heads, chained).findings == ["Das Ende fehlt: Die Kopfdatei kennt Stelle 10, die Kette endet bei 8."]
    for table in ("audit_actor", "audit_link", "audit_line"):
        meddle(f"DELETE FROM {table}")
    assert walk(heads, chained).findings == ["Das Ende fehlt: Die Kopfdatei kennt Stelle 10, die Kette endet bei 0."]


def test_a_chain_written_anew_contradicts_the_heads_outside(chained: Network, heads: Path) -> None:
    meddle("UPDATE audit_line SET count = 3", "DELETE FROM audit_link")
    assert linked(heads, chained) == 10
    assert walk(heads, chained).findings == [
        f"Stelle {position} hat einen anderen Prüfwert als in der Kopfdatei: Die Kette wurde neu geschrieben."
        for position in (2, 4, 6, 8, 10)
    ]


def test_who_acted_cannot_be_changed_or_removed_unnoticed(chained: Network, heads: Path) -> None:
    first, second, third = (line_at(chained, position) for position in (1, 2, 3))
    meddle(
        f"UPDATE audit_actor SET user_id = 8 WHERE line_id = {first}",
        f"DELETE FROM audit_actor WHERE line_id = {second}",
        f"UPDATE audit_actor SET user_id = NULL, hat = '', salt = '' WHERE line_id = {third}",
    )
    assert walk(heads, chained).findings == [
        f"Wer in Zeile {first} handelte, wurde geändert.",
        f"Wer in Zeile {second} handelte, wurde ohne Löschvermerk entfernt.",
        f"Wer in Zeile {third} handelte, wurde ohne Löschvermerk entfernt.",
    ]


def test_an_erased_account_leaves_the_chain_whole_and_is_on_record(chained: Network, heads: Path) -> None:
    tell(None, 2, user_id=7)
    tell(chained, 1, user_id=8)
    linked(heads, None)
    with tenant(chained.pk, user_id=7, hat="coordinator:1"):
        make_offer(chained)
    assert erase_account(7, reason="request", at=LATER) == (12, 2, 2)  # the offer and its organisation
    for chain in (None, chained):
        linked(heads, chain)
        assert walk(heads, chain).findings == []
    with tenant(chained.pk):
        assert Actor.objects.filter(user_id=7).count() == 0
        told = Line.objects.get(event="audit.erased")
        assert (told.count, told.detail) == (10, "request")
        assert set(RowVersion.objects.values_list("user_id", "hat")) == {(None, "erased")}
    assert erase_account(7, reason="request", at=LATER) == (0, 0, 0)


def test_nobody_hides_behind_a_note_of_erasure(chained: Network, heads: Path) -> None:
    tell(chained, 1, user_id=8)
    linked(heads, chained)
    assert erase_account(8, reason="request", at=LATER).lines == 1
    with tenant(chained.pk):
        told = Line.objects.get(event="audit.erased").pk
    meddle(f"UPDATE audit_actor SET user_id = NULL, salt = '', hat = 'erased:{told}' WHERE user_id = 7")
    (sentence,) = walk(heads, chained).findings
    assert sentence.startswith(f"11 Zeilen berufen sich auf den Löschvermerk {told}, er nennt 1: ")


def test_the_owner_sees_and_blanks_one_account_and_nothing_else(chained: Network) -> None:
    assert Actor.objects.using("owner").count() == Line.objects.using("owner").count() == 0
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT set_config('nestwerk.erase', '7', true)")
        assert Actor.objects.using("owner").count() == 10
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(using="owner"):
            Actor.objects.using("owner").update(user_id=8)
        assert Actor.objects.using("owner").all()._raw_delete("owner") == 0
    with pytest.raises(DatabaseError, match="row-level security"):
        record(None, "offers.imported", at=AT, using="owner")


def test_the_app_may_add_and_read_nothing_else(chained: Network) -> None:
    for table in TABLES:
        for statement in (f"UPDATE {table} SET network_id = NULL", f"DELETE FROM {table}", f"TRUNCATE {table}",
                          f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"):  # fmt: skip
            with (
                pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
                tenant(chained.pk),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
    with tenant(chained.pk):
        assert Line.objects.count() == 10


def test_a_network_neither_sees_nor_writes_the_neighbours_record(chained: Network) -> None:
    other = make_network("dort")
    with tenant(other.pk):
        assert Line.objects.count() == Actor.objects.count() == Link.objects.count() == 0
    assert Line.objects.count() == 0, "without a network only the installation's own lines show"
    for network_id in (chained.pk, None):
        with pytest.raises(DatabaseError, match="row-level security"), tenant(other.pk):
            Line.objects.create(network_id=network_id, at=AT, event="access.denied")


def test_a_line_that_is_committed_late_is_linked_later(network: Network, heads: Path) -> None:
    """A transaction that took long has the lower number, and its place is where it was linked."""
    other = connections.create_connection("default")
    other.settings_dict["NAME"] = connection.settings_dict["NAME"]
    other.connect()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT set_config('nestwerk.network', %s, true)", [str(network.pk)])
            cursor.execute(
                "INSERT INTO audit_line (network_id, at, event, thing, thing_id, detail)"
                " VALUES (%s, %s, 'offers.imported', '', '', '') RETURNING id",
                [network.pk, AT],
            )
            slow = cursor.fetchone()[0]
            cursor.execute("INSERT INTO audit_actor (line_id, network_id, hat, salt) VALUES (%s, %s, '', 'x')",
                           [slow, network.pk])  # fmt: skip
            tell(network, 3)
            assert linked(heads, network) == 3, "nobody waits for the slow one"
            cursor.execute("COMMIT")
        assert linked(heads, network) == 1
    finally:
        other.close()
    assert line_at(network, 4) == slow
    assert walk(heads, network) == Verified(network.pk, 4, [])


def test_two_linkers_at_once_do_not_fork_the_chain(network: Network, heads: Path) -> None:
    tell(network, 3000)
    counts: list[int] = []

    def work() -> None:
        counts.append(linked(heads, network))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) + linked(heads, network) == 3000
    assert walk(heads, network) == Verified(network.pk, 3000, [])


def test_the_clock_links_every_chain(network: Network, heads: Path) -> None:
    other = make_network("dort")
    for chain in (network, other, None):
        tell(chain, 2)
    link_lines(int(AT.timestamp()))
    assert {one.network_id: (one.lines, one.findings) for one in verify(at=LATER, heads=read_heads(heads))} == {
        None: (2, []), network.pk: (2, []), other.pk: (2, [])}  # fmt: skip
    assert [line.split()[0] for line in heads.read_text().splitlines()] == [
        "installation",
        f"{network.pk}",
        f"{other.pk}",
    ]
    assert heads.stat().st_mode & 0o777 == 0o600


def test_nothing_is_linked_while_the_heads_cannot_be_written(network: Network, tmp_path: Path, heads: Path) -> None:
    tell(network)
    with pytest.raises(OSError, match="audit-heads"):
        linked(tmp_path / "fehlt" / "audit-heads", network)
    assert linked(heads, network) == 1


def test_a_torn_head_is_skipped_and_the_next_one_counts(chained: Network, heads: Path) -> None:
    whole = heads.read_text()
    heads.write_text(whole[:-90])
    tell(chained)
    linked(heads, chained)
    assert walk(heads, chained) == Verified(chained.pk, 11, [])
    assert max(read_heads(heads)[chained.pk]) == 11


def test_heads_beyond_a_restored_backup_are_void(chained: Network, heads: Path) -> None:
    first = line_at(chained, 9)
    meddle(
        f"DELETE FROM audit_actor WHERE line_id >= {first}",
        f"DELETE FROM audit_link WHERE line_id >= {first}",
        f"DELETE FROM audit_line WHERE id >= {first}",
    )
    note_restored(at=AT, heads=heads, chains=[chained.pk, None])
    assert walk(heads, chained) == Verified(chained.pk, 8, [])
    tell(chained, 2)
    linked(heads, chained)
    assert walk(heads, chained) == Verified(chained.pk, 10, [])


def test_no_setting_lowers_what_is_on_record() -> None:
    from nestwerk.config import settings

    assert [name for name in dir(settings) if "AUDIT" in name.upper()] == ["AUDIT_HEADS"]
    page = (Path(__file__).parents[1] / "docs/betrieb/einstellungen.md").read_text(encoding="utf-8")
    assert [line.split("`")[1] for line in page.splitlines() if "AUDIT" in line] == ["NESTWERK_AUDIT_HEADS"]


def test_a_long_chain_is_walked_quickly(network: Network, heads: Path) -> None:
    for _ in range(4):
        tell(network, 250)
        linked(heads, network)
    begun = time.perf_counter()
    found = walk(heads, network)
    seconds = time.perf_counter() - begun
    assert found == Verified(network.pk, 1000, [])
    one, cut = line_at(network, 500), line_at(network, 990)
    meddle(
        f"UPDATE audit_line SET count = 1 WHERE id = {one}",
        f"DELETE FROM audit_link WHERE line_id = {one + 1}",
        f"UPDATE audit_link SET position = -position WHERE line_id IN ({one + 5}, {one + 6})",
        f"UPDATE audit_link SET position = 505 WHERE line_id = {one + 6}",
        f"UPDATE audit_link SET position = 506 WHERE line_id = {one + 5}",
        f"DELETE FROM audit_link WHERE line_id >= {cut}",
    )
    said = " ".join(walk(heads, network).findings)
    for words in ("wurde geändert", "Stelle 501 fehlt", "wurde umgestellt", "Das Ende fehlt"):
        assert words in said
    note(f"Protokoll: 1.000 Zeilen geprüft in {f'{seconds:.2f}'.replace('.', ',')} s; "
         "Änderung, Lücke, Umstellung und abgeschnittenes Ende gefunden")  # fmt: skip


def test_a_database_of_another_owner_gets_its_right_to_erase_by_migrating() -> None:
    from nestwerk.audit.erasing import MAY_ERASE
    from nestwerk.config.schema import migrate_database

    def may() -> bool:
        with connections["owner"].cursor() as cursor:
            cursor.execute(MAY_ERASE)
            return bool(cursor.fetchone()[0])

    assert may()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP POLICY erasing_sees ON audit_actor")
    assert not may()
    with pytest.raises(Refused, match="nestwerk migrate"):
        erase_account(7, reason="request", at=AT)
    migrate_database()
    assert may()
