"""A partner gets another name, or is dissolved: its offers go to others with their history, or end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership
from nestwerk.partners.models import Organisation

from ..models import Offer
from .states import end_offer
from .write import changed

LONGEST_NAME = 200
GONE = "Diesen Partner gibt es so nicht mehr. Vielleicht war jemand schneller."


@transaction.atomic
def rename_partner(organisation: Organisation, *, name: str, by: Membership, at: datetime) -> Organisation:
    """Give a partner another name. The old one is kept, so that a list that still uses it finds the partner.

    Raises Refused without a name, for the name it has, and for one that another partner has.
    """
    organisation = locked(organisation)
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise Refused("Wie heißt der Partner jetzt? Bitte schreiben Sie den neuen Namen.")
    if name == organisation.name:
        raise Refused("So heißt der Partner schon.")
    former = [one for one in organisation.former_names if one not in (name, organisation.name)]
    organisation.former_names, organisation.name = [*former, organisation.name], name
    try:
        with transaction.atomic():
            organisation.save(update_fields=["name", "former_names"])
    except IntegrityError:
        raise Refused(
            f"Es gibt schon einen Partner „{name}“. Ist es derselbe? Dann führen Sie beide bitte zusammen."
        ) from None
    record(by, "partners.renamed", organisation, at=at)
    announce("offers.changed", network=organisation.network.slug)
    return organisation


@transaction.atomic
def dissolve_partner(
    organisation: Organisation, *, to: Mapping[int, int | None], by: Membership, at: datetime
) -> tuple[int, int]:
    """Note that a partner does not exist any more; returns how many offers were handed over and how many ended.

    ``to``: for each of its offers that has not ended, the id of the partner that goes on with it, or None: it ends.
    Offers keep their history, their address and their confirmations. Raises Refused if an offer is left undecided,
    for a partner that takes nothing on (dissolved itself, unknown, the same), and if it was dissolved before.
    """
    organisation = locked(organisation)
    offers = list(
        Offer.objects.select_for_update(of=("self",))
        .filter(organisation=organisation, merged_into__isnull=True)
        .exclude(status=Offer.Status.ENDED)
        .select_related("network")
        .order_by("pk")
    )
    if open_ := [offer.title for offer in offers if offer.pk not in to]:
        raise Refused(f"Bitte entscheiden Sie für jedes Angebot, was damit wird. Offen ist noch: {'; '.join(open_)}.")
    wanted = {pk for offer in offers if (pk := to[offer.pk]) is not None}
    heirs = Organisation.objects.filter(
        network_id=organisation.network_id, pk__in=wanted, ended_at__isnull=True, merged_into__isnull=True
    ).exclude(pk=organisation.pk)
    known = {heir.pk: heir for heir in heirs}
    if wanted - known.keys():
        raise Refused("Einen der neuen Partner gibt es nicht oder nicht mehr. Bitte wählen Sie einen anderen.")
    handed = 0
    for offer in offers:
        heir = known.get(to[offer.pk] or 0)
        if heir is None:
            end_offer(offer, by=by, at=at)
            continue
        offer.organisation, offer.version = heir, offer.version + 1
        offer.save(update_fields=["organisation", "version"])
        record(by, "offers.handed_over", offer, at=at, detail=str(heir.pk))
        changed(offer)
        handed += 1
    organisation.ended_at = at
    organisation.save(update_fields=["ended_at"])
    record(by, "partners.dissolved", organisation, at=at, count=len(offers))
    announce("offers.changed", network=organisation.network.slug)
    return handed, len(offers) - handed


@transaction.atomic
def revive_partner(organisation: Organisation, *, by: Membership, at: datetime) -> None:
    """A partner was dissolved by mistake: it is there again. Its offers stay where they are and as they are."""
    organisation = (
        Organisation.objects.select_for_update(of=("self",)).select_related("network").get(pk=organisation.pk)
    )
    if organisation.merged_into_id is not None:
        raise Refused(
            "Dieser Partner ist in einem anderen aufgegangen. Machen Sie bitte das Zusammenführen rückgängig."
        )
    if organisation.ended_at is None:
        return
    organisation.ended_at = None
    organisation.save(update_fields=["ended_at"])
    record(by, "partners.revived", organisation, at=at)
    announce("offers.changed", network=organisation.network.slug)


def locked(organisation: Organisation) -> Organisation:
    """The partner as it is now, locked. Raises Refused if it was dissolved or merged away."""
    found = Organisation.objects.select_for_update(of=("self",)).select_related("network").get(pk=organisation.pk)
    if found.ended_at is not None or found.merged_into_id is not None:
        raise Refused(GONE)
    return found
