"""What of a calendar becomes dates of an offer: series, and sentences about what did not fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from nestwerk.common.dates import MOST_SERIES, Change, Series
from nestwerk.common.dates.occurrences import rule_days

from .events import Event, Read, fingerprint, local
from .rules import NoDay, NoRule, as_series, is_ordinary, moments

MOST_EVENTS = 200  # of one offer
MOST_CHANGES = 150  # of one series
MOST_IDLE = 2  # rules that name no day at all: finding that out takes seconds each, so no other odd one is tried
LONGEST = 31  # days of one event
MONTHS_AHEAD = 12

OVERNIGHT = "Über Mitternacht, deshalb mit offenem Ende"
AS_LIST = "Regeln, die hier als einzelne Tage stehen (die nächsten 12 Monate)"
NO_RULE = "Wiederholungen, die wir nicht verstehen (sie fehlen)"
ONWARDS = "Reihen, die sich mittendrin ändern („dieser und alle folgenden“; sie fehlen, bis es zwei Reihen sind)"
STRANGE = "Nicht nach der Norm geschrieben (sie fehlen)"
TOO_LONG = f"Länger als {LONGEST} Tage am Stück (sie fehlen)"
TOO_MANY = f"Mehr als {MOST_EVENTS} Termine: zu viel waren (die späteren fehlen)"
TOO_MANY_SERIES = f"Mehr als {MOST_SERIES} Reihen: zu viel waren (die späteren fehlen)"
TOO_MANY_CHANGES = f"Mehr als {MOST_CHANGES} Ausnahmen einer Reihe: zu viel waren (die späteren fehlen)"


@dataclass(frozen=True, slots=True)
class Taken:
    """One series with the name it keeps from day to day, and the titles it stands for (only to show)."""

    key: str
    series: Series
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taking:
    """What would be taken over. ``told``: German sentences. ``matching``: events with the word, past ones too."""

    taken: tuple[Taken, ...]
    told: tuple[str, ...]
    total: int
    matching: int


Group = tuple[str, time | None, time | None, str]  # series it comes from, begin and end, place


@dataclass
class _Collecting:
    """One way through a calendar."""

    today: date
    until: date
    places: bool
    told: Counter[str] = field(default_factory=Counter)
    singles: dict[Group, set[date]] = field(default_factory=lambda: defaultdict(set))
    off: dict[Group, set[date]] = field(default_factory=lambda: defaultdict(set))
    titles: dict[Group, set[str]] = field(default_factory=lambda: defaultdict(set))
    series: list[Taken] = field(default_factory=list)
    idle: int = 0


def take(read: Read, *, word: str = "", today: date, places: bool = True) -> Taking:
    """The series of the events whose title contains ``word``, from ``today`` on.

    ``places`` False: the offer's address is secret, so no place of the calendar is taken over.
    """
    wanted = " ".join(word.casefold().split())
    matching = [event for event in read.events if wanted in event.title.casefold()]
    now = _Collecting(today, _later(today), places)
    if read.unreadable:
        now.told[STRANGE] += read.unreadable
    for master, instead in _families(matching, now):
        _add(now, master, instead)
    taken = sorted([*now.series, *_grouped(now)], key=lambda one: (_soonest(one.series, today), one.key))
    if len(taken) > MOST_SERIES:
        now.told[TOO_MANY_SERIES] += len(taken) - MOST_SERIES
    told = tuple(f"{sentence}: {number}." for sentence, number in now.told.items() if number)
    return Taking(tuple(taken[:MOST_SERIES]), told, len(read.events) + read.unreadable, len(matching))


def _families(events: Sequence[Event], now: _Collecting) -> Iterable[tuple[Event, list[Event]]]:
    """Each event with those that replace single dates of it; the soonest first, not more than we take."""
    masters: dict[str, Event] = {}
    instead: dict[str, list[Event]] = defaultdict(list)
    for number, event in enumerate(events):
        if event.replaces is not None or (event.strange and event.key in masters):
            instead[event.key].append(event)
        elif event.key in masters:  # two events with one identifier: a broken calendar, but two events
            masters[f"{event.key}{number}"] = replace(event, key=fingerprint(f"{event.key}{number}"))
        else:
            masters[event.key] = event
    for key, orphans in instead.items():  # single dates of a series that is not in the file
        if key not in masters:
            now.told[ONWARDS] += sum(orphan.onwards for orphan in orphans)
            for number, orphan in enumerate(one for one in orphans if not one.onwards):
                masters[f"{key}-{number}"] = replace(orphan, replaces=None, rule=None, key=f"{key}-{number}")
    coming = [event for event in masters.values() if event.rule or _last(event) >= now.today]
    coming.sort(key=lambda event: (event.rule is None, local(event.starts)[0], event.key))
    if len(coming) > MOST_EVENTS:
        now.told[TOO_MANY] += len(coming) - MOST_EVENTS
    return [(event, instead.get(event.key, [])) for event in coming[:MOST_EVENTS]]


def _last(event: Event) -> date:
    days = [local(event.starts)[0], *(local(moment)[0] for moment in event.more)]
    if event.ends is not None:
        days.append(local(event.ends)[0])
    return max(days)


def _add(now: _Collecting, event: Event, instead: list[Event]) -> None:
    if event.strange:
        now.told[STRANGE] += 1
        return
    if any(other.onwards for other in instead):
        now.told[ONWARDS] += 1
        return
    plain = _plain(now, event)
    if plain is None:
        return
    if event.rule is None:
        out = {local(moment)[0] for moment in event.out}
        for moment in (event.starts, *event.more):
            if local(moment)[0] not in out:
                _single(now, event, moment)
        return
    try:
        if now.idle >= MOST_IDLE and not is_ordinary(event):
            raise NoRule("more of those that never end")
        found = moments(event, now.until)
    except NoRule as refusal:
        now.told[NO_RULE] += 1
        now.idle += isinstance(refusal, NoDay)
        return
    series = as_series(event, plain, found, now.until)
    if series is None or event.cancelled or _long(event):
        now.told[AS_LIST] += 0 if event.cancelled else 1
        _one_by_one(now, event, found, instead)
    elif series.until is None or series.until >= now.today:
        changes = _changes(now, event, series, instead)
        now.series.append(Taken(event.key, replace(series, changes=changes), (event.title,)))


def _one_by_one(now: _Collecting, event: Event, found: list[date | datetime], instead: list[Event]) -> None:
    """Every date of a rule by itself."""
    replaced = {local(other.replaces)[0] for other in instead if other.replaces is not None}
    out = {local(moment)[0] for moment in event.out} | replaced
    days = [moment for moment in (*found, *event.more) if local(moment)[0] not in out]
    coming = [moment for moment in days if local(moment)[0] >= now.today]
    for moment in coming[: 8 if event.cancelled else MOST_EVENTS]:
        _single(now, event, moment, under=event.key)
    for other in instead:
        if _last(other) >= now.today:
            _single(now, other, other.starts, under=event.key)


def _single(now: _Collecting, event: Event, moment: date | datetime, *, under: str = "") -> None:
    """One date; those at the same time of day and the same place become one list."""
    plain = _plain(now, event, moment)
    if plain is None:
        return
    begins_on = plain.first
    span = (local(event.ends)[0] - local(event.starts)[0]).days if _long(event) and event.ends is not None else 0
    key = (under, plain.begins, plain.ends, plain.place)
    for number in range(span + 1):
        day = begins_on + timedelta(days=number)
        if day >= now.today:
            now.singles[key].add(day)
            now.titles[key].add(event.title)
            if event.cancelled:
                now.off[key].add(day)


def _grouped(now: _Collecting) -> Iterable[Taken]:
    for key, days in now.singles.items():
        under, begins, ends, place = key
        chosen = tuple(sorted(days)[:MOST_EVENTS])
        off = tuple(Change("cancelled", day) for day in sorted(now.off[key]) if day in chosen)[:MOST_CHANGES]
        kind = "list" if len(chosen) > 1 else "once"
        series = Series(
            kind, chosen[0], begins, ends, days=chosen if kind == "list" else (), changes=off, place=str(place)
        )
        yield Taken(
            fingerprint(f"{under}|{begins}|{ends}|{place}"),
            series,
            tuple(sorted(now.titles[key], key=str.casefold))[:5],
        )


def _plain(now: _Collecting, event: Event, moment: date | datetime | None = None) -> Series | None:
    """One date of the event: its day, its times of day, its place."""
    first, begins = local(event.starts if moment is None else moment)
    ends: time | None = None
    if event.ends is not None:
        last, at = local(event.ends)
        span = (last - local(event.starts)[0]).days
        if begins is None and span >= LONGEST:
            now.told[TOO_LONG] += 1
            return None
        if begins is not None and span:
            now.told[OVERNIGHT] += 1 if moment is None else 0
        elif at is not None and begins is not None:
            ends = _end(event, moment, at)
    if begins is not None and ends is not None and ends <= begins:
        ends = None
    return Series("once", first, begins, ends, place=event.place if now.places else "")


def _end(event: Event, moment: date | datetime | None, at: time) -> time | None:
    """When a date of a series is over: it lasts as long as the first, also where the clocks differ."""
    if not (isinstance(moment, datetime) and isinstance(event.starts, datetime) and isinstance(event.ends, datetime)):
        return at
    naive = moment.replace(tzinfo=None) + (event.ends.replace(tzinfo=None) - event.starts.replace(tzinfo=None))
    if event.ends.tzinfo != event.starts.tzinfo:
        return local(moment + (event.ends - event.starts))[1]
    day, over = local(naive.replace(tzinfo=moment.tzinfo))
    return over if day == local(moment)[0] else None


def _long(event: Event) -> bool:
    """Whole days, and more than one of them."""
    return not isinstance(event.starts, datetime) and event.ends is not None and event.ends > event.starts


def _changes(now: _Collecting, event: Event, series: Series, instead: list[Event]) -> tuple[Change, ...]:
    """The exceptions from today on, as far as they change anything."""
    found: dict[tuple[bool, date], Change] = {}
    for moment in event.out:
        day = local(moment)[0]
        if _planned(series, day):
            found[(False, day)] = Change("skipped", day)
    for moment in event.more:
        day, begins = local(moment)
        if not _planned(series, day):
            found[(True, day)] = Change("extra", day, begins=begins if begins != series.begins else None)
    for other in instead:
        change = _instead(now, series, other)
        if change is not None:
            found[(change.kind == "extra", change.day)] = change
    coming = sorted(
        (change for change in found.values() if max(change.day, change.to or change.day) >= now.today),
        key=lambda change: (change.day, change.kind),
    )
    if len(coming) > MOST_CHANGES:
        now.told[TOO_MANY_CHANGES] += len(coming) - MOST_CHANGES
    return tuple(coming[:MOST_CHANGES])


def _instead(now: _Collecting, series: Series, other: Event) -> Change | None:
    if other.replaces is None or other.strange:
        now.told[STRANGE] += 1
        return None
    day, plain = local(other.replaces)[0], _plain(now, other)
    planned = _planned(series, day)
    if other.cancelled:
        return Change("cancelled", day) if planned else None
    if plain is None:
        return None
    same_times = (plain.begins, plain.ends) == (series.begins, series.ends)
    place = plain.place if plain.place != series.place else ""
    if planned and plain.first == day and same_times and not place:
        return None
    begins, ends = (None, None) if same_times else (plain.begins, plain.ends)
    if not planned:
        return Change("extra", plain.first, begins=begins, ends=ends, place=place)
    return Change("moved", day, to=plain.first if plain.first != day else None, begins=begins, ends=ends, place=place)


def _planned(series: Series, day: date) -> bool:
    return any(True for _ in rule_days(series, day, day))


def _soonest(series: Series, today: date) -> date:
    for day in (*series.days, series.first):
        if day >= today:
            return day
    return today


def _later(today: date) -> date:
    """The last day of the twelfth month from now: it moves once a month, not every day."""
    years, month = divmod(today.month - 1 + MONTHS_AHEAD + 1, 12)
    return date(today.year + years, month + 1, 1) - timedelta(days=1)
