"""What waits for a member: kinds of work with their number and oldest date, never the things themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Membership, Role
from nestwerk.networks.queries_members import invitations_seen_by, members_seen_by
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.offers.models import Offer
from nestwerk.offers.queries.clock import ASKED, freshness_is, with_clock
from nestwerk.offers.queries.directory import offers_for, reports_for
from nestwerk.offers.queries.drafts import drafts_to_review
from nestwerk.offers.queries.upkeep import upkeep_of
from nestwerk.offers.rules.freshness import DUE_SOON, OVERDUE

from . import care

OFFERS, REPORTS, MEMBERS, POST = "offers:list", "offers:reports", "networks:members", "jobs:mails"
DESK, OWN = "offers:desk", "offers:confirm_due"  # where what is due is done: by who keeps the directory, by its partner
MAILS = 14  # days a refused mail is worth a look
EXPIRING = 2  # days before an invitation ends


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work: ``number`` things, the oldest from ``oldest`` (None: no date), done on ``page``."""

    kind: str
    number: int
    oldest: date | None
    page: str


def waiting_for(member: Membership, *, at: datetime) -> list[Waiting]:
    """What waits, oldest first; eleven queries at most, however much there is."""
    found = [*_offers(member, at), *_reports(member), *_people(member, at), *_mails(member, at), *_care(member)]
    return sorted((one for one in found if one.number), key=lambda one: (one.oldest or date.max, one.kind))


def _offers(member: Membership, at: datetime) -> list[Waiting]:
    if member.role == Role.GUEST or reach(member.role, OFFERS) == NOTHING:
        return []
    fresh = freshness_is(timezone.localdate(at))
    asked, due = Q(status__in=ASKED), OWN if member.role == Role.PARTNER else OFFERS
    if reach(member.role, DESK) != NOTHING:
        asked, due = asked & Q(hidden_at__isnull=True), DESK  # she has seen to what she took off the list
    in_review = Q(status=Offer.Status.IN_REVIEW)
    if reach(member.role, care.REVIEW) != NOTHING:  # she counts what was handed in instead
        in_review &= ~Q(Exists(drafts_to_review(member).filter(offer_id=OuterRef("pk"))))
    kinds = {
        "overdue": (asked & fresh[OVERDUE], "clock_day", due),
        "due_soon": (asked & fresh[DUE_SOON], "clock_day", due),
        "in_review": (in_review, "imported_at", OFFERS),
        "draft": (Q(status=Offer.Status.DRAFT), "imported_at", OFFERS),
    }
    counts: dict[str, Any] = {}
    for kind, (which, since, _) in kinds.items():
        counts[kind] = Count("pk", filter=which)
        counts[f"{kind}_oldest"] = Min(since, filter=which)
    row = with_clock(offers_for(member, OFFERS).order_by(), upkeep_of(member.network_id)).aggregate(**counts)
    return [Waiting(kind, row[kind], _day(row[f"{kind}_oldest"]), page) for kind, (_, _, page) in kinds.items()]


def _reports(member: Membership) -> list[Waiting]:
    if reach(member.role, REPORTS) == NOTHING:
        return []
    open_ones = reports_for(member, REPORTS).filter(done_at__isnull=True).order_by()
    row = open_ones.aggregate(number=Count("pk"), oldest=Min("reported_on"))
    return [Waiting("reports", row["number"], row["oldest"], REPORTS)]


def _people(member: Membership, at: datetime) -> list[Waiting]:
    if reach(member.role, MEMBERS) == NOTHING:
        return []
    soon = (at, at + timedelta(days=EXPIRING))
    invited = invitations_seen_by(member).filter(expires_at__range=soon).order_by()
    bare = (
        members_seen_by(member)
        .filter(pk__in=Membership.objects.held(at).values("pk"), role__in=settings.SECOND_FACTOR_ROLES)
        .exclude(Exists(Authenticator.objects.filter(user_id=OuterRef("user_id"))))
        .exclude(user__demo=True)
        .order_by()
    )
    row = invited.aggregate(number=Count("pk"), oldest=Min("invited_at"))
    bare_row = bare.aggregate(number=Count("pk"), oldest=Min("starts_at"))
    return [
        Waiting("invitations", row["number"], _day(row["oldest"]), MEMBERS),
        Waiting("factors", bare_row["number"], _day(bare_row["oldest"]), MEMBERS),
    ]


def _mails(member: Membership, at: datetime) -> list[Waiting]:
    if reach(member.role, POST) == NOTHING:
        return []
    row = Mail.objects.filter(
        network_id=member.network_id,
        state__in=(Mail.State.REFUSED, Mail.State.GIVEN_UP),
        queued_at__gte=at - timedelta(days=MAILS),
    ).aggregate(number=Count("pk"), oldest=Min("queued_at"))
    return [Waiting("mails", row["number"], _day(row["oldest"]), POST)]


def _care(member: Membership) -> list[Waiting]:
    review, pairs = care.reviews(member), care.pairs(member)
    sources, calendars = care.sources(member), care.calendars(member)
    return [
        Waiting("review", review["number"], _day(review["oldest"]), care.REVIEW),
        Waiting("pairs", pairs["number"], _day(pairs["oldest"]), care.PAIRS),
        Waiting("sources", sources["number"], _day(sources["oldest"]), care.SOURCES),
        Waiting("calendars", calendars["number"], _day(calendars["oldest"]), care.SOURCES),
        Waiting("watched", care.watched(member), None, care.WATCHED),
    ]


def _day(when: datetime | date | None) -> date | None:
    return timezone.localdate(when) if isinstance(when, datetime) else when
