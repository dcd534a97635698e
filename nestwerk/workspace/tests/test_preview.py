"""The public page of an offer before it is public: real, marked, for nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.actions.drafts import write_draft
from nestwerk.offers.models import Draft, Offer
from nestwerk.offers.tests.builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


def address(offer: Offer, tail: str = "") -> str:
    return f"/netz/musterstadt/angebote/{offer.pk}/vorschau/{tail}"


@pytest.mark.usefixtures("data_dir")
def test_a_draft_looks_as_it_will_and_is_marked(network: Network) -> None:
    offer = make_offer(network, "Krabbelgruppe am Markt", phone="03675 1", status="draft", published_at=None)
    partner = make_member(network, "partner", organisations=[offer.organisation_id])
    publish(at=AT)
    with tenant(network.pk, user_id=partner.user_id, hat=partner.hat):
        write_draft(offer, {"title": "Elterntreff", "phone": "03675 654321", "postal_code": "96515"}, by=partner, at=AT)
    answer = signed_in(partner).get(address(offer))
    page = answer.content.decode()
    for words in ("Vorschau, noch nicht öffentlich", "Elterntreff", "03675 654321", "Familienhaus", "<base target="):
        assert words in page, words
    assert "Krabbelgruppe am Markt" not in page
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("data_dir")
def test_nothing_of_a_draft_that_was_looked_at_gets_into_a_public_list(network: Network) -> None:
    offer = make_offer(network, "Krabbelgruppe am Markt", phone="03675 1", postal_code="96515")
    partner = make_member(network, "partner", organisations=[offer.organisation_id])
    publish(at=AT)
    with tenant(network.pk, user_id=partner.user_id, hat=partner.hat):
        write_draft(offer, {"title": "Geheimer Entwurf", "phone": "03675 654321"}, by=partner, at=AT)
    assert "Geheimer Entwurf" in signed_in(partner).get(address(offer)).content.decode()
    for path in ("/musterstadt/suche?q=krabbelgruppe", "/musterstadt/angebote", "/musterstadt/suche"):
        page = Client().get(path).content.decode()
        assert "Krabbelgruppe am Markt" in page, path
        assert "Geheimer Entwurf" not in page, path
        assert "654321" not in page, path


@pytest.mark.usefixtures("data_dir")
def test_who_reviews_sees_the_draft_of_another_and_no_partner_does(network: Network) -> None:
    offer = make_offer(network)
    partner = make_member(network, "partner", organisations=[offer.organisation_id])
    other = make_member(
        network, "partner", organisations=[offer.organisation_id], user=make_user("b@example.org", name="Bo Beispiel")
    )
    publish(at=AT)
    with tenant(network.pk, user_id=partner.user_id, hat=partner.hat):
        draft = write_draft(offer, {"title": "Elterntreff"}, by=partner, at=AT)
    tail = f"?entwurf={draft.pk}"
    assert "Elterntreff" in signed_in(make_member(network)).get(address(offer, tail)).content.decode()
    assert "Elterntreff" not in signed_in(other).get(address(offer, tail)).content.decode()
    with tenant(network.pk):
        assert Draft.objects.count() == 1


@pytest.mark.usefixtures("data_dir")
def test_a_secret_address_is_secret_in_the_preview_too(network: Network) -> None:
    offer = make_offer(network, street="Geheimweg 1", city="Sonneberg", hidden_address=True)
    publish(at=AT)
    page = signed_in(make_member(network)).get(address(offer)).content.decode()
    assert "Geheimweg" not in page


@pytest.mark.usefixtures("data_dir")
def test_a_network_that_was_never_published_says_so(network: Network) -> None:
    offer = make_offer(network)
    answer = signed_in(make_member(network)).get(address(offer))
    assert answer.status_code == 200
    assert "Noch keine Vorschau" in answer.content.decode()


@pytest.mark.usefixtures("data_dir")
def test_strangers_and_guests_see_nothing_and_the_questions_stay_few(network: Network) -> None:
    offer = make_offer(network)
    publish(at=AT)
    assert signed_in(make_member(make_network("nachbarstadt", ags="16073"))).get(address(offer)).status_code == 404
    assert signed_in(make_member(network, "guest")).get(address(offer)).status_code == 403
    client = signed_in(make_member(network))
    client.get(address(offer))
    one = asked(client, offer)
    for number in range(3):
        make_offer(network, f"Angebot {number}", organisation=f"Haus {number}")
    assert asked(client, offer) == one


def asked(client: Any, offer: Offer) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(offer)).status_code == 200
    return len(queries)
