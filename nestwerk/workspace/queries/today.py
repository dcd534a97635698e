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
from nestwerk.networks.models import Invitation, Membership
from nestwerk.networks.rights import NOTHING, reach
from nestwerk.offers.models import Offer, ProblemReport

from .scope import offers_in_reach, reports_in_reach

SOON = 30  # days before an offer has to be confirmed again
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
    """What waits, oldest first; five queries at most, however much there is."""
    found = [*_offers(member, at), *_reports(member), *_people(member, at), *_mails(member, at)]
    return sorted((one for one in found if one.number), key=lambda one: (one.oldest or date.max, one.kind))


def _offers(member: Membership, at: datetime) -> list[Waiting]:
    mine = offers_in_reach(member, "offers:list")
    if mine is None or member.role == "guest":
        return []
    day = timezone.localdate(at)
    public = Q(status=Offer.Status.PUBLISHED)
    kinds = {
        "overdue": (public & Q(due_on__lt=day), "due_on"),
        "due_soon": (public & Q(due_on__range=(day, day + timedelta(days=SOON))), "due_on"),
        "in_review": (Q(status=Offer.Status.IN_REVIEW), "imported_at"),
        "draft": (Q(status=Offer.Status.DRAFT), "imported_at"),
    }
    counts: dict[str, Any] = {}
    for kind, (which, since) in kinds.items():
        counts[kind] = Count("pk", filter=which)
        counts[f"{kind}_oldest"] = Min(since, filter=which)
    row = Offer.objects.filter(mine).aggregate(**counts)
    return [Waiting(kind, row[kind], _day(row[f"{kind}_oldest"]), "offers:list") for kind in kinds]


def _reports(member: Membership) -> list[Waiting]:
    mine = reports_in_reach(member, "offers:reports")
    if mine is None:
        return []
    row = ProblemReport.objects.filter(mine).aggregate(number=Count("pk"), oldest=Min("reported_on"))
    return [Waiting("reports", row["number"], row["oldest"], "offers:reports")]


def _people(member: Membership, at: datetime) -> list[Waiting]:
    if reach(member.role, "networks:members") == NOTHING or member.role != "coordinator":
        return []
    invited = Invitation.objects.filter(
        network_id=member.network_id,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__range=(at, at + timedelta(days=EXPIRING)),
    ).aggregate(number=Count("pk"), oldest=Min("invited_at"))
    bare = (
        Membership.objects.held(at)
        .filter(network_id=member.network_id, role__in=settings.SECOND_FACTOR_ROLES)
        .exclude(Exists(Authenticator.objects.filter(user_id=OuterRef("user_id"))))
        .aggregate(number=Count("pk"), oldest=Min("starts_at"))
    )
    return [
        Waiting("invitations", invited["number"], _day(invited["oldest"]), "networks:members"),
        Waiting("factors", bare["number"], _day(bare["oldest"]), "networks:members"),
    ]


def _mails(member: Membership, at: datetime) -> list[Waiting]:
    if reach(member.role, "jobs:mails") == NOTHING:
        return []
    row = Mail.objects.filter(
        network_id=member.network_id,
        state__in=(Mail.State.REFUSED, Mail.State.GIVEN_UP),
        queued_at__gte=at - timedelta(days=MAILS),
    ).aggregate(number=Count("pk"), oldest=Min("queued_at"))
    return [Waiting("mails", row["number"], _day(row["oldest"]), "jobs:mails")]


def _day(when: datetime | date | None) -> date | None:
    return timezone.localdate(when) if isinstance(when, datetime) else when
