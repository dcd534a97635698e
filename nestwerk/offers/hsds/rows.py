"""Services of HSDS as rows of a list: what fits a field goes there, everything else is told or kept beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nestwerk.common.addresses import is_mail

from ..imports import values
from ..imports.assembling import LONGEST_VALUE
from ..imports.rows import Known
from ..imports.sheets.sheet import Sheet, refuse_too_long
from ..models import LAT, LON, OLDEST
from .joining import Record
from .records import is_web
from .schedules import opening_hours

GIVEN = (
    "source", "external_id", "organisation", "title", "summary", "description", "age_from_months", "age_to_months",
    "languages", "cost_kind", "cost_note", "access", "street", "postal_code", "city", "lat", "lon", "phone", "email",
    "website", "sms", "interpreter", "wheelchair", "opening_hours", "last_verified",
    "anonymous", "hidden_address", "carriers", "messenger", "chat", "video",
)  # fmt: skip
TERMS = {
    "offer_types": "Begriffe der Quelle",
    "needs": "Anliegen der Quelle",
    "target_groups": "Zielgruppen der Quelle",
}
# What another Nestwerk says beyond the standard, as values of terms with these codes.
FACTS = {"fact.age_from_months": "age_from_months", "fact.age_to_months": "age_to_months",
         "fact.opening_hours": "opening_hours", "fact.anonymous": "anonymous",
         "fact.hidden_address": "hidden_address", "fact.carrier": "carriers", "fact.messenger": "messenger",
         "fact.chat": "chat", "fact.video": "video"}  # fmt: skip
_OURS = ("fact.", "access.", "cost.")
KEPT = ("Adresse in der Quelle", "Anschrift in der Quelle", "Zeiten in der Quelle", "Kosten in der Quelle",
        "Sprachmittlung in der Quelle", "Gebiet in der Quelle", "Alter in der Quelle")  # fmt: skip
TOLD = "Hinweise beim Abholen"
HEADER = (*GIVEN, *TERMS.values(), *KEPT, TOLD)
GONE = ("inactive", "defunct")
_GERMANY = {"", "de", "deu", "ger", "germany", "deutschland"}
_THREE = {"deu": "de", "ger": "de", "eng": "en", "tur": "tr", "ara": "ar", "rus": "ru", "ukr": "uk", "fra": "fr",
          "fre": "fr", "spa": "es", "pol": "pl", "ita": "it", "ron": "ro", "rum": "ro", "fas": "fa", "per": "fa",
          "gsg": "dgs"}  # fmt: skip
_NAMED = {"german": "de", "english": "en", "turkish": "tr", "arabic": "ar", "russian": "ru", "ukrainian": "uk",
          "french": "fr", "spanish": "es", "polish": "pl", "italian": "it", "romanian": "ro", "persian": "fa",
          "farsi": "fa", "vietnamese": "vi", "chinese": "zh", "mandarin": "zh", "cantonese": "zh", "tagalog": "tl",
          "portuguese": "pt", "japanese": "ja", "korean": "ko", "hindi": "hi", "urdu": "ur", "samoan": "sm",
          "tongan": "to"}  # fmt: skip
_FREE = re.compile(r"(?:free|none|no (?:fees?|cost|charge)|free of charge)\.?", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/][^>]{0,300}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ended:
    """A service that its source no longer keeps: key and state there."""

    external_id: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class Around:
    """What reading needs to know of here. ``place``: whether a German postal code is known."""

    known: Known
    today: date
    place: Callable[[str], bool]


def sheet_of(
    services: Sequence[Record], *, source: str, name: str, around: Around, base: str = ""
) -> tuple[Sheet, list[Ended]]:
    """The services as a table, one row per service and place, and those that have ended. Raises Refused for too many.

    ``source``: the name under which they are known for ever; ``base``: address of the API they came from.
    """
    rows: list[tuple[str, ...]] = []
    ended: list[Ended] = []
    used: dict[str, int] = {}
    for service in services:
        places = _places(service)
        for number, place in enumerate(places):
            key = str(service["id"]) + (f"@{place.get('id') or number}" if number else "")
            if "·older" in service:
                used[key] = used.get(key, 0) + 1
                key += f"-{used[key]}" if used[key] > 1 else ""
            if _status(service) in GONE:
                ended.append(Ended(key[:120], _text(service.get("name")), _status(service)))
                continue
            cells = {"source": source, "external_id": key[:120]} | _cells(service, place, around, base)
            rows.append(tuple(cells.get(column, "") for column in HEADER))
    refuse_too_long(name, len(rows))
    return Sheet(name, HEADER, tuple(rows), 0), ended


def _status(service: Record) -> str:
    return _text(service.get("status")).lower()


def _places(service: Record) -> list[Record]:
    """Where it is held, the first always the same; one empty place where nothing is known."""
    venues = [
        {**venue["location"], "·venue": venue}
        for venue in service.get("service_at_locations") or ()
        if isinstance(venue, Mapping) and isinstance(venue.get("location"), Mapping)
    ]
    places = {str(place.get("id") or number): place for number, place in enumerate(venues)}
    return [places[key] for key in sorted(places)] or [{}]


def _cells(service: Record, place: Record, around: Around, base: str) -> dict[str, str]:
    body = service.get("organization") or {}
    venue = place.get("·venue", {})
    told: list[str] = []
    cells = {
        "title": _line(service.get("name"))[:200],
        "organisation": _line(body.get("name"))[:200] or _line(service.get("name"))[:200],
        "description": _description(service),
        "phone": _phone(service, venue, place, body, fax=("fax", "tty", "sms", "text")),
        "email": _first(is_mail, "Als E-Mail-Adresse nicht zu lesen", told, service.get("email"), body.get("email")),
        "website": _first(is_web, "Als Internetadresse nicht zu lesen", told, service.get("url"), body.get("website")),
        "last_verified": _day(service.get("assured_date")),
        "Gebiet in der Quelle": ", ".join(
            filter(None, (_line(one.get("name")) for one in _list(service, "service_areas")))
        ),
    }
    if base:
        cells["Adresse in der Quelle"] = f"{base}/services/{service['id']}"
    _when(service, place, venue, around, cells, told)
    _where(place, around, cells, told)
    _ages(service, cells, told)
    _languages(service, place, cells, told)
    _costs(service, cells)
    _words(service, around.known, cells)
    _facts(service, cells)
    if service.get("interpretation_services"):
        cells["interpreter"] = "on_request"
        cells["Sprachmittlung in der Quelle"] = _line(service["interpretation_services"])[:500]
    wheels = [_line(one.get("description") or one.get("details")) for one in _list(place, "accessibility")]
    if wheel := _wheels(wheels):
        cells["wheelchair"] = wheel
    if service.get("alert"):
        told.append(f"Die Quelle schreibt: {_line(service['alert'])[:300]}")
    if _status(service) == "temporarily closed":
        told.append("In der Quelle ist dieses Angebot vorübergehend geschlossen.")
    cells[TOLD] = "\n".join(dict.fromkeys(told))
    return cells


def _description(service: Record) -> str:
    parts = [_text(service.get("description"))]
    for label, name in (("Für wen", "eligibility_description"), ("Anmeldung", "application_process")):
        if _text(service.get(name)):
            parts.append(f"{label}: {_text(service[name])}")
    papers = [_line(one.get("document")) for one in _list(service, "required_documents")]
    if any(papers):
        parts.append(f"Mitzubringen: {', '.join(filter(None, papers))}")
    return "\n\n".join(filter(None, parts))[:20_000]


def _where(place: Record, around: Around, cells: dict[str, str], told: list[str]) -> None:
    """Address and position; one that is not in Germany is told and kept beside the fields."""
    addresses = _list(place, "addresses")
    address = next((one for one in addresses if one.get("address_type") != "postal"), addresses[0] if addresses else {})
    line = ", ".join(filter(None, (_line(address.get(name)) for name in _ADDRESS)))
    country, code = _line(address.get("country")).lower(), _line(address.get("postal_code"))
    lat, lon = _number(place.get("latitude")), _number(place.get("longitude"))
    outside = lat is not None and lon is not None and not (LAT[0] <= lat <= LAT[1] and LON[0] <= lon <= LON[1])
    if country not in _GERMANY:
        told.append(f"Die Anschrift liegt laut Quelle nicht in Deutschland ({address['country']}).")
    elif outside:
        told.append(f"Die Koordinaten {lat:g}, {lon:g} liegen nicht in Deutschland.")
    elif code and not (re.fullmatch(r"[0-9]{5}", code) and around.place(code)):
        told.append(f"„{code[:20]}“ ist keine deutsche Postleitzahl.")
    else:
        street = ", ".join(filter(None, (_line(address.get("address_1")), _line(address.get("address_2")))))
        cells |= {"street": street[:120], "postal_code": code, "city": _line(address.get("city"))[:80]}
        if lat is not None and lon is not None:
            cells |= {"lat": f"{lat:.6f}", "lon": f"{lon:.6f}"}
        return
    cells["Anschrift in der Quelle"] = line
    told.append("Anschrift und Lage sind nur als interne Notiz behalten.")


_ADDRESS = ("address_1", "address_2", "postal_code", "city", "state_province", "country")


def _when(
    service: Record, place: Record, venue: Record, around: Around, cells: dict[str, str], told: list[str]
) -> None:
    found = _list(venue, "schedules") or _list(service, "schedules") or _list(place, "schedules")
    text, words = opening_hours(found, today=around.today)
    cells["opening_hours"] = text
    if words:
        cells["Zeiten in der Quelle"] = "; ".join(words)[:2000]
        told.append("Die Zeiten stehen als Notiz dabei, weil sie sich nicht ganz übersetzen lassen.")


def _ages(service: Record, cells: dict[str, str], told: list[str]) -> None:
    """Years become months; what lies beyond youth welfare is no limit for us."""
    for name, field in (("minimum_age", "age_from_months"), ("maximum_age", "age_to_months")):
        years = _number(service.get(name))
        if years is None:
            continue
        months = round(years * 12)
        if -9 <= months <= OLDEST:
            cells[field] = str(months)
        else:
            cells["Alter in der Quelle"] = f"{cells.get('Alter in der Quelle', '')} {name} {years:g}".strip()
            if field == "age_from_months":
                told.append(f"Laut Quelle ab {years:g} Jahren: Das liegt über dem Alter, für das wir Angebote führen.")


def _facts(service: Record, cells: dict[str, str]) -> None:
    """What another Nestwerk says exactly where the standard can only say it roughly."""
    found: dict[str, dict[str, None]] = {}
    for one in _list(service, "attributes"):
        code, value = _code(one), _line(one.get("value"))
        if code in FACTS and value:
            found.setdefault(FACTS[code], {})[value] = None
        elif code.startswith("access."):
            found.setdefault("access", {})[code.removeprefix("access.")] = None
        elif code.startswith("cost."):
            cells["cost_kind"] = code.removeprefix("cost.")
    cells |= {field: "|".join(told) for field, told in found.items()}
    if "opening_hours" in found:
        cells.pop("Zeiten in der Quelle", None)


def _code(attribute: Mapping[str, Any]) -> str:
    term = attribute.get("taxonomy_term")
    return _line(term.get("code")) if isinstance(term, Mapping) else ""


def _languages(service: Record, place: Record, cells: dict[str, str], told: list[str]) -> None:
    found: dict[str, None] = {}
    for one in _list(service, "languages") or _list(place, "languages"):
        if not isinstance(one, Mapping):
            continue
        code, name = _line(one.get("code")).lower(), _line(one.get("name") or one.get("language")).lower()
        code = _THREE.get(code, code)
        if not re.fullmatch(r"[a-z]{2}|dgs", code):
            code = (
                _NAMED.get(name)
                or _NAMED.get(name.split(" ")[0])
                or values.read_languages(name).fields.get("languages", "").split("|")[0]
            )
        if code:
            found[code] = None
        elif name:
            told.append(f"Die Sprache „{name[:40]}“ kennen wir nicht.")
    cells["languages"] = "|".join(found)


def _costs(service: Record, cells: dict[str, str]) -> None:
    words = _line(service.get("fees_description") or service.get("fees"))
    amounts = [_number(one.get("amount")) for one in _list(service, "cost_options")]
    told = [
        " ".join(filter(None, (_money(one), _line(one.get("amount_description")), _line(one.get("option")))))
        for one in _list(service, "cost_options")
    ]
    note = words or "; ".join(filter(None, told))
    read = values.read_costs(words) if words else None
    if _FREE.fullmatch(words) or (not words and amounts and all(amount == 0 for amount in amounts)):
        cells["cost_kind"], note = "free", ""
    elif read and "cost_kind" in read.fields:
        cells["cost_kind"], note = read.fields["cost_kind"], read.fields.get("cost_note", "")
    elif any(amounts):
        cells["cost_kind"] = "reducible" if 0 in amounts else "paid"
    if len(note) <= 200:
        cells["cost_note"] = note
    else:
        cells["cost_note"] = note[:199].rsplit(" ", 1)[0] + "…"
        cells["Kosten in der Quelle"] = note[:2000]


def _money(one: Mapping[str, Any]) -> str:
    amount = _number(one.get("amount"))
    currency = _line(one.get("currency")).upper() or "EUR"
    return "" if amount is None else f"{amount:g} {currency}".replace(".", ",")


def _words(service: Record, known: Known, cells: dict[str, str]) -> None:
    """The terms of the source: codes of ours where it has them, else its own words for a person to map once."""
    found: dict[str, dict[str, None]] = {field: {} for field in TERMS}
    ours = {"offer_types": known.offer_types, "needs": known.needs, "target_groups": known.target_groups}
    for one in _list(service, "attributes"):
        term = one.get("taxonomy_term")
        term = term if isinstance(term, Mapping) else {}
        code, word = _line(term.get("code")), _line(term.get("name") or term.get("term") or one.get("value"))
        field = next((field for field, codes in ours.items() if code in codes), "")
        if not field and code.startswith(_OURS):
            continue
        if field or word or code:
            found[field or "offer_types"][code if field else word or code] = None
    for word in service.get("keywords") or ():
        found["offer_types"][_line(word)] = None
    for field, column in TERMS.items():
        text = "|".join(word.replace("|", "/") for word in found[field] if word)
        cells[column] = text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE].rpartition("|")[0]


def _phone(*owners: Record, fax: Iterable[str]) -> str:
    for owner in owners:
        for one in _list(owner, "phones"):
            kind = _line(one.get("type") or one.get("number_type")).lower()
            number = _line(one.get("number")).strip("\"' ")
            if number and kind not in fax:
                return number[:60]
    return ""


def _first(test: Callable[[str], bool], sentence: str, told: list[str], *texts: Any) -> str:
    for text in map(_line, texts):
        if text and test(text) and len(text) <= 250:
            return text
        if text:
            told.append(f"{sentence}: „{text[:80]}“.")
    return ""


def _wheels(texts: Sequence[str]) -> str:
    for text in filter(None, texts):
        if re.search(r"\bwheelchair\b|^cd$", text, re.IGNORECASE):
            return "limited" if re.search(r"limited|partial", text, re.IGNORECASE) else "yes"
        read = values.read_wheelchair(text)
        if "wheelchair" in read.fields:
            return read.fields["wheelchair"]
    return ""


def _list(owner: Mapping[str, Any], name: str) -> list[Any]:
    there = owner.get(name)
    return [one for one in there if isinstance(one, Mapping)] if isinstance(there, list) else []


def _text(value: Any) -> str:
    """A text in paragraphs, without marks of a web page or signs nobody sees."""
    if value is None or isinstance(value, bool | list | dict):
        return ""
    text = _TAG.sub(" ", str(value)).replace("\r\n", "\n")
    lines = (" ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", line).split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _line(value: Any) -> str:
    return " ".join(_text(value).split())


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value in (None, ""):
        return None
    try:
        found = float(str(value).replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None


def _day(value: Any) -> str:
    text = _line(value)[:10]
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""
