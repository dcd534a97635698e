"""Phone numbers, mail and web addresses out of cells in which people write more than one thing."""

from __future__ import annotations

import re

import phonenumbers

from .reading import GUESS, LIKELY, SURE, Reading, not_understood, said, tidy

_SEPARATOR = re.compile(
    r"\s*(?:[;,|\n]|/(?=\s*(?:\(?0[1-9]|\+|00))|(?<![\w.])(?:und|oder|o\.|u\.|bzw\.?|sowie|&)(?!\w))\s*", re.IGNORECASE
)
_GLUED = re.compile(r"(?<=\d{5})\s+(?=(?:0|\+49\s?|0049\s?)1[567]\d)|(?<=\d{4})\s{2,}(?=0)")
_NUMBER = re.compile(r"(?:\+|00)?\s?\(?\d[\d\s()/.–\-]{3,}\d")
_SERVICE = re.compile(r"11[0-9]|116\d{3}|115")
_TOWN = re.compile(r"\b\d{5}\s+[A-ZÄÖÜ][a-zäöüß]+")
_EXTENSION = re.compile(r"^-?\s?\d{1,4}$")
_FAX = re.compile(r"\bfax\b|telefax", re.IGNORECASE)
_PRIVATE = re.compile(r"\bpriv(?:at)?\b", re.IGNORECASE)
_WRITES = re.compile(r"sms|whats\s?app|signal|threema|telegram", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:tel(?:efon)?(?:nummer)?|fon|mobil(?:telefon)?|handy|nr|ruf|festnetz|büro)\b\.?\s*:?", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SPELLED_AT = re.compile(r"\s*[(\[{]\s*(?:at|ät|@)\s*[)\]}]\s*|\s+@\s*|@\s+", re.IGNORECASE)
_SPELLED_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|punkt)\s*[)\]}]\s*", re.IGNORECASE)
_NAMED = re.compile(r"[a-z]+[._][a-z]{3,}", re.IGNORECASE)
_OFFICES = re.compile(
    r"info|kontakt|post|mail|büro|buero|team|beratung|kita|hort|amt|hilfe|famil|zentrum|verwaltung|sekretariat|anfrage|"
    r"service|haus|treff|eltern|kind|baby|gmbh|verein|online|empfang|zentrale|leitung|stelle|netzwerk|krippe|schule",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s,;|<>\"„“]+|(?<![@\w.])(?:[a-z0-9äöüß-]+\.)+(?:de|com|org|net|eu|info|berlin|hamburg|bayern|"
    r"sh|nrw|family|io|social|app|online)(?:/[^\s,;|<>\"„“]*)?(?![\w@])",
    re.IGNORECASE,
)


def read_phones(text: str, *, area_code: str = "") -> Reading:
    """The first number in ``phone``; a number that takes written messages, where the cell says so, in ``sms``.

    Further numbers are ``rest``. A leading zero that a spreadsheet took away is put back. ``area_code`` ("0461") goes
    before numbers that have none. Fax and private numbers are left out and named in the note.
    """
    found: list[_Phone] = []
    notes: list[str] = []
    label = ""
    for part in _parts(text):
        label = part if not re.search(r"\d{3}", part) else label
        match = _NUMBER.search(part)
        if not match:
            if found and (_EXTENSION.match(part)) and part.strip("- "):
                found[-1].more.append(part)
            elif re.search(r"\d{3}", part) and found:
                notes.append(f"„{said(part)}“ ist unvollständig.")
            continue
        told = f"{label} {part}"
        label = ""
        if _FAX.search(told):
            notes.append("Die Faxnummer ist weggelassen.")
        elif _PRIVATE.search(told):
            notes.append("Eine private Nummer ist weggelassen.")
        else:
            found.append(_Phone(match[0], _left(part, match), writes=bool(_WRITES.search(told)), area_code=area_code))
    return _phones(text, found, notes)


def _parts(text: str) -> list[str]:
    pieces = [piece for half in _GLUED.split(text.strip()) for piece in _SEPARATOR.split(tidy(half))]
    return [piece.strip() for piece in pieces if piece and piece.strip()]


def _left(part: str, match: re.Match[str]) -> str:
    around = _LABEL.sub(" ", part[: match.start()] + " " + part[match.end() :])
    return " ".join(around.split()).strip(" :.()-–")


def _phones(text: str, found: list[_Phone], notes: list[str]) -> Reading:
    if not found:
        if notes:
            return Reading(note=" ".join(notes))
        return not_understood(text, f"In „{said(text)}“ steht keine Telefonnummer.")
    writing = next((phone for phone in found if phone.writes), None)
    speaking = [phone for phone in found if phone is not writing or len(found) == 1]
    first = next((phone for phone in speaking if phone.valid), speaking[0])
    further = [phone for phone in speaking if phone is not first]
    fields = {"phone": first.text}
    if writing:
        fields["sms"] = writing.text
    notes += [
        note for phone in (first, *([writing] if writing and writing is not first else [])) for note in phone.notes
    ]
    left = [phone.left for phone in found if phone.left]
    if further:
        named = " und ".join(phone.text for phone in further)
        mobile = " Nimmt sie SMS an, gehört sie ins Feld SMS." if any(phone.mobile for phone in further) else ""
        notes.append(f"Weitere Nummer: {named}.{mobile}")
    elif first.mobile and not writing:
        notes.append("Das ist eine Handynummer: Bitte prüfen, ob sie veröffentlicht werden darf.")
    if left:
        notes.append(f"Nicht übernommen: „{said(', '.join(left))}“.")
    sure = min(first.sure, LIKELY if further or left else SURE)
    rest = "; ".join([*(phone.text for phone in further), *(f"{first.text} oder {more}" for more in first.more)])
    return Reading(fields, " ".join(dict.fromkeys(notes)), rest, sure)


class _Phone:
    def __init__(self, written: str, left: str, *, writes: bool, area_code: str) -> None:
        self.left, self.writes, self.more = left, writes, list[str]()
        self.notes: list[str] = []
        self.sure = SURE
        self.text = self._whole(" ".join(written.split()).strip(" -–/."), area_code)
        parsed = _parsed(self.text)
        self.valid = parsed is not None and phonenumbers.is_valid_number(parsed)
        self.mobile = parsed is not None and phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
        if not self.valid and not self.notes and not _SERVICE.fullmatch(re.sub(r"\D", "", written)):
            self.sure = GUESS
            self.notes.append(f"„{self.text}“ ist keine gültige Telefonnummer.")

    def _whole(self, written: str, area_code: str) -> str:
        digits = re.sub(r"\D", "", written)
        if written.startswith(("0", "+", "(0")) or _SERVICE.fullmatch(digits):
            return written
        if digits.startswith("49") and len(digits) >= 11:
            return f"+{digits}"
        if area_code and len(digits) < 9:
            self.sure = LIKELY
            self.notes.append(f"Die Vorwahl {area_code} ist ergänzt.")
            return f"{area_code} {written}"
        if len(digits) >= 9:
            parsed = _parsed(f"0{digits}")
            if parsed is not None and phonenumbers.is_valid_number(parsed):
                self.sure = LIKELY
                self.notes.append("Die führende Null fehlte und ist ergänzt.")
                return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))
        self.sure = GUESS
        self.notes.append(f"Bei „{written}“ fehlt die Vorwahl.")
        return written


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, "DE")
    except phonenumbers.NumberParseException:
        return None


def read_mails(text: str) -> Reading:
    """The first mail address in ``email``, further ones as ``rest``. Addresses of persons are named in the note."""
    seen = _SPELLED_DOT.sub(".", _SPELLED_AT.sub("@", tidy(text).replace("mailto:", " ")))
    found = list(dict.fromkeys(address.rstrip(".") for address in _MAIL.findall(seen)))
    if not found:
        return not_understood(text, f"In „{said(text)}“ steht keine Mailadresse.")
    best = next((address for address in found if not _of_a_person(address)), found[0])
    further = [address for address in found if address != best]
    notes = []
    if _of_a_person(best):
        notes.append(f"„{best}“ sieht nach der Adresse einer Person aus. Besser ist eine der Stelle.")
    if further:
        notes.append(f"Weitere Adresse: {', '.join(further)}.")
    return Reading({"email": best}, " ".join(notes), "; ".join(further), LIKELY if notes else SURE)


def _of_a_person(address: str) -> bool:
    name = address.split("@")[0]
    return bool(_NAMED.fullmatch(name)) and not _OFFICES.search(name)


def read_urls(text: str) -> Reading:
    """The first web address in ``website``, with a scheme; further ones as ``rest``."""
    found = [address.rstrip(".)") for address in _URL.findall(_MAIL.sub(" ", tidy(text)))]
    found = [address for address in found if "." in address.strip("./")]
    if not found:
        return not_understood(text, f"In „{said(text)}“ steht keine Internetadresse.")
    first, *further = dict.fromkeys(
        address if address.lower().startswith("http") else f"https://{address}" for address in found
    )
    note = f"Weitere Adresse: {', '.join(further)}." if further else ""
    return Reading({"website": first}, note, "; ".join(further), LIKELY if further else SURE)


def read_contact(text: str, *, area_code: str = "") -> Reading:
    """A cell with everything ("Tel. …, Mail …, www …"): phone, mail and web address, the rest left out."""
    fields: dict[str, str] = {}
    notes: list[str] = []
    seen, sure = _TOWN.sub(" ", text), SURE
    for reader, pattern in ((read_mails, _MAIL), (read_urls, _URL), (None, None)):
        read = reader(seen) if reader else read_phones(seen, area_code=area_code)
        if read.fields:
            fields.update(read.fields)
            notes += [read.note] if read.note else []
            sure = min(sure, read.sure)
        if pattern:
            seen = pattern.sub(" ", _SPELLED_AT.sub("@", seen) if reader is read_mails else seen)
    if not fields:
        return not_understood(text, f"In „{said(text)}“ stehen weder Telefon noch Mail- oder Internetadresse.")
    return Reading(fields, " ".join(notes), sure=min(sure, LIKELY))
