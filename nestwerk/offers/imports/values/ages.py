"""Ages as people write them ("0–3 J.", "ab Geburt", "Schwangere u. Eltern bis 1. Geb.") → months, inclusive."""

from __future__ import annotations

import re
from datetime import date

from ...models import OLDEST, YOUNGEST
from .reading import GUESS, LIKELY, SURE, Reading, not_understood, plain, said

_UNITS = (
    (r"(?:monat\w*|mon|mt|mo|m)\b\.?", 1.0),
    (r"(?:(?:lebens)?woch\w*|wo|w)\b\.?", 12 / 52.18),
    (r"(?:(?:lebens)?jahr\w*|jähr\w*|lj|j)\b\.?|geburtstag\w*|geb\b\.?", 12.0),
)
_UNIT = "|".join(pattern for pattern, _ in _UNITS)
_N = r"\d{1,3}(?:[.,]\d|\s?½|\s1/2)?"
_RANGE = re.compile(rf"({_N})\.?\s*-?\s*({_UNIT})?\s*(?:-|bis(?: zu[mr]?)?)\s*({_N})(?:\.|-)?\s*({_UNIT})?")
_BETWEEN = re.compile(rf"\bzwischen ({_N}) ?({_UNIT})? und ({_N})")
_UPPER = re.compile(
    rf"(?:\bbis(?: zu[mr]?)?(?: vollendeten| einschließlich| einschl\.?)?|^-|(?<=§)-)\s*({_N})\.?\s*({_UNIT})?"
)
_UNDER = re.compile(rf"(?:\bu|\bunter|<)\s*({_N})\.?\s*({_UNIT})?(?!\d)")
_LOWER = re.compile(rf"(?:\bab(?: dem| der)?|\bvon|>=?)\s*({_N})\.?\s*({_UNIT})?|({_N})\s*({_UNIT})?\s*\+")
_OVER = re.compile(rf"(?:\bü|\büber)\s*({_N})\.?\s*({_UNIT})?(?!\d)")
_ORDINAL = re.compile(r"(\d)\.\s*(?:-\s*(\d)\.\s*)?lebensjahr")
_ALONE = re.compile(rf"(?<![\d.,])({_N})\.?\s*-?\s*({_UNIT})?")
_PREGNANT = re.compile(r"schwanger\w*|werdende\w*(?:\s+(?:mütter|väter|eltern))?|vor der geburt|pränatal|\bss\b")
_BIRTH = re.compile(r"\b(?:ab|von|seit)\s+(?:der\s+)?geburt\b|\bgeburt\b(?=\s*(?:-|§))|neugeboren\w*")
_BORN = re.compile(r"eltern|famil|kind|mütter|mama|väter|papa|baby|säugling")
_NO_LIMIT = re.compile(r"\b(?:alle(?:n|r)?|jede[srn]?(?: alter)?|altersunabhängig|unbegrenzt|keine|ohne|egal|offen)\b")
_STAGES = (
    (r"neugeboren", 0, 2), (r"säugling|\bbab(?:y|ie)s?\b|krabbel", 0, 12), (r"kleinkind", 12, 36),
    (r"krippe", 0, 36), (r"kindergarten", 36, 72), (r"vorschul", 36, 72), (r"grundschul|\bhort", 72, 132),
    (r"jugendlich|teenager", 168, 216),
)  # fmt: skip
_WORDS = {
    "null": "0", "ein": "1", "einem": "1", "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6",
    "sieben": "7", "acht": "8", "neun": "9", "zehn": "10", "zwölf": "12", "ersten": "1.", "zweiten": "2.",
    "dritten": "3.", "sechsten": "6.",
}  # fmt: skip
_WORD = re.compile(r"\b(" + "|".join(_WORDS) + r")\b")
_EXCEL_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: 00:00(?::00)?)?")


def read_ages(text: str, *, unit: str = "") -> Reading:
    """Ages of the child in months, in ``age_from_months`` and ``age_to_months``.

    ``unit``: "months" or "years" for numbers without one, as the heading says; without it years are assumed and noted.
    """
    if moved := _EXCEL_DAY.fullmatch(text.strip()):
        return _turned_into_a_day(date.fromisoformat(moved[1]))
    seen = _WORD.sub(lambda word: _WORDS[word[1]], plain(text).replace("\n", " "))
    ages = _Ages(unit)
    pregnant = bool(_PREGNANT.search(seen))
    rest = _PREGNANT.sub("§", seen)
    if _BIRTH.search(rest) and "geburtstag" not in _BIRTH.search(rest)[0]:  # type: ignore[index]
        ages.low(0)
        rest = _BIRTH.sub("§", rest)
    rest = ages.numbers(rest.replace("§ -", "§-"))
    if not ages.found:
        for pattern, low, high in _STAGES:
            if re.search(pattern, seen):
                ages.stage(low, high)
    if pregnant:
        ages.lowest = YOUNGEST
        if ages.highest is None and not _BORN.search(rest):
            ages.highest = -1
    if not ages.found and not pregnant:
        if _NO_LIMIT.search(seen) and not re.search(r"\d", seen):
            return Reading(note="Ohne Altersgrenze.")
        return not_understood(text, f"„{said(text)}“ verstehen wir nicht als Alter.")
    return ages.reading(text)


def read_age(text: str, column: str, *, unit: str = "") -> Reading:
    """One end of an age: ``age_from_months`` or ``age_to_months``; numbers without a unit are ``unit``."""
    bare = plain(text)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", bare):
        months = round(float(bare.replace(",", ".")) * (1 if unit == "months" else 12))
        note = "" if unit else "Ohne Einheit, als Jahre gelesen."
        if months > OLDEST:
            return Reading(note="Höher als jede Altersgrenze, darum ohne.")
        return Reading({column: str(months)}, note, sure=SURE if unit else LIKELY)
    read = read_ages(text, unit=unit)
    value = read.fields.get(column) or next(iter(read.fields.values()), "")
    return Reading({column: value} if value else {}, read.note, read.rest, read.sure)


class _Ages:
    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.lowest: int | None = None
        self.highest: int | None = None
        self.found = 0
        self.notes: list[str] = []
        self.sure = SURE

    def low(self, months: int) -> None:
        self.found += 1
        self.lowest = months if self.lowest is None else min(self.lowest, months)

    def high(self, months: int) -> None:
        self.found += 1
        self.highest = months if self.highest is None else max(self.highest, months)

    def stage(self, low: int, high: int) -> None:
        self.low(low)
        self.high(high)
        self._doubt("Das Alter ist aus einem Wort geschlossen.", GUESS)

    def numbers(self, text: str) -> str:
        """Read every number of the text and return what is left."""
        text = _BETWEEN.sub(lambda match: f"{match[1]} {match[2] or ''} - {match[3]}", text)
        for pattern, take in (
            (_ORDINAL, self._ordinal), (_RANGE, self._range), (_UNDER, self._under), (_OVER, self._over),
            (_UPPER, self._upper), (_LOWER, self._lower),
        ):  # fmt: skip
            text = pattern.sub(take, text)
        if not self.found and (match := _ALONE.search(text)) and (match[2] or self.unit):
            self._alone(match)
        return text

    def _ordinal(self, match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2] or match[1])
        if match.start() >= 4 and match.string[: match.start()].rstrip().endswith(("bis", "bis zum", "vollendeten")):
            self.high(last * 12)
        else:
            self.low((first - 1) * 12)
            self.high(last * 12)
        return " "

    def _range(self, match: re.Match[str]) -> str:
        low, high = self._months(match[1], match[2] or match[4]), self._months(match[3], match[4] or match[2])
        if low > high:
            return " "
        if self.found:
            self._doubt("Mehrere Spannen sind zu einer zusammengefasst.", LIKELY)
        self.low(low)
        self.high(high)
        return " "

    def _under(self, match: re.Match[str]) -> str:
        self.high(self._months(match[1], match[2] or "jahr") - 1)
        self.low(0)
        if match[0].startswith("u") and not match[0].startswith("unter"):
            self._doubt(f"„{match[0].upper().strip()}“ ist als „unter {match[1]} Jahren“ gelesen.", LIKELY)
        return " "

    def _over(self, match: re.Match[str]) -> str:
        self.low(self._months(match[1], match[2] or "jahr"))
        return " "

    def _upper(self, match: re.Match[str]) -> str:
        self.high(self._months(match[1], match[2]))
        return " "

    def _lower(self, match: re.Match[str]) -> str:
        self.low(self._months(match[1] or match[3], match[2] or match[4]))
        return " "

    def _alone(self, match: re.Match[str]) -> None:
        months = self._months(match[1], match[2])
        self.low(months)
        self.high(months + (11 if months >= 12 and not months % 12 else 0))
        self._doubt("Nur ein Alter ist genannt.", GUESS)

    def _months(self, number: str, unit: str | None) -> int:
        value = float(re.sub(r"\s?½|\s1/2", ".5", number).replace(",", "."))
        for pattern, factor in _UNITS:
            if unit and re.fullmatch(pattern, unit.strip()):
                return round(value * factor)
        if not self.unit:
            self._doubt("Ohne Einheit, als Jahre gelesen.", LIKELY)
        return round(value * (1 if self.unit == "months" else 12))

    def _doubt(self, note: str, sure: float) -> None:
        self.sure = min(self.sure, sure)
        if note not in self.notes:
            self.notes.append(note)

    def reading(self, text: str) -> Reading:
        """What was found, within what is possible."""
        low, high = self.lowest, self.highest
        if high is not None and high > OLDEST:
            high = None
        if low is not None and (low > OLDEST or (high is not None and low > high)):
            return not_understood(text, f"„{said(text)}“ ist kein mögliches Alter.")
        fields = {"age_from_months": low, "age_to_months": high}
        return Reading({name: str(age) for name, age in fields.items() if age is not None}, " ".join(self.notes),
                       sure=self.sure)  # fmt: skip


def _turned_into_a_day(day: date) -> Reading:
    """ "1-6", typed into Excel, is the first of June."""
    if day.day > day.month:
        return not_understood(day.isoformat(), "Hier steht ein Datum statt eines Alters.")
    note = f"Das Tabellenprogramm hat „{day.day}-{day.month}“ in ein Datum verwandelt; gelesen als Jahre."
    return Reading({"age_from_months": str(day.day * 12), "age_to_months": str(day.month * 12)}, note, sure=GUESS)
