"""Heute: what needs me, oldest first, as far as my role sees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.models import Offer, Upkeep
from nestwerk.offers.queries.clock import freshness_is, with_clock
from nestwerk.offers.rules.freshness import clock_day, freshness
from nestwerk.offers.tests.builders import make_offer
from nestwerk.workspace.queries.today import Waiting, waiting_for
from nestwerk.workspace.today import lines

from .things import AT, DAY, fill

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
SEEN = DAY.replace(year=2024)
CONFIRMED = {"last_verified_on": SEEN, "confirmed_at": AT.replace(year=2024)}


def waiting(member: Any) -> dict[str, int]:
    with tenant(member.network_id):
        return {one.kind: one.number for one in waiting_for(member, at=AT)}


def test_the_coordinator_sees_everything_that_waits_oldest_first() -> None:
    network = make_network()
    fill(network)
    fill(make_network("nachbarort"), times=3)
    member = make_member(network)
    with tenant(network.pk):
        found = waiting_for(member, at=AT)
    assert {one.kind: one.number for one in found} == {
        "overdue": 1, "due_soon": 1, "draft": 1, "in_review": 1, "reports": 1,
        "invitations": 1, "factors": 1, "mails": 1,
    }  # fmt: skip
    dated = [one.oldest for one in found if one.oldest]
    assert dated == sorted(dated)
    assert [one.oldest for one in found if one.kind == "reports"] == [DAY]


def test_a_partner_sees_her_own_offers_only() -> None:
    network = make_network()
    own = fill(network)
    make_offer(network, "Fremd", organisation="Anderer Verein", due_on=DAY.replace(year=2025), **CONFIRMED)
    assert waiting(make_member(network, "partner", organisations=[own.pk])) == {
        "overdue": 1, "due_soon": 1, "draft": 1, "in_review": 1, "reports": 1,
    }  # fmt: skip
    stranger = make_member(network, "partner", user=make_user("leer@example.org"), organisations=[])
    assert waiting(stranger) == {}


def test_a_region_s_coordination_sees_its_region_only() -> None:
    network = make_network()
    fill(network)
    with tenant(network.pk):
        space = network.social_spaces.create(slug="mitte", name="Mitte")
    make_offer(network, "Krabbelgruppe", social_space=space, due_on=DAY.replace(year=2025), **CONFIRMED)
    assert waiting(make_member(network, "space")) == {"overdue": 1}


def test_a_report_that_is_done_waits_no_more() -> None:
    network = make_network()
    fill(network)
    with tenant(network.pk):
        network.problem_reports.update(done_at=AT)
    assert "reports" not in waiting(make_member(network))


@pytest.mark.parametrize("since", [None, date(2025, 11, 21), date(2026, 5, 22), date(2026, 8, 22)])
def test_the_conditions_say_what_the_rule_says(since: date | None) -> None:
    """What "Heute" counts is what the list shows behind the link; with and without a clock for what was brought in."""
    network = make_network()
    days = [None, *(DAY + timedelta(days=step) for step in (-1, 0, 1, 30, 31))]
    types = (["offer.parent_cafe"], ["offer.midwife", "offer.parent_cafe"], ["offer.midwife", "offer.contact_point"])
    for status in Offer.Status.values:
        for due_on in days:
            for number, seen in enumerate((None, AT, None)):
                at = AT if status == "published" else None
                make_offer(network, status=status, due_on=due_on, confirmed_at=seen, published_at=at,
                           offer_types=types[number])  # fmt: skip
    with tenant(network.pk):
        upkeep = Upkeep.objects.create(
            network=network, clock_for_imported=since is not None, clock_since=since,
            due_months_by_type={"offer.midwife": 12, "offer.contact_point": 3},
        )  # fmt: skip
        for kind, which in freshness_is(DAY).items():
            counted = set(with_clock(Offer.objects.all(), upkeep).filter(which).values_list("pk", flat=True))
            said = {
                one.pk
                for one in Offer.objects.all()
                if freshness(
                    one.status,
                    one.confirmed_at,
                    clock_day(one.confirmed_at, one.due_on, one.offer_types, upkeep),
                    today=DAY,
                )
                == kind
            }
            assert counted == said
            assert counted


def test_what_was_only_brought_in_is_never_overdue_until_its_network_switches_the_clock_on() -> None:
    network = make_network()
    make_offer(network, due_on=DAY.replace(year=2025), last_verified_on=SEEN)
    member = make_member(network, "editor")
    assert waiting(member) == {}
    with tenant(network.pk):
        Upkeep.objects.create(network=network, clock_for_imported=True, clock_since=DAY.replace(month=5))
    assert waiting(member) == {"due_soon": 1}
    with tenant(network.pk):
        Upkeep.objects.update(clock_since=DAY.replace(month=4))
        assert [one.oldest for one in waiting_for(member, at=AT)] == [DAY.replace(month=10)]


def test_a_planner_sees_numbers_and_no_names() -> None:
    network = make_network()
    fill(network)
    text = signed_in(make_member(network, "planner")).get("/netz/musterstadt/").content.decode()
    assert "Öffentliche Angebote" in text
    assert "Stillcafé" not in text


@pytest.mark.parametrize("role", ["coordinator", "editor", "partner", "guest"])
def test_where_nothing_waits_the_page_says_what_it_is_for(role: str) -> None:
    text = signed_in(make_member(make_network(), role)).get("/netz/musterstadt/").content.decode()
    assert "Nichts wartet auf Sie." in text


def test_every_line_that_waits_leads_somewhere() -> None:
    network = make_network()
    fill(network)
    text = signed_in(make_member(network)).get("/netz/musterstadt/").content.decode()
    block = text[text.index('class="waiting"') : text.index("</main>")]
    assert block.count("<li>") == block.count("<a href=") > 3


def test_one_and_three_things_take_the_same_questions() -> None:
    from django.db import connection

    network, counts = make_network(), []
    client = signed_in(make_member(network))
    for times in (1, 3):
        fill_once(network, times)
        client.get("/netz/musterstadt/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/netz/musterstadt/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def fill_once(network: Any, times: int) -> None:
    if times == 1:
        fill(network)
    else:
        make_offer(network, "Noch eins", due_on=DAY.replace(year=2025), **CONFIRMED)
        make_offer(network, "Und noch eins", due_on=DAY.replace(year=2025), **CONFIRMED)


@pytest.mark.parametrize(("number", "since"), [(1, "vom"), (2, "die älteste vom")])
def test_of_a_single_thing_there_is_no_oldest(number: int, since: str) -> None:
    (line,) = lines([Waiting("review", number, DAY, "offers:review")], "musterstadt")
    assert line.since == since
