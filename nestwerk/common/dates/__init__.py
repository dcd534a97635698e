"""Recurring dates: a series of days with its exceptions, free of database, web and clock.

``series`` holds what a person says, ``occurrences`` reckons the days, ``words`` speaks, ``problems`` finds what cannot
be meant, ``rfc`` writes and reads RFC 5545, ``school`` knows the school holidays of the Länder.
"""

from nestwerk.common.dates.occurrences import Occurrence, next_dates, occurrences
from nestwerk.common.dates.problems import problems
from nestwerk.common.dates.rfc import from_rfc, to_rfc
from nestwerk.common.dates.school import in_school_holidays, school_holidays
from nestwerk.common.dates.series import MOST_SERIES, Change, DateError, Series, readable
from nestwerk.common.dates.words import date_in_words, in_words, notes_in_words

__all__ = [
    "MOST_SERIES",
    "Change",
    "DateError",
    "Occurrence",
    "Series",
    "date_in_words",
    "from_rfc",
    "in_school_holidays",
    "in_words",
    "next_dates",
    "notes_in_words",
    "occurrences",
    "problems",
    "readable",
    "school_holidays",
    "to_rfc",
]
