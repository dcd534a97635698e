"""Changing what members see, letting them go, handing over what was theirs. Each within the tenant's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce

from . import rules
from .actions_invitations import check_reach
from .models import Membership, Role
from .queries_members import looked_after_by, possible_successors

NOT_YOURS = "Um diese Mitgliedschaft kümmert sich die Netzwerkkoordination."


@transaction.atomic
def change_member(
    member: Membership, *, by: Membership, spaces: Sequence[str], organisations: Sequence[int], at: datetime
) -> bool:
    """Set the social spaces and own organisations of a member; says whether anything changed.

    The role itself never changes: another role is another invitation. Raises Refused for oneself, for a member out of
    reach, and for spaces or organisations the changing member may not give.
    """
    member = Membership.objects.select_for_update(of=("self",)).select_related("network").get(pk=member.pk)
    spaces, organisations = sorted(set(spaces)), sorted(set(organisations))
    if member.user_id == by.user_id:
        raise Refused("Was Sie selbst sehen, ändert jemand anderes für Sie.")
    if not rules.may_change(by, member) or not rules.may_invite(by, member.role, spaces):
        raise Refused(NOT_YOURS)
    check_reach(member.network, by, member.role, spaces, organisations, kept=member.organisations)
    if (spaces, organisations) == (sorted(member.spaces), sorted(member.organisations)):
        return False
    member.spaces, member.organisations = list(spaces), list(organisations)
    member.save(update_fields=["spaces", "organisations"])
    record(by, "networks.member_changed", member, at=at, detail=member.role)
    return True


@transaction.atomic
def end_membership(
    member: Membership,
    *,
    by: Membership,
    at: datetime,
    until: datetime | None = None,
    successor: Membership | None = None,
) -> Membership:
    """Let a member go at ``until`` (None or past: now). From that minute every page answers as to a stranger.

    What she looks after goes to ``successor``: pages follow at once, the rows by a job. Raises Refused if she looks
    after partners and nobody takes them on, and for the last coordination that stays.
    """
    # All coordinations in one order: two who end each other at the same time must not both succeed.
    list(
        Membership.objects.select_for_update()
        .filter(network_id=member.network_id, role=Role.COORDINATOR)
        .order_by("pk")
    )
    member = Membership.objects.select_for_update(of=("self",)).select_related("network", "user").get(pk=member.pk)
    until = max(until or at, at, member.starts_at)
    if not rules.may_end(by, member):
        raise Refused(NOT_YOURS)
    if member.ends_at is not None and member.ends_at <= at:
        raise Refused("Diese Mitgliedschaft ist schon beendet.")
    successors = possible_successors(member, until)
    if member.role == Role.COORDINATOR and not successors.filter(role=Role.COORDINATOR).exists():
        raise Refused(
            "Das ist die letzte Netzwerkkoordination. Bitte laden Sie zuerst jemanden ein, der sie übernimmt."
        )
    if successor is None and looked_after_by(member):
        raise Refused("Bitte wählen Sie, wer die betreuten Partner übernimmt.")
    _name_successor(member, successor, until)
    member.ends_at = until
    member.save(update_fields=["ends_at", "successor"])
    record(by, "networks.member_ends", member, at=at, detail=member.role)
    announce("networks.member_left", network=member.network.slug)
    return member


@transaction.atomic
def keep_member(member: Membership, *, by: Membership, at: datetime) -> None:
    """Take back an end that has not come yet. Raises Refused once it has come."""
    member = Membership.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if not rules.may_keep(by, member):
        raise Refused(NOT_YOURS)
    if member.ends_at is None:
        raise Refused("Für diese Mitgliedschaft ist kein Ende vorgesehen.")
    if member.ends_at <= at:
        raise Refused("Diese Mitgliedschaft ist schon beendet. Eine neue Einladung bringt die Person zurück.")
    member.ends_at = member.successor = None
    try:
        with transaction.atomic():
            member.save(update_fields=["ends_at", "successor"])
    except IntegrityError as error:
        raise Refused("Die Person hat diese Rolle inzwischen schon wieder.") from error
    record(by, "networks.member_stays", member, at=at, detail=member.role)


@transaction.atomic
def hand_over(member: Membership, *, by: Membership, successor: Membership, at: datetime) -> None:
    """Name who takes on what a leaver looked after, before or after she has left; the last one named counts."""
    member = Membership.objects.select_for_update(of=("self",)).select_related("network").get(pk=member.pk)
    if not rules.may_end(by, member):
        raise Refused(NOT_YOURS)
    if member.ends_at is None:
        raise Refused("Übergeben wird, wenn ein Ende feststeht. Einzelne Partner übergeben Sie auf deren Seite.")
    _name_successor(member, successor, max(member.ends_at, at))
    member.save(update_fields=["successor"])
    record(by, "networks.handed_over", member, at=at, detail=member.role)
    announce("networks.member_left", network=member.network.slug)


def _name_successor(member: Membership, successor: Membership | None, until: datetime) -> None:
    if successor is not None and not possible_successors(member, until).filter(pk=successor.pk).exists():
        raise Refused("Übernehmen kann nur, wer über das Ende hinaus bleibt: Koordination oder Redaktion.")
    member.successor = successor
