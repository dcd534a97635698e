"""A series in words: "Jeden Dienstag von 9:30 bis 11 Uhr, nicht in den Schulferien"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from babel.dates import get_day_names

from nestwerk.common import locales, weekdays
from nestwerk.common.dates.occurrences import Occurrence, anchor, changed
from nestwerk.common.dates.series import LAST, Series
from nestwerk.common.dates.texts import DateTexts, texts_for

MOST_LISTED = 6  # a longer list of single days is summed up


def in_words(series: Series, language: str = "de", *, today: date | None = None) -> str:
    """The rule as people say it; with ``today`` also from when it is valid, if that is still to come."""
    texts = texts_for(language)
    words = _rule(series, texts) + _times(series, texts)
    held = series.not_in_school_holidays, series.not_on_public_holidays
    if any(held):
        words += texts("except." + {(True, False): "school", (False, True): "public"}.get(held, "both"))
    if series.kind not in ("once", "list"):
        begins = anchor(series) or series.first
        if today is not None and begins > today:
            words += texts("except.from", day=_day(begins, texts))
        if series.until is not None:
            words += texts("except.until", day=_day(series.until, texts))
    return locales.capital(words + texts("join.end"), texts.locale)


def date_in_words(occurrence: Occurrence, language: str = "de") -> str:
    """One date: "Dienstag, 1. Dezember 2026, 9:30 bis 11 Uhr – fällt aus: Team im Urlaub"."""
    texts = texts_for(language)
    words = _date(occurrence, texts)
    if occurrence.moved_from is not None:
        words += texts("date.moved", day=_day(occurrence.moved_from, texts))
    if occurrence.place:
        words += texts("date.place", place=occurrence.place)
    if occurrence.cancelled:
        words += texts("date.cancelled")
    elif occurrence.uncertain:
        words += texts("date.uncertain")
    if occurrence.reason:
        words += texts("date.reason", reason=occurrence.reason)
    return locales.capital(words + texts("join.end"), texts.locale)


def notes_in_words(series: Series, language: str = "de", *, today: date) -> tuple[str, ...]:
    """What else must be known from ``today`` on: cancelled, moved and extra days, place, link, registration."""
    texts = texts_for(language)
    notes = []
    for change in sorted(series.changes, key=lambda change: change.day):
        new = change.to or change.day
        if max(new, change.day) < today or change.kind == "skipped":
            continue
        if change.kind == "cancelled":
            key = "note.cancelled_reason" if change.reason else "note.cancelled"
            notes.append(texts(key, day=_day(change.day, texts), reason=change.reason.rstrip(".")))
            continue
        to = _date(changed(series, change), texts) + (texts("date.place", place=change.place) if change.place else "")
        notes.append(texts(f"note.{change.kind}", day=_day(change.day, texts), to=to))
    for name in ("place", "link"):
        if value := getattr(series, name):
            notes.append(texts(f"note.{name}", **{name: value}))
    if series.registration:
        notes.append(texts("note.registration", text=series.registration))
    return tuple(notes)


def clock(at: time, texts: DateTexts, *, bare: bool = False) -> str:
    """A time of day: "9 Uhr", "9:30" (``bare``), "9:30 am"."""
    if (at.hour, at.minute) == (12, 0) and texts.locale.startswith("en"):
        return texts("time.noon")
    figures = locales.clock(at, texts.locale)
    return figures if bare and texts.code == "de" else texts("time.clock", time=figures)


def weekday(number: int, texts: DateTexts) -> str:
    """The name of a weekday, Monday is 0."""
    return get_day_names("wide", locale=texts.locale)[number]


def _day(day: date, texts: DateTexts) -> str:
    return locales.day(day, texts.locale)


def _date(occurrence: Occurrence, texts: DateTexts) -> str:
    day = locales.day(occurrence.day, texts.locale, "full")
    if occurrence.begins is None:
        return texts("date.plain", day=day)
    if occurrence.ends is None:
        return texts("date.open", day=day, begins=clock(occurrence.begins, texts))
    begins = clock(occurrence.begins, texts, bare=True)
    return texts("date.timed", day=day, begins=begins, ends=clock(occurrence.ends, texts))


def _times(series: Series, texts: DateTexts) -> str:
    if series.begins is None:
        return ""
    single = series.kind == "once" or (series.kind == "list" and len(set(series.days)) < 2)
    each = texts("time.each") if series.kind == "list" and not single else ""
    comma = texts("join.comma").rstrip() if series.kind == "once" and texts.code != "de-einfach" else ""
    if series.ends is None:
        return each + comma + texts("time.open", begins=clock(series.begins, texts))
    begins = clock(series.begins, texts, bare=True)
    return each + comma + texts("time.span", begins=begins, ends=clock(series.ends, texts))


def _rule(series: Series, texts: DateTexts) -> str:
    if series.kind == "once":
        return texts("kind.once", day=locales.day(series.first, texts.locale, "full"))
    if series.kind == "list":
        return _list(series, texts)
    if series.kind == "monthly_day":
        name = "last" if series.month_day == LAST else "day"
        if series.every > 1:
            return texts(f"kind.every_months_{name}", n=series.every, day=series.month_day)
        return texts(f"kind.monthly_{name}", n=series.month_day)
    if not series.weekdays or (series.kind == "monthly_weekday" and not series.nth):
        return texts("kind.nothing")
    days = _joined([weekday(day, texts) for day in sorted(set(series.weekdays))], texts)
    if series.kind == "monthly_weekday":
        counts = sorted(set(series.nth), key=lambda n: n if n > 0 else 9)
        nth = _joined([_nth(n, texts) for n in counts], texts)
        if series.every > 1:
            return texts("kind.every_months_weekday", n=series.every, nth=nth, days=days)
        nth, days = _each(series, counts, texts) or (nth, days)
        return texts("kind.monthly_weekday", nth=nth, days=days)
    return _weekly(series, days, texts)


def _weekly(series: Series, days: str, texts: DateTexts) -> str:
    if series.every > 1:
        return texts("kind.every_weeks", n=series.every, days=days)
    chosen = sorted(set(series.weekdays))
    if len(chosen) == 7:
        return texts("kind.daily")
    if len(chosen) > 2 and chosen == list(range(chosen[0], chosen[-1] + 1)):
        return texts("kind.working_days", first=weekday(chosen[0], texts), last=weekday(chosen[-1], texts))
    said = _each(series, (), texts)
    return texts("kind.weekly", days=" ".join(said) if said else days)


def _each(series: Series, nth: Sequence[int], texts: DateTexts) -> tuple[str, str] | None:
    chosen = sorted(set(series.weekdays))
    return weekdays.each(chosen, nth, texts.locale, lambda names: _joined(names, texts))


def _list(series: Series, texts: DateTexts) -> str:
    days = sorted(set(series.days))
    if not days:
        return texts("kind.nothing")
    if len(days) > MOST_LISTED:
        return texts("kind.list_many", n=len(days), first=_day(days[0], texts), last=_day(days[-1], texts))
    return texts("kind.list", days=_joined([_day(day, texts) for day in days], texts))


def _nth(n: int, texts: DateTexts) -> str:
    return texts("nth.last") if n == LAST else texts(f"nth.{n}")


def _joined(names: Sequence[str], texts: DateTexts) -> str:
    if len(names) < 2:
        return "".join(names)
    return texts("join.comma").join(names[:-1]) + texts("join.and") + names[-1]
