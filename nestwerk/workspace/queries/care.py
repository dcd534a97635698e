"""What waits for those who review, merge and watch: numbers, never the things themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min

from nestwerk.networks.models import Membership
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.offers.queries.calendar import failing_calendars
from nestwerk.offers.queries.drafts import drafts_to_review
from nestwerk.offers.queries.pairs import all_open_pairs
from nestwerk.offers.queries.pulls import failing_sources
from nestwerk.offers.queries.watching import watched_by, with_news

REVIEW, PAIRS, WATCHED, SOURCES = "offers:review", "offers:pairs", "offers:watched", "offers:pulls"


def reviews(member: Membership) -> dict[str, Any]:
    """How many edits wait, and since when."""
    if reach(member.role, REVIEW) == NOTHING:
        return {"number": 0, "oldest": None}
    return drafts_to_review(member).order_by().aggregate(number=Count("pk"), oldest=Min("submitted_at"))


def pairs(member: Membership) -> dict[str, Any]:
    """How many pairs nobody has decided about, and since when."""
    if reach(member.role, PAIRS) == NOTHING:
        return {"number": 0, "oldest": None}
    return all_open_pairs(member).order_by().aggregate(number=Count("pk"), oldest=Min("found_at"))


def watched(member: Membership) -> int:
    """How many watched offers somebody else has changed since the member looked."""
    return len(with_news(watched_by(member))) if reach(member.role, WATCHED) != NOTHING else 0


def sources(member: Membership) -> dict[str, Any]:
    """How many directories of others cannot be read, and when the one longest silent was read last."""
    if reach(member.role, SOURCES) == NOTHING:
        return {"number": 0, "oldest": None}
    return failing_sources(member).order_by().aggregate(number=Count("pk"), oldest=Min("pulled_at"))


def calendars(member: Membership) -> dict[str, Any]:
    """How many partners' calendars cannot be read, and since when. They stand on the page of the sources."""
    if reach(member.role, SOURCES) == NOTHING:
        return {"number": 0, "oldest": None}
    return failing_calendars(member).order_by().aggregate(number=Count("pk"), oldest=Min("trouble_since"))
