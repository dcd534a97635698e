"""Opening hours in German words for the people who write them: "Montag bis Freitag von 9 bis 12 Uhr"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nestwerk.common import hours
from nestwerk.common.hours import HoursLine

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_HOLIDAYS = {
    ("PH",): "an Feiertagen",
    ("SH",): "in den Schulferien",
    ("PH", "SH"): "an Feiertagen und in den Schulferien",
}


def in_words(expression: str) -> tuple[str, ...]:
    """One text per line of the week, then what is special. What has no words here stands as it was written.

    Empty for an expression that is empty or cannot be read.
    """
    lines = hours.describe(expression)
    return tuple(dict.fromkeys(text for line in lines for text in _line(line)))


def days_in_words(days: Sequence[int]) -> str:
    """ "Montag bis Mittwoch und Freitag"; seven days are "Jeden Tag"."""
    chosen = sorted(set(days))
    if len(chosen) == 7:
        return "Jeden Tag"
    runs: list[list[int]] = []
    for day in chosen:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names: list[str] = []
    for run in runs:
        if len(run) > 2:
            names.append(f"{WEEKDAYS[run[0]]} bis {WEEKDAYS[run[-1]]}")
        else:
            names += [WEEKDAYS[day] for day in run]
    return _listed(names)


def _line(line: HoursLine) -> Iterator[str]:
    if not line.complete:
        yield line.text
        return
    times = _listed([_span(begins, ends) for begins, ends in line.spans])
    days = _HOLIDAYS.get(line.holidays, "")
    if not days and line.weekdays:
        days = days_in_words(line.weekdays)
    if line.nth:
        which = _listed(["letzten" if n < 0 else f"{n}." for n in line.nth])
        days = f"Jeden {which} {days} im Monat"
    if line.weeks:
        days += " in geraden Wochen" if line.weeks == "even" else " in ungeraden Wochen"
    if line.months:
        days += " (nur " + ", ".join(MONTHS[month - 1] for month in line.months) + ")"
    state = {"closed": "geschlossen", "unknown": "" if line.comment else "bitte nachfragen"}.get(line.state, times)
    text = " ".join(filter(None, (days, state)))
    comment = f" ({line.comment})" if text and line.comment else line.comment
    text += comment
    yield text[:1].upper() + text[1:]


def _span(begins: str, ends: str) -> str:
    if (begins, ends) == ("00:00", "24:00"):
        return "rund um die Uhr"
    return f"von {_clock(begins)} bis {_clock(ends)} Uhr" if ends else f"ab {_clock(begins)} Uhr"


def _clock(text: str) -> str:
    hour, minute = text.split(":")
    return f"{int(hour)}:{minute}" if minute != "00" else str(int(hour))


def _listed(names: Sequence[str]) -> str:
    return " und ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
