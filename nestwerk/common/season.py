"""When something is shown to families: from April to October, every year or once.

Days are inclusive and belong to the calendar, not to a clock. Nothing here asks what day it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
LEAP_YEAR = 2024  # in which a day of every year is kept, so that 29 February is one


class SeasonError(ValueError):
    """A season cannot be read; the text is a German sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Season:
    """Shown from ``begins`` to ``ends``. With ``every_year`` only day and month count, and the turn of the year may lie
    between them ("November bis März")."""

    begins: date
    ends: date
    every_year: bool = True

    def to_dict(self) -> dict[str, object]:
        """The season as JSON can hold it."""
        return {"begins": self.begins.isoformat(), "ends": self.ends.isoformat(), "every_year": self.every_year}

    @classmethod
    def from_dict(cls, kept: Mapping[str, object]) -> Season:
        """The season that ``to_dict`` wrote. SeasonError if it is none."""
        try:
            begins, ends = (date.fromisoformat(str(kept[name])) for name in ("begins", "ends"))
        except (KeyError, ValueError) as error:
            raise SeasonError("Diesen Zeitraum können wir nicht lesen. Bitte geben Sie ihn noch einmal ein.") from error
        return cls(begins, ends, kept.get("every_year", True) is True)

    def to_text(self) -> str:
        """The season as a short column holds it: "--04-01/--10-31" every year, "2027-06-01/2027-08-31" once."""
        begins, ends = self.begins.isoformat(), self.ends.isoformat()
        return f"-{begins[4:]}/-{ends[4:]}" if self.every_year else f"{begins}/{ends}"

    @classmethod
    def from_text(cls, kept: str) -> Season | None:
        """The season that ``to_text`` wrote; None for an empty text. SeasonError if it is none."""
        if not kept:
            return None
        every_year = kept.startswith("--")
        begins, _, ends = kept.replace("--", f"{LEAP_YEAR}-").partition("/")
        return cls.from_dict({"begins": begins, "ends": ends, "every_year": every_year})


def is_visible(season: Season | None, day: date) -> bool:
    """Whether families see it on ``day``; what has no season is always seen."""
    if season is None:
        return True
    if not season.every_year:
        return season.begins <= day <= season.ends
    begins, ends, today = ((part.month, part.day) for part in (season.begins, season.ends, day))
    return begins <= today <= ends if begins <= ends else today >= begins or today <= ends


def next_change(season: Season | None, day: date) -> date | None:
    """The first day after ``day`` on which it is shown or hidden anew; None if that never happens again."""
    if season is None:
        return None
    now = is_visible(season, day)
    if season.every_year:
        years = (day.year, day.year + 1, day.year + 2)
        turns = [turn for year in years for turn in (_in_year(season.begins, year), _in_year(season.ends, year) + _DAY)]
        turns += [date(year, 3, 1) for year in years]  # where 29 February is missing
    else:
        turns = [season.begins, season.ends + _DAY]
    return next((turn for turn in sorted(turns) if turn > day and is_visible(season, turn) is not now), None)


def in_words(season: Season) -> str:
    """ "April bis Oktober", "15. März bis 30. Juni", "1. Juni 2027 bis 31. August 2027"; German."""
    if not season.every_year:
        return f"{_named(season.begins)} {season.begins.year} bis {_named(season.ends)} {season.ends.year}"
    whole = season.begins.day == 1 and _is_last(season.ends)
    if not whole:
        return f"{_named(season.begins)} bis {_named(season.ends)}"
    first, last = MONTHS[season.begins.month - 1], MONTHS[season.ends.month - 1]
    return first if first == last else f"{first} bis {last}"


def problems(season: Season) -> tuple[str, ...]:
    """German sentences about what cannot be meant; empty if the season can be kept."""
    if not season.every_year and season.ends < season.begins:
        return ("Der letzte Tag liegt vor dem ersten Tag.",)
    if season.every_year and next_change(season, season.begins) is None:
        return ("Das ist das ganze Jahr. Dann braucht es keinen Zeitraum.",)
    return ()


_DAY = timedelta(days=1)


def _in_year(day: date, year: int) -> date:
    """The same day in another year; 29 February becomes 28 February where there is none."""
    return day.replace(year=year) if (day.month, day.day) != (2, 29) else date(year, 3, 1) - _DAY


def _is_last(day: date) -> bool:
    return (day + _DAY).month != day.month


def _named(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]}"
