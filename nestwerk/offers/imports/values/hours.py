"""Opening hours as people write them ("Mo 9–11 n. V.", "jeden 1. Di im Monat 15:00") → OpenStreetMap syntax.

A wrong "open" costs a family a journey: what is not sure becomes a comment or ``unknown``, never an opening.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nestwerk.common.hours import HoursError, check
from nestwerk.common.hours_rules import WEEKDAYS

from .hours_tokens import Token, tokens
from .reading import GUESS, LIKELY, SURE, Reading, not_understood, said

ARRANGED = "nach Vereinbarung"
NOT_EVERY_WEEK = "nicht jede Woche"
_OSM = re.compile(r"(?:24/7|(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)[-, ]?)+(?:\[|\s|off)).*", re.DOTALL)
_OSM_TIME = re.compile(r"\d\d:\d\d-\d\d:\d\d|\boff\b|24/7|\d\d:\d\d\+")


@dataclass(slots=True)
class _Rule:
    days: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    prefix: str = ""
    comment: str = ""
    closed: bool = False
    unsure: bool = False

    @property
    def weekdays(self) -> set[int]:
        found: set[int] = set()
        for item in self.days:
            ends = [WEEKDAYS.index(name) for name in re.findall(r"Mo|Tu|We|Th|Fr|Sa|Su", item)]
            if ends:
                found |= {(ends[0] + step) % 7 for step in range((ends[-1] - ends[0]) % 7 + 1)}
        return found

    def osm(self) -> str:
        state = "off" if self.closed else "unknown" if self.unsure and self.times else ""
        comment = f'"{self.comment}"' if self.comment else ""
        return " ".join(filter(None, [self.prefix, ",".join(self.days), ",".join(self.times), state, comment]))


def read_hours(text: str, *, day: str = "") -> Reading:
    """Opening hours as ``opening_hours``, readable by :mod:`nestwerk.common.hours`; the rest of the text as ``rest``.

    ``day``: a German weekday from the heading, for a table with one column per day.
    """
    if _OSM.fullmatch(text.strip()) and _OSM_TIME.search(text) and _valid(text.strip()):
        return Reading({"opening_hours": text.strip()})
    found = tokens(text)
    if day and not any(token.kind == "days" for token in found):
        found = tokens(f"{day} {text}")
    reader = _Reader(found)
    reader.read()
    return reader.reading(text)


class _Reader:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._rules = [_Rule()]
        self._off: list[str] = []
        self._rest: list[str] = []
        self._arranged = False
        self._except = False
        self._nth = ""
        self._holiday = ""
        self._notes: list[str] = []
        self._timed = any(token.kind == "times" for token in found)
        times = next((place for place, token in enumerate(found) if token.kind == "times"), None)
        days = next((place for place, token in enumerate(found) if token.kind == "days"), None)
        self._times_first = times is not None and days is not None and times < days
        self._monthly = any(re.search(r"monat|d\.\s?m\.|mtl\.|\d ?x\b|einmal", token.text.lower()) for token in found)
        self._some_days = not any(token.kind == "nth" for token in found) and (
            self._monthly or any(token.kind == "date" for token in found)
        )

    def read(self) -> None:
        """Take the pieces in order."""
        before = ""
        for token in self._tokens:
            take = getattr(self, f"_take_{token.kind}", None)
            if take:
                take(token, before)
            elif token.kind in ("word", "date") or (token.kind == "part" and not self._timed):
                self._rest.append(token.text)
            if token.kind not in ("mark", "filler"):
                before = token.kind
            if token.kind == "stop":
                self._except = False

    def _take_nth(self, token: Token, before: str) -> None:
        if token.value == "2" and not self._monthly and any(t.text in ("jeden", "jeder") for t in self._tokens):
            self._doubt(f"„{token.text}“ kann jede zweite Woche oder der zweite im Monat heißen.", NOT_EVERY_WEEK)
        else:
            self._nth = f"[{token.value}]"

    def _take_days(self, token: Token, before: str) -> None:
        if self._except:
            self._off.append(token.value)
            return
        rule = self._rules[-1]
        if self._holiday:
            rule = _Rule(prefix=self._holiday)
            self._rules.append(rule)
            self._holiday = ""
        waiting = self._times_first and (not rule.days or before in ("days", "and"))
        if rule.closed or (rule.times and not waiting):
            rule = _Rule()
            self._rules.append(rule)
        rule.days.append(token.value + (self._nth if "-" not in token.value else ""))
        if before != "and":
            self._nth = ""

    def _take_times(self, token: Token, before: str) -> None:
        self._except = False
        rule = self._rules[-1]
        if self._holiday:
            rule = _Rule(days=[self._holiday])
            self._rules.append(rule)
            self._holiday = ""
        elif self._times_first and rule.days and rule.times and before not in ("times", "and"):
            rule = _Rule()
            self._rules.append(rule)
        rule.times.append(token.value)
        self._nth = ""

    def _take_off(self, token: Token, before: str) -> None:
        rule = self._rules[-1]
        if self._holiday:
            self._off.append(self._holiday)
            self._holiday = ""
        elif rule.days and not rule.times:
            rule.closed = True
        elif not self._off:
            self._rest.append(token.text)

    def _take_except(self, token: Token, before: str) -> None:
        self._except = True

    def _take_holidays(self, token: Token, before: str) -> None:
        if self._except:
            self._off.append(token.value)
        else:
            self._holiday = token.value
            follow = {later.kind for later in self._tokens[self._tokens.index(token) + 1 :]}
            if not follow & {"times", "off"}:
                self._rest.append(token.text)
                self._holiday = ""

    def _take_months(self, token: Token, before: str) -> None:
        rule = self._rules[-1]
        if rule.times and not self._times_first:
            rule = _Rule()
            self._rules.append(rule)
        rule.prefix = f"{rule.prefix},{token.value}" if rule.prefix else token.value

    def _take_weeks(self, token: Token, before: str) -> None:
        self._rules[-1].prefix = token.value

    def _take_fortnight(self, token: Token, before: str) -> None:
        self._doubt("Welche der beiden Wochen gemeint ist, steht nicht da; die Zeit gilt als unsicher.", token.text)

    def _take_arranged(self, token: Token, before: str) -> None:
        rule = self._rules[-1]
        if (rule.times and before in ("times", "days")) or (rule.days and not rule.times):
            rule.comment = ARRANGED
        else:
            self._arranged = True

    def _take_always(self, token: Token, before: str) -> None:
        self._rules[-1].days, self._rules[-1].times = [], ["24/7"]

    def _doubt(self, note: str, comment: str) -> None:
        self._notes.append(note)
        self._rules[-1].unsure = True
        self._rules[-1].comment = comment

    def reading(self, text: str) -> Reading:
        """The rules as one expression that our calendar can read, or none."""
        rest = " ".join(self._rest)
        told = rest if sum(sign.isalnum() for sign in rest) > 1 else ""
        rules = [rule for rule in self._rules if rule.days or rule.times]
        if self._some_days and rules:
            self._notes.append("Das ist nicht jede Woche; die Zeit gilt als unsicher.")
            for rule in rules:
                rule.unsure, rule.comment = True, rule.comment or NOT_EVERY_WEEK
        if any(rule.times and not rule.days and rule.times != ["24/7"] for rule in rules):
            return self._without_days(text)
        expression = _joined(_merged(rules), self._off)
        if self._arranged:
            expression = f'{expression} || "{ARRANGED}"' if expression else f'"{ARRANGED}"'
        if not expression or not _valid(expression):
            return not_understood(
                text, f"„{said(text)}“ lässt sich nicht als Öffnungszeit speichern; bitte nachtragen."
            )
        sure = SURE
        if any(not rule.times and not rule.closed for rule in rules):
            sure = LIKELY
            self._notes.append("Zu einem Tag fehlt die Uhrzeit.")
        if self._notes:
            sure = GUESS
        if told:
            sure = min(sure, GUESS if re.search(r"\d", told) or len(told.split()) > 3 else LIKELY)
            self._notes.append(f"Nicht übernommen: „{said(told)}“.")
        return Reading({"opening_hours": expression}, " ".join(self._notes), text.strip() if told else "", sure)

    def _without_days(self, text: str) -> Reading:
        line = said(text, 200).replace('"', "")
        note = "Die Wochentage fehlen, darum nur als Hinweis. Bitte ergänzen."
        return Reading({"opening_hours": f'"{line}"'}, note, text.strip(), GUESS)


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Rules of the same days as one: a later rule for a day would replace an earlier one."""
    by_days: dict[tuple[object, ...], _Rule] = {}
    for rule in rules:
        key = (rule.prefix, tuple(rule.days), rule.comment, rule.closed, rule.unsure)
        if key in by_days:
            by_days[key].times += rule.times
        else:
            by_days[key] = rule
    return list(by_days.values())


def _joined(rules: list[_Rule], off: list[str]) -> str:
    expression = ""
    seen: set[int] = set()
    for rule in rules:
        overlap = rule.weekdays & seen and not rule.closed
        expression += (", " if overlap else "; ") * bool(expression) + rule.osm()
        seen |= rule.weekdays
    for day in dict.fromkeys(off) if expression else ():
        expression += f"; {day} off"
    return expression


def _valid(expression: str) -> bool:
    try:
        check(expression)
    except HoursError:
        return False
    return True
