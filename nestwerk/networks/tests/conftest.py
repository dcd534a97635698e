"""A network with two social spaces and the one who coordinates it."""

from __future__ import annotations

import pytest

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network, SocialSpace

from .builders import make_network
from .people import make_member


@pytest.fixture
def network() -> Network:
    made = make_network("musterstadt")
    with tenant(made.pk):
        for slug in ("mitte", "nord"):
            SocialSpace.objects.create(network=made, slug=slug, name=slug.title())
    return made


@pytest.fixture
def host(network: Network) -> Membership:
    return make_member(network)
