"""What waits for those who review, merge and watch: numbers, never the things themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min

from nestwerk.networks.models import Membership
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.offers.queries.drafts import drafts_to_review
from nestwerk.offers.queries.pairs import all_open_pairs
from nestwerk.offers.queries.watching import watched_by, with_news

REVIEW, PAIRS, WATCHED = "offers:review", "offers:pairs", "offers:watched"


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
