"""Addresses in one cell, postal codes that lost their zero, streets and towns."""

from __future__ import annotations

import re

from .reading import GUESS, LIKELY, SURE, Reading, not_understood, said, tidy

LONGEST = 300  # characters of an address
_CODE = r"(?:D[- ]{1,2})?(?<!\d)(\d{5})(?!\d)"
_TOWN = r"[A-ZÄÖÜ][\w.()/'-]*(?:[ -]+(?:OT|am|an|auf|der|dem|im|in|ob|bei|a\.|v\.|d\.|i\.|b\.|\(?[A-ZÄÖÜ][\w.()/'-]*))*"
_CODE_TOWN = re.compile(rf"{_CODE}\s*({_TOWN})?")
_LETTER = r"(?:\s?[a-zA-Z](?![a-zA-Zäöüß]))?"
_HOUSE = rf"\d{{1,4}}{_LETTER}(?:\s?[-/+]\s?\d{{1,4}}{_LETTER})*"
_KIND = (
    r"(?:str(?:aße|asse)?\.?|weg|platz|pl\.|allee|gasse|ring|damm|ufer|chaussee|markt|hof|berg|steig|pfad|park|graben|"
    r"anger|wall|stieg|twiete|promenade|siedlung|kamp|brücke|tor|höhe|winkel|steg|zeile|redder|koppel|straat|vej|gade)"
)
_NAMES = (
    rf"Stra(?:ß|ss)e\sde[rs]\s[\w. -]{{2,30}}?|(?:\w[\w.'-]*\s){{0,3}}[\w.'-]*{_KIND}|"
    r"(?:Am|An|Auf|Im|In|Zum|Zur|Unter|Hinter|Vor|Alte[rn]?|Neue[rn]?|Große[rn]?|Kleine[rn]?)\s[\w. '-]{2,40}?|"
    r"[A-ZÄÖÜ][\w'-]+(?:-[\w]+)*"
)
_STREET = re.compile(rf"(?:{_NAMES})\s*{_HOUSE}(?!\d|\.)", re.IGNORECASE)
_NO_NUMBER = re.compile(rf"^[\w. '-]*{_KIND}$", re.IGNORECASE)
_BOX = re.compile(r"\bpostfach\b[\s\d]*", re.IGNORECASE)


def read_address(text: str) -> Reading:
    """Street, postal code and town out of one cell, in any order; what is neither (a house, a floor) is ``rest``."""
    if len(text) > LONGEST:
        return not_understood(text, "Das ist zu lang für eine Anschrift.")
    line = re.sub(r"\s*[\n|;]\s*", ", ", tidy(text))
    notes: list[str] = []
    if _BOX.search(line):
        line = _BOX.sub("", line)
        notes.append("Das Postfach ist weggelassen.")
    fields: dict[str, str] = {}
    if match := _CODE_TOWN.search(line):
        fields["postal_code"] = match[1]
        if match[2]:
            fields["city"] = match[2].strip(" ,")
        line = line[: match.start()] + "," + line[match.end() :]
    parts = [part.strip() for part in line.split(",") if part.strip(" .-")]
    street = next((part for part in parts if _STREET.fullmatch(part)), "")
    if not street:
        street = next((part for part in parts if _NO_NUMBER.match(part)), "")
    if not street:
        street = next(
            (match[0].strip() for part in parts if (match := _STREET.search(part)) and not part[0].isdigit()), ""
        )
    left = [part for part in parts if part != street]
    if street:
        fields["street"] = street
        left = [part.replace(street, "").strip(" ,-") for part in left]
    if "city" not in fields and street and len(left) == 1 and re.fullmatch(_TOWN, left[0]):
        fields["city"] = left.pop()
        notes.append("Die Postleitzahl fehlt.")
    left = [part for part in left if part]
    if not fields or (set(fields) == {"street"} and not re.search(r"\d", street)):
        return not_understood(text, f"„{said(text)}“ verstehen wir nicht als Anschrift.")
    if left:
        notes.append(f"Nicht übernommen: „{said(', '.join(left))}“.")
    sure = LIKELY if notes else SURE
    return Reading(fields, " ".join(notes), ", ".join(left), GUESS if len(fields) == 1 else sure)


def looks_like_street(text: str) -> bool:
    """Whether a cell is a street, with or without a house number."""
    seen = tidy(text).strip(" ,")
    if len(seen) > LONGEST:
        return False
    return bool(_STREET.fullmatch(seen) or _NO_NUMBER.match(seen))


def read_postal_code(text: str, column: str = "postal_code") -> Reading:
    """Five digits; a zero that a spreadsheet took away ("1067") is put back. A town behind it goes to ``city``."""
    seen = tidy(text).removesuffix(".0")
    if re.fullmatch(r"\d{4}", seen):
        return Reading({column: f"0{seen}"}, f"Aus „{seen}“ wurde 0{seen}: die führende Null fehlte.", sure=LIKELY)
    codes = re.findall(_CODE, seen)
    if column == "served_postal_codes" and codes:
        return Reading({column: "|".join(dict.fromkeys(codes))})
    match = _CODE_TOWN.search(seen)
    if not match:
        return not_understood(text, f"„{said(text)}“ ist keine Postleitzahl.")
    fields = {column: match[1]}
    if match[2]:
        fields["city"] = match[2].strip(" ,")
    return Reading(fields, sure=SURE if len(codes) == 1 else GUESS)


def read_degrees(text: str, column: str) -> Reading:
    """A position in degrees; a comma as decimal sign is fine."""
    seen = tidy(text).replace(",", ".").rstrip("°")
    if not re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", seen):
        return not_understood(text, f"„{said(text)}“ ist keine Zahl in Grad.")
    return Reading({column: seen})
