"""Bring a file of offers into one network: in one transaction, idempotent on (source, external_id)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from nestwerk.audit.record import record
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Network
from nestwerk.networks.public import position_of
from nestwerk.partners.actions import ensure_organisations
from nestwerk.partners.models import Organisation
from nestwerk.partners.queries import DISSOLVED, dissolved

from ..models import Offer
from ..queries.lists import known_of
from ..queries.upkeep import upkeep_of
from ..rules.freshness import due_date, months_for
from .files import TWICE, Line, read_rows, settled
from .mapping import Mapping, read_mapping
from .rejected import check_place, rejected_file
from .rows import HIDDEN_BY_DEFAULT, Row, columns, read_row
from .staying import SAME_NAME, changed_here, unsaid

LOCK = 0x6C697374 << 32  # a room of our own among the advisory locks; the network's key is added
NAMESPACE = uuid.UUID("6f0d2c1e-5d0b-5c7e-9b55-0b6f6b9f1d10")


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does to one offer: ``new``, ``changed`` (with the fields) or ``same``.

    ``stay``: fields where the file says something else than people here, and theirs stays.
    """

    kind: str
    external_id: str
    title: str
    fields: tuple[str, ...] = ()
    stay: tuple[str, ...] = ()


@dataclass(slots=True)
class ImportReport:
    """What came in and what did not. ``problems`` and ``hints``: (line, column, German sentence)."""

    dry_run: bool
    changes: list[Change] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    hints: list[tuple[int, str, str]] = field(default_factory=list)
    unknown_columns: tuple[str, ...] = ()
    kept_back: int = 0
    report_file: Path | None = None

    def count(self, kind: str) -> int:
        """How many offers are ``new``, ``changed`` or ``same``."""
        return sum(change.kind == kind for change in self.changes)


def import_offers(
    path: Path,
    network_slug: str,
    *,
    at: datetime,
    mapping: Path | None = None,
    publish: bool = False,
    overwrite: bool = False,
    dry_run: bool = False,
    report_to: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Read ``path`` into the network: good rows in one transaction, bad rows into ``report_to``.

    ``publish`` makes offers public whose row names no status. Offers that already exist keep their status otherwise;
    none is deleted. What was changed here since it came in stays, unless ``overwrite``. ``report_to`` is never written
    over: a number is added to its name.
    Raises Refused for files that are no table of offers and for places nobody can write to; then nothing came in.
    """
    network = Network.objects.filter(slug=network_slug).first()
    if network is None:
        raise Refused(f"Ein Netzwerk „{network_slug}“ gibt es nicht. Anlegen: nestwerk create-network {network_slug} …")
    plan = read_mapping(mapping) if mapping else Mapping()
    report = ImportReport(dry_run=dry_run)
    if report_to:
        check_place(report_to, path)
    plan = settled(path, plan)
    place = rejected_file(report_to, path) if report_to and not dry_run else nullcontext()
    with place as rejected, tenant(network.pk):
        alone_in(network)
        good, bad = _read(path, plan, network, report, at, progress)
        _write(good, network, report, at=at, publish=publish, overwrite=overwrite)
        if dry_run:
            transaction.set_rollback(True)
        elif any(change.kind != "same" for change in report.changes):
            announce("offers.changed", network=network.slug)
            count = report.count("new") + report.count("changed")
            record(None, "offers.imported", at=at, network_id=network.pk, hat="operator", count=count)
        if bad and rejected:  # on the disk before the good rows are committed: a row is always in one of the two
            rejected.write(bad, plan)
            report.report_file = rejected.path
    return report


def alone_in(network: Network) -> None:
    """Wait until no other list is read into the network; two of the same would make everything twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK + network.pk])


def public_id(slug: str, source: str, external_id: str) -> uuid.UUID:
    """The id of a new offer from a list, the same wherever it is read; no two keys share one."""
    joined = f"{source}/{external_id}" if "/" not in source else json.dumps([source, external_id])
    return uuid.uuid5(NAMESPACE, f"{slug}/{joined}")


def _read(
    path: Path,
    plan: Mapping,
    network: Network,
    report: ImportReport,
    at: datetime,
    progress: Callable[[int], None] | None,
) -> tuple[dict[tuple[str, str], Row], list[tuple[Line, str]]]:
    readers = columns(known_of(network))
    good: dict[tuple[str, str], Row] = {}
    bad: list[tuple[Line, str]] = []
    unknown: dict[str, None] = {}
    named: list[tuple[int, str]] = []  # line, partner
    today = at.astimezone(BERLIN).date()
    for count, line in enumerate(read_rows(path, plan), 1):
        if line.problem:
            report.problems.append((line.number, "", line.problem))
            bad.append((line, line.problem))
            continue
        row = read_row(line.ours, readers, today=today)
        unknown.update(dict.fromkeys(name for name in line.ours if name not in readers))
        key = (row.values.get("source", ""), row.values.get("external_id", ""))
        if not row.problems and key in good:
            row.problems.append(("external_id", f"{key[1]} {TWICE}."))
        report.hints += [(line.number, column, sentence) for column, sentence in row.hints]
        if row.problems:
            report.problems += [(line.number, column, sentence) for column, sentence in row.problems]
            bad.append((line, " · ".join(f"{column}: {sentence}" for column, sentence in row.problems)))
        else:
            good[key] = row
            named.append((line.number, row.values["organisation"]))
        if progress and count % 200 == 0:
            progress(count)
    gone = dissolved({name for _, name in named}, network)
    report.hints += [(line, "organisation", DISSOLVED.format(name)) for line, name in named if name in gone]
    report.unknown_columns, report.kept_back = tuple(unknown), len(bad)
    return good, bad


def _write(
    good: dict[tuple[str, str], Row],
    network: Network,
    report: ImportReport,
    *,
    at: datetime,
    publish: bool,
    overwrite: bool,
) -> None:
    spaces = {space.slug: space.pk for space in network.social_spaces.all()}
    organisations = ensure_organisations(
        network, {row.values["organisation"]: row.values.get("organisation_type", "") for row in good.values()}
    )
    sources = {source for source, _ in good}
    there = {(o.source, o.external_id): o for o in network.offers.filter(source__in=sources).select_for_update()}
    ours = {} if overwrite else changed_here([offer.pk for key, offer in there.items() if key in good])
    shelters = set(
        Organisation.objects.filter(pk__in=organisations.values(), type_id__in=HIDDEN_BY_DEFAULT).values_list(
            "pk", flat=True
        )
    )
    upkeep = upkeep_of(network)
    new: list[Offer] = []
    changed: list[Offer] = []
    for key, row in good.items():
        offer = there.get(key)
        wanted = fields_of(row)
        wanted["due_on"] = due_date(wanted["last_verified_on"], months=months_for(wanted["offer_types"], upkeep))
        wanted["organisation_id"] = organisations[row.values["organisation"]]
        wanted["social_space_id"] = spaces.get(row.values.get("social_space", ""))
        wanted["status"] = _status(row, offer, publish)
        if wanted["status"] == Offer.Status.PUBLISHED:
            wanted["published_at"] = (offer.published_at if offer else None) or at
        if offer is None:
            if "hidden_address" not in row.values and wanted["organisation_id"] in shelters:
                wanted["hidden_address"] = True
            new.append(Offer(network=network, public_id=public_id(network.slug, *key), imported_at=at, **wanted))
            report.changes.append(Change("new", key[1], wanted["title"]))
            continue
        title = wanted["title"]
        if offer.merged_into_id is not None:  # what people made one stays one
            report.changes.append(Change("same", key[1], title, (), ("merged_into",)))
            continue
        for name in unsaid(row, offer, wanted):
            wanted.pop(name, None)
        differ = [name for name, value in wanted.items() if getattr(offer, name) != value]
        kept = ours.get(offer.pk, frozenset())
        if wanted.get("hidden_address"):  # whoever says that an address is secret is believed
            kept -= {"hidden_address"}
        fields = tuple(name for name in differ if name not in kept)
        stay = tuple(name for name in differ if name not in fields)
        report.changes.append(Change("changed" if fields else "same", key[1], title, fields, stay))
        if fields:
            for name in fields:
                setattr(offer, name, wanted[name])
            offer.imported_at = at
            offer.version += 1
            changed.append(offer)
    Offer.objects.bulk_create(new, batch_size=500)
    if changed:
        names = {name for change in report.changes for name in change.fields} | {"imported_at", "version"}
        Offer.objects.bulk_update(changed, sorted(names), batch_size=500)


def fields_of(row: Row) -> dict[str, Any]:
    """The columns of a new offer as the row has them; partner, social space, state and day due are the caller's."""
    empty = Offer()
    fields = {name: row.values.get(name, getattr(empty, name)) for name in SAME_NAME}
    fields["hidden_address"] = row.values.get("hidden_address", False)
    fields["position_exact"] = fields["lat"] is not None and row.values.get("position_exact", True)
    if fields["lat"] is None and fields["postal_code"]:
        fields["lat"], fields["lon"] = position_of(fields["postal_code"], fields["city"]) or (None, None)
    fields["last_verified_on"] = row.values.get("last_verified")
    fields["extra"] = row.extra
    return fields


def _status(row: Row, offer: Offer | None, publish: bool) -> str:
    if "status" in row.values:
        return str(row.values["status"])
    if publish and (offer is None or offer.status == Offer.Status.DRAFT):
        return Offer.Status.PUBLISHED
    return offer.status if offer else Offer.Status.DRAFT
