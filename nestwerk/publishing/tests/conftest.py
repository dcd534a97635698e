"""Where most stories about products happen, and who coordinates there."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member


@pytest.fixture
def network(data_dir: Path) -> Network:
    """The network of Musterstadt."""
    return make_network("musterstadt")


@pytest.fixture
def boss(network: Network) -> Membership:
    """Who coordinates it."""
    return make_member(network)
