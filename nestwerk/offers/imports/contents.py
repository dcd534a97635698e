"""What the cells of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import values
from .values.words import NO, YES

MOST_CELLS = 150  # of a column that are looked at, spread over its whole length
LONGEST = 600  # characters of a cell that are looked at
LONG = 70  # characters on average from which a column is a text
_ORGANISATION = re.compile(
    r"\be\.? ?v\b|gmbh|verein|kita|hort|zentrum|stelle|dienst|amt\b|praxis|klinik|beratung|treff|haus|kreis|stadt|"
    r"verband|schule|gruppe|kirche|awo|drk|caritas|diakonie|café|hilfe|netzwerk|familie|kinder|baby|eltern|projekt|kurs",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"^(?:frau|herrn?|dr\.|prof\.|dipl\.|fr\.|hr\.)(?:\s|-|$)|\b(?:frau|herr)\s+[A-ZÄÖÜ]", re.IGNORECASE
)
_NAME_WORD = r"[A-ZÄÖÜ][a-zäöüßéèáç]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
_NAME = re.compile(rf"(?:{_NAME_WORD},? ){{1,2}}{_NAME_WORD}")
_LINKED = re.compile(r"^(?:https?://|www\.)|^[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|eu|info)(?:/|$)", re.IGNORECASE)
_HAS_TIME = re.compile(r"\d{1,2}[:.]\d\d|\d\s?(?:uhr|-\s?\d)|vereinbarung|n\.\s?v\.", re.IGNORECASE)
_HAS_AGE = re.compile(
    r"mon|jahr|\bj\b|woch|schwanger|geburt|^\D{0,6}\d{1,2}\s?(?:-|–|bis)\s?\d{1,2}\D{0,4}$|^[uü] ?\d$|\d\+",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_DECIMAL = re.compile(r"-?\d{1,3}[.,]\d{3,}")
_IS_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?: \d\d:\d\d)?|\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4})")


@dataclass(frozen=True, slots=True)
class Look:
    """Shares (0 to 1) of a column's cells that look like something, and what else strikes one."""

    count: int  # of cells looked at
    shares: dict[str, float]
    average: float  # characters
    distinct: float  # share of cells that stand there only once

    def share(self, kind: str) -> float:
        """The share of cells that look like ``kind``; 0 for kinds nobody looks for."""
        return self.shares.get(kind, 0.0)


def look(cells: Sequence[str], known: Callable[[str], bool] = lambda cell: False) -> Look:
    """Look at a column. ``known`` tells whether a cell names a term of the taxonomy."""
    said = [cell for cell in cells if not values.is_empty(cell)]
    step = max(1, len(said) // MOST_CELLS)
    seen = said[::step][:MOST_CELLS]
    if not seen:
        return Look(0, {}, 0.0, 0.0)
    tests = {**_TESTS, "term": known}
    cut = [cell[:LONGEST] for cell in seen]
    shares = {kind: sum(map(test, cut)) / len(seen) for kind, test in tests.items()}
    average = sum(map(len, seen)) / len(seen)
    return Look(len(seen), shares, average, len(set(seen)) / len(seen))


def _mail(cell: str) -> bool:
    return "@" in cell and bool(values.read_mails(cell).fields)


def _phone(cell: str) -> bool:
    digits = len(_DIGITS.findall(cell))
    if digits < 6 or len(cell) > 80 or "@" in cell or _IS_DAY.fullmatch(cell) or _DECIMAL.fullmatch(cell):
        return False
    letters = sum(sign.isalpha() for sign in cell)
    return digits > letters / 2 and values.read_phones(cell).sure >= values.LIKELY


def _code(cell: str) -> bool:
    return bool(re.fullmatch(r"\d{4,5}", cell)) and 1000 < int(cell) < 99999


def _place(cell: str) -> bool:
    return bool(re.fullmatch(r"(?:D-)?\d{5},? [A-ZÄÖÜ].{1,40}", cell))


def _street(cell: str) -> bool:
    return len(cell) < 60 and bool(_DIGITS.search(cell)) and values.looks_like_street(cell)


def _address(cell: str) -> bool:
    return len(cell) < 120 and {"street", "postal_code"} <= values.read_address(cell).fields.keys()


def _hours(cell: str) -> bool:
    if not _HAS_TIME.search(cell) or _IS_DAY.fullmatch(cell) or len(cell) > 300:
        return False
    return values.read_hours(cell).sure >= values.GUESS


def _ages(cell: str) -> bool:
    if len(cell) > 60 or not _HAS_AGE.search(cell) or _IS_DAY.fullmatch(cell):
        return False
    return values.read_ages(cell).sure >= values.LIKELY


def _yes_no(cell: str) -> bool:
    return cell.strip().lower() in YES | NO


def _degrees(low: float, high: float) -> Callable[[str], bool]:
    return lambda cell: bool(_DECIMAL.fullmatch(cell)) and low <= float(cell.replace(",", ".")) <= high


def _costs(cell: str) -> bool:
    if not re.search(r"€|euro|kosten|frei|gratis|kasse|einkommen|gebühr", cell, re.IGNORECASE) or len(cell) > 120:
        return False
    return bool(values.read_costs(cell).fields)


def _languages(cell: str) -> bool:
    return 3 < len(cell) < 80 and values.read_languages(cell).sure == values.SURE


def _person(cell: str) -> bool:
    if len(cell) > 60 or _ORGANISATION.search(cell) or "@" in cell:
        return False
    return bool(_ADDRESSED.search(cell) or (_NAME.fullmatch(cell) and not values.looks_like_street(cell)))


_TESTS: dict[str, Callable[[str], bool]] = {
    "mail": _mail,
    "phone": _phone,
    "url": lambda cell: bool(_LINKED.search(cell)) and "@" not in cell,
    "postal_code": _code,
    "place": _place,
    "street": _street,
    "address": _address,
    "hours": _hours,
    "ages": _ages,
    "yes_no": _yes_no,
    "lat": _degrees(47.0, 55.2),
    "lon": _degrees(5.7, 15.2),
    "day": lambda cell: bool(_IS_DAY.fullmatch(cell)),
    "costs": _costs,
    "languages": _languages,
    "access": lambda cell: len(cell) < 60 and bool(values.read_access(cell).fields),
    "wheelchair": lambda cell: bool(values.read_wheelchair(cell).fields),
    "addressed": lambda cell: bool(_ADDRESSED.search(cell)) and len(cell) < 60,
    "person": _person,
}
