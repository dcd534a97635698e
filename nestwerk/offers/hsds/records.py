"""Services as JSON: one, a list, a page of an API, or one a line. What is wrong with one is told, not guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from nestwerk.common.addresses import is_mail

from .faults import Fault
from .joining import Record
from .ohana import STATES
from .older import is_older, modern

MOST_SERVICES = 20_000
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_TEXTS = (
    "name",
    "description",
    "url",
    "email",
    "status",
    "fees_description",
    "eligibility_description",
    "last_modified",
)
_LISTS = ("phones", "schedules", "languages", "cost_options", "attributes", "service_at_locations", "service_areas",
          "contacts", "required_documents")  # fmt: skip


def parsed(content: bytes, file: str) -> tuple[Any, list[Fault]]:
    """What JSON, or JSON one object a line, says; and where it breaks off."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Fault(file, 0, "", "Die Datei ist nicht in UTF-8 gespeichert.")]
    try:
        return json.loads(text), []
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        first = text.lstrip().partition("\n")[0]
        if not (first.startswith("{") and first.rstrip().endswith("}")):
            return None, [Fault(file, line, "", "Das ist kein JSON.")]
    found, faults = [], []
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip():
            try:
                found.append(json.loads(row))
            except (ValueError, RecursionError):
                faults.append(Fault(file, number, "", "Diese Zeile ist kein JSON."))
    return found, faults


def records_of(said: Any, file: str) -> tuple[list[Record], list[Fault]]:
    """The services in an answer or a file, those that can be read; and everything that is wrong with them.

    ``said``: a service, a list of services, or a page with ``contents``. A line is the number of the service.
    """
    if isinstance(said, Mapping):
        said = said.get("contents", [said])
    if not isinstance(said, list):
        return [], [Fault(file, 0, "contents", "Hier steht keine Liste von Angeboten.")]
    if len(said) > MOST_SERVICES:
        return [], [Fault(file, 0, "", "Das sind mehr Angebote, als wir einlesen.")]
    faults: list[Fault] = []
    found: list[Record] = []
    seen: set[str] = set()
    for number, one in enumerate(said, 1):
        if isinstance(one, Mapping) and is_older(one):
            one = modern(one)
        wrong = [Fault(file, number, column, sentence) for column, sentence in _check(one)]
        if isinstance(one, Mapping) and not any(fault.column in ("", "id", "name") for fault in wrong):
            if str(one["id"]) in seen and "·older" not in one:
                wrong.append(Fault(file, number, "id", f"Die Kennung „{str(one['id'])[:60]}“ kommt doppelt vor."))
            else:
                found.append(dict(one))
            seen.add(str(one["id"]))
        faults += wrong
    return found, faults


def _check(one: Any) -> list[tuple[str, str]]:
    """What is wrong with a service: (field, German sentence)."""
    if not isinstance(one, Mapping):
        return [("", "Hier steht kein Angebot.")]
    wrong = [(name, "Diese Angabe fehlt.") for name in ("id", "name") if one.get(name) in (None, "")]
    if not isinstance(one.get("id"), str | int):
        wrong = [("id", "Diese Angabe fehlt."), *wrong[1:]] if wrong else [("id", "Das ist keine Kennung.")]
    for name in _TEXTS:
        if not isinstance(one.get(name, ""), str | None):
            wrong.append((name, f"Hier gehört ein Text hin, nicht „{str(one[name])[:20]}“."))
    for name in _LISTS:
        there = one.get(name)
        if there is not None and not (isinstance(there, list) and all(isinstance(item, Mapping) for item in there)):
            wrong.append((name, "Hier gehört eine Liste hin."))
    if not isinstance(one.get("organization", {}), Mapping | None):
        wrong.append(("organization", "Hier gehört ein Anbieter mit Namen hin."))
    checks = () if "·older" in one else _CHECKS  # what people wrote by hand is told row by row
    wrong += [(name, sentence) for name, test, sentence in checks if _said(one, name) and not test(_said(one, name))]
    for name in ("minimum_age", "maximum_age"):
        if not isinstance(one.get(name, 0), int | float | None):
            wrong.append((name, "Ein Alter ist eine Zahl von Jahren."))
    return wrong


def _said(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name)
    return value.strip() if isinstance(value, str) else ""


_CHECKS = (
    ("status", lambda text: text.lower() in STATES, f"Das ist kein Stand. Möglich: {', '.join(STATES)}."),
    ("email", lambda text: bool(is_mail(text)), "Das ist keine E-Mail-Adresse."),
    ("url", lambda text: bool(is_web(text)), "Das ist keine Internetadresse. Sie beginnt mit https:// oder http://."),
)


def is_web(text: str) -> bool:
    """Whether a text is an address of the web."""
    return bool(_WEB.fullmatch(text))
