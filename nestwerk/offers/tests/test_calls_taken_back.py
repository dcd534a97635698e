"""A confirmation by telephone is taken back for a day: what comes back, what is refused, what stays on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.actions.calls import confirmed_by_phone, take_call_back
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.models import Confirmation, Offer

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = timezone.now()
TODAY = timezone.localdate(AT)
CALLS = "/netz/musterstadt/pflege/anrufe/"
BACK = f"{CALLS}zuruecknehmen/"


def overdue(network: Network, title: str = "Elterncafé", **rest: Any) -> Offer:
    given = {"confirmed_at": AT - timedelta(200), "last_verified_on": TODAY - timedelta(200),
             "due_on": TODAY - timedelta(17), "phone": "03675 1"}  # fmt: skip
    return make_offer(network, title, **(given | rest))


def clock(offer: Offer) -> tuple[Any, ...]:
    with tenant(offer.network_id):
        offer.refresh_from_db()
        return offer.confirmed_at, offer.last_verified_on, offer.due_on, offer.hidden_at


def call(offer: Offer, by: Membership, **when: Any) -> Confirmation:
    with tenant(offer.network_id, user_id=by.user_id, hat=by.hat):
        confirmed_by_phone([offer], by=by, at=when.get("at", AT))
        return Confirmation.objects.filter(offer=offer).get()


def take_back(confirmation: Confirmation, by: Membership, **when: Any) -> None:
    with tenant(confirmation.network_id, user_id=by.user_id, hat=by.hat):
        take_call_back(confirmation, by=by, at=when.get("at", AT + timedelta(minutes=1)))


@pytest.mark.parametrize("hidden_at", [None, AT - timedelta(3)])
@pytest.mark.parametrize("confirmed", [{}, {"confirmed_at": None, "last_verified_on": None, "due_on": None}])
def test_clock_and_list_are_as_before_and_both_clicks_stay_on_record(
    network: Network, host: Membership, hidden_at: Any, confirmed: dict[str, Any]
) -> None:
    offer = overdue(network, hidden_at=hidden_at, **confirmed)
    before = clock(offer)
    made = call(offer, host)
    assert clock(offer)[0] == AT
    take_back(made, host)
    assert clock(offer) == before
    with tenant(network.pk):
        assert not Confirmation.objects.exists()
        assert list(Line.objects.filter(thing_id=str(offer.pk)).order_by("pk").values_list("event", flat=True)) == [
            "offers.confirmed", "offers.call_taken_back",
        ]  # fmt: skip


def test_what_was_changed_meanwhile_stays(network: Network, host: Membership) -> None:
    offer = overdue(network)
    made = call(offer, host)
    with tenant(network.pk):
        Offer.objects.filter(pk=offer.pk).update(summary="Neu.")
    take_back(made, host)
    with tenant(network.pk):
        offer.refresh_from_db()
    assert (offer.summary, offer.due_on) == ("Neu.", TODAY - timedelta(17))


def test_after_a_day_twice_or_after_another_confirmation_it_is_refused(network: Network, host: Membership) -> None:
    offer = overdue(network)
    made = call(offer, host)
    with pytest.raises(Refused, match="nicht mehr zurücknehmen"):
        take_back(made, host, at=AT + timedelta(hours=24))
    with tenant(network.pk, user_id=host.user_id, hat=host.hat):
        confirm_offer(offer, way=Confirmation.Way.WORKSPACE, by=host, at=AT + timedelta(hours=1))
        signed = Confirmation.objects.get(way="workspace")
    with pytest.raises(Refused, match="noch einmal bestätigt"):
        take_back(made, host, at=AT + timedelta(hours=2))
    with pytest.raises(Refused, match="nicht mehr zurücknehmen"):
        take_back(signed, host, at=AT + timedelta(hours=2))
    other = overdue(network, "Zweites")
    made = call(other, host)
    take_back(made, host)
    with pytest.raises(Refused, match="nicht mehr zurücknehmen"):
        take_back(made, host)


def test_the_page_offers_the_way_back_and_the_offer_is_to_be_rung_up_again(network: Network, host: Membership) -> None:
    offer = overdue(network)
    client = signed_in(host)
    assert "Am Telefon bestätigt</h2>" not in client.get(CALLS).content.decode()
    answer = client.post(f"{CALLS}ergebnis/", {"angebot": [offer.pk], "ergebnis": "stimmt"}, follow=True)
    page = answer.content.decode()
    assert ("Am Telefon bestätigt</h2>" in page, "Zurücknehmen" in page) == (True, True)
    (one,) = answer.context["confirmed"]
    answer = client.post(BACK, {"bestaetigung": one.pk}, follow=True)
    assert "Zurückgenommen: „Elterncafé“" in answer.content.decode()
    assert [call.organisation for call in answer.context["calls"]] == ["Familienhaus"]
    answer = client.post(BACK, {"bestaetigung": one.pk}, follow=True)
    assert "nicht mehr zurücknehmen" in answer.content.decode()


def test_strangers_and_other_spaces_take_nothing_back(network: Network, host: Membership) -> None:
    with tenant(network.pk):
        space = SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
    offer = overdue(network)
    made = call(offer, host, at=timezone.now())
    assert signed_in(make_member(make_network("nebenan"))).post(BACK, {"bestaetigung": made.pk}).status_code == 404
    for role in ("partner", "guest"):
        assert signed_in(make_member(network, role)).post(BACK, {"bestaetigung": made.pk}).status_code == 403
    elsewhere = make_member(
        network, "space", spaces=[space.slug], user=make_user("nora@example.org", name="Nora Beispiel")
    )
    page = signed_in(elsewhere).post(BACK, {"bestaetigung": made.pk}, follow=True).content.decode()
    assert "nicht mehr zurücknehmen" in page
    assert clock(offer)[2] > TODAY
    foreign = make_network("drueben")
    theirs = call(overdue(foreign), make_member(foreign), at=timezone.now())
    signed_in(host).post(BACK, {"bestaetigung": theirs.pk})
    with tenant(foreign.pk):
        assert Confirmation.objects.count() == 1


def test_the_page_asks_as_often_for_three_as_for_one(network: Network, host: Membership) -> None:
    client = signed_in(host)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(CALLS).status_code == 200
        return len(seen)

    call(overdue(network, "Eins"), host, at=timezone.now())
    ask()
    once = ask()
    for number in range(3):
        call(overdue(network, f"Nr. {number}", organisation=f"Haus {number}"), host, at=timezone.now())
    assert ask() == once
