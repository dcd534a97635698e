"""The partners in the workspace: who sees which, and who may say who looks after them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.partners.actions_assign import assign
from nestwerk.partners.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/netz/musterstadt/partner/"
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def network() -> Network:
    return make_network()


def make_partner(network: Network, name: str = "Familienhaus", **rest: Any) -> Organisation:
    with tenant(network.pk):
        return Organisation.objects.create(network=network, name=name, **rest)


def names(client: Any, query: str = "") -> list[str]:
    answer = client.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return [one.name for one in answer.context["page"]]


def test_partners_stand_in_german_order_and_are_narrowed_by_the_address(network: Network) -> None:
    member = make_member(network)
    make_partner(network, "Zentrum", sector="health")
    make_partner(network, "Ärztehaus", sector="health", looked_after_by=member)
    make_partner(network, "Beratung", sector="counselling")
    client = signed_in(member)
    assert names(client) == ["Ärztehaus", "Beratung", "Zentrum"]
    assert names(client, "?bereich=health") == ["Ärztehaus", "Zentrum"]
    assert names(client, "?betreut=niemand") == ["Beratung", "Zentrum"]
    assert names(client, "?betreut=jemand") == ["Ärztehaus"]
    assert names(client, "?suche=arzte") == ["Ärztehaus"]
    part = client.get(f"{PAGE}?suche=zen", headers={"HX-Request": "true", "HX-Target": "liste"}).content.decode()
    assert ("<html" in part, "Zentrum" in part, "Beratung" in part) == (False, True, False)


def test_a_partner_sees_its_own_entry_only(network: Network) -> None:
    mine = make_partner(network, "Meins")
    make_partner(network, "Anderes")
    make_partner(make_network("nebenan"), "Nebenan")
    assert names(signed_in(make_member(network, "partner", organisations=[mine.pk]))) == ["Meins"]
    assert names(signed_in(make_member(network, "guest"))) == ["Anderes", "Meins"]
    assert signed_in(make_member(network, "planner")).get(PAGE).status_code == 403


def test_a_stranger_gets_404(network: Network) -> None:
    partner = make_partner(network)
    stranger = signed_in(make_member(make_network("nebenan")))
    assert stranger.get(PAGE).status_code == 404
    assert stranger.post(f"{PAGE}{partner.pk}/betreuung/").status_code == 404


def test_the_coordination_says_who_looks_after_a_partner_and_it_is_on_record(network: Network) -> None:
    partner, editor = make_partner(network), make_member(network, "editor")
    client = signed_in(make_member(network))
    for wanted in (editor, None):
        sent = {"mitglied": str(wanted.pk) if wanted else ""}
        answer = client.post(f"{PAGE}{partner.pk}/betreuung/", sent, follow=True)
        assert answer.redirect_chain[0][0] == "../"
        assert answer.status_code == 200
        with tenant(network.pk):
            assert Organisation.objects.get().looked_after_by == wanted
    with tenant(network.pk):
        assert list(Line.objects.values_list("event", flat=True)) == ["partners.assigned"] * 2


def test_nobody_from_elsewhere_or_gone_looks_after_a_partner(network: Network) -> None:
    partner, by = make_partner(network), make_member(network)
    gone = make_member(network, "editor", ends_at=datetime(2026, 11, 1, tzinfo=UTC))
    guest = make_member(network, "guest")
    foreign = make_member(make_network("nebenan"))
    client = signed_in(by)
    for nobody in (gone, guest, foreign):
        assert client.post(f"{PAGE}{partner.pk}/betreuung/", {"mitglied": nobody.pk}).status_code == 404
        with tenant(network.pk), pytest.raises(Refused):
            assign(partner, to=nobody, by=by, at=AT)
    foreign_partner = make_partner(make_network("nebenan"))
    assert client.post(f"{PAGE}{foreign_partner.pk}/betreuung/", {"mitglied": by.pk}).status_code == 404


@pytest.mark.parametrize("role", ["space", "editor", "partner", "guest", "planner"])
def test_others_may_not_say_who_looks_after_a_partner(network: Network, role: str) -> None:
    partner = make_partner(network)
    member = make_member(network, role, organisations=[partner.pk] if role == "partner" else [])
    assert signed_in(member).post(f"{PAGE}{partner.pk}/betreuung/", {"mitglied": ""}).status_code == 403


def test_an_empty_page_says_where_partners_come_from(network: Network) -> None:
    assert "Hier stehen bald Ihre Partner" in signed_in(make_member(network)).get(PAGE).content.decode()


def test_the_list_asks_as_often_for_three_as_for_one(network: Network) -> None:
    member = make_member(network)
    client = signed_in(member)
    make_partner(network, "Nr. 0", looked_after_by=member, type_id="pt.midwife")
    client.get(PAGE)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            names(client)
        return len(seen)

    one = ask()
    for n in range(1, 4):
        other = make_member(network, "editor", user=make_user(f"e{n}@example.org"))
        make_partner(network, f"Nr. {n}", looked_after_by=other, type_id="pt.midwife")
    assert ask() == one
