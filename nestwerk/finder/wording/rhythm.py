"""What a week's table cannot show: every first Wednesday, only in June, closed in the school holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from babel.dates import get_month_names

from nestwerk.common import weekdays
from nestwerk.common.hours import HoursLine, describe
from nestwerk.common.locales import capital
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.hours import weekday


def rhythm(expression: str, texts: Texts) -> tuple[str, ...]:
    """The special rules of opening hours as sentences; empty for a plain week. Rules too odd for words are left out."""
    if not expression:
        return ()
    lines = [line for line in describe(expression) if line.complete and not line.comment]
    said = (capital(text, texts.language.locale) for line in _merged(lines) if (text := _sentence(line, texts)))
    return tuple(dict.fromkeys(said))


def remarks(expression: str, texts: Texts) -> tuple[tuple[str, str], ...]:
    """What is remarked beside hours: ("Dienstag: 9 bis 11 Uhr", "mit Anmeldung"). The remark stays as it was written;
    the first part is empty where it stands for itself ("nach Vereinbarung").
    """
    if not expression:
        return ()
    found = ((_remarked(line, texts), line.comment) for line in describe(expression) if line.comment and line.complete)
    locale = texts.language.locale
    return tuple(dict.fromkeys((capital(text, locale), comment) for text, comment in found if text is not None))


def _remarked(line: HoursLine, texts: Texts) -> str | None:
    """The hours a remark is about; None where there are no words for them, so that it would stand for all."""
    if line.nth or line.months or line.weeks or line.holidays:
        return _sentence(line, texts) or None
    days = "" if len(line.weekdays) == 7 else _days(line.weekdays, texts)
    times = _times(line, texts)
    return texts("rhythm.days", day=days, times=times) if days and times else days or times


def _days(weekdays: Sequence[int], texts: Texts) -> str:
    """ "Montag bis Freitag", "Dienstag und Donnerstag"."""
    names = [weekday(number, texts) for number in weekdays]
    if len(names) > 2 and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return texts("hours.span", begins=names[0], ends=names[-1])
    return texts("list.and").join(filter(None, (texts.comma.join(names[:-1]), *names[-1:])))


def _merged(lines: Sequence[HoursLine]) -> list[HoursLine]:
    """The 1st and the 3rd Monday at the same time become one line."""
    merged: dict[tuple[object, ...], HoursLine] = {}
    for line in lines:
        key = (line.weekdays, line.spans, line.months, line.weeks, line.holidays, line.state, bool(line.nth))
        before = merged.get(key)
        nth = (*before.nth, *line.nth) if before else line.nth
        merged[key] = HoursLine(
            line.weekdays, line.spans, tuple(dict.fromkeys(nth)), line.months, line.weeks, line.holidays, line.state
        )
    return list(merged.values())


def _sentence(line: HoursLine, texts: Texts) -> str:
    if line.holidays:
        return _on_holidays(line, texts)
    special = line.nth or line.months or line.weeks
    if line.state != "open" or not special or not line.weekdays or not line.spans:
        return ""
    joined = texts("list.and").join
    days = joined(weekday(number, texts) for number in line.weekdays)
    times = _times(line, texts)
    if line.nth:
        which = joined(texts(f"rhythm.ordinal.{'last' if n < 0 else n}") for n in line.nth)
        which, days = weekdays.each(line.weekdays, line.nth, texts.language.locale, joined) or (which, days)
        text = texts("rhythm.nth", which=which, day=days, times=times)
    else:
        text = texts("rhythm.days", day=days, times=times)
    if line.weeks:
        text = texts(f"rhythm.{line.weeks}", line=text)
    if line.months:
        names = get_month_names(context="stand-alone", locale=texts.language.locale)
        text = texts("rhythm.months", line=text, months=texts.comma.join(names[month] for month in line.months))
    return text


def _on_holidays(line: HoursLine, texts: Texts) -> str:
    kind = "school" if "SH" in line.holidays else "public"
    if line.state == "closed":
        return texts(f"rhythm.{kind}_closed")
    return texts(f"rhythm.{kind}_open", times=_times(line, texts)) if line.spans and line.state == "open" else ""


def _times(line: HoursLine, texts: Texts) -> str:
    return texts.comma.join(span(begins, ends, texts) for begins, ends in line.spans)


def span(begins: str, ends: str, texts: Texts, *, short: bool = False) -> str:
    """ "9 bis 11:30 Uhr", "ab 9 Uhr"; with ``short`` "9–11:30 Uhr", as it stands on paper."""
    start = time.fromisoformat(begins)
    if not ends:
        return texts("rhythm.open_end", time=dates.clock(start, texts))
    if ends.startswith("24"):
        closing = dates.midnight(texts)
    else:
        closing = dates.clock(time.fromisoformat(ends), texts)
    opening = dates.clock(start, texts, bare=True)
    return f"{opening}–{closing}" if short else texts("hours.span", begins=opening, ends=closing)
