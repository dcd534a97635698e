"""What the command field finds in one network: three queries at most, whatever is asked."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import and_
from typing import NamedTuple

from django.db.models import Q

from nestwerk.networks.models import Membership
from nestwerk.networks.queries_members import members_seen_by
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.offers.queries.directory import offers_for
from nestwerk.partners.queries import partners_for

LONGEST = 100  # characters of a question
MOST_WORDS = 6


class Hit(NamedTuple):
    """One thing found: what it is called, what stands beside it, and its key."""

    title: str
    beside: str
    pk: int


class Found(NamedTuple):
    """Things found, by kind; each list is at most as long as asked."""

    offers: list[Hit]
    partners: list[Hit]
    members: list[Hit]


def find(words: str, member: Membership, *, at: datetime, most: int) -> Found:
    """Offers, partners and members whose names hold every word, as far as this member may see them."""
    asked = words[:LONGEST].split()[:MOST_WORDS]
    if not asked:
        return Found([], [], [])
    return Found(_offers(asked, member, most), _partners(asked, member, most), _members(asked, member, at, most))


def _all(words: list[str], *fields: str) -> Q:
    """Every word stands in one of the fields."""
    return reduce(
        and_, (reduce(lambda a, b: a | b, (Q(**{f"{field}__icontains": word}) for field in fields)) for word in words)
    )


def _offers(words: list[str], member: Membership, most: int) -> list[Hit]:
    rows = (
        offers_for(member)
        .filter(_all(words, "title", "organisation__name"))
        .order_by("title", "pk")
        .values_list("title", "organisation__name", "pk")
    )
    return [Hit(*row) for row in rows[:most]]


def _partners(words: list[str], member: Membership, most: int) -> list[Hit]:
    rows = partners_for(member).select_related(None).filter(_all(words, "name")).order_by("name").only("name", "sector")
    return [Hit(row.name, row.get_sector_display(), row.pk) for row in rows[:most]]


def _members(words: list[str], member: Membership, at: datetime, most: int) -> list[Hit]:
    if reach(member.role, "networks:members") == NOTHING:
        return []
    rows = (
        members_seen_by(member)
        .filter(_all(words, "user__name", "user__email") & Q(pk__in=Membership.objects.held(at).values("pk")))
        .order_by("user__name", "pk")
    )
    return [Hit(str(row.user), row.get_role_display(), row.pk) for row in rows[:most]]
