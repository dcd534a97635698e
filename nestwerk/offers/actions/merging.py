"""Two records become one, with the origin of every fact kept, and apart again if it was a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Field

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.networks.models import Membership, Network

from ..editing.fields import EDITABLE, INTERNAL, current
from ..models import Draft, Merge, Note, Offer, Pair, ProblemReport, Watch
from ..models.duplicates import Kind
from .pairs import decide_pair, reopen_pair
from .write import changed, write_values

MERGED = (*EDITABLE, *INTERNAL)
CONFIRMED = ("confirmed_at", "last_verified_on", "due_on")
KEPT_WITH = ("status", "merged_into_id", "confirmed_at", "last_verified_on", "due_on", "hidden_at", "published_at")


@transaction.atomic
def merge_offers(
    network: Network, *, kept: int, gone: int, take: Mapping[str, str], by: Membership, at: datetime
) -> Merge:
    """Let ``kept`` take over ``gone``. ``take``: field → "kept" or "gone"; what it leaves out stays as it is.

    What families told, notes and watchers move along; open drafts of the one that goes are withdrawn. The newer
    confirmation counts. Raises Refused for one record twice, for records of another network or already merged away.
    """
    if kept == gone:
        raise Refused("Das ist zweimal dasselbe Angebot.")
    rows = {
        offer.pk: offer
        for offer in Offer.objects.select_for_update(of=("self",))
        .filter(network=network, pk__in=[kept, gone])
        .select_related("network")
    }
    if len(rows) != 2 or any(offer.merged_into_id for offer in rows.values()):
        raise Refused("Eines der beiden Angebote gibt es so nicht mehr. Vielleicht war jemand schneller.")
    stays, goes = rows[kept], rows[gone]
    if unknown := set(take) - set(MERGED):
        raise ValueError(f"not to be merged: {sorted(unknown)}")
    before = {str(pk): _as_it_is(offer) for pk, offer in rows.items()}
    from_gone = {name for name, side in take.items() if side == "gone"}
    moved = {
        model.__name__: list(model.objects.filter(offer=goes).values_list("pk", flat=True))
        for model in (ProblemReport, Note)
    }
    ProblemReport.objects.filter(offer=goes).update(offer=stays)
    Note.objects.filter(offer=goes).update(offer=stays)
    watching = Watch.objects.filter(offer=stays).values_list("member_id", flat=True)
    moved["Watch"] = list(Watch.objects.filter(offer=goes).exclude(member_id__in=watching).values_list("pk", flat=True))
    Watch.objects.filter(pk__in=moved["Watch"]).update(offer=stays)
    drafts = Draft.objects.filter(offer=goes, state__in=Draft.OPEN)
    moved["Draft"] = list(drafts.values_list("pk", flat=True))
    drafts.update(state=Draft.State.WITHDRAWN, decided_at=at, decided_by=by.pk)
    goes.status, goes.merged_into, goes.hidden_at = Offer.Status.ENDED, stays, None
    goes.version += 1
    goes.save()
    values = current(goes, from_gone)
    stays = write_values(stays, values, at=at)
    if goes.confirmed_at and (stays.confirmed_at is None or goes.confirmed_at > stays.confirmed_at):
        stays.confirmed_at, stays.last_verified_on, stays.due_on = (
            goes.confirmed_at, goes.last_verified_on, goes.due_on,
        )  # fmt: skip
        stays.save(update_fields=["confirmed_at", "last_verified_on", "due_on"])
    changed(goes, was_public=True)
    merge = Merge.objects.create(
        network=network, kind=Kind.OFFER, kept=kept, gone=gone, at=at, by=by.pk,
        fields={name: gone if name in from_gone else kept for name in MERGED},
        before={"rows": before, "moved": moved, "versions": {str(kept): stays.version, str(gone): goes.version}},
    )  # fmt: skip
    decide_pair(merge)
    record(by, "offers.merged", stays, at=at, detail=str(gone))
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, by: Membership, at: datetime) -> None:
    """Take a merge back: both are as before, what moved goes home. Safe to repeat.

    Fields of the kept one that were changed after the merge stay changed: somebody meant them.
    Raises Refused if one of the two was merged on since.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        return
    rows = Offer.objects.select_for_update(of=("self",)).select_related("network").in_bulk([merge.kept, merge.gone])
    stays, goes = rows.get(merge.kept), rows.get(merge.gone)
    if stays is None or goes is None or goes.merged_into_id != stays.pk or stays.merged_into_id is not None:
        raise Refused(
            "Eines der beiden Angebote ist inzwischen anderswo aufgegangen. Bitte machen Sie zuerst das rückgängig."
        )
    before = merge.before["rows"]
    _restore(goes, before[str(goes.pk)])
    values, old = current(goes, MERGED), before[str(stays.pk)]["values"]
    back = {
        name: old[name] for name, source in merge.fields.items() if source == goes.pk and _same(stays, name, values)
    }
    stays = write_values(stays, back, at=at)
    if stays.confirmed_at == goes.confirmed_at:  # it was the other's, and nobody has confirmed since
        _put_back(stays, before[str(stays.pk)]["rest"], CONFIRMED)
        stays.save(update_fields=CONFIRMED)
    moved = merge.before["moved"]
    ProblemReport.objects.filter(pk__in=moved["ProblemReport"]).update(offer=goes)
    Note.objects.filter(pk__in=moved["Note"]).update(offer=goes)
    Watch.objects.filter(pk__in=moved["Watch"]).update(offer=goes)
    Draft.objects.filter(pk__in=moved["Draft"]).update(state=Draft.State.WRITING, decided_at=None, decided_by=None)
    reopen_pair(merge)
    merge.undone_at, merge.undone_by = at, by.pk
    merge.save(update_fields=["undone_at", "undone_by"])
    record(by, "offers.unmerged", stays, at=at, detail=str(goes.pk))
    changed(goes, was_public=True)


@transaction.atomic
def keep_apart(pair: Pair, *, by: Membership, at: datetime) -> None:
    """Remember that the two are not one. They are not suggested again."""
    pair = Pair.objects.select_for_update().get(pk=pair.pk)
    if pair.state == Pair.State.OPEN:
        pair.state, pair.decided_at, pair.decided_by = Pair.State.DIFFERENT, at, by.pk
        pair.save(update_fields=["state", "decided_at", "decided_by"])
        record(by, "offers.kept_apart", at=at, detail=f"{pair.first}/{pair.second}")


def _as_it_is(offer: Offer) -> dict[str, object]:
    """A row as JSON: what people edit, and what a merge changes besides."""
    rest = {name: getattr(offer, name) for name in KEPT_WITH}
    days = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in rest.items()}
    return {"values": current(offer, MERGED), "rest": days}


def _restore(offer: Offer, before: Mapping[str, Mapping[str, object]]) -> None:
    _put_back(offer, before["rest"], KEPT_WITH)
    offer.version += 1
    offer.save()


def _put_back(offer: Offer, rest: Mapping[str, object], names: Iterable[str]) -> None:
    for name in names:
        field = Offer._meta.get_field(name.removesuffix("_id"))
        setattr(offer, name, field.to_python(rest[name]) if isinstance(field, Field) else rest[name])


def _same(offer: Offer, name: str, values: Mapping[str, object]) -> bool:
    return current(offer, [name])[name] == values[name]
