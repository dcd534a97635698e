"""Zahlen: counts as charts with the same numbers in a table, and nothing but counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.tests.builders import make_offer
from nestwerk.workspace.queries.numbers import numbers_of

from .things import AT, fill

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_the_numbers_are_those_of_the_network() -> None:
    network = make_network()
    fill(network)
    make_offer(network, "Ohne Datum")
    fill(make_network("nachbarort"), times=2)
    member = make_member(network, "planner")
    with tenant(network.pk):
        numbers = numbers_of(member, at=AT)
    assert numbers.by_status == {"draft": 1, "in_review": 1, "published": 3, "paused": 0, "ended": 0}
    assert numbers.freshness == {"fresh": 0, "soon": 1, "overdue": 1, "never": 3}
    assert min(numbers.by_month) == date(2026, 11, 1)
    assert max(numbers.by_month) == date(2027, 10, 1)
    assert sum(numbers.by_month.values()) == 1
    assert numbers.by_sector["unknown"] == 1


def test_a_planner_sees_no_name_and_a_guest_nothing() -> None:
    network = make_network()
    fill(network)
    text = signed_in(make_member(network, "planner")).get("/netz/musterstadt/zahlen/").content.decode()
    assert text.count('role="img"') == 4
    assert text.count("<details>") == 4
    assert "Stillcafé" not in text
    assert "Familienhaus" not in text
    assert signed_in(make_member(network, "guest")).get("/netz/musterstadt/zahlen/").status_code == 403


def test_one_and_three_things_take_the_same_questions() -> None:
    network, counts = make_network(), []
    client = signed_in(make_member(network, "planner"))
    for titles in (["eins"], ["zwei", "drei"]):
        for title in titles:
            make_offer(network, title, organisation=title, due_on=date(2026, 12, 1))
        client.get("/netz/musterstadt/zahlen/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/netz/musterstadt/zahlen/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
