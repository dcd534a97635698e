"""The data set as CSV and as JSON Lines, line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import orjson

from nestwerk.catalogue.records import NetworkRecord, OfferRecord

from .rows import header, rows
from .scope import Scope


class _Line:
    """A file of one line: hands back what the csv module writes."""

    def write(self, line: str) -> str:
        return line


def csv_lines(scope: Scope) -> Iterator[bytes]:
    """The interchange format: UTF-8, commas, RFC 4180."""
    writer: Any = csv.writer(_Line())
    yield writer.writerow(header(scope)).encode()
    for cells in rows(scope):
        yield writer.writerow(cells).encode()


def json_lines(scope: Scope) -> Iterator[bytes]:
    """One JSON object a line and offer. What nobody knows is left out, so that nobody reads it as "no"."""
    for network, record in scope.all_offers():
        said = {name: value for name, value in _said(scope, network, record).items() if value not in (None, "", [], {})}
        yield orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE)


def _said(scope: Scope, network: NetworkRecord, record: OfferRecord) -> dict[str, Any]:
    hidden = record.hidden_address
    return {
        "id": record.id,
        "network": record.network,
        "url": scope.address(record),
        "title": record.title,
        "summary": record.summary,
        "description": record.description,
        "organisation": {
            "id": record.organisation_id,
            "name": record.organisation,
            "type": record.organisation_type or None,
        },
        "offer_types": list(record.offer_types),
        "needs": list(record.needs),
        "target_groups": list(record.target_groups),
        "age_from_months": record.age_from_months,
        "age_to_months": record.age_to_months,
        "languages": list(record.languages),
        "interpreter": record.interpreter,
        "access": list(record.access),
        "cost_kind": record.cost_kind,
        "cost_note": record.cost_note,
        "anonymous": record.anonymous,
        "certificate": record.certificate,
        "carriers": list(record.carriers),
        "funders": list(record.funders),
        "street": "" if hidden else record.street,
        "postal_code": "" if hidden else record.postal_code,
        "city": "" if hidden else record.city,
        "lat": None if hidden else record.lat,
        "lon": None if hidden else record.lon,
        "position_exact": None if hidden or record.lat is None else record.position_exact,
        "hidden_address": hidden or None,
        "served_postal_codes": list(record.served_postal_codes),
        "served_ags": list(record.served_ags),
        "social_space": record.social_space,
        **{name: getattr(record, name) for name in WAYS},
        "opening_hours": record.opening_hours,
        "wheelchair": record.wheelchair,
        "season": record.season,
        "dates": list(record.dates),
        "status": "paused" if record.paused else "published",
        "paused_until": record.paused_until,
        "last_verified": record.last_verified,
        "translations": {
            code: {part: text[part] for part in ("title", "summary", "description") if text.get(part)}
            for code, text in record.texts.items()
        },
        "source": record.source,
        "unverified": network.unverified or None,
        "licence": scope.licence(network).title,
    }


WAYS = ("phone", "email", "website", "sms", "messenger", "chat", "video")
