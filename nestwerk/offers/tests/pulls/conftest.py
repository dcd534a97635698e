"""Who draws from directories of others."""

from __future__ import annotations

import pytest

from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member


@pytest.fixture
def network() -> Network:
    """The network of Musterstadt."""
    return make_network(slug="musterstadt")


@pytest.fixture
def coordinator(network: Network) -> Membership:
    """Who coordinates it."""
    return make_member(network, "coordinator")
