"""Offers as a file for a spreadsheet: German heads, semicolons, UTF-8 with the mark Excel looks for.

Nothing in it calculates: a cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from nestwerk.networks.models import Membership

from .facts import HIDDEN, label, shown
from .imports.cells import is_formula
from .models import Offer
from .rules.sight import may_see_hidden_address

PUBLIC = ("title", "summary", "description")
PLACE = ("street", "postal_code", "city")
FURTHER = ("opening_hours", "access", "cost_kind", "cost_note", "languages", "phone", "email", "website")
DAYS = ("last_verified_on", "due_on")


def cell(text: str) -> str:
    """A cell that a spreadsheet shows instead of calculating."""
    return f"'{text}" if is_formula(text.lstrip()) else text


class _Line:
    """A file of one line: hands back what the csv module writes."""

    def write(self, line: str) -> str:
        return line


def lines(offers: Iterable[Offer], member: Membership, *, types: dict[str, str]) -> Iterator[str]:
    """The file, line by line."""
    writer: Any = csv.writer(_Line(), delimiter=";")
    heads = ["Nr.", *map(label, PUBLIC), label("organisation"), label("offer_types"), "Stand", *map(label, PLACE)]
    yield "\ufeff" + writer.writerow([*heads, label("social_space"), *map(label, FURTHER), *map(label, DAYS)])
    for offer in offers:
        yield writer.writerow([cell(text) for text in _cells(offer, member, types)])


def _cells(offer: Offer, member: Membership, types: dict[str, str]) -> Iterator[str]:
    yield str(offer.pk)
    yield from (shown(offer, name) for name in PUBLIC)
    yield offer.organisation.name
    yield ", ".join(types.get(code, code) for code in offer.offer_types)
    yield str(offer.get_status_display())
    if may_see_hidden_address(member, offer):
        yield from (shown(offer, name) for name in PLACE)
        yield str(offer.social_space or "")
    else:
        yield from (HIDDEN, "", "", "")
    yield from (shown(offer, name) for name in FURTHER)
    for name in DAYS:
        day = getattr(offer, name)
        yield f"{day:%d.%m.%Y}" if day else ""
