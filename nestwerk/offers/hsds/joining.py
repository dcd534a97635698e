"""Many tables → services as HSDS 3.0 nests them. Tables of 3.0, of 2.x and of Ohana look alike from here on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from .tables import LINE, Table

Record = dict[str, Any]
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NESTED = {
    "phones": "phones", "schedules": "schedules", "regular_schedules": "schedules", "languages": "languages",
    "cost_options": "cost_options", "service_areas": "service_areas", "required_documents": "required_documents",
}  # fmt: skip


def services_of(tables: Mapping[str, Table]) -> list[Record]:
    """Every row of ``services`` with all that the other tables say of it. What points to nothing is left out."""

    def rows(kind: str) -> Iterable[Record]:
        return [dict(row) for row in tables[kind].rows] if kind in tables else []

    organizations = {row["id"]: _organization(row) for row in rows("organizations") if row.get("id")}
    locations = {row["id"]: _location(row) for row in rows("locations") if row.get("id")}
    venues: dict[str, list[Record]] = defaultdict(list)
    by_venue: dict[str, Record] = {}
    services = {row["id"]: row for row in rows("services") if row.get("id")}
    for link in rows("service_at_locations"):
        location = locations.get(link.get("location_id", ""))
        if location is not None:
            venue = {"id": link.get("id", ""), "location": location}
            venues[link.get("service_id", "")].append(venue)
            by_venue[link.get("id", "")] = venue
    for kind in ("mail_addresses", "addresses"):
        for row in rows(kind):
            _hang(locations, row.get("location_id"), "addresses", row | {"address_type": _address_type(kind, row)})
    for row in rows("accessibility"):
        _hang(locations, row.get("location_id"), "accessibility", row | {"description": _accessible(row)})
    for row in rows("contacts"):
        _hang(services, row.get("service_id"), "contacts", row)
    for kind, name in _NESTED.items():
        for row in rows(kind):
            _nest(
                row if kind != "regular_schedules" else _weekly(row), name, services, by_venue, locations, organizations
            )
    _classify(services, rows("terms"), [*rows("attributes"), *rows("service_terms")])
    for key, service in services.items():
        _finish(service, venues.get(key, []), locations, organizations)
    return list(services.values())


def _hang(owners: Mapping[str, Record], key: Any, name: str, row: Record) -> bool:
    owner = owners.get(str(key or ""))
    if owner is None:
        return False
    owner.setdefault(f"·{name}", []).append(row)
    return True


def _nest(row: Record, name: str, *owners: Mapping[str, Record]) -> None:
    """Put a row where it belongs: to its service, else to the service there, else to the place, else to the body."""
    keys = ("service_id", "service_at_location_id", "location_id", "organization_id")
    for key, owner in zip(keys, owners, strict=True):
        if row.get(key) and _hang(owner, row[key], name, row):
            return


def _organization(row: Record) -> Record:
    return row | {"website": row.get("website") or row.get("url", "")}


def _location(row: Record) -> Record:
    virtual = str(row.get("virtual", "")).lower() in ("true", "t", "yes", "1")
    if row.get("accessibility"):
        row = row | {"·accessibility": [{"description": row["accessibility"]}]}
    return row | {"location_type": row.get("location_type") or ("virtual" if virtual else "physical")}


def _accessible(row: Record) -> str:
    return row.get("description") or row.get("accessibility") or ""


def _address_type(kind: str, row: Record) -> str:
    return row.get("address_type") or ("postal" if kind == "mail_addresses" else "physical")


def _weekly(row: Record) -> Record:
    """A day of the week with its hours as 2.x and Ohana have it: a name, or 1 for Monday to 7."""
    day = str(row.get("weekday", "")).strip().upper()
    byday = _DAYS[int(day) - 1] if day.isdigit() and 1 <= int(day) <= 7 else day[:2]
    return row | {"freq": "WEEKLY", "byday": byday if byday in _DAYS else "", "description": row.get("weekday", "")}


def _classify(services: Mapping[str, Record], terms: Iterable[Record], links: Iterable[Record]) -> None:
    known = {row["id"] if "id" in row else row.get("taxonomy_id", ""): row for row in terms}
    for link in links:
        key = link.get("taxonomy_term_id") or link.get("taxonomy_id") or ""
        term = known.get(key) or {"name": link.get("taxonomy_detail", ""), "code": key}
        _hang(services, link.get("link_id") or link.get("service_id"), "attributes", {"taxonomy_term": term, **link})
    for service in services.values():
        for code in dict.fromkeys(part.strip() for part in str(service.get("taxonomy_ids", "")).split(",")):
            if code:
                _hang(services, service["id"], "attributes", {"taxonomy_term": known.get(code) or {"code": code}})


def _finish(
    service: Record, venues: list[Record], locations: Mapping[str, Record], organizations: Mapping[str, Record]
) -> None:
    own = locations.get(service.get("location_id", ""))
    if own is not None:
        venues = [*venues, {"id": "", "location": own}]
    body = service.get("organization_id") or (own or {}).get("organization_id", "")
    service["organization"] = _opened(organizations.get(body, {}))
    service["service_at_locations"] = [
        {**_opened(venue), "location": _opened(venue["location"])} for venue in venues
    ]  # fmt: skip
    service.update(_opened(service))
    for plain, name in (("website", "url"), ("fees", "fees_description"), ("eligibility", "eligibility_description")):
        if service.get(plain) and not service.get(name):
            service[name] = service[plain]
    for name, inner in (
        ("languages", "name"),
        ("keywords", ""),
        ("service_areas", "name"),
        ("required_documents", "document"),
    ):
        if isinstance(service.get(name), str):
            parts = [part.strip() for part in service[name].split(",") if part.strip()]
            service[name] = [{inner: part} for part in parts] if inner else parts


def _opened(record: Record) -> Record:
    """A record with what was hung to it under the names of HSDS."""
    return {name.removeprefix("·") if name != LINE else LINE: value for name, value in record.items() if value != ""}
