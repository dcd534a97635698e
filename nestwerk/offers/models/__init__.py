"""The tables of the directory, by subject."""

from .calendar import CalendarFeed
from .care import Note, QualityCheck, Watch
from .counts import DailyCount, FreshnessDay
from .drafts import Draft
from .duplicates import Merge, Pair
from .freshness import Confirmation, ConfirmLink, Reminder
from .imports import ImportedRow, ImportMapping, ImportRun
from .offer import LAT, LON, OLDEST, YOUNGEST, Offer, codes
from .pulls import Source
from .reports import ProblemReport
from .upkeep import Upkeep

__all__ = [
    "LAT",
    "LON",
    "OLDEST",
    "YOUNGEST",
    "CalendarFeed",
    "ConfirmLink",
    "Confirmation",
    "DailyCount",
    "Draft",
    "FreshnessDay",
    "ImportMapping",
    "ImportRun",
    "ImportedRow",
    "Merge",
    "Note",
    "Offer",
    "Pair",
    "ProblemReport",
    "QualityCheck",
    "Reminder",
    "Source",
    "Upkeep",
    "Watch",
    "codes",
]
