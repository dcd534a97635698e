"""What happened to an offer or a partner, in words: when, by which role, what changed. Values in, words out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models
from django.utils.dateformat import format as german
from django.utils.timezone import localtime

from nestwerk.accounts.models import Appointment
from nestwerk.audit.queries import Version
from nestwerk.networks.models import Role

from .compare import Names
from .compare.values import in_words
from .models import Offer

LONGEST = 50  # entries on a page
LONGEST_VALUE = 160  # characters of a value
TECHNICAL = frozenset(
    {"id", "network_id", "public_id", "imported_at", "copied_at", "extra", "lat", "lon", "position_exact", "version"}
)
_ROLES = {str(value): str(text) for value, text in (*Role.choices, *Appointment.Role.choices)}
_OPERATIONS = {"INSERT": "angelegt", "UPDATE": "geändert", "DELETE": "gelöscht"}


class Change(NamedTuple):
    """One column: its label, and what stood there before and after; empty strings where only that it changed counts."""

    label: str
    before: str
    after: str


class Entry(NamedTuple):
    """One change of a row."""

    at: datetime
    by: str
    what: str
    changes: list[Change]
    version: int = 0  # what the row was before, to be looked at; 0 for one that was not there


def entries(
    versions: Iterable[Version], model: type[models.Model], *, names: Names, unseen: Collection[str] = ()
) -> list[Entry]:
    """The changes people care about, newest first. Of the columns ``unseen`` only that they changed is told."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    found: list[Entry] = []
    for version in versions:
        told = [] if version.operation == "DELETE" else _told(version, columns, names, unseen)
        if version.operation == "UPDATE" and not told:
            continue
        before = version.id if version.operation == "UPDATE" else 0
        found.append(Entry(version.at, role_of(version.hat), _OPERATIONS[version.operation], told, before))
        if len(found) == LONGEST:
            break
    return found


def role_of(hat: str) -> str:
    """The role a hat such as ``coordinator:17`` stands for; without one it was read in or done by the operator."""
    return _ROLES.get(hat.split(":", 1)[0], "") or "Einlesen oder Betrieb"


def _told(version: Version, columns: Mapping[str, Any], names: Names, unseen: Collection[str]) -> list[Change]:
    told = []
    for name, before, after in version.changes:
        field = columns.get(name)
        if field is None or name in TECHNICAL:
            continue
        secret = name in unseen or field.name in unseen or field.is_relation
        words = ("", "") if secret else (_words(field, before, names), _words(field, after, names))
        told.append(Change(str(field.verbose_name), *words))
    return told


def _words(field: Any, value: Any, names: Names) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(field, models.DateTimeField):
        text = f"{german(localtime(datetime.fromisoformat(value)), 'j. F Y, H:i')} Uhr"
    elif isinstance(field, models.DateField):
        text = german(date.fromisoformat(value), "j. F Y")
    elif field.model is Offer:
        text = ", ".join(in_words(field.attname, value, names))
    elif isinstance(value, bool):
        text = "ja" if value else "nein"
    elif isinstance(value, list):
        text = ", ".join(str(one) for one in value)
    else:
        text = str(dict(field.flatchoices).get(value, value))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
