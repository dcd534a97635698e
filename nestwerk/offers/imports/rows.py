"""One row of the interchange format (``offers.csv``): from cells to the fields of an offer.

Pure: takes the cells, the known codes and the day (the places of Germany come with the package); returns values,
problems (the row is kept back) and hints (the row comes in, but somebody should look).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nestwerk.common import hours
from nestwerk.common.addresses import is_mail, web
from nestwerk.common.lands import INVENTED_CODE
from nestwerk.matching.geo import km_between
from nestwerk.networks.public import in_germany, position_of

from ..models import Offer
from ..secret_places import PLACE, named, street_alone
from . import cells

HIDDEN_BY_DEFAULT = frozenset({"offer.violence_protection", "pt.violence", "tg.violence"})
_SHOWN = ("organisation", "title", "summary", "description", "cost_note", "carriers")
SUMMARY = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What the installation knows: taxonomy codes by kind, slugs of the network's regions."""

    offer_types: frozenset[str]
    needs: frozenset[str]
    target_groups: frozenset[str]
    partner_types: frozenset[str]
    social_spaces: frozenset[str]


@dataclass(slots=True)
class Row:
    """What one row says. ``problems`` and ``hints`` are (column, German sentence), ``named`` the columns there are."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    hints: list[tuple[str, str]] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()


def columns(known: Known) -> dict[str, Callable[[str], Any]]:
    """Every column of the format and how its cells are read."""
    return {
        "source": cells.text(80),
        "external_id": cells.text(120),
        "organisation": cells.text(200),
        "organisation_type": cells.code(known.partner_types, "eine Art von Partner"),
        "title": cells.text(200),
        "summary": cells.text(2000),
        "description": cells.text(20_000),
        "offer_types": cells.listed(cells.code(known.offer_types, "eine Angebotsart")),
        "needs": cells.listed(cells.code(known.needs, "ein Anliegen")),
        "target_groups": cells.listed(cells.code(known.target_groups, "eine Zielgruppe")),
        "age_from_months": cells.months,
        "age_to_months": cells.months,
        "languages": cells.listed(cells.language),
        "access": cells.listed(cells.one_of(Offer.Access.values)),
        "cost_kind": cells.one_of(Offer.Cost.values),
        "cost_note": cells.text(200),
        "anonymous": cells.yes_no,
        "street": cells.text(120),
        "postal_code": cells.postal_code,
        "city": cells.text(80),
        "lat": cells.latitude,
        "lon": cells.longitude,
        "position_exact": cells.yes_no,
        "served_postal_codes": cells.listed(cells.postal_code),
        "served_ags": cells.listed(cells.ags),
        "phone": cells.text(60),
        "email": cells.text(254),
        "website": cells.text(300),
        "sms": cells.text(60),
        "messenger": cells.text(200),
        "chat": cells.text(300),
        "video": cells.text(300),
        "interpreter": cells.one_of(Offer.Interpreter.values),
        "certificate": cells.yes_no,
        "carriers": cells.listed(cells.text(200)),
        "funders": cells.listed(cells.text(200)),
        "status": cells.one_of(Offer.Status.values),
        "social_space": cells.code(known.social_spaces, "einen Sozialraum dieses Netzwerks"),
        "hidden_address": cells.yes_no,
        "opening_hours": cells.text(500),
        "wheelchair": cells.one_of(Offer.Wheelchair.values),
        "last_verified": cells.day,
    }


_DIALLED = re.compile(r"\D*\d")
LEADS: dict[str, Callable[[str], object]] = {
    "email": is_mail, "website": web, "chat": web, "video": web, "phone": _DIALLED.match, "sms": _DIALLED.match,
}  # fmt: skip
FAR_KM = 40.0  # no postal code is so large
REQUIRED = ("source", "external_id", "organisation", "title", "offer_types")


def read_row(raw: Mapping[str, str], readers: Mapping[str, Callable[[str], Any]], *, today: date) -> Row:
    """Read the cells of one row. Cells of unknown columns are kept as they are in ``extra``."""
    row = Row()
    for column, cell in raw.items():
        try:
            text = cells.clean(cell or "")
            if not text:
                continue
            if column in readers:
                row.values[column] = readers[column](text)
            else:
                row.extra[column] = text
        except cells.Problem as problem:
            row.problems.append((column, str(problem)))
    broken = {column for column, _ in row.problems}
    row.problems += [(c, "Diese Angabe fehlt.") for c in REQUIRED if c not in broken and not row.values.get(c)]
    _check_together(row, today)
    row.named = frozenset(raw) | row.values.keys()
    return row


def _check_together(row: Row, today: date) -> None:
    values = row.values
    low, high = values.get("age_from_months"), values.get("age_to_months")
    if low is not None and high is not None and low > high:
        row.problems.append(("age_to_months", f"Das Alter endet ({high}), bevor es beginnt ({low})."))
    if ("lat" in values) != ("lon" in values) and not any(c in ("lat", "lon") for c, _ in row.problems):
        row.problems.append(("lat", "Breite und Länge gehören zusammen, eine davon fehlt."))
    _check_position(row)
    _check_hidden(row)
    if len(values.get("summary", "")) > SUMMARY:
        row.hints.append(("summary", f"Länger als {SUMMARY} Zeichen; der ganze Text steht in der Beschreibung."))
        full = values["summary"]
        values["description"] = "\n\n".join(filter(None, [full, values.get("description", "")]))
        values["summary"] = full[: SUMMARY - 1].rsplit(" ", 1)[0] + "…"
    if "opening_hours" in values:
        try:
            hours.check(values["opening_hours"])
        except hours.HoursError as problem:
            row.hints.append(("opening_hours", f"{problem} Der Text bleibt als Notiz erhalten."))
            row.extra["opening_hours"] = values.pop("opening_hours")
    for column, leads in LEADS.items():
        if column in values and not leads(values[column]):
            row.hints.append(
                (column, f"„{values[column][:60]}“ führt nirgendwohin; der Text bleibt als Notiz erhalten.")
            )
            row.extra[column] = values.pop(column)
    if values.get("last_verified", today) > today:
        row.hints.append(("last_verified", "Das Datum liegt in der Zukunft; es wird nicht übernommen."))
        row.extra["last_verified"] = values.pop("last_verified").isoformat()


def _check_position(row: Row) -> None:
    """A point in Prague is refused; one far from the row's own postal code, and a code nobody knows, are hinted at."""
    values = row.values
    code = values.get("postal_code", "")
    if code == INVENTED_CODE:
        return
    centre = position_of(code) if code else None
    if code and centre is None:
        row.hints.append(("postal_code", f"Die Postleitzahl {code} kennen wir nicht. Bitte prüfen."))
    if "lat" not in values or "lon" not in values:
        return
    lat, lon = values["lat"], values["lon"]
    if not in_germany(lat, lon):
        row.problems.append(("lat", f"Der Punkt {lat:g}, {lon:g} liegt nicht in Deutschland."))
    elif centre and (far := km_between(lat, lon, *centre)) > FAR_KM:
        row.hints.append(("lat", f"Der Punkt liegt {far:.0f} km von der Postleitzahl {code} entfernt. Bitte prüfen."))


def _check_hidden(row: Row) -> None:
    """Where violence is the subject, an address is secret unless the row says it is not: an error must not reveal one.

    The texts around it are shown as they are, so whatever they tell of a secret address is hinted at.
    """
    values = row.values
    codes = {values.get("organisation_type"), *values.get("offer_types", ()), *values.get("target_groups", ())}
    if "hidden_address" not in values and codes & HIDDEN_BY_DEFAULT:
        values["hidden_address"] = True
        if any(column in values for column in (*PLACE, "lat")):
            row.hints.append(
                ("hidden_address", "Nicht angegeben, die Adresse wurde als geheim übernommen. Ist sie öffentlich: no.")
            )
    if not values.get("hidden_address"):
        return
    told = [values[column] for column in PLACE if column in values]
    told += [street_alone(values["street"])] if "street" in values else []
    for column in _SHOWN:
        text = values.get(column, "")
        if told_there := named(" ".join(text) if isinstance(text, list) else text, told):
            hint = f"Hier steht „{told_there}“, aber die Adresse ist geheim. Dieser Text wird gezeigt."
            row.hints.append((column, hint))
