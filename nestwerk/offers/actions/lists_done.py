"""A list comes into the directory, as a whole or not at all, and remembers what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nestwerk.audit.record import record
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership
from nestwerk.networks.public import position_of
from nestwerk.partners.actions import ensure_organisations
from nestwerk.partners.queries import DISSOLVED, dissolved

from ..editing.fields import current, from_json
from ..imports.kept import Decision, rows_of
from ..imports.run import alone_in, fields_of, public_id
from ..imports.showing import with_label
from ..imports.weighing import CHANGED, NEW, PROBLEM, SAME, SKIPPED, Around, Weighed, standing, weigh
from ..models import ImportedRow, ImportMapping, ImportRun, Offer, Upkeep
from ..queries.lists import around, decisions_of
from ..queries.upkeep import upkeep_of
from ..rules.freshness import due_date, months_for
from .lists import locked
from .lists_plan import keep_decisions, sheet_of
from .review import check_usable
from .write import PLACE

MOST_TOLD = 500  # lines of the report
PUBLIC = (Offer.Status.PUBLISHED, Offer.Status.PAUSED)


@dataclass
class _Bringing:
    """What is being brought in, and what there is to tell of it."""

    run: ImportRun
    at: datetime
    publish: bool
    there: Around
    partners: Mapping[str, int]
    upkeep: Upkeep
    counts: Counter[str] = field(default_factory=Counter)
    told: list[tuple[int, str, str]] = field(default_factory=list)  # line, title, sentence
    traces: list[ImportedRow] = field(default_factory=list)
    new: list[tuple[Offer, ImportedRow]] = field(default_factory=list)
    same_as: list[tuple[str, str, int]] = field(default_factory=list)
    public: bool = False

    def tell(self, one: Weighed, sentence: str) -> None:
        """Put a sentence into the report."""
        title = one.kept.texts.get("title") or one.kept.texts.get("organisation") or ""
        self.told.append((one.kept.line, title[:80], sentence))


@transaction.atomic
def bring_in(
    run: ImportRun,
    *,
    publish: bool,
    by: Membership | None,
    at: datetime,
    decisions: Mapping[str, Decision] | None = None,
    hat: str = "job",
) -> ImportRun:
    """Bring a list in: new offers, and in known ones what the list has changed and nobody here has.

    New offers are drafts, or public with ``publish`` where families could use them. None of them has a clock: that
    begins when somebody confirms. ``decisions``: those of the page just sent, by line. Rows with problems stay out and
    are told. The same list twice changes nothing. Returns the run with its ``counts`` and report; its table is
    forgotten. Without ``by``, ``hat`` says who acts: "job" or "operator". Raises Refused for a list that is done or of
    which nothing can come in; then everything stays as it was.
    """
    run = locked(run)
    alone_in(run.network)
    sheet = sheet_of(run)
    keep_decisions(run, decisions or {})
    rows, decided = rows_of(run.plan), decisions_of(run)
    today = at.astimezone(BERLIN).date()
    there = around(run.network, rows, decided, signature=sheet.signature, today=today)
    list(Offer.objects.select_for_update(of=("self",)).filter(pk__in=there.offers).order_by("pk").values_list("pk"))
    there = around(run.network, rows, decided, signature=sheet.signature, today=today)
    first = [weigh(row, decided.get(str(row.line), Decision()), there) for row in rows]
    if not any(one.state in (NEW, CHANGED, SAME) for one in first):
        raise Refused("Von dieser Liste kann noch keine Zeile übernommen werden. Bitte sehen Sie sich an, was fehlt.")
    partners, made = _partners(run, first)
    work = _Bringing(run, at, publish, there, partners, upkeep_of(run.network))
    gone = dissolved(partners, run.network)
    for one in first:
        if one.said.get("organisation") in gone and one.state in (NEW, CHANGED, SAME):
            work.tell(one, DISSOLVED.format(one.said["organisation"]))
    for row in rows:  # each as the directory stands after the row before
        _bring(weigh(row, decided.get(str(row.line), Decision()), there), work)
    _save(work)
    _remember(run, work, sheet.signature)
    changed = work.counts[NEW] + work.counts[CHANGED]
    run.counts = {**work.counts, "rows": len(rows), "told": work.told[:MOST_TOLD], "partners": made}
    run.state, run.done_at, run.sheet, run.plan, run.choices = ImportRun.State.DONE, at, {}, {}, {}
    run.save()
    if work.public:
        announce("offers.changed", network=run.network.slug)
    record(by, "offers.imported", run, at=at, network_id=run.network_id, hat="" if by else hat, count=changed)
    return run


def _partners(run: ImportRun, rows: list[Weighed]) -> tuple[dict[str, int], list[int]]:
    """Every partner the rows name, by name, and the ids of those that are new."""
    wanted: dict[str, str] = {}
    for one in rows:
        if one.state == NEW or "organisation" in one.write:
            wanted[one.said["organisation"]] = one.row.values.get("organisation_type", "")
    before = set(run.network.organisations.values_list("pk", flat=True))
    found = ensure_organisations(run.network, wanted) if wanted else {}
    return found, sorted(set(found.values()) - before)


def _bring(one: Weighed, work: _Bringing) -> None:
    work.counts[one.state] += 1
    if one.state == PROBLEM:
        work.tell(one, " ".join(dict.fromkeys(with_label(column, sentence) for column, sentence in one.problems)))
    elif one.state == NEW:
        _create(one, work)
    elif one.state in (CHANGED, SAME) and one.offer is not None:
        _change(one, one.offer, work)
    elif one.state == SKIPPED:
        work.tell(one, "ausgelassen")


def _create(one: Weighed, work: _Bringing) -> None:
    source, external_id = one.key
    network = work.run.network
    offer = Offer(
        network=network,
        public_id=public_id(network.slug, source, external_id),
        imported_at=work.at,
        organisation_id=work.partners[one.said["organisation"]],
        social_space_id=one.said.get("social_space_id"),
        **fields_of(one.row),
    )
    offer.due_on = _due(offer, work)
    offer.status = _status(one, offer, work)
    if offer.status == Offer.Status.PUBLISHED:
        offer.published_at = work.at
    work.public |= offer.status in PUBLIC
    work.new.append((offer, _trace(one, work, before=None, wrote={})))


def _status(one: Weighed, offer: Offer, work: _Bringing) -> str:
    """Draft or public as chosen; a table in the interchange format may say paused or ended by itself."""
    own = one.row.values.get("status", "")
    if own in (Offer.Status.PAUSED, Offer.Status.ENDED, Offer.Status.DRAFT):
        return str(own)
    if not work.publish:
        return Offer.Status.DRAFT
    try:
        check_usable(current(offer))
    except Refused as no:
        work.counts["kept_draft"] += 1
        work.tell(one, f"bleibt Entwurf. {no.sentence}")
        return Offer.Status.DRAFT
    return Offer.Status.PUBLISHED


def _change(one: Weighed, offer: Offer, work: _Bringing) -> None:
    """Write what the list has changed; what people here have changed stays and is told."""
    kept = [found for found in one.found if found.name not in one.write and found.kind == "both"]
    if kept:
        work.counts["kept_ours"] += 1
    if one.key != (offer.source, offer.external_id):
        work.same_as.append((*one.key, offer.pk))
    if one.state == SAME:
        if one.offer is not None and work.there.said.get((offer.pk, one.key[0])) != dict(one.said):
            work.traces.append(_trace(one, work, before={}, wrote={}))
        return
    before, wrote = _write(one, offer, work)
    work.public |= offer.status in PUBLIC
    work.traces.append(_trace(one, work, before=before, wrote=wrote))


def _write(one: Weighed, offer: Offer, work: _Bringing) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put the values into the offer; returns what stood in each column before and what stands there now."""
    old = _columns(offer)
    for name, value in one.write.items():
        if name == "organisation":
            offer.organisation_id = work.partners[value]
        elif name != "position":
            setattr(offer, name, from_json(name, value))
    if "position" in one.write:
        (offer.lat, offer.lon), offer.position_exact = one.write["position"], True
    elif PLACE & set(one.write):
        offer.lat, offer.lon = position_of(offer.postal_code, offer.city) or (None, None)
        offer.position_exact = False
    offer.extra = {**offer.extra, **one.row.extra}
    day = one.row.values.get("last_verified")
    if offer.confirmed_at is None and day and (offer.last_verified_on or date.min) < day:
        offer.last_verified_on = day
        offer.due_on = _due(offer, work)
    new = _columns(offer)
    names = [name for name in new if new[name] != old[name]]
    offer.version += 1
    offer.imported_at = work.at
    offer.save(update_fields=[*names, "version", "imported_at"])
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def _columns(offer: Offer) -> dict[str, Any]:
    """Everything an import may write, as JSON by column."""
    days = {name: getattr(offer, name) for name in ("last_verified_on", "due_on")}
    return {
        **{name: value for name, value in standing(offer).items() if name not in ("organisation", "position")},
        "organisation_id": offer.organisation_id,
        "lat": offer.lat,
        "lon": offer.lon,
        "position_exact": offer.position_exact,
        "extra": dict(offer.extra),
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _due(offer: Offer, work: _Bringing) -> date | None:
    return due_date(offer.last_verified_on, months=months_for(offer.offer_types, work.upkeep))


def _trace(one: Weighed, work: _Bringing, *, before: dict[str, Any] | None, wrote: dict[str, Any]) -> ImportedRow:
    source, external_id = one.key
    return ImportedRow(
        network=work.run.network,
        run=work.run,
        line=one.kept.line,
        offer_id=one.offer.pk if one.offer else 0,
        before=before,
        after={"source": source, "external_id": external_id, "said": dict(one.said), "wrote": wrote},
    )


def _save(work: _Bringing) -> None:
    offers = Offer.objects.bulk_create([offer for offer, _ in work.new], batch_size=500)
    for offer, (_, trace) in zip(offers, work.new, strict=True):
        trace.offer_id = offer.pk
        trace.after |= {"wrote": _columns(offer), "status": str(offer.status)}
    ImportedRow.objects.bulk_create([*(trace for _, trace in work.new), *work.traces], batch_size=500)


def _remember(run: ImportRun, work: _Bringing, signature: str) -> None:
    """Keep how this list was understood for the next one with these columns."""
    before = ImportMapping.objects.filter(network=run.network, signature=signature).first()
    known = {(source, key): pk for source, key, pk in (before.mapping.get("same_as", ()) if before else ())}
    known |= {(source, key): pk for source, key, pk in work.same_as}
    choice = {name: value for name, value in run.mapping.items() if name != "recalled"}
    ImportMapping.objects.update_or_create(
        network=run.network,
        signature=signature,
        defaults={
            "mapping": {"choice": choice, "same_as": [[*key, pk] for key, pk in known.items()]},
            "saved_at": work.at,
        },
    )
