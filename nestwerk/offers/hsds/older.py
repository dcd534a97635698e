"""A directory from before HSDS: one flat object per programme, without ids, hours as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..imports.assembling import lasting_id
from .joining import Record

_TELLING = {"agency", "services_provided", "street_address", "service_hours", "phones", "how_to_apply"}


def is_older(one: Mapping[str, Any]) -> bool:
    """Whether an object is a programme of such a directory."""
    return "id" not in one and bool(_TELLING & set(one))


def modern(one: Mapping[str, Any]) -> Record:
    """A programme as HSDS 3.0 nests services. Its id comes from what lasts: provider, name and place."""
    name, agency = _text(one.get("name")), _text(one.get("agency"))
    place = {"title": name, "organisation": agency, "street": _text(one.get("street_address"))}
    address = {
        "address_1": place["street"],
        "city": _text(one.get("city")),
        "state_province": _text(one.get("state")),
        "postal_code": _text(one.get("zipcode")),
    }
    location: Record = {"id": "", "location_type": "physical", "addresses": [address] if any(address.values()) else []}
    point = one.get("coordinates")
    if isinstance(point, list) and len(point) == 2:
        location["longitude"], location["latitude"] = point
    wheels = _texts(one.get("accessibility_options"))
    location["accessibility"] = [{"description": text} for text in wheels]
    return {
        "id": lasting_id(place),
        "name": name or agency,
        "status": "active",
        "description": _text(one.get("description")) or _text(one.get("services_provided")),
        "organization": {"name": agency or name},
        "eligibility_description": _text(one.get("target_group")) or _text(one.get("eligibility_requirements")),
        "application_process": _text(one.get("how_to_apply")),
        "fees_description": _text(one.get("fees")),
        "email": next(iter(_texts(one.get("emails"))), ""),
        "url": next(iter(_texts(one.get("urls"))), ""),
        "phones": [{"number": number, "type": "voice"} for number in _numbers(one.get("phones"))],
        "languages": [{"name": text} for text in _texts(one.get("languages_spoken"))],
        "keywords": _texts(one.get("keywords")),
        "schedules": [{"description": text} for text in _texts(one.get("service_hours"))],
        "service_at_locations": [{"location": location}],
        "·older": True,
    }


def _text(value: Any) -> str:
    return re.sub(r"\s+", " ", value).strip() if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [_text(value)] if value.strip() else []
    return [_text(item) for item in value if _text(item)] if isinstance(value, list) else []


def _numbers(value: Any) -> Iterator[str]:
    """Telephone numbers out of lists in lists."""
    if isinstance(value, Mapping):
        if _text(value.get("number")):
            yield _text(value["number"])
    elif isinstance(value, list):
        for item in value:
            yield from _numbers(item)
