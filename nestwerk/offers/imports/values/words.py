"""Few words in many spellings: yes and no, ways of access, wheelchairs, days."""

from __future__ import annotations

import re
from datetime import date

from .reading import LIKELY, SURE, Reading, not_understood, plain, said, tidy

YES = {"ja", "j", "x", "✓", "✔", "☑", "wahr", "true", "1", "yes", "y", "vorhanden", "möglich", "ok", "+", "•"}
NO = {"nein", "n", "falsch", "false", "0", "no", "nicht vorhanden", "nicht möglich", "keine", "kein", "☐", "✗", "✘"}
_EMPTY = {"-", "--", "/", "k.a.", "k. a.", "keine angabe", "unbekannt", "?", "n/a", "n.n.", "entfällt", "#nv", "#n/a"}

_NONE = r"(?<!ohne )(?<!keine )(?<!ohne vorherige )"
_ACCESS = {
    "drop_in": (
        r"(?:ohne|keine) (?:vorherige\s)?(?:vor)?(?:anmeldung|termin\w*|voranmeldung)|offen\w*|spontan|jederzeit|"
        r"einfach (?:vorbei)?komm\w*|vorbeikommen|anmeldung (?:ist )?nicht"
    ),
    "appointment": (
        rf"\bn\.?\s?v\.?(?!\w)|(?:termin)?vereinbarung|{_NONE}(?:vor)?anmeldung(?! (?:ist )?nicht)|"
        rf"{_NONE}\btermin\w*|nach absprache"
    ),
    "referral": (
        rf"{_NONE}(?:überweisung|einweisung|zuweisung|verordnung|\brezept)|"
        r"(?:über|durch) (?:das|den|die)?\s?(?:jugendamt|asd|arzt|klinik|vermittlung)|vermittlung"
    ),
    "home_visit": (
        r"hausbesuch\w*|zu hause|zuhause|aufsuchend\w*|\bkomm\w* (?:zu ihnen|nach hause)|in der familie|geh-?struktur"
    ),
    "phone": r"telefon\w*|\btel\b\.?|hotline|anruf\w*",
    "online": r"online|internet|video\w*|zoom|per e?-?mail|chat|digital\w*|virtuell\w*|webinar",
    "mobile": r"mobil(?!telefon|nummer|funk)\w*|\bbus\b|familienmobil|wechselnde orte|vor ort in",
}
_WHEELS = {
    "no": r"nicht (?:barrierefrei|rollstuhl\w*|zugänglich|möglich)|treppe(?!nlift)\w*|stufen?\b|^nicht$|kein\w*",
    "limited": (
        r"teil\w*|bedingt|eingeschränkt|beschränkt|mit hilfe|absprache|auf anfrage|rampe auf|weitgehend|barrierearm"
    ),
    "yes": r"barrierefrei\w*|rollstuhl\w*|ebenerdig|aufzug|fahrstuhl|lift\b|rampe|stufenlos|zugänglich",
}
_DAY_FORMS = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), "ymd"), (re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)\b"), "dmy"),
    (re.compile(r"\b(\d{4})-(\d\d)\b(?!-)"), "ym"), (re.compile(r"\b(\d{1,2})[./](\d{4})\b"), "my"),
)  # fmt: skip


def is_empty(text: str) -> bool:
    """Whether a cell only says that there is nothing to say: "-", "k. A.", "?"."""
    return not text.strip() or plain(text) in _EMPTY


def read_yes_no(text: str, column: str) -> Reading:
    """Ja, x, 1 → ``yes``; nein, 0 → ``no``."""
    seen = plain(text).rstrip(".!")
    if seen in YES or seen in NO:
        return Reading({column: "yes" if seen in YES else "no"})
    first = re.match(r"(ja|nein)\b[\s,;:(-]+(.+)", seen)
    if first:
        rest = tidy(text)[first.start(2) :]
        return Reading({column: "yes" if first[1] == "ja" else "no"}, f"Zusatz: „{said(rest)}“.", rest, LIKELY)
    return not_understood(text, f"„{said(text)}“ verstehen wir weder als Ja noch als Nein.")


def read_access(text: str) -> Reading:
    """Ways of access, as many as the words name."""
    seen = plain(text)
    found = [code for code, words in _ACCESS.items() if re.search(words, seen)]
    if not found:
        return not_understood(text, f"„{said(text)}“ verstehen wir nicht als Zugang.")
    both = "drop_in" in found and "appointment" in found
    note = "Mit und ohne Termin: bitte prüfen." if both else ""
    return Reading({"access": "|".join(found)}, note, sure=LIKELY if both else SURE)


def read_wheelchair(text: str) -> Reading:
    """Whether one gets there in a wheelchair: yes, limited, no."""
    seen = plain(text)
    if seen in YES | NO:
        return Reading({"wheelchair": "yes" if seen in YES else "no"})
    for value, words in _WHEELS.items():
        if re.search(words, seen):
            return Reading({"wheelchair": value}, sure=SURE if len(seen) < 30 else LIKELY)
    if seen.startswith(("ja", "nein")):
        return Reading({"wheelchair": "yes" if seen.startswith("ja") else "no"}, sure=LIKELY)
    return not_understood(text, f"„{said(text)}“ verstehen wir nicht als Angabe zum Rollstuhl.")


def read_interpreter(text: str) -> Reading:
    """Whether somebody translates: yes, on request, no."""
    seen = plain(text)
    if re.search(r"anfrage|bedarf|absprache|wunsch|möglich|vereinbarung", seen) and "nicht" not in seen:
        return Reading({"interpreter": "on_request"})
    return read_yes_no(text, "interpreter")


def read_day(text: str, column: str) -> Reading:
    """A day as ISO date; a month counts as its first day."""
    for pattern, order in _DAY_FORMS:
        if match := pattern.search(text):
            part = dict(zip(order, map(int, match.groups()), strict=True))
            year = part["y"] + (2000 if part["y"] < 100 else 0)
            try:
                found = date(year, part["m"], part.get("d", 1))
            except ValueError:
                break
            note = "" if "d" in part else "Ohne Tag, als Monatserster gelesen."
            return Reading({column: found.isoformat()}, note, sure=LIKELY if note else SURE)
    return not_understood(text, f"„{said(text)}“ verstehen wir nicht als Datum.")
