"""What stands at the end of the booklet: lists by need and by place, the calendar of regular dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from nestwerk.catalogue.records import OfferRecord
from nestwerk.common.dates import DateError, Series, in_words, next_dates
from nestwerk.common.hours import BERLIN
from nestwerk.common.order import german_key
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.hours import weekday
from nestwerk.finder.wording.labels import label
from nestwerk.finder.wording.usual_hours import span, weekly

from .entries import Setting

OPEN = "drop_in"  # a way in that makes opening hours a regular date
MOST_DAYS = 3  # an offer that is open on more days of the week is no date
AHEAD = timedelta(days=183)
Numbered = Sequence[tuple[OfferRecord, dict[str, Any]]]


def by_need(offers: Numbered, about: Setting) -> list[dict[str, Any]]:
    """Needs in parents' words with their offers. Terms nobody shows and emergencies are left out."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for offer, shown in offers:
        for code in offer.needs:
            term = about.terms.get(code)
            if term and term.shown and term.urgency != "emergency":
                found[label(term, about.texts)].append(_reference(shown))
    return _sorted(found)


def by_place(offers: Numbered, about: Setting) -> list[dict[str, Any]]:
    """Places with their offers; those without a place at the end."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for offer, shown in offers:
        found[offer.city].append(_reference(shown))
    rest = found.pop("", [])
    last = [{"title": about.texts("brochure.elsewhere"), "entries": rest}] if rest else []
    return [*_sorted(found), *last]


def calendar(offers: Numbered, about: Setting) -> dict[str, Any]:
    """The week day by day, by time; then what comes once a month or on single days."""
    week: dict[int, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    other: list[dict[str, str]] = []
    for offer, shown in offers:
        series = [one for kept in offer.dates if (one := _series(kept)) and _current(one, about)]
        for day, begins, ends in _weekly(offer, series):
            when = span(begins, ends, about.texts) if begins else ""
            week[day].append((begins, {**_reference(shown), "when": when, "where": offer.city}))
        for one in series:
            if not _every_week(one) and (words := _rare(one, about)):
                other.append({**_reference(shown), "when": words, "where": offer.city})
    days = [
        {
            "title": weekday(day, about.texts),
            "rows": [row for _, row in sorted(week[day], key=lambda found: (found[0], german_key(found[1]["title"])))],
        }
        for day in sorted(week)
    ]
    return {"days": days, "other": sorted(other, key=lambda row: german_key(row["title"]))}


def _weekly(offer: OfferRecord, series: list[Series]) -> list[tuple[int, str, str]]:
    found = {
        (day, f"{one.begins:%H:%M}" if one.begins else "", f"{one.ends:%H:%M}" if one.ends else "")
        for one in series
        if _every_week(one)
        for day in one.weekdays
    }
    if not offer.dates and OPEN in offer.access:
        hours = weekly(offer.opening_hours)
        if len({day for day, _, _ in hours}) <= MOST_DAYS:
            found.update(hours)
    return sorted(found)


def _every_week(series: Series) -> bool:
    return series.kind == "weekly" and series.every == 1


def _current(series: Series, about: Setting) -> bool:
    return series.until is None or series.until >= about.today


def _series(kept: dict[str, Any]) -> Series | None:
    try:
        return Series.from_dict(kept)
    except DateError:
        return None


def _rare(series: Series, about: Setting) -> str:
    """The rule in words; of single days those of the next half year."""
    if series.kind not in ("once", "list"):
        return in_words(series, about.texts.language.code, today=about.today)
    start = datetime.combine(about.today, time(), BERLIN)
    coming = [one for one in next_dates(series, start, 6, land=about.network.land) if not one.cancelled]
    near = [one for one in coming if one.day <= about.today + AHEAD]
    return about.texts.comma.join(dates.near_day(one.day, about.today, about.texts) for one in near)


def _reference(shown: dict[str, Any]) -> dict[str, str]:
    return {"id": shown["id"], "title": shown["plain_title"]}


def _sorted(found: dict[str, list[dict[str, str]]]) -> list[dict[str, Any]]:
    return [
        {"title": title, "entries": sorted(entries, key=lambda one: german_key(one["title"]))}
        for title, entries in sorted(found.items(), key=lambda item: german_key(item[0]))
    ]
