"""Offers as a file for a spreadsheet, to be read by people: German heads, words instead of codes.

Nothing in it calculates: a cell that a spreadsheet would take for a formula begins with an apostrophe. The format that
another Nestwerk (or this one) reads back is in ``export_format``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from nestwerk.networks.models import Membership

from .editing.fields import label
from .export_cell import as_text_cell
from .facts import HIDDEN, shown
from .models import Offer
from .rules.sight import may_see_hidden_address

PUBLIC = ("title", "summary", "description")
PLACE = ("street", "postal_code", "city")
FURTHER = ("opening_hours", "access", "cost_kind", "cost_note", "languages", "phone", "email", "website")
DAYS = ("last_verified_on", "due_on")
Cells = list[str | date | None]


class _Line:
    """A file of one line: hands back what the csv module writes."""

    def write(self, line: str) -> str:
        return line


def heads() -> list[str]:
    """The heads of the columns."""
    first = ["Nr.", *map(label, PUBLIC), label("organisation"), label("offer_types"), "Stand", *map(label, PLACE)]
    return [*first, label("social_space"), *map(label, FURTHER), *map(label, DAYS)]


def rows(offers: Iterable[Offer], member: Membership, *, types: dict[str, str]) -> Iterator[Cells]:
    """One row an offer: texts as texts, days as days. ``types``: labels of types by code."""
    for offer in offers:
        yield list(_cells(offer, member, types))


def lines(
    header: Sequence[str], table: Iterable[Cells], *, delimiter: str = ";", day: str = "%d.%m.%Y", mark: str = "\ufeff"
) -> Iterator[str]:
    """A table as a CSV file, line by line. ``mark``: what Excel looks for to know the encoding."""
    writer: Any = csv.writer(_Line(), delimiter=delimiter)
    yield mark + writer.writerow(header)
    for cells in table:
        yield writer.writerow([_text(cell, day) for cell in cells])


def _text(cell: str | date | None, day: str) -> str:
    if isinstance(cell, date):
        return cell.strftime(day)
    return as_text_cell(cell or "")


def _cells(offer: Offer, member: Membership, types: dict[str, str]) -> Iterator[str | date | None]:
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
    yield from (getattr(offer, name) for name in DAYS)
