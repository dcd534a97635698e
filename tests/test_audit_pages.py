"""The page of the record, and its file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.actions import note_verified
from nestwerk.audit.models import Line
from nestwerk.audit.record import record, record_denial
from nestwerk.audit.table import harmless
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PAGE = "/netz/musterstadt/protokoll/"


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


@pytest.fixture
def ada(network: Network) -> Membership:
    return make_member(network, user=make_user("ada@example.org", name="Ada Beispiel"))


def tell(member: Membership, event: str = "offers.exported", *, at: datetime = AT, **rest: Any) -> Line:
    with tenant(member.network_id):
        return record(member, event, at=at, **rest)


def shown(member: Membership, address: str = PAGE) -> str:
    answer = signed_in(member).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_who_did_what_when_and_in_which_role(ada: Membership) -> None:
    offer = make_offer(ada.network)
    tell(ada, "offers.exported", thing=offer, count=1234)
    page = shown(ada)
    for words in ("22. November 2026, 10:00:00", "Ada Beispiel", "Netzwerkkoordination",
                  "hat Angebote als Tabelle gespeichert", f"Angebot {offer.pk}", "Anzahl: 1.234"):  # fmt: skip
        assert words in page


def test_an_empty_record_says_what_will_stand_there(ada: Membership) -> None:
    assert "Noch ist nichts festgehalten" in shown(ada)


def test_a_stranger_sees_404_and_every_other_role_403(ada: Membership) -> None:
    stranger = make_member(make_network("dort"))
    tell(ada)
    assert signed_in(stranger).get(PAGE).status_code == 404
    assert signed_in(stranger).post(f"{PAGE}tabelle/").status_code == 404
    for role in ("space", "editor", "partner", "guest", "planner"):
        client = signed_in(make_member(ada.network, role))
        assert (client.get(PAGE).status_code, client.post(f"{PAGE}tabelle/").status_code) == (403, 403)


def test_a_stranger_turned_away_is_shown_without_a_name(ada: Membership) -> None:
    stranger = make_user("fremd@example.org", name="Frida Fremd")
    record_denial(ada.network_id, stranger.pk, "member:99", "stranger", at=AT)
    page = shown(ada)
    assert "Ein Konto von außerhalb" in page
    assert "Frida" not in page


def test_filters_stand_in_the_address(ada: Membership) -> None:
    other = make_member(ada.network, "editor", user=make_user("bo@example.org", name="Bo Beispiel"))
    tell(ada, count=11)
    tell(other, "offers.imported", count=22)
    tell(ada, at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC), count=33)  # the 21st in Berlin
    for query, seen in (
        ("tag=2026-11-22", {11, 22}), ("tag=2026-11-21", {33}), ("tag=2026-11-20", set()),
        ("was=offers.imported", {22}), (f"wer={ada.user_id}", {11, 33}), (f"wer={ada.user_id}&tag=2026-11-21", {33}),
        ("tag=quatsch", {11, 22, 33}), ("wer=99999", {11, 22, 33}), ("vor=9999999999999999999999", {11, 22, 33}),
    ):  # fmt: skip
        page = shown(ada, f"{PAGE}?{query}")
        assert {number for number in (11, 22, 33) if f"Anzahl: {number}" in page} == seen, query
    assert "zeigen Sie alles" in shown(ada, f"{PAGE}?tag=2026-01-01")


def test_fifty_lines_a_page_and_the_older_ones_behind_it(ada: Membership) -> None:
    first = [tell(ada, count=number) for number in range(1000, 1052)]
    page = shown(ada, f"{PAGE}?was=offers.exported")
    assert page.count("<tr>") == 51
    older = f"?was=offers.exported&amp;vor={first[2].pk}"
    assert older in page
    page = shown(ada, f"{PAGE}?was=offers.exported&vor={first[2].pk}")
    assert page.count("<tr>") == 3
    assert "Zu den neuesten" in page
    assert "Ältere Zeilen" not in page


def test_the_number_of_questions_does_not_grow_with_the_lines(ada: Membership) -> None:
    def questions() -> int:
        client = signed_in(ada)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    tell(ada)
    one = questions()
    for role in ("editor", "guest"):
        tell(make_member(ada.network, role), thing=make_offer(ada.network))
    assert questions() == one


def test_the_file_holds_what_the_filters_show_and_is_on_record(ada: Membership) -> None:
    tell(ada, count=11)
    tell(ada, "offers.imported", count=22)
    answer = signed_in(ada).post(f"{PAGE}tabelle/", {"was": "offers.imported"})
    assert answer["Content-Disposition"] == 'attachment; filename="protokoll.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "wann"
    assert [row[:6] for row in rows[1:]] == [
        ["22.11.2026 10:00:00", "Ada Beispiel", "Netzwerkkoordination", "hat Angebote aus einer Tabelle eingelesen",
         "", "22"]]  # fmt: skip
    with tenant(ada.network_id):
        told = Line.objects.select_related("actor").get(event="audit.exported")
    assert (told.count, told.actor.user_id, told.actor.hat) == (1, ada.user_id, ada.hat)
    assert signed_in(ada).get(f"{PAGE}tabelle/").status_code == 405


def test_no_cell_is_taken_for_a_formula(ada: Membership) -> None:
    for cell in ("=1+1", "+49", "-1", "@SUM(A1)", " =1", "\t=1", "|x"):
        assert harmless(cell) == f"'{cell}"
    assert harmless("Ada Beispiel") == "Ada Beispiel"
    ada.user.name = "=HYPERLINK(1)"
    ada.user.save()
    tell(ada)
    assert ";'=HYPERLINK(1);" in signed_in(ada).post(f"{PAGE}tabelle/").content.decode()


def test_it_says_when_the_chain_was_last_checked(ada: Membership) -> None:
    assert "Zuletzt geprüft" not in shown(ada)
    note_verified(ada.network_id, lines=1000, whole=True, at=AT)
    page = shown(ada)
    assert "Zuletzt geprüft am 22. November 2026, 10:00 Uhr: 1.000 Zeilen" in page
    assert "Der Betrieb" in page
