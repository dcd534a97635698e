"""A list was the wrong one: it is taken back as a whole, but nothing that people have done since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network
from nestwerk.partners.models import Organisation

from ..editing.fields import label, same
from ..models import (
    Confirmation,
    Draft,
    ImportedRow,
    ImportMapping,
    ImportRun,
    Merge,
    Note,
    Offer,
    Pair,
    ProblemReport,
    Watch,
)
from ..models.duplicates import Kind

MOST_TOLD = 500
PUBLIC = (Offer.Status.PUBLISHED, Offer.Status.PAUSED)
_DAYS = ("last_verified_on", "due_on")
_NOTE = (
    "Dieses Angebot kam mit der Liste „{name}“. Die Liste wurde zurückgenommen. Weil jemand das Angebot inzwischen "
    "bestätigt oder bearbeitet hat, ist es beendet und nicht gelöscht."
)
Told = list[tuple[int, str, str]]


@transaction.atomic
def undo_list(run: ImportRun, *, by: Membership, at: datetime) -> ImportRun:
    """Take a list back. Returns the run with what happened in ``counts["undone"]``; safe to repeat.

    New offers go. One that somebody has confirmed or worked on since ends instead, with a note. Changed fields are as
    before where nobody has changed them since; the others stay and are told. Partners that came with the list go if
    nothing hangs on them. Raises Refused for a list that was never brought in, and while a later list stands on it.
    """
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("network").get(pk=run.pk)
    if run.state == ImportRun.State.UNDONE:
        return run
    if run.state != ImportRun.State.DONE:
        raise Refused("Diese Liste ist nicht übernommen worden. Es gibt nichts zurückzunehmen.")
    traces = list(run.rows.order_by("-line", "-pk"))  # the last change of an offer is taken back first
    ids = {trace.offer_id for trace in traces}
    _refuse_if_built_upon(run, {trace.offer_id for trace in traces if trace.before is None or trace.after["wrote"]})
    offers = Offer.objects.select_for_update(of=("self",)).filter(network=run.network).in_bulk(ids)
    worked_on, told, counts = _worked_on(ids), Told(), Counter[str]()
    public, gone = False, []
    for trace in traces:
        offer = offers.get(trace.offer_id)
        if offer is None or (trace.before is not None and not trace.after["wrote"]):
            continue
        public |= offer.status in PUBLIC
        if trace.before is not None:
            counts["back"] += _put_back(offer, trace, told)
        elif offer.pk in worked_on or _changed_since(offer, trace.after):
            _end(offer, run, by=by, at=at)
            counts["ended"] += 1
            told.append((trace.line, offer.title, "beendet statt gelöscht: Jemand hat es inzwischen bearbeitet."))
        else:
            gone.append(offer.pk)
    counts["gone"] = len(gone)
    _forget_offers(run.network, gone)
    counts["partners"] = _forget_partners(run.network, run.counts.get("partners", []))
    _forget_same(run.network, traces)
    run.state, run.undone_at = ImportRun.State.UNDONE, at
    run.counts = {**run.counts, "undone": {**counts, "told": sorted(told)[:MOST_TOLD]}}
    run.save(update_fields=["state", "undone_at", "counts"])
    if public:
        announce("offers.changed", network=run.network.slug)
    record(by, "offers.list_undone", run, at=at, count=counts["gone"] + counts["ended"] + counts["back"])
    return run


def _refuse_if_built_upon(run: ImportRun, ids: Collection[int]) -> None:
    """A later list that changed the same offers has to be taken back first, or its values would be lost half."""
    later = ImportedRow.objects.filter(
        ~Q(after__wrote={}), network=run.network, run__state=ImportRun.State.DONE, run__done_at__gt=run.done_at,
        offer_id__in=ids,
    )  # fmt: skip
    found = later.select_related("run").order_by("-run__done_at").first()
    if found is not None:
        raise Refused(
            f"Danach wurde „{found.run.file_name}“ übernommen und hat dieselben Angebote geändert. "
            "Bitte nehmen Sie zuerst diese Liste zurück."
        )


def _worked_on(ids: Collection[int]) -> set[int]:
    """The offers at which people have left something."""
    found: set[int] = set()
    for model in (Confirmation, Draft, Note, Watch, ProblemReport):
        found |= set(model.objects.filter(offer_id__in=ids).values_list("offer_id", flat=True))
    for kept, gone in Merge.objects.filter(Q(kept__in=ids) | Q(gone__in=ids), kind=Kind.OFFER).values_list(
        "kept", "gone"
    ):
        found |= {kept, gone}
    into = Offer.objects.filter(merged_into__in=ids).values_list("merged_into", flat=True)
    return found | {pk for pk in into if pk is not None}


def _changed_since(offer: Offer, after: dict[str, Any]) -> bool:
    if offer.confirmed_at is not None or offer.merged_into_id is not None or offer.status != after["status"]:
        return True
    return any(not same(name, value, _column(offer, name)) for name, value in after["wrote"].items())


def _end(offer: Offer, run: ImportRun, *, by: Membership, at: datetime) -> None:
    if offer.status != Offer.Status.ENDED:
        offer.status, offer.pause_reason, offer.paused_until = Offer.Status.ENDED, "", None
        offer.version += 1
        offer.save(update_fields=["status", "pause_reason", "paused_until", "version"])
        record(by, "offers.ended", offer, at=at)
    Note.objects.create(
        network=run.network, offer=offer, member=by, text=_NOTE.format(name=run.file_name)[:1000], at=at
    )


def _put_back(offer: Offer, trace: ImportedRow, told: Told) -> bool:
    """What the list wrote is as before, where it still stands; returns whether anything was put back."""
    wrote, before = trace.after["wrote"], trace.before or {}
    back = [name for name, value in wrote.items() if same(name, value, _column(offer, name))]
    stays = [name for name in wrote if name not in back]
    if {"lat", "lon", "position_exact"} & set(stays):
        back = [name for name in back if name not in ("lat", "lon", "position_exact")]
    low, high = (
        before[name] if name in back else getattr(offer, name) for name in ("age_from_months", "age_to_months")
    )
    if low is not None and high is not None and low > high:
        back = [name for name in back if not name.startswith("age_")]
    if "organisation_id" in back and not Organisation.objects.filter(pk=before["organisation_id"]).exists():
        back.remove("organisation_id")
    shown = sorted({label(name.removesuffix("_id")) for name in wrote if name not in back and name not in _UNTOLD})
    if shown:
        told.append((trace.line, offer.title, f"von uns inzwischen geändert, bleibt: {', '.join(shown)}"))
    if not back:
        return False
    for name in back:
        setattr(offer, name, _day(name, before[name]))
    offer.version += 1
    offer.save(update_fields=[*back, "version"])
    return True


_UNTOLD = frozenset({"lat", "lon", "position_exact", "extra", *_DAYS})


def _column(offer: Offer, name: str) -> Any:
    value = getattr(offer, name)
    return value.isoformat() if isinstance(value, date) else value


def _day(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DAYS and value else value


def _forget_offers(network: Network, gone: Collection[int]) -> None:
    """Nobody has worked on them, so nothing of anybody's is lost."""
    Pair.objects.filter(Q(first__in=gone) | Q(second__in=gone), network=network, kind=Kind.OFFER).delete()
    Offer.objects.filter(network=network, pk__in=gone).delete()


def _forget_partners(network: Network, made: Collection[int]) -> int:
    """Partners that came with the list, unless an offer, a member or somebody's care hangs on them."""
    used = set(
        Offer.objects.filter(network=network, organisation_id__in=made).values_list("organisation_id", flat=True)
    )
    members = Membership.objects.filter(network=network, organisations__overlap=list(made))
    used |= {pk for held in members.values_list("organisations", flat=True) for pk in held}
    loose = Organisation.objects.filter(
        network=network, pk__in=set(made) - used, looked_after_by__isnull=True, upkeep_email="", trusted=False,
        ended_at__isnull=True, merged_into__isnull=True, former_names=[],
    )  # fmt: skip
    keeps = set(Organisation.objects.filter(merged_into__in=made).values_list("merged_into", flat=True))
    ids = [pk for pk in loose.values_list("pk", flat=True) if pk not in keeps]
    Pair.objects.filter(
        Q(first__in=ids) | Q(second__in=ids), network=network, kind=Kind.ORGANISATION
    ).delete()  # fmt: skip
    Organisation.objects.filter(pk__in=ids).delete()
    return len(ids)


def _forget_same(network: Network, traces: Collection[ImportedRow]) -> None:
    """Which offers the rows were taken for is asked again with the next list."""
    undone = {
        (trace.after["source"], trace.after["external_id"]) for trace in traces if trace.before is not None
    }  # fmt: skip
    for mapping in ImportMapping.objects.select_for_update().filter(network=network):
        kept = [one for one in mapping.mapping.get("same_as", ()) if (one[0], one[1]) not in undone]
        if len(kept) != len(mapping.mapping.get("same_as", ())):
            mapping.mapping = {**mapping.mapping, "same_as": kept}
            mapping.save(update_fields=["mapping"])
