"""What the public may hand in about offers: one rate-limited function. No name, no address, no time of day."""

from __future__ import annotations

from datetime import date

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network

from .models import Offer, ProblemReport

__all__ = ["KINDS", "LONGEST", "report_problem"]

KINDS = tuple(ProblemReport.Kind.values)
LONGEST = 500  # characters
PER_OFFER_AND_DAY = 20
PER_NETWORK_AND_DAY = 300


def report_problem(network_slug: str, offer_id: str, *, kind: str, text: str, on: date) -> None:
    """Keep that something about a published offer is not right; ``on`` is the day, no more.

    Raises Refused when more came in today than people send, or the offer is not public any more.
    The limits count reports, not senders: nobody is told apart.
    """
    if kind not in KINDS:
        raise Refused("Bitte wählen Sie aus, was nicht stimmt.")
    network = Network.objects.filter(slug=network_slug).first()
    if network is None:
        raise Refused("Dieses Netzwerk gibt es nicht mehr.")
    with tenant(network.pk):
        offer = Offer.objects.filter(network=network, public_id=offer_id, status=Offer.Status.PUBLISHED).first()
        if offer is None:
            raise Refused("Dieses Angebot ist nicht mehr öffentlich. Danke, dass Sie uns schreiben wollten.")
        today = ProblemReport.objects.filter(network=network, reported_on=on)
        if today.filter(offer=offer).count() >= PER_OFFER_AND_DAY or today.count() >= PER_NETWORK_AND_DAY:
            raise Refused("Heute sind schon viele Hinweise gekommen. Wir sehen nach. Danke.")
        ProblemReport.objects.create(
            network=network, offer=offer, kind=kind, text=text.strip()[:LONGEST], reported_on=on
        )
