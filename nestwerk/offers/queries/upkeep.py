"""A network's rules of upkeep."""

from __future__ import annotations

from nestwerk.networks.models import Network

from ..models import Upkeep


def upkeep_of(network: Network | int) -> Upkeep:
    """The network's rules; the defaults, unsaved, if nobody has set any. Inside the tenant."""
    network_id = network if isinstance(network, int) else network.pk
    return Upkeep.objects.filter(network_id=network_id).first() or Upkeep(network_id=network_id)
