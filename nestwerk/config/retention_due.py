"""What is over by its rule but only the operator may delete: counted, never touched (R-29, the dry run)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import connections

from .retention import Rule, due_before, rules

# Each gives the ids of what started before %(before)s. Read as the backup role, which sees every network.
QUERIES = {
    "konten": """SELECT u.id FROM accounts_user u WHERE u.joined_at < %(before)s AND NOT EXISTS (
        SELECT FROM networks_membership m WHERE m.user_id = u.id AND (m.ends_at IS NULL OR m.ends_at >= %(before)s)
      ) AND NOT EXISTS (
        SELECT FROM accounts_appointment a WHERE a.user_id = u.id AND (a.ends_at IS NULL OR a.ends_at >= %(before)s)
      ) ORDER BY u.id""",
    "berufungen": "SELECT id FROM accounts_appointment WHERE ends_at < %(before)s ORDER BY id",
}


class Due(NamedTuple):
    """What one rule ends: the ids of its rows."""

    rule: Rule
    ids: list[int]


def what_is_due(at: datetime) -> list[Due]:
    """For each rule the operator carries out by hand: what is over at this moment. Nothing is deleted."""
    found: list[Due] = []
    with connections["backup"].cursor() as reader:
        for key, query in QUERIES.items():
            reader.execute(query, {"before": due_before(key, at)})
            found.append(Due(rules()[key], [row[0] for row in reader.fetchall()]))
    return found
