"""Who reads: parents by the month their child is or will be born, professionals by topic; and when it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from nestwerk.matching.sensitive import SENSITIVE

from ..brochure.variants import REST, chapters

PARENTS, PROFESSIONALS = "parents", "professionals"
AUDIENCES = (PARENTS, PROFESSIONALS)
PREGNANT, ANY_AGE = "pregnant", "any"
# Months of the child's age, first and last, both included; before birth they count down.
BANDS: Mapping[str, tuple[int, int]] = {PREGNANT: (-9, -1), "m0": (0, 3), "m4": (4, 12), "y1": (13, 36)}
LAST_MONTH = 36  # the third birthday
LONGEST_PREGNANCY = 9
UNCONFIRMED = timedelta(days=7)
FEWEST = 5  # a smaller number of readers is told to nobody
TOPICS = tuple(key for key in chapters() if key != REST)
CONSENT = 3  # the version of what somebody agrees to; raise it with the texts, a test holds both together


def months_old(month: date, today: date) -> int:
    """The child's age in whole calendar months; negative before the month of its birth."""
    return (today.year - month.year) * 12 + today.month - month.month


def band(month: date | None, today: date) -> str:
    """The age band of a child born in ``month``; without a month every age."""
    if month is None:
        return ANY_AGE
    age = months_old(month, today)
    return next((key for key, (first, last) in BANDS.items() if first <= age <= last), PREGNANT if age < 0 else "y1")


def add_months(month: date, number: int) -> date:
    """The first day of the month so many months later."""
    years, place = divmod(month.year * 12 + month.month - 1 + number, 12)
    return date(years, place + 1, 1)


def months_to_choose(today: date) -> list[date]:
    """From the latest month a child may be due in back to the oldest that is not yet three, first days."""
    here = today.replace(day=1)
    return [add_months(here, number) for number in range(LONGEST_PREGNANCY, -LAST_MONTH, -1)]


def ends_on(audience: str, month: date | None, confirmed: date) -> date | None:
    """The first day on which nothing is sent any more: after the month of the third birthday, or three years after the
    confirmation where no month is known. None for professionals: until they leave."""
    if audience == PROFESSIONALS:
        return None
    return add_months(month or confirmed.replace(day=1), LAST_MONTH + 1)


def quiet_topic(kinds: Iterable[str], needs: Iterable[str], groups: Iterable[str]) -> bool:
    """Whether an offer's very name may tell something nobody at home should read in a mail (R-23).

    Its kind is sensitive, or everything it is for is. Many ordinary offers are for such needs *too*; they may be named.
    """
    everything = [*needs, *groups]
    return not SENSITIVE.isdisjoint(kinds) or (bool(everything) and SENSITIVE.issuperset(everything))


def told_numbers(counts: Mapping[str, int]) -> tuple[int | None, dict[str, int | None]]:
    """All readers and those of each group, None where it is too few to say; never so that one follows from the rest."""
    total = sum(counts.values())
    if total < FEWEST:
        return None, dict.fromkeys(counts)
    told: dict[str, int | None] = {key: number if number >= FEWEST else None for key, number in counts.items()}
    hidden = [key for key, number in told.items() if number is None]
    open_ones = sorted((key for key, number in told.items() if number is not None), key=lambda key: counts[key])
    if open_ones and hidden and (len(hidden) == 1 or sum(counts[key] for key in hidden) < FEWEST):
        told[open_ones[0]] = None
    return total, told
