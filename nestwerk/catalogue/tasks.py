"""What the catalogue does when something below it changed."""

from __future__ import annotations

from django.utils import timezone

from nestwerk.jobs.announce import listens_to

from .publish import publish


@listens_to("publishing.changed")
@listens_to("partners.changed")
@listens_to("networks.changed")
@listens_to("offers.changed")
def publish_network(network: str) -> None:
    """Rebuild the shard of the network whose offers, own page, own texts or partners' consents changed."""
    publish([network], at=timezone.now())
