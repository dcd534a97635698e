"""Duplicates among offers and organisations: values in, values out; no database, no clock.

``score(a, b)`` compares two records, ``find(records)`` goes through many, ``like(title, provider, known)`` answers
while a title is typed. The caller builds each ``Record`` and remembers what was judged "not a duplicate".
"""

from .find import find
from .match import LIKELY, POSSIBLE, Match, Reason, score
from .record import Record
from .suggest import Similar, like

__all__ = ["LIKELY", "POSSIBLE", "Match", "Reason", "Record", "Similar", "find", "like", "score"]
