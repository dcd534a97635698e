"""The shelf of products in the workspace."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
SHELF = "/netz/musterstadt/produkte/"


def test_who_coordinates_finds_the_shelf_and_who_only_offers_does_not(network: Network) -> None:
    assert reverse("publishing:products", kwargs={"network": "musterstadt"}) == SHELF
    page = signed_in(make_member(network, "coordinator")).get(SHELF)
    assert page.status_code == 200
    assert "Produkte" in page.content.decode()
    assert signed_in(make_member(network, "partner")).get(SHELF).status_code == 403
    stranger = make_member(make_network("nachbarstadt", ags="16073"), "coordinator")
    assert signed_in(stranger).get(SHELF).status_code == 404


def test_open_data_leads_to_the_field_of_the_licence(network: Network) -> None:
    boss = signed_in(make_member(network, "coordinator"))
    shelf = boss.get(SHELF).content.decode()
    address = next(part for part in shelf.split('"') if part.endswith("#id_imprint_data_licence"))
    field = f'id="{address.partition("#")[2]}"'
    assert field in boss.get(address.partition("#")[0]).content.decode()
