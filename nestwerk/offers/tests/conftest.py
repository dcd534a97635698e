"""Where most stories about offers happen, and who coordinates there."""

from __future__ import annotations

import pytest

from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.models import Offer

from .builders import make_offer


@pytest.fixture
def network() -> Network:
    """The network of Musterstadt."""
    return make_network()


@pytest.fixture
def host(network: Network) -> Membership:
    """Who coordinates it."""
    return make_member(network)


@pytest.fixture
def offer(network: Network) -> Offer:
    """A public offer there."""
    return make_offer(network, phone="03675 1", description="Kaffee.")


@pytest.fixture
def partner(network: Network, offer: Offer) -> Membership:
    """Who provides it."""
    return make_member(network, "partner", organisations=[offer.organisation_id])
