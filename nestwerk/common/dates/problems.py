"""What cannot be meant: German sentences for the person who writes the dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from nestwerk.common.dates.occurrences import HORIZON, anchor, occurrences, rule_days
from nestwerk.common.dates.series import LAST, LONGEST_TEXT, Change, Series

EARLIEST_YEAR = 2000  # a weekly date since the year 1 costs every reader a quarter of a second


def problems(series: Series, *, land: str = "") -> tuple[str, ...]:
    """Sentences about what is wrong; empty if the series can be kept."""
    return tuple(
        dict.fromkeys((*_times(series), *_rule(series), *_changes(series), *_texts(series), *_never(series, land)))
    )


def _times(series: Series) -> Iterator[str]:
    if series.ends is not None and series.begins is None:
        yield "Bitte geben Sie auch an, wann es beginnt."
    elif series.begins is not None and series.ends is not None and series.ends <= series.begins:
        yield (
            f"Das Ende ({series.ends:%H:%M} Uhr) liegt nicht nach dem Beginn ({series.begins:%H:%M} Uhr). "
            "Geht es über Mitternacht, legen Sie bitte zwei Termine an."
        )


def _rule(series: Series) -> Iterator[str]:
    if series.until is not None and series.until < series.first:
        yield "Der letzte Tag liegt vor dem ersten Tag."
    if series.first.year < EARLIEST_YEAR:
        yield f"Der erste Tag liegt vor dem Jahr {EARLIEST_YEAR}."
    if series.kind in ("weekly", "monthly_weekday") and not series.weekdays:
        yield "Bitte wählen Sie mindestens einen Wochentag."
    if any(not 0 <= day <= 6 for day in series.weekdays):
        yield "Einen dieser Wochentage gibt es nicht."
    if series.kind == "monthly_weekday" and not series.nth:
        yield "Bitte wählen Sie, der wievielte Wochentag im Monat gemeint ist."
    if any(n not in (LAST, 1, 2, 3, 4, 5) for n in series.nth):
        yield "Im Monat gibt es jeden Wochentag höchstens fünfmal."
    if series.kind == "monthly_day" and not (1 <= series.month_day <= 31 or series.month_day == LAST):
        yield "Ein Monat hat die Tage 1 bis 31."
    if series.kind == "list" and not series.days:
        yield "Bitte nennen Sie mindestens einen Tag."
    if not 1 <= series.every <= 52:
        yield "Der Abstand darf 1 bis 52 Wochen oder Monate sein."


def _changes(series: Series) -> Iterator[str]:
    seen: set[tuple[bool, date]] = set()
    for change in series.changes:
        key = (change.kind == "extra", change.day)
        if key in seen:
            yield f"Für den {_named(change.day)} gibt es zwei Ausnahmen."
        seen.add(key)
        begins = change.begins or series.begins
        if change.begins is not None and change.ends is not None and change.ends <= change.begins:
            yield f"Am {_named(change.to or change.day)} liegt das Ende nicht nach dem Beginn."
        elif change.ends is not None and (begins is None or change.ends <= begins):
            yield f"Am {_named(change.to or change.day)} passt das Ende nicht zum Beginn."
        if change.kind != "extra" and not _is_planned(series, change):
            yield f"Am {_named(change.day)} findet nach der Regel gar kein Termin statt."


def _is_planned(series: Series, change: Change) -> bool:
    if series.kind in ("weekly", "monthly_weekday", "monthly_day") and anchor(series) is None:
        return True  # the rule itself is the problem and has its own sentence
    return any(True for _ in rule_days(series, change.day, change.day))


def _texts(series: Series) -> Iterator[str]:
    texts = [
        series.place,
        series.registration,
        *(text for item in series.changes for text in (item.reason, item.place)),
    ]
    if any(len(text) > LONGEST_TEXT for text in texts):
        yield f"Einer der Texte ist zu lang: höchstens {LONGEST_TEXT} Zeichen."
    if series.link:
        parts = urlsplit(series.link)
        if parts.scheme not in ("https", "http") or not parts.netloc:
            yield "Die Adresse im Internet beginnt mit https://."


def _never(series: Series, land: str) -> Iterator[str]:
    known = [series.first, *series.days, *(change.to or change.day for change in series.changes)]
    end = min(series.until or date.max, _later(series.first))
    found = occurrences(series, min(known), max(end, *known), land=land)
    if not any(not item.cancelled for item in found):
        yield "So gibt es keinen einzigen Termin. Bitte prüfen Sie Tage, Ende und Ausnahmen."


def _later(day: date) -> date:
    return day + HORIZON if day < date.max - HORIZON else date.max


def _named(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
