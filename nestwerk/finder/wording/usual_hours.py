"""Opening hours for paper: the usual week in one line, without the day it is."""

from __future__ import annotations

from nestwerk.common.hours import HoursLine, describe
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording.hours import weekday
from nestwerk.finder.wording.rhythm import remarks, rhythm
from nestwerk.finder.wording.rhythm import span as rhythm_span


def hours_in_words(expression: str, texts: Texts) -> tuple[str, ...]:
    """ "Mo–Fr 8–16 Uhr, Do 14–18 Uhr", then every special rule and remark. Empty when nothing can be said."""
    if not expression:
        return ()
    if expression.strip() == "24/7":
        return (texts("hours.day_and_night"),)
    lines = describe(expression)
    plain = [_plain(line, texts) for line in lines if _is_plain(line)]
    said = [f"{where}: {comment}" if where else comment for where, comment in remarks(expression, texts)]
    week = texts.comma.join(filter(None, plain))
    return tuple(dict.fromkeys(filter(None, (week, *rhythm(expression, texts), *said))))


def weekly(expression: str) -> tuple[tuple[int, str, str], ...]:
    """(weekday, begins, ends) of a plain week, for the calendar; empty where there are special rules for days."""
    return tuple(
        (day, begins, ends)
        for line in describe(expression)
        if _is_plain(line)
        for day in line.weekdays
        for begins, ends in line.spans
    )


def _is_plain(line: HoursLine) -> bool:
    special = line.nth or line.months or line.weeks or line.holidays or line.comment
    return line.state == "open" and line.complete and bool(line.weekdays and line.spans) and not special


def _plain(line: HoursLine, texts: Texts) -> str:
    times = texts.comma.join(span(begins, ends, texts) for begins, ends in line.spans)
    return f"{days(line.weekdays, texts)} {times}"


def days(numbers: tuple[int, ...], texts: Texts) -> str:
    """ "Mo–Fr", "Di, Do", "täglich"; whole names in plain language."""
    if len(numbers) == 7:
        return texts("hours.daily")
    short = texts.language.code != "de-einfach"
    names = [weekday(number, texts, short=short) for number in numbers]
    if len(names) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return texts("hours.span", begins=names[0], ends=names[-1]) if not short else f"{names[0]}–{names[-1]}"
    return (
        texts.comma.join(names)
        if short
        else texts("list.and").join(filter(None, (texts.comma.join(names[:-1]), names[-1])))
    )


def span(begins: str, ends: str, texts: Texts) -> str:
    """ "9–11:30 Uhr", "ab 9 Uhr"; in plain language without the dash."""
    return rhythm_span(begins, ends, texts, short=texts.language.code != "de-einfach")
