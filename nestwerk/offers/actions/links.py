"""Answering through the link of a mail: who has it may confirm or correct the offers it names, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Network
from nestwerk.networks.tokens import fingerprint

from ..editing.fields import current
from ..editing.merge import take_up
from ..models import Confirmation, ConfirmLink, Draft, Offer, ProblemReport
from ..queries.upkeep import upkeep_of
from ..rules.editing import goes_out_at_once
from ..rules.freshness import local_day
from ..rules.links import CORRECTABLE, FROM_PARTNER
from .confirm import confirm_offer
from .write import write_values

GONE = "Dieser Link gilt nicht mehr. Vielleicht wurde er schon benutzt. Neue Links schickt Ihnen die Koordination."


@transaction.atomic
def confirm_through_link(network: Network, token: str, offer_id: int, *, at: datetime) -> Offer:
    """One click: the offer is right. Raises Refused for a link that opens nothing (any more) and for another offer."""
    link = _open(network, token, offer_id, at)
    offer = confirm_offer(_offer(network, offer_id), way=Confirmation.Way.LINK, by=None, at=at)
    _answered(link, offer_id, at)
    return offer


@transaction.atomic
def confirm_all_through_link(network: Network, token: str, offers: Sequence[int], *, at: datetime) -> None:
    """One click for several: all or none. Raises Refused as ``confirm_through_link`` does."""
    for offer_id in offers:
        confirm_through_link(network, token, offer_id, at=at)


@transaction.atomic
def gone_through_link(network: Network, token: str, offer_id: int, *, message: str, at: datetime) -> None:
    """Who has the link says: this offer does not exist any more. A task for the coordination; nothing ends by itself.

    It stands among the reports, passed on at once: the partner herself said it.
    """
    link = _open(network, token, offer_id, at)
    offer = _offer(network, offer_id)
    report = ProblemReport.objects.create(
        network=network, offer=offer, kind=ProblemReport.Kind.GONE, reported_on=local_day(at), passed_on_at=at,
        text=f"{FROM_PARTNER} {message.strip()}".strip()[:500],
    )  # fmt: skip
    record(None, "offers.told_gone", report, at=at, network_id=network.pk, hat="link")
    _answered(link, offer_id, at)


@transaction.atomic
def correct_through_link(
    network: Network, token: str, offer_id: int, entered: Mapping[str, Any], *, message: str, at: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Correct small things; returns which fields are public at once and which wait for a review.

    ``message``: anything else, in own words; it waits with the rest. Answering so counts as a confirmation of the rest
    only where all went out at once: otherwise the offer stays as it is until somebody has looked.
    """
    link = _open(network, token, offer_id, at)
    if unknown := set(entered) - set(CORRECTABLE):
        raise ValueError(f"not to be corrected through a link: {sorted(unknown)}")
    offer, upkeep = _offer(network, offer_id), upkeep_of(network)
    values, base = take_up({}, {}, current(offer), entered)
    if not values and not message.strip():
        raise Refused("Sie haben nichts geändert. Stimmt alles? Dann bestätigen Sie bitte.")
    public = tuple(
        name
        for name in values
        if goes_out_at_once(None, trusted=offer.organisation.trusted, upkeep=upkeep, fields=[name])
    )
    waiting = tuple(name for name in values if name not in public)
    if public:
        offer = write_values(offer, {name: values[name] for name in public}, at=at, places_days=upkeep.places_days)
        record(None, "offers.changed", offer, at=at, network_id=network.pk, hat="link", count=len(public))
    if waiting or message.strip():
        Draft.objects.create(
            network=network, offer=offer, values={name: values[name] for name in waiting},
            base={name: base[name] for name in waiting}, state=Draft.State.SUBMITTED, started_at=at, saved_at=at,
            submitted_at=at, message=message.strip()[:500],
        )  # fmt: skip
        record(None, "offers.submitted", offer, at=at, network_id=network.pk, hat="link", count=len(waiting))
    else:
        confirm_offer(offer, way=Confirmation.Way.LINK, by=None, at=at)
    _answered(link, offer_id, at)
    return public, waiting


def _open(network: Network, token: str, offer_id: int, at: datetime) -> ConfirmLink:
    found = ConfirmLink.objects.select_for_update().filter(network=network, fingerprint=fingerprint(token)).first()
    if found is None or at >= found.expires_at or offer_id not in found.offers or offer_id in found.done:
        raise Refused(GONE)
    return found


def _offer(network: Network, offer_id: int) -> Offer:
    found = Offer.objects.filter(network=network, pk=offer_id).select_related("organisation").first()
    if found is None:
        raise Refused(GONE)
    return found


def _answered(link: ConfirmLink, offer_id: int, at: datetime) -> None:
    link.done, link.used_at = [*link.done, offer_id], at
    link.save(update_fields=["done", "used_at"])
