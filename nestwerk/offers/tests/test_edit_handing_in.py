"""An offer is handed in, taken back, thrown away, paused, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Confirmation, Draft, Offer
from nestwerk.partners.models import Organisation

from .builders import make_offer
from .edit_pages import TEXT, at, draft_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture
def offer(network: Network) -> Offer:
    return make_offer(
        network, "Elterncafé", phone="03675 123456", summary="Kaffee für Eltern.", description="Kaffee.",
        age_from_months=0, age_to_months=36, languages=["de"],
    )  # fmt: skip


@pytest.fixture
def client(partner: Membership) -> Client:
    return signed_in(partner)


def test_a_partner_hands_in_with_a_message_and_may_take_it_back(client: Client, offer: Offer) -> None:
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    assert "Zur Prüfung geben" in client.get(at(offer)).content.decode()
    page = client.post(at(offer, "abgeben/"), {"nachricht": "Bitte bald."}, follow=True).content.decode()
    assert "warten seit" in page
    draft = draft_of(offer, "submitted")
    assert draft is not None
    assert draft.message == "Bitte bald."


def test_a_trusted_partner_reads_what_goes_out_at_once_and_what_waits(client: Client, offer: Offer) -> None:
    with tenant(offer.network_id):
        Organisation.objects.filter(pk=offer.organisation_id).update(trusted=True)
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    client.post(at(offer, "kontakt/"), {"phone": "03675 654321"})
    page = client.get(at(offer)).content.decode()
    assert "<strong>Sofort öffentlich:</strong> Telefon." in page
    assert "<strong>Erst gelesen, dann öffentlich:</strong> in einem Satz." in page
    assert "Änderungen abgeben" in page
    client.post(at(offer, "abgeben/"))
    with tenant(offer.network_id):
        offer.refresh_from_db()
    assert (offer.phone, offer.summary) == ("03675 654321", "Kaffee für Eltern.")


def test_who_reviews_publishes_at_once(network: Network, offer: Offer) -> None:
    client = signed_in(make_member(network))
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    assert "Änderungen veröffentlichen" in client.get(at(offer)).content.decode()
    client.post(at(offer, "abgeben/"))
    with tenant(network.pk):
        offer.refresh_from_db()
    assert offer.summary == "Neu."


def test_thrown_away_and_brought_back(client: Client, offer: Offer) -> None:
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    page = client.post(at(offer, "verwerfen/"), follow=True)
    assert "Rückgängig" in page.content.decode()
    client.post(at(offer, "zurueckholen/"), {"entwurf": page.context["discarded"].pk})
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"summary": "Neu."}


def test_nothing_changed_is_confirmed_with_one_click(client: Client, offer: Offer) -> None:
    answer = client.post(
        "/netz/musterstadt/angebote/faellig/", {"angebot": offer.pk, "zurueck": "bearbeiten"}, follow=True
    )
    assert answer.redirect_chain == [(at(offer), 302)]
    assert "gilt als bestätigt" in answer.content.decode()
    with tenant(offer.network_id):
        assert Confirmation.objects.get(offer=offer).way == "workspace"


def test_the_answer_of_the_editors_stands_above(client: Client, network: Network, offer: Offer) -> None:
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    with tenant(network.pk):
        Draft.objects.update(state="returned", comment="Bitte die Uhrzeit ergänzen.", decided_at=timezone.now())
    for page in (at(offer), at(offer, "wann/")):
        assert "Bitte die Uhrzeit ergänzen." in client.get(page).content.decode()


def test_pause_and_back_and_end(network: Network, offer: Offer) -> None:
    client = signed_in(make_member(network))
    wrong = client.post(at(offer, "pause/"), {"reason": "Umbau", "until": "2020-01-01"}).content.decode()
    assert 'value="Umbau"' in wrong
    assert "nicht in der Zukunft" in wrong
    day = timezone.localdate() + timedelta(30)
    page = client.post(at(offer, "pause/"), {"reason": "Umbau", "until": day.isoformat()}, follow=True)
    assert "Das Angebot pausiert: Umbau" in page.content.decode()
    assert "Es geht weiter" in page.content.decode()
    client.post(at(offer, "weiter/"))
    assert "Angebot beenden" in client.get(at(offer)).content.decode()
    ended = client.post(at(offer, "beenden/"), follow=True).content.decode()
    assert "Gibt es wieder" in ended
    client.post(at(offer, "wieder/"))
    with tenant(network.pk):
        offer.refresh_from_db()
    assert offer.status == "draft"


def test_a_partner_nobody_trusts_yet_is_told_whom_to_ask_for_a_pause(client: Client, offer: Offer) -> None:
    page = client.get(at(offer)).content.decode()
    assert "Sagen Sie es bitte der Netzwerkkoordination" in page
    assert "vorher jemand" in client.post(at(offer, "pause/"), {"reason": "Umbau"}).content.decode()
