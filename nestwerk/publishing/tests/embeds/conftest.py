"""Offers that are embedded."""

from __future__ import annotations

import pytest

from nestwerk.common.dates import Series
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer

from .embedding import TOMORROW, published


@pytest.fixture
def cafe(network: Network) -> Offer:
    """An offer with dates; beside it one whose address is secret."""
    weekly = Series("weekly", TOMORROW, weekdays=(TOMORROW.weekday(),)).to_dict()
    found = make_offer(
        network, "Elterncafé <Nord>", dates=[{**weekly, "place": "Saal 2"}], city="Sonneberg", postal_code="96515"
    )
    make_offer(
        network, "Frauenhaus", dates=[{**weekly, "place": "Geheimsaal"}], hidden_address=True, street="Geheimweg 7",
        postal_code="96599", city="Geheimstadt",
    )  # fmt: skip
    return found


@pytest.fixture
def north(cafe: Offer, network: Network) -> None:
    """A region with one offer and its dates, in a network with others."""
    with tenant(network.pk):
        space = network.social_spaces.create(slug="nord", name="Region Nord")
        network.social_spaces.create(slug="leer", name="Region ohne Angebote")
    weekly = Series("weekly", TOMORROW, weekdays=(TOMORROW.weekday(),)).to_dict()
    make_offer(network, "Treff im Norden", social_space=space, dates=[weekly], city="Sonneberg", postal_code="96515")
    make_offer(
        network, "Zuflucht", social_space=space, dates=[weekly], hidden_address=True, offer_types=["offer.parent_cafe"]
    )
    published()
