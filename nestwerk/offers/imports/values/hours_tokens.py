"""German words of opening hours, one after the other: days, times, exceptions, and what is none of these."""

from __future__ import annotations

import re
from typing import NamedTuple

from .reading import tidy

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_WORDS = (
    "mo(?:ntag|nt|n)?", "di(?:enstag|enst)?", "mi(?:ttwoch|ttw)?", "do(?:nnerstag|nnerst|nn)?", "fr(?:eitag|eit|ei)?",
    "sa(?:mstag|mst)?|sonnabend", r"so(?:nntag|nnt|nn)?(?!\s+(?:lange|wie|dass|viel|weit|gut|oder)\b)",
)  # fmt: skip
_MONTH_WORDS = ("jan(?:uar)?", "feb(?:ruar)?", "märz|mrz|mär", "apr(?:il)?", "mai", "juni?", "juli?", "aug(?:ust)?",
                "sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dez(?:ember)?")  # fmt: skip
_NUMBERS = ("1\\.|erste[rnsm]?", "2\\.|zweite[rnsm]?", "3\\.|dritte[rnsm]?", "4\\.|vierte[rnsm]?", "5\\.|fünfte[rnsm]?")
_LAST = "letzte[rnsm]?"

_DAY = r"\b(?:" + "|".join(_DAY_WORDS) + r")s?(?=vor|nach|abend|\b)\.?"
_MONTH = r"\b(?:" + "|".join(_MONTH_WORDS) + r")\b\.?"
_NTH = "(?:" + "|".join((*_NUMBERS, _LAST)) + ")"
_AND = r"\s*(?:,|und|u\.?|/|\+|&|oder)\s*"
_TIME = r"(?:[01]?\d|2[0-4])(?:\s?[:.]\s?[0-5]\d)?(?![\d])"
_CLOCK = r"\s*(?:uhr|h)?\b\.?"
_BY_ARRANGEMENT = (
    r"(?:termin\w*\s+)?\bn\.?\s?v\.?(?!\w)|(?:termin\w*\s+)?nach\s+(?:\w+er\s+)?(?:termin)?(?:vereinbarung|absprache|"
    r"anmeldung|bedarf)|auf\s+anfrage|termin\w*\s+vereinbar\w*"
)

_FILLERS = (
    r"\b(?:uhr|von|jeweils|jede[nrs]?|immer|am|im|monats?|des|in|der|den|die|das|an|zwischen|zusätzlich|auch|sonst|geöffnet|"
    r"öffnet|offen|zeit(?:en)?|termine?|woche|einmal|dann|h|erreichbar)\b|\bd\.\s?m\.|monatlich|\bmtl\.|\bca\.|"
    r"sprechzeit\w*|sprechstund\w*|öffnungszeit\w*|wöchentlich"
)
_FORTNIGHT = (
    r"14[- ]?täg\w*|zwei-?wöch\w*|2-?wöch\w*|alle\s+(?:zwei|2)\s+wochen|alle\s+14\s+tage|vierzehntäg\w*|"
    r"jede\w?\s+zweite\w?\s+woche"
)
_DATE = r"\b\d{1,2}\.\s?(?:0?[1-9]|1[0-2])\.(?:\s?(?:20)?\d\d)?(?!\d)(?!\s?-\s?\d{1,2}\.\d\d\s)|\b\d{4}-\d\d-\d\d\b"
_SPAN = (
    rf"(?<![\d.,:/]){_TIME}{_CLOCK}\s*(?:-|bis)\s*{_TIME}{_CLOCK}|"
    r"(?<!\d)[0-2]\d[0-5]\d\s?-\s?[0-2]\d[0-5]\d(?!\d)"
)
_ONE_TIME = (
    r"(?<![\d.,:/-])(?:(?:[01]?\d|2[0-4])\s?[:.]\s?[0-5]\d(?!\d)\s*(?:uhr|h)?\b|(?:[01]?\d|2[0-4])\s?(?:uhr|h)\b)"
)
_TOKENS = (
    ("date", _DATE),
    ("arranged", _BY_ARRANGEMENT),
    ("always", r"rund um die uhr|\b24 ?(?:h|std\.?|stunden)\b(?: täglich)?|\b24/7\b"),
    ("alternate", r"\bun(?:gerade[nr]?)\s*(?:kw|\w*wochen?)|\bgerade[nr]?\s*(?:kw|\w*wochen?)"),
    ("fortnight", _FORTNIGHT),
    ("nth", rf"{_NTH}(?:{_AND}{_NTH})*\s*(?={_DAY})"),
    ("school", r"\b(?:schul)?ferien(?:zeit)?\b"),
    ("holiday", r"(?:gesetzliche\w*\s+)?feiertag\w*"),
    ("daily", r"\btäglich\b|\btägl\.|jeden\s+tag\b|(?:alle|sieben|7)\s+tage"),
    ("workdays", r"werktag\w*|werktäglich\w*|wochentag\w*|\bwerkt\."),
    ("weekend", r"wochenende\w*"),
    ("off", r"geschlossen|\bzu\b(?!\s+\w)|ruhetag\w*|schließtag\w*"),
    ("except", r"außerhalb|\baußer\b|\bausser\b|\bnicht\b|ausgenommen|\bkein\w*"),
    ("months", rf"{_MONTH}\s*(?:-|bis)\s*{_MONTH}"),
    ("month", _MONTH),
    ("days", rf"{_DAY}\s*(?:-|bis)\s*(?:einschließlich\s+)?{_DAY}"),
    ("day", _DAY),
    ("span", _SPAN),
    ("from", rf"\bab\s+{_TIME}{_CLOCK}"),
    ("until", rf"\bbis\s+{_TIME}{_CLOCK}"),
    ("time", _ONE_TIME),
    ("and", r"\bund\b|\bsowie\b|\boder\b|\bbzw\.?|\bu\.|&|\+|\bo\."),
    ("part", r"(?:vor|nach)mittag\w*|abends?\b|morgens?\b|mittags?\b"),
    ("filler", _FILLERS),
    ("stop", r"[;\n]"),
    ("mark", r"[,.:/()|*\"'–-]+"),
    ("word", r"[^\s;,()]+"),
)
_SCAN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TOKENS), re.IGNORECASE)
_ABOUT = re.compile(r"\bca\.?\s+(?=\d)|\bcirca\s+", re.IGNORECASE)


class Token(NamedTuple):
    """A piece of the text: its kind, its words, and for days, months and times their OpenStreetMap form."""

    kind: str
    text: str
    value: str = ""


def tokens(text: str) -> list[Token]:
    """The pieces of the text in order; kinds: nth, days, times, off, school … and "word" for what is none of these."""
    return [_token(match.lastgroup or "", match[0].strip()) for match in _SCAN.finditer(_ABOUT.sub("", tidy(text)))]


def _token(kind: str, typed: str) -> Token:
    text = typed.lower()
    if kind in ("day", "days"):
        return Token("days", text, "-".join(_names(text, _DAY_WORDS, DAYS)))
    if kind in ("month", "months"):
        return Token("months", text, "-".join(_names(text, _MONTH_WORDS, MONTHS)))
    if kind == "nth":
        found = [str(number) for number, word in enumerate(_NUMBERS, 1) if re.search(rf"(?:^|[^\w])(?:{word})", text)]
        return Token("nth", text, ",".join([*found, *(["-1"] if re.search(_LAST, text) else [])]))
    if kind in ("daily", "workdays", "weekend"):
        return Token("days", text, {"daily": "Mo-Su", "workdays": "Mo-Fr", "weekend": "Sa-Su"}[kind])
    if kind in ("school", "holiday"):
        return Token("holidays", text, "SH" if kind == "school" else "PH")
    if kind == "alternate":
        return Token("weeks", text, "week 01-53/2" if text.startswith("un") else "week 02-53/2")
    if kind in ("span", "from", "time", "until"):
        return _times(kind, text)
    return Token(kind, typed if kind in ("word", "date", "part") else text)


def _names(text: str, words: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    found = []
    for part in re.findall(r"[a-zäöü]+", text):
        for word, name in zip(words, names, strict=True):
            if re.match(rf"(?:{word})s?(?:$|vor|nach|abend)", part):
                found.append(name)
                break
    return found[:1] + found[-1:] if len(found) > 1 else found


def _times(kind: str, text: str) -> Token:
    if compact := re.fullmatch(r"(\d\d)(\d\d)\s?-\s?(\d\d)(\d\d)", text):
        text = f"{compact[1]}:{compact[2]}-{compact[3]}:{compact[4]}"
    clocks = [
        f"{int(hour):02}:{minute or '00'}" for hour, minute in re.findall(r"(\d{1,2})(?:\s?[:.]\s?(\d\d))?", text)
    ]
    if kind == "until" or any(clock > "24:00" for clock in clocks):
        return Token("word", text)
    return Token("times", text, f"{clocks[0]}-{clocks[1]}" if len(clocks) == 2 else f"{clocks[0]}+")
