"""One foreign row, cell by cell, into the columns of the interchange format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from . import values
from .chosen import Chosen
from .meanings import KEEP, LEAVE, MEANINGS, PERSON
from .rows import Known
from .values import Reading
from .vocabulary import FIELDS, Vocabulary

# Meanings whose values are few and repeat, so that a person maps each once.
MAPPED = frozenset(
    ("offer_types", "needs", "target_groups", "ages", "age_from", "age_to", "languages", "access", "costs", "anonymous",
     "wheelchair", "interpreter", "certificate", "social_space", "opening_hours")
)  # fmt: skip
_TEXTS = frozenset(("title", "organisation", "summary", "description", "city", "external_id", "messenger"))
_LISTS = frozenset(("carriers", "funders"))
_WEEKDAY = re.compile(r"(?:.*– )?(mo|di|mi|do|fr|sa|so)[a-z]*\.?(?: \(\d\))?", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[|;,\n•]\s*|\s+(?:und|sowie|&|\+)\s+|\s/\s")
LONGEST_TITLE = 200
LONGEST_VALUE = 600  # characters of a cell that is more than text


class Assembling:
    """Collects what one row says. Afterwards: ``fields``, ``extra``, ``hints``, ``sure`` and ``unknown``."""

    def __init__(self, choice: Chosen, known: Known, vocabulary: Vocabulary) -> None:
        self.fields: dict[str, str] = {}
        self.extra: dict[str, str] = {}
        self.hints: list[tuple[str, str]] = []
        self.sure: dict[str, float] = {}
        self.unknown: list[tuple[str, str, str]] = []  # column, meaning, value
        self._choice = choice
        self._known = known
        self._vocabulary = vocabulary
        self._hours: list[tuple[str, str]] = []
        self._span: dict[str, tuple[str, str]] = {}
        self._house: list[str] = []

    def take(self, cells: Mapping[str, str]) -> None:
        """Read every cell of the row, in the order of the columns."""
        given, told = self._choice.get("given", ()), self._choice.get("told", "")
        for column, cell in cells.items():
            if column in given:
                self.fields[column] = cell
                continue
            if column == told:
                self.hints += [("", sentence) for sentence in cell.split("\n")]
                continue
            for meaning in self._choice["columns"].get(column, [KEEP]):
                if meaning in (LEAVE, PERSON) or (values.is_empty(cell) and meaning != KEEP):
                    continue
                self._take(column, meaning, cell)
        self._take_hours()
        if self._house and "street" in self.fields and not re.search(r"\d", self.fields["street"]):
            self.fields["street"] = " ".join((self.fields["street"], *self._house))
        self._shorten_title()

    def _take(self, column: str, meaning: str, cell: str) -> None:
        if meaning == KEEP:
            self.extra[column] = cell
            return
        ours = self._choice.get("values", {}).get(column, {}).get(cell.strip())
        if ours is not None and meaning in MAPPED:
            if not ours:
                return
            cell = ours
        if meaning in _TEXTS:
            self._add(meaning, cell)
        elif meaning in _LISTS:
            self._add(meaning, "|".join(part for part in re.split(r"\s*[|;\n]\s*", cell) if part))
        elif len(cell) > LONGEST_VALUE:
            self.extra[column] = cell
            self.hints.append((MEANINGS[meaning].fields[0], "Der Text ist zu lang, um ihn zu deuten."))
        elif meaning in FIELDS:
            self._take_terms(column, meaning, cell)
        elif meaning == "opening_hours":
            self._hours.append((column, cell))
        elif meaning in ("opens", "closes"):
            self._span[meaning] = column, cell
        elif meaning == "house_number":
            self._house += [cell.removesuffix(".0")] if cell.strip("0. ") else []
        else:
            self._use(column, meaning, cell, self._read(column, meaning, cell))

    def _read(self, column: str, meaning: str, cell: str) -> Reading:
        unit = "months" if "monat" in column.lower() else "years" if "jahr" in column.lower() else ""
        area_code = self._choice.get("area_code", "")
        match meaning:
            case "ages":
                return values.read_ages(cell, unit=unit)
            case "age_from" | "age_to":
                return values.read_age(cell, MEANINGS[meaning].fields[0], unit=unit)
            case "phone":
                return values.read_phones(cell, area_code=area_code)
            case "sms":
                read = values.read_phones(cell, area_code=area_code)
                return Reading({"sms": read.fields["phone"]} if read.fields else {}, read.note, read.rest, read.sure)
            case "contact":
                return values.read_contact(cell, area_code=area_code)
            case "street":
                return Reading({"street": " ".join(cell.split())})
            case "place" | "postal_code":
                return values.read_postal_code(cell)
            case "served_postal_codes":
                return values.read_postal_code(cell, meaning)
            case "lat" | "lon":
                return values.read_degrees(cell, meaning)
            case "anonymous" | "certificate":
                return values.read_yes_no(cell, meaning)
            case "last_verified":
                return values.read_day(cell, meaning)
            case "social_space":
                return self._space(cell)
        return _READERS[meaning](cell)

    def _space(self, cell: str) -> Reading:
        slug = re.sub(r"[^a-z0-9]+", "-", _ascii(cell)).strip("-")
        if slug in self._known.social_spaces:
            return Reading({"social_space": slug})
        return values.not_understood(cell, f"Einen Sozialraum „{cell[:40]}“ hat dieses Netzwerk nicht.")

    def _use(self, column: str, meaning: str, cell: str, read: Reading) -> None:
        """Put a reading where it belongs; what found no field is kept under the name of its column."""
        taken = [field for field in read.fields if field in self.fields and self.fields[field] != read.fields[field]]
        for field, text in read.fields.items():
            if field not in taken:
                self.fields[field] = text
                self.sure[field] = min(read.sure, self.sure.get(field, values.SURE))
        label = MEANINGS[meaning].fields[0]
        if read.sure == values.NOTHING and meaning in MAPPED:
            self.unknown.append((column, meaning, cell.strip()))
        if read.note:
            self.hints.append((label, read.note))
        if taken and MEANINGS[meaning].several:
            self.hints.append((taken[0], f"Weitere Angabe aus „{column}“ ist als interne Notiz behalten."))
        if read.rest or taken:
            self.extra[column] = cell

    def _take_terms(self, column: str, field: str, cell: str) -> None:
        known = {"offer_types": self._known.offer_types, "needs": self._known.needs,
                 "target_groups": self._known.target_groups}[field]  # fmt: skip
        whole = self._vocabulary.code(cell, field)
        split = cell.split("|") if self._choice.get("given") else _SPLIT.split(cell)
        parts = [cell] if whole else [part for part in split if part.strip()]
        found = self.fields.get(field, "").split("|") if self.fields.get(field) else []
        chosen = self._choice.get("values", {}).get(column, {})
        for part in parts:
            ours = chosen.get(part.strip())
            if ours == "":
                continue
            codes = [code for code in (ours or "").split("|") if code] or [self._vocabulary.code(part, field)]
            if all(code in known for code in codes):
                found += codes
            else:
                self.unknown.append((column, field, part.strip()))
                self.extra[column] = cell
        if found:
            self.fields[field] = "|".join(dict.fromkeys(found))

    def _take_hours(self) -> None:
        if self._span:
            (column, first), (_, last) = (self._span.get(end, ("", "")) for end in ("opens", "closes"))
            if first:
                self._hours.append((column, f"{first}-{last}" if last else f"ab {first}"))
        if not self._hours:
            return
        pieces = []
        for column, cell in self._hours:
            day = _WEEKDAY.fullmatch(column)
            pieces.append(f"{day[1]} {cell}" if day else cell)
        by_day = any(_WEEKDAY.fullmatch(column) for column, _ in self._hours)
        text = ("; " if by_day else " ").join(pieces)
        read = values.read_hours(text, day=self._choice.get("days", ""))
        column = self._hours[0][0]
        if read.sure == values.NOTHING and len(self._hours) == 1:
            self.unknown.append((column, "opening_hours", self._hours[0][1].strip()))
        self.fields.update(read.fields)
        self.sure.update(dict.fromkeys(read.fields, read.sure))
        if read.note:
            self.hints.append(("opening_hours", read.note))
        if read.rest:
            self.extra.update(self._hours)

    def _add(self, field: str, cell: str) -> None:
        one_line = field not in ("description", "summary")
        text = " ".join(cell.split()) if one_line else cell.strip()
        if not self.fields.get(field):
            self.fields[field] = text
        elif not one_line and text not in self.fields[field]:
            self.fields[field] += f"\n\n{text}"

    def _shorten_title(self) -> None:
        title = self.fields.get("title", "")
        if len(title) > LONGEST_TITLE:
            self.fields["title"] = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
            self.fields["description"] = "\n\n".join(filter(None, (title, self.fields.get("description", ""))))
            self.hints.append(("title", "Der Titel ist gekürzt; der ganze Text steht in der Beschreibung."))


_READERS = {
    "email": values.read_mails,
    "website": values.read_urls,
    "address": values.read_address,
    "costs": values.read_costs,
    "languages": values.read_languages,
    "access": values.read_access,
    "wheelchair": values.read_wheelchair,
    "interpreter": values.read_interpreter,
}


def lasting_id(fields: Mapping[str, str]) -> str:
    """A key for a row that has none: the same as long as title, provider and place stay."""
    told = "\n".join(_ascii(fields.get(name, "")) for name in ("organisation", "title", "street", "postal_code"))
    return f"z-{sha256(told.encode()).hexdigest()[:12]}"


def _ascii(text: str) -> str:
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.lower().replace(umlaut, letters)
    return " ".join(text.split())
