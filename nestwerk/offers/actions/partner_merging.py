"""Two partners become one: offers, members and care move along; and apart again if it was a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Invitation, Membership, Network
from nestwerk.partners.models import Organisation

from ..models import Merge, Offer
from ..models.duplicates import Kind
from .handover import GONE
from .pairs import decide_pair, reopen_pair

FIELDS = ("type_id", "sector", "looked_after_by_id", "upkeep_email", "single_person")  # chosen one by one
KEPT_WITH = (*FIELDS, "name", "former_names", "trusted", "ended_at", "merged_into_id")


@transaction.atomic
def merge_partners(
    network: Network, *, kept: int, gone: int, take: Mapping[str, str], by: Membership, at: datetime
) -> Merge:
    """Let ``kept`` take over ``gone``. ``take``: one of ``FIELDS`` → "kept" or "gone"; what it leaves out stays.

    Offers move with their history, members of the one that goes belong to the other from now on. Names of the one that
    goes become former names. Only what both were trusted with stays trusted. Raises Refused for one partner twice, for
    one of another network, dissolved or already merged away.
    """
    if kept == gone:
        raise Refused("Das ist zweimal derselbe Partner.")
    if unknown := set(take) - set(FIELDS):
        raise ValueError(f"not to be merged: {sorted(unknown)}")
    rows = (
        Organisation.objects.select_for_update(of=("self",))
        .filter(network=network, pk__in=[kept, gone], ended_at__isnull=True, merged_into__isnull=True)
        .in_bulk()
    )
    if len(rows) != 2:
        raise Refused(GONE)
    stays, goes = rows[kept], rows[gone]
    before = {str(pk): _as_it_is(one) for pk, one in rows.items()}
    from_gone = [name for name, side in take.items() if side == "gone"]
    moved: dict[str, list[Any]] = {
        "Offer": _move_offers(goes, stays),
        "Membership": _move_lists(Membership, network, goes.pk, stays.pk),
        "Invitation": _move_lists(Invitation, network, goes.pk, stays.pk),
    }
    for name in from_gone:
        setattr(stays, name, getattr(goes, name))
    names = [*stays.former_names, goes.name, *goes.former_names]
    stays.former_names = list(dict.fromkeys(one for one in names if one != stays.name))
    stays.trusted = stays.trusted and goes.trusted
    stays.save()
    goes.merged_into, goes.ended_at = stays, at
    goes.save(update_fields=["merged_into", "ended_at"])
    merge = Merge.objects.create(
        network=network, kind=Kind.ORGANISATION, kept=kept, gone=gone, at=at, by=by.pk,
        fields={name: gone if name in from_gone else kept for name in FIELDS},
        before={"rows": before, "moved": moved, "after": {name: _json(getattr(stays, name)) for name in KEPT_WITH}},
    )  # fmt: skip
    decide_pair(merge)
    record(by, "partners.merged", stays, at=at, count=len(moved["Offer"]), detail=str(gone))
    announce("offers.changed", network=network.slug)
    return merge


@transaction.atomic
def undo_partner_merge(merge: Merge, *, by: Membership, at: datetime) -> None:
    """Take a merge of partners back: what moved goes home. Safe to repeat.

    What was changed at the one that stayed after the merge stays changed; offers it has handed on stay handed on.
    Raises Refused if one of the two was merged on or dissolved since.
    """
    merge = Merge.objects.select_for_update().select_related("network").get(pk=merge.pk)
    if merge.undone_at is not None:
        return
    rows = Organisation.objects.select_for_update(of=("self",)).in_bulk([merge.kept, merge.gone])
    stays, goes = rows.get(merge.kept), rows.get(merge.gone)
    if stays is None or goes is None or goes.merged_into_id != stays.pk or stays.ended_at is not None:
        raise Refused("Einer der beiden Partner ist inzwischen anderswo aufgegangen oder aufgelöst.")
    old, after = merge.before["rows"][str(stays.pk)], merge.before["after"]
    for name in (*FIELDS, "former_names", "trusted"):
        if _json(getattr(stays, name)) == after[name]:
            setattr(stays, name, old[name])
    goes.merged_into, goes.ended_at = None, None
    try:
        with transaction.atomic():
            goes.save(update_fields=["merged_into", "ended_at"])
            stays.save()
    except IntegrityError:
        raise Refused("Wer damals betreut hat, ist nicht mehr da. Bitte legen Sie die Betreuung zuerst fest.") from None
    moved = merge.before["moved"]
    for offer in Offer.objects.filter(pk__in=moved["Offer"], organisation=stays).order_by("pk"):
        offer.organisation, offer.version = goes, offer.version + 1
        offer.save(update_fields=["organisation", "version"])
    for model in (Membership, Invitation):
        for pk, had_both in moved[model.__name__]:
            _give_back(model, pk, stays.pk, goes.pk, keep=had_both)
    reopen_pair(merge)
    merge.undone_at, merge.undone_by = at, by.pk
    merge.save(update_fields=["undone_at", "undone_by"])
    record(by, "partners.unmerged", stays, at=at, detail=str(goes.pk))
    announce("offers.changed", network=merge.network.slug)


def _move_offers(goes: Organisation, stays: Organisation) -> list[int]:
    moved = []
    for offer in Offer.objects.select_for_update().filter(organisation=goes).order_by("pk"):
        offer.organisation, offer.version = stays, offer.version + 1
        offer.save(update_fields=["organisation", "version"])
        moved.append(offer.pk)
    return moved


def _move_lists(model: type[Any], network: Network, gone: int, kept: int) -> list[tuple[int, bool]]:
    """Put the one that stays into the lists that named the one that goes; returns ids and whether it was there too."""
    moved = []
    for row in model.objects.select_for_update().filter(network=network, organisations__contains=[gone]).order_by("pk"):
        moved.append((row.pk, kept in row.organisations))
        row.organisations = sorted({*row.organisations, kept} - {gone})
        row.save(update_fields=["organisations"])
    return moved


def _give_back(model: type[Any], pk: int, kept: int, gone: int, *, keep: bool) -> None:
    """Whoever lost the one that stays meanwhile does not get the other back: a person has decided that."""
    row = model.objects.select_for_update().filter(pk=pk, organisations__contains=[kept]).first()
    if row is not None:
        row.organisations = sorted({*row.organisations, gone} - (set() if keep else {kept}))
        row.save(update_fields=["organisations"])


def _as_it_is(organisation: Organisation) -> dict[str, Any]:
    return {name: _json(getattr(organisation, name)) for name in KEPT_WITH}


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
