"""Members and invitations as their pages need them, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from nestwerk.accounts.models import User

from . import rules
from .models import Invitation, Membership, Network, Role
from .tokens import fingerprint

FORMER = timedelta(days=365)  # how long the list still names who has left


def members_seen_by(member: Membership) -> QuerySet[Membership]:
    """All memberships the member may see: all to the coordination, her own people to that of a space.

    Those that have ended are included.
    """
    found = Membership.objects.filter(network_id=member.network_id)
    if member.role == Role.SPACE:
        hers = Q(role__in=rules.roles_to_invite(member), spaces__contained_by=member.spaces) & ~Q(spaces=[])
        found = found.filter(hers | Q(pk=member.pk))
    elif member.role != Role.COORDINATOR:
        found = found.none()
    return found.select_related("user", "successor__user")


def members_on_the_list(member: Membership, at: datetime) -> tuple[list[Membership], list[Membership]]:
    """Who holds a role now or will, and who has left within a year; each knows ``has_factor``. One query."""
    found = (
        members_seen_by(member)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at - FORMER))
        .annotate(has_factor=Exists(Authenticator.objects.filter(user_id=OuterRef("user_id"))))
        .order_by("role", "user__name", "user__email", "pk")
    )
    rows = list(found)
    return [one for one in rows if _stays(one, at)], [one for one in rows if not _stays(one, at)]


def has_factor(member: Membership) -> bool:
    """Whether the member's account has a second factor."""
    return Authenticator.objects.filter(user_id=member.user_id).exists()


def invitations_seen_by(member: Membership) -> QuerySet[Invitation]:
    """Invitations neither accepted nor withdrawn that the member may send again or withdraw; the expired among them."""
    found = Invitation.objects.filter(
        network_id=member.network_id, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).select_related("invited_by__user")
    if member.role == Role.SPACE:
        hers = Q(role__in=rules.roles_to_invite(member), spaces__contained_by=member.spaces) & ~Q(spaces=[])
        return found.filter(hers)
    return found if member.role == Role.COORDINATOR else found.none()


def open_invitation(network: Network, token: str, at: datetime, *, lock: bool = False) -> Invitation | None:
    """The invitation this link opens; None if there is none, or it was used, withdrawn or has expired."""
    found = Invitation.objects.filter(network=network, fingerprint=fingerprint(token))
    if lock:
        found = found.select_for_update(of=("self",))
    invitation = found.first()
    return invitation if invitation is not None and invitation.is_open(at) else None


def account_of(email: str) -> User | None:
    """Whose address this is: the account's own, or one it has confirmed."""
    mine = Q(email=email) | Q(emailaddress__email=email, emailaddress__verified=True)
    return User.objects.filter(mine).distinct().first()


def possible_successors(member: Membership, until: datetime) -> QuerySet[Membership]:
    """Who can take on what a leaver looked after: coordination or editors who stay beyond the end."""
    return (
        Membership.objects.held(until)
        .filter(network_id=member.network_id, role__in=rules.KEEPERS, ends_at__isnull=True, user__is_active=True)
        .exclude(pk=member.pk)
        .select_related("user")
    )


def looked_after_by(member: Membership) -> list[str]:
    """Names of the partners in the member's care."""
    return list(member.network.organisations.filter(looked_after_by=member).values_list("name", flat=True))


def keepers(network: Network, at: datetime) -> dict[int, Membership]:
    """Ended membership → who has it in her care now, over several hand-overs. Holds before any job has run."""
    rows = {one.pk: one for one in Membership.objects.filter(network=network).select_related("user")}
    found = {pk: followed for pk, one in rows.items() if (followed := _follow(one, rows, at)) is not one}
    return {pk: one for pk, one in found.items() if one is not None}


def _follow(member: Membership, rows: dict[int, Membership], at: datetime) -> Membership | None:
    seen: set[int] = set()
    one: Membership | None = member
    while one is not None and not _stays(one, at):
        if one.pk in seen:
            return None
        seen.add(one.pk)
        one = rows.get(one.successor_id) if one.successor_id else None
    return one


def _stays(member: Membership, at: datetime) -> bool:
    return member.ends_at is None or member.ends_at > at


def spaces_to_give(by: Membership) -> list[tuple[str, str]]:
    """Slug and name of the social spaces the member may give to others."""
    spaces = by.network.social_spaces.all()
    if by.role == Role.SPACE:
        spaces = spaces.filter(slug__in=by.spaces)
    return list(spaces.values_list("slug", "name"))


def organisations_to_give(by: Membership, kept: Iterable[int] = ()) -> list[tuple[int, str]]:
    """Id and name of the organisations the member may give to partners; ``kept`` are there already."""
    found = by.network.organisations.order_by("name")
    if by.role == Role.SPACE:
        found = found.filter(Q(looked_after_by=by) | Q(pk__in=list(kept)))
    return list(found.values_list("pk", "name"))


def reach_of(member: Membership) -> list[str]:
    """Names of the social spaces and own organisations of a member, for people to read. At most two queries."""
    spaces = member.network.social_spaces.filter(slug__in=member.spaces) if member.spaces else ()
    own = member.network.organisations.filter(pk__in=member.organisations) if member.organisations else ()
    return [one.name for one in (*spaces, *own)]


def network_called(slug: str) -> Network | None:
    """The network with this slug."""
    return Network.objects.defer("logo", "outline").filter(slug=slug).first()
