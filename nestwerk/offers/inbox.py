"""What the public may hand in about offers: limited functions. No name, no address, no time of day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import connections

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import APP, tenant
from nestwerk.networks.models import Network

from .models import Offer, ProblemReport

__all__ = ["KINDS", "LONGEST", "MOST_COUNTED", "count_days", "report_problem"]

KINDS = tuple(ProblemReport.Kind.values)
PUBLIC = (Offer.Status.PUBLISHED, Offer.Status.PAUSED)
LONGEST = 500  # characters
PER_OFFER_AND_DAY = 20
PER_NETWORK_AND_DAY = 300
MOST_COUNTED = 5_000  # offers in one call
MOST_A_DAY = 1_000_000  # what is more than this is a mistake or a joke
ADD = """INSERT INTO offers_dailycount (network_id, offer_id, "on", seen, touched)
SELECT offer.network_id, offer.id, %s, counted.seen, counted.touched
FROM unnest(%s::uuid[], %s::integer[], %s::integer[]) AS counted (public_id, seen, touched)
JOIN offers_offer AS offer ON offer.network_id = %s AND offer.public_id = counted.public_id
ON CONFLICT (network_id, offer_id, "on") DO UPDATE SET
seen = least(offers_dailycount.seen + excluded.seen, %s),
touched = least(offers_dailycount.touched + excluded.touched, %s)"""


def report_problem(network_slug: str, offer_id: str, *, kind: str, text: str, on: date) -> None:
    """Keep that something about a public offer is not right, also one that pauses; ``on`` is the day, no more.

    Raises Refused when more came in today than people send, or the offer is not public any more.
    The limits count reports, not senders: nobody is told apart.
    """
    if kind not in KINDS:
        raise Refused("Bitte wählen Sie aus, was nicht stimmt.")
    network = Network.objects.filter(slug=network_slug).first()
    if network is None:
        raise Refused("Dieses Netzwerk gibt es nicht mehr.")
    with tenant(network.pk):
        public = Offer.objects.filter(network=network, status__in=PUBLIC, hidden_at__isnull=True)
        offer = public.filter(public_id=offer_id).first()
        if offer is None:
            raise Refused("Dieses Angebot ist nicht mehr öffentlich. Danke, dass Sie uns schreiben wollten.")
        today = ProblemReport.objects.filter(network=network, reported_on=on)
        if today.filter(offer=offer).count() >= PER_OFFER_AND_DAY or today.count() >= PER_NETWORK_AND_DAY:
            raise Refused("Heute sind schon viele Hinweise gekommen. Wir sehen nach. Danke.")
        ProblemReport.objects.create(
            network=network, offer=offer, kind=kind, text=text.strip()[:LONGEST], reported_on=on
        )


def count_days(network_slug: str, counts: Mapping[str, tuple[int, int]], on: date) -> int:
    """Add to the daily numbers of a network's offers; returns how many offers were counted.

    ``counts``: public id → how often its page was opened and a way of contact touched since the last call. One
    statement, whatever comes; ids nobody knows are passed over, numbers end at a million. Raises Refused for more than
    5,000 ids at once and for a network that is not there.
    """
    if len(counts) > MOST_COUNTED:
        raise Refused("So viele Angebote hat kein Netzwerk.")
    network = Network.objects.filter(slug=network_slug).only("pk").first()
    if network is None:
        raise Refused("Dieses Netzwerk gibt es nicht mehr.")
    added: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for public_id, numbers in counts.items():
        if (known := _uuid(public_id)) is not None:
            for place, number in enumerate(numbers[:2]):
                added[known][place] = min(added[known][place] + max(number, 0), MOST_A_DAY)
    rows = [(str(one), *numbers) for one, numbers in sorted(added.items()) if any(numbers)]
    if not rows:
        return 0
    with tenant(network.pk), connections[APP].cursor() as cursor:
        cursor.execute(ADD, [on, *map(list, zip(*rows, strict=True)), network.pk, MOST_A_DAY, MOST_A_DAY])
        return int(cursor.rowcount)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except (ValueError, AttributeError):
        return None
