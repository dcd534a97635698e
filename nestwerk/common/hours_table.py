"""Opening hours as a table of lines that people fill in, and the standard syntax: both ways.

A table holds what most places need: weekdays, from, to, a note, and closed on public or school holidays. An expression
that says more is not forced into it: ``from_syntax`` answers None, and whoever asks keeps the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nestwerk.common import hours_rules as rules
from nestwerk.common.hours import LONGEST, HoursError, check
from nestwerk.common.hours_rules import WEEKDAYS, Rule

BY_APPOINTMENT = "nach Vereinbarung"
LONGEST_NOTE = 80  # characters
MOST_LINES = 30

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*Uhr)?")
_TIMES = re.compile(r"\d{1,2}:\d{2}(?:\s?-\s?\d{1,2}:\d{2}|\+)(?:\s?,\s?\d{1,2}:\d{2}(?:\s?-\s?\d{1,2}:\d{2}|\+))*")


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: weekdays (0 is Monday), "09:00" to "12:00" (empty: open end), and what else must be known."""

    weekdays: tuple[int, ...] = ()
    begins: str = ""
    ends: str = ""
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nobody wrote anything into this line."""
        return not (self.weekdays or self.begins or self.ends or self.note)


@dataclass(frozen=True, slots=True)
class HoursTable:
    """The whole table. ``by_appointment``: also, or only, at times that are agreed on."""

    lines: tuple[TableLine, ...] = ()
    closed_on_public_holidays: bool = False
    not_in_school_holidays: bool = False
    by_appointment: bool = False


def clean_clock(text: str) -> str:
    """A time as people write it ("9", "9.30", "9:30 Uhr") as "09:30"; ValueError if it is none."""
    text = text.strip()
    if not text:
        return ""
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[1]) > 24 or int(match[2] or 0) > 59 or (match[1] == "24" and int(match[2] or 0)):
        raise ValueError(text)
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


def problems(table: HoursTable) -> dict[int, tuple[str, ...]]:
    """What is wrong, by the number of the line from 0 on; −1 is the table as a whole. Empty if it can be kept."""
    found: dict[int, tuple[str, ...]] = {}
    for number, line in enumerate(table.lines):
        if not line.empty and (sentences := tuple(_line_problems(line))):
            found[number] = sentences
    for number, other in _overlapping(table.lines) if not found else ():
        found[number] = (f"Diese Zeile überschneidet sich mit Zeile {other + 1}. Bitte fassen Sie beide zusammen.",)
    if not found:
        held = table.closed_on_public_holidays or table.not_in_school_holidays
        if held and not table.by_appointment and all(line.empty for line in table.lines):
            found[-1] = ("Bitte geben Sie auch an, wann geöffnet ist.",)
        elif len(table.lines) > MOST_LINES or len(to_syntax(table)) > LONGEST:
            found[-1] = ("Das sind zu viele Angaben. Bitte fassen Sie Zeiten zusammen.",)
    return found


def to_syntax(table: HoursTable) -> str:
    """The table in the syntax of ``opening_hours``; equal days are joined. Ask ``problems`` first."""
    parts: list[str] = []
    written: set[int] = set()
    for days, times, note in _groups(table.lines):
        comment = f'"{note}"' if note else ""
        text = " ".join(filter(None, (_days(days), ",".join(times), comment)))
        parts += [(", " if written & set(days) else "; ") if parts else "", text]
        written |= set(days)
    held = [name for name, on in (("PH", table.closed_on_public_holidays), ("SH", table.not_in_school_holidays)) if on]
    parts += [("; " if parts else "") + f"{','.join(held)} off"] if held and written else []
    if table.by_appointment:
        parts.append((" || " if parts else "") + f'"{BY_APPOINTMENT}"')
    return "".join(parts)


def from_syntax(expression: str) -> HoursTable | None:
    """The table for an expression, None if the table cannot hold all of it or the expression cannot be read."""
    try:
        check(expression)
    except HoursError:
        return None
    weekly: dict[int, list[tuple[str, str, str]]] = {}
    public = school = by_appointment = False
    for rule in rules.cut(expression):
        if by_appointment:
            return None  # a fallback is the last word
        if _is_by_appointment(rule) and (rule.joined == "||" or not weekly):
            by_appointment = True
        elif _is_holiday(rule):
            public, school = public or bool(rule.public_holidays), school or rule.school_holidays
        elif _is_plain(rule) and not (public or school):
            _enter(weekly, rule)
        else:
            return None
    if (public or school) and not any(weekly.values()):
        return None
    return HoursTable(tuple(_table_lines(weekly)), public, school, by_appointment)


def _line_problems(line: TableLine) -> Iterator[str]:
    if not line.weekdays:
        yield "Bitte wählen Sie mindestens einen Wochentag."
    try:
        begins, ends = clean_clock(line.begins), clean_clock(line.ends)
    except ValueError:
        yield "Diese Uhrzeit verstehen wir nicht. Schreiben Sie zum Beispiel 9:30."
        return
    if not begins:
        yield "Bitte schreiben Sie, ab wann geöffnet ist, zum Beispiel 9:00."
    elif ends and _closing(ends) <= begins:
        yield f"Das Ende ({line.ends} Uhr) liegt nicht nach dem Beginn ({line.begins} Uhr)."
    elif begins == "24:00":
        yield "Ein Tag beginnt um 0:00 Uhr."
    if '"' in line.note:
        yield "Bitte lassen Sie im Hinweis gerade Anführungszeichen weg."
    if len(line.note) > LONGEST_NOTE:
        yield f"Der Hinweis ist zu lang: höchstens {LONGEST_NOTE} Zeichen."


def _overlapping(lines: tuple[TableLine, ...]) -> Iterator[tuple[int, int]]:
    spans = [(number, line, clean_clock(line.begins), _span_end(line)) for number, line in enumerate(lines)]
    for place, (number, line, begins, ends) in enumerate(spans):
        for other, before, its_begin, its_end in spans[:place]:
            if set(line.weekdays) & set(before.weekdays) and begins < its_end and its_begin < ends:
                yield number, other
                break


def _span_end(line: TableLine) -> str:
    return _closing(clean_clock(line.ends)) or clean_clock(line.begins) + "+"  # an open end is a moment of its own


def _closing(clock: str) -> str:
    """Midnight at the end of the day, which a field for times can only write as 00:00."""
    return "24:00" if clock == "00:00" else clock


def _groups(lines: Iterable[TableLine]) -> Iterator[tuple[tuple[int, ...], tuple[str, ...], str]]:
    """Days with the same times and the same note, the first day first."""
    by_day: dict[tuple[int, str], list[str]] = {}
    for line in lines:
        if line.empty:
            continue
        begins, ends = clean_clock(line.begins), _closing(clean_clock(line.ends))
        for day in sorted(set(line.weekdays)):
            by_day.setdefault((day, line.note.strip()), []).append(f"{begins}-{ends}" if ends else f"{begins}+")
    groups: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for (day, note), times in sorted(by_day.items(), key=lambda item: (item[0][0], min(item[1]), item[0][1])):
        groups.setdefault((tuple(sorted(set(times))), note), []).append(day)
    for (same, note), days in groups.items():
        yield tuple(days), same, note


def _days(days: tuple[int, ...]) -> str:
    """ "Mo-We,Fr" """
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}{'-' if len(run) > 2 else ','}{WEEKDAYS[run[-1]]}"
        for run in runs
    )


def _is_by_appointment(rule: Rule) -> bool:
    said = rule.comment.strip().casefold() in (BY_APPOINTMENT.casefold(), "n. v.", "n.v.")
    return said and not (rule.wide or rule.days or rule.times or rule.public_holidays or rule.school_holidays)


def _is_holiday(rule: Rule) -> bool:
    named = any(rule.public_holidays) is False and (bool(rule.public_holidays) or rule.school_holidays)
    return (
        named and rule.state == "closed" and not (rule.wide or rule.days or rule.times or rule.comment)
        and rule.joined == ";"
    )  # fmt: skip


def _is_plain(rule: Rule) -> bool:
    if rule.wide or rule.public_holidays or rule.school_holidays or rule.joined == "||" or '"' in rule.comment:
        return False
    if any(item.nth or item.shifted for item in rule.days) or len(rule.comment) > LONGEST_NOTE:
        return False
    if rule.state == "closed":
        return bool(rule.days) and not (rule.times or rule.comment) and rule.joined == ";"
    if rule.state != "open" or not (rule.times == "24/7" or _TIMES.fullmatch(rule.times)):
        return False
    return all(not ends or begins < ends <= "24:00" for begins, ends in rules.spans(rule.times))


def _enter(weekly: dict[int, list[tuple[str, str, str]]], rule: Rule) -> None:
    spans = [(begins, ends, rule.comment) for begins, ends in rules.spans(rule.times)]
    days = {day for item in rule.days for day in item.weekdays} if rule.days else set(range(7))
    for day in days:
        before = weekly.get(day, []) if rule.joined == "," else []
        weekly[day] = [*before, *spans]


def _table_lines(weekly: dict[int, list[tuple[str, str, str]]]) -> Iterator[TableLine]:
    days: dict[tuple[str, str, str], list[int]] = {}
    for day in sorted(weekly):
        for span in weekly[day]:
            days.setdefault(span, []).append(day)
    for (begins, ends, note), numbers in sorted(days.items(), key=lambda item: (item[1][0], item[0])):
        yield TableLine(tuple(dict.fromkeys(numbers)), begins, ends, note)
