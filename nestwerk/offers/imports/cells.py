"""One cell of the interchange format: what it may hold, and the sentence for what it may not.

Every reader takes the trimmed text of a cell and returns a value, or raises :class:`Problem`
with a German sentence. Empty cells never come here: they mean unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from functools import cache

from babel import Locale

from nestwerk.common.invisible import CONTROL

from ..export_cell import is_formula
from ..models import LAT, LON, OLDEST, YOUNGEST

YES, NO = "yes", "no"
# Digits are the ten of ASCII: \d would also take those of other scripts, which nothing behind us understands.
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_POSTAL_CODE = re.compile(r"[0-9]{5}")
_AGS = re.compile(r"[0-9]{5}([0-9]{3})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,6}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,3}([.,][0-9]{1,20})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Problem(ValueError):
    """What is wrong with a cell, as a German sentence."""


def clean(cell: str) -> str:
    """The cell's text without surrounding blanks; refuses what could harm whoever opens an export."""
    text = cell.strip()
    if any("\udc80" <= sign <= "\udcff" for sign in text):
        raise Problem("Diese Zeichen sind nicht in UTF-8. Bitte die Datei als „CSV UTF-8“ speichern.")
    if CONTROL.search(text):
        raise Problem("Hier stehen unsichtbare Steuerzeichen.")
    if is_formula(text):
        dash = " Bei einer Aufzählung gehört ein Leerzeichen hinter den Strich." if text[0] == "-" else ""
        raise Problem(f"„{text[:30]}“ sieht aus wie eine Formel. Formeln werden nicht eingelesen.{dash}")
    return text


def text(limit: int) -> Callable[[str], str]:
    """A text of at most ``limit`` characters."""

    def read(cell: str) -> str:
        if len(cell) > limit:
            raise Problem(f"Der Text hat {len(cell)} Zeichen, höchstens {limit} sind möglich.")
        return cell

    return read


def one_of(allowed: Collection[str]) -> Callable[[str], str]:
    """One of a few words."""

    def read(cell: str) -> str:
        if cell not in allowed:
            raise Problem(f"„{cell[:40]}“ kennen wir hier nicht. Möglich: {', '.join(sorted(allowed))}.")
        return cell

    return read


def listed(item: Callable[[str], str]) -> Callable[[str], list[str]]:
    """A list separated by ``|``, without repeats, in its order."""

    def read(cell: str) -> list[str]:
        return list(dict.fromkeys(item(part.strip()) for part in cell.split("|") if part.strip()))

    return read


def code(known: Collection[str], what: str) -> Callable[[str], str]:
    """A taxonomy code that the installation knows."""

    def read(cell: str) -> str:
        if cell not in known:
            raise Problem(f"„{cell[:40]}“ ist keine bekannte Kennung für {what}.")
        return cell

    return read


def yes_no(cell: str) -> bool:
    """``yes`` or ``no``."""
    if cell not in {YES, NO}:
        raise Problem(f"„{cell[:40]}“ verstehen wir nicht. Möglich: yes oder no.")
    return cell == YES


def months(cell: str) -> int:
    """An age in months, pregnancy −9 to −1."""
    if not _WHOLE.fullmatch(cell):
        raise Problem(f"„{cell[:20]}“ ist keine ganze Zahl von Monaten.")
    age = int(cell)
    if not YOUNGEST <= age <= OLDEST:
        raise Problem(f"{age} Monate sind kein mögliches Alter ({YOUNGEST} bis {OLDEST}).")
    return age


def language(cell: str) -> str:
    """An ISO 639-1 code, or ``dgs`` for German Sign Language."""
    if not _LANGUAGE.fullmatch(cell) or cell not in _languages():
        raise Problem(f"„{cell[:20]}“ ist kein Sprachkürzel wie de, tr oder dgs.")
    return cell


@cache
def _languages() -> frozenset[str]:
    return frozenset(Locale("de").languages) | {"dgs"}


def postal_code(cell: str) -> str:
    """Five digits."""
    if not _POSTAL_CODE.fullmatch(cell):
        raise Problem(f"„{cell[:20]}“ ist keine Postleitzahl. Sie hat fünf Ziffern, zum Beispiel 96515.")
    return cell


def ags(cell: str) -> str:
    """A municipal key of five or eight digits."""
    if not _AGS.fullmatch(cell):
        raise Problem(f"„{cell[:20]}“ ist kein Gemeindeschlüssel. Er hat fünf oder acht Ziffern.")
    return cell


def _degrees(low: float, high: float, name: str) -> Callable[[str], float]:
    def read(cell: str) -> float:
        if not _DECIMAL.fullmatch(cell):
            raise Problem(f"„{cell[:20]}“ ist keine Zahl in Grad.")
        value = float(cell.replace(",", "."))
        if not low <= value <= high:
            raise Problem(f"{name} {value:g} liegt nicht in Deutschland ({low:g} bis {high:g} Grad).")
        return value

    return read


latitude = _degrees(*LAT, "Breite")
longitude = _degrees(*LON, "Länge")


def day(cell: str) -> date:
    """An ISO date."""
    try:
        if not _DAY.fullmatch(cell):
            raise ValueError(cell)
        return date.fromisoformat(cell)
    except ValueError:
        raise Problem(f"„{cell[:20]}“ ist kein Datum wie 2026-09-30.") from None
