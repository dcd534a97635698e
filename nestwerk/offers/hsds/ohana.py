"""What the tables of an Ohana set must hold: its columns, its cells, and the rows they belong to."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .tables import Table

Ids = Mapping[str, Collection[str]]
"""Table → ids that are there."""
_DATES = ("%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%Y-%m-%d")
_TIME = re.compile(r"(?:[01]?\d|2[0-3])(?::[0-5]\d){0,2}\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
STATES = ("active", "inactive", "defunct", "temporarily closed")
_PARENTS = {
    "contact_id": "contacts",
    "location_id": "locations",
    "organization_id": "organizations",
    "service_id": "services",
    "program_id": "programs",
}


@dataclass(frozen=True, slots=True)
class Spec:
    """``columns``: headings that must be there; ``needed``: cells that must be filled; ``of``: one of these parents."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    of: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


def _spec(columns: str, needed: str, of: str = "", dates: str = "") -> Spec:
    return Spec(tuple(columns.split()), tuple(needed.split()), tuple(of.split()), tuple(dates.split()))


SPECS = {
    "organizations": _spec(
        "id accreditations alternate_name date_incorporated description email funding_sources legal_status licenses "
        "name tax_id tax_status website",
        "id name",
        dates="date_incorporated",
    ),
    "locations": _spec(
        "id organization_id accessibility admin_emails alternate_name description email languages latitude longitude "
        "name transportation virtual website",
        "id name organization_id",
        "organization_id",
    ),
    "addresses": _spec(
        "id location_id address_1 address_2 city state_province postal_code country",
        "id location_id address_1 city",
        "location_id",
    ),
    "mail_addresses": _spec(
        "id location_id attention address_1 address_2 city state_province postal_code country",
        "id location_id address_1 city",
        "location_id",
    ),
    "services": _spec(
        "id location_id program_id accepted_payments alternate_name description eligibility email fees funding_sources "
        "application_process keywords languages name required_documents service_areas status wait_time website",
        "id location_id name",
        "location_id",
    ),
    "programs": _spec("id organization_id name alternate_name", "id organization_id name", "organization_id"),
    "contacts": _spec(
        "id location_id organization_id service_id name title email department",
        "id name",
        "location_id organization_id service_id",
    ),
    "phones": _spec(
        "id contact_id location_id organization_id service_id number extension department number_type vanity_number "
        "country_prefix",
        "id number number_type",
        "contact_id location_id organization_id service_id",
    ),
    "regular_schedules": _spec(
        "id location_id service_id weekday opens_at closes_at",
        "id weekday opens_at closes_at",
        "location_id service_id",
    ),
    "holiday_schedules": _spec(
        "id location_id service_id start_date end_date closed opens_at closes_at",
        "id start_date end_date closed",
        "location_id service_id",
        "start_date end_date",
    ),
    "terms": _spec("taxonomy_id name parent_id parent_name", "taxonomy_id name"),
}


def recognised(header: Collection[str]) -> str:
    """The table whose columns these most look like; empty if none of ours."""
    there = set(header)
    likely = {
        kind: 2 * len(there & set(spec.columns)) / (len(there) + len(spec.columns)) for kind, spec in SPECS.items()
    }
    best = max(likely, key=lambda kind: likely[kind])
    return best if likely[best] > 0.5 else ""


def check(table: Table, ids: Ids) -> None:
    """Note every fault of a table. ``ids``: what rows may belong to; a table that is not in it is not looked up."""
    spec = SPECS.get(table.kind)
    if spec is None or table.faults:
        return
    for column in spec.columns:
        if column not in table.header:
            table.fault(None, column, "Diese Spalte fehlt.")
    if table.faults:
        return
    seen: set[str] = set()
    own = {row["taxonomy_id"] for row in table.rows} if table.kind == "terms" else set()
    for row in table.rows:
        for column in spec.needed:
            if not row[column]:
                table.fault(row, column, "Diese Angabe fehlt.")
        _check_parents(table, row, spec, ids)
        for column in spec.dates:
            if row[column] and read_date(row[column]) is None:
                table.fault(row, column, f"„{row[column][:40]}“ ist kein gültiges Datum.")
        key = "" if own else row["id"]  # a term that stands there twice is the same term
        if key and key in seen:
            table.fault(row, "id", f"Die Kennung „{key[:40]}“ kommt doppelt vor.")
        seen.add(key)
        _check_more(table, row, own | set(ids.get("terms", ())), ids)


def _check_parents(table: Table, row: Mapping[str, str], spec: Spec, ids: Ids) -> None:
    told = [column for column in spec.of if row[column]]
    if spec.of and not told and not set(spec.of) & set(spec.needed):
        table.fault(dict(row), spec.of[0], f"Die Zeile gehört zu nichts: Eine von {', '.join(spec.of)} wird gebraucht.")
    for column in told:
        there = ids.get(_PARENTS[column])
        if there is not None and row[column] not in there:
            table.fault(dict(row), column, f"„{row[column][:40]}“ gibt es in {_PARENTS[column]}.csv nicht.")


def _check_more(table: Table, row: dict[str, str], terms: Collection[str], ids: Ids) -> None:
    if table.kind == "terms" and row["parent_id"] and row["parent_id"] not in terms:
        table.fault(row, "parent_id", f"Den Oberbegriff „{row['parent_id'][:40]}“ gibt es nicht.")
    if table.kind == "services" and row["status"] and row["status"].lower() not in STATES:
        table.fault(row, "status", f"„{row['status'][:40]}“ ist kein Stand. Möglich: {', '.join(STATES)}.")
    if table.kind == "holiday_schedules" and row["closed"].lower() in ("false", "f", "no", "0"):
        for column in ("opens_at", "closes_at"):
            if not row[column]:
                table.fault(row, column, "Wer nicht geschlossen hat, öffnet und schließt: Diese Angabe fehlt.")
    if table.kind in ("holiday_schedules", "regular_schedules"):
        for column in ("opens_at", "closes_at"):
            if row[column] and not _TIME.fullmatch(row[column]):
                table.fault(row, column, f"„{row[column][:40]}“ ist keine Uhrzeit.")
    virtual = row.get("virtual", "").lower() in ("true", "t", "yes", "1")
    addressed = ids.get("addressed")
    if table.kind == "locations" and not virtual and addressed is not None and row["id"] not in addressed:
        table.fault(
            row, "virtual", "Dieser Ort hat keine Anschrift in addresses.csv und ist nicht als virtuell benannt."
        )


def read_date(text: str) -> date | None:
    """A day as such sets write it: month/day/year with two or four digits, in words, or ISO."""
    for shape in _DATES:
        try:
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None
