"""What people told about offers, in the order in which it needs somebody."""

from __future__ import annotations

from django.db.models import F, QuerySet

from nestwerk.networks.models import Membership, Role

from ..models import ProblemReport
from .directory import reports_for


def reports_shown(member: Membership, *, done: bool, offer: str = "") -> QuerySet[ProblemReport]:
    """What is done, the newest first; or what waits, the oldest first. ``offer``: an id, for one offer alone.

    Whoever coordinates sees first what was handed on to her; a partner sees last what she has handed on.
    """
    found = reports_for(member).filter(done_at__isnull=not done)
    if offer.isascii() and offer.isdigit() and len(offer) < 18:
        found = found.filter(offer_id=int(offer))
    if done:
        return found.order_by("-done_at", "-pk")
    if member.role == Role.PARTNER:
        return found.order_by(F("passed_on_at").asc(nulls_first=True), "reported_on", "pk")
    return found.order_by(F("passed_on_at").asc(nulls_last=True), "reported_on", "pk")
