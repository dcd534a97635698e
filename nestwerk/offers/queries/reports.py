"""What a coordinator reads about offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network

from ..models import ProblemReport

__all__ = ["ReportedProblem", "network_called", "problem_reports"]


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """What somebody told about an offer, without a name. ``text`` is a stranger's and may hold anything."""

    on: date
    kind: str
    text: str
    offer_title: str
    offer_id: str


def network_called(slug: str) -> Network:
    """The network with this slug. Raises Refused if there is none."""
    network = Network.objects.filter(slug=slug).first()
    if network is None:
        raise Refused(f"Ein Netzwerk „{slug}“ gibt es nicht.")
    return network


def problem_reports(network: Network) -> list[ReportedProblem]:
    """Everything that was told about the network's offers, newest first, in one query."""
    with tenant(network.pk):
        return [
            ReportedProblem(
                on=row.reported_on,
                kind=row.get_kind_display(),
                text=row.text,
                offer_title=row.offer.title,
                offer_id=str(row.offer.public_id),
            )
            for row in ProblemReport.objects.filter(network=network).select_related("offer")
        ]
