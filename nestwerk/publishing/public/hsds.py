"""What a shard is built with for the open data interface: the columns its filters ask."""

from __future__ import annotations

from nestwerk.catalogue.additions import prepares

from ..hsds import attributes, ids, mapping, places, schedules
from ..hsds.columns import NAME, prepare

prepares(NAME, prepare, attributes, ids, mapping, places, schedules)
