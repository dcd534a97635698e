"""Bringing people into a network: inviting, sending again, withdrawing, accepting. Each in the tenant's transaction.

The link is made here, goes into the mail and is kept nowhere (R-55): single use, at most seven days, one address.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from nestwerk.accounts.models import User
from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.jobs.announce import announce
from nestwerk.jobs.mail import post

from . import letters, rules
from .models import Invitation, Membership, Network, Role
from .queries_members import account_of, open_invitation
from .tokens import fingerprint, new_token

AGAIN_AFTER = timedelta(minutes=1)  # a second click would make the link of the first mail void


class Invited(NamedTuple):
    """An invitation and its link, which nobody can ask for later. Pages never show it; the operator's command does."""

    invitation: Invitation
    link: str


class Gone(Exception):
    """A link that opens nothing (any more). Which of the reasons it is, nobody is told."""


@transaction.atomic
def invite(
    network: Network,
    *,
    by: Membership | None,
    email: str,
    role: str,
    at: datetime,
    spaces: Sequence[str] = (),
    organisations: Sequence[int] = (),
) -> Invited:
    """Ask somebody to join as ``role``; the mail goes out with the commit. ``by`` None: the operator asks.

    An earlier invitation of the same address to the same role is withdrawn. Raises Refused for a role or a social
    space the inviting member may not give, for oneself, and for somebody who holds the role already.
    """
    email = email.strip().lower()
    spaces, organisations = sorted(set(spaces)), sorted(set(organisations))
    check_reach(network, by, role, spaces, organisations)
    if by is not None and not rules.may_invite(by, role, spaces):
        raise Refused("Diese Rolle können Sie so nicht vergeben. Bitte fragen Sie Ihre Netzwerkkoordination.")
    account = account_of(email)
    if by is not None and account is not None and account.pk == by.user_id:
        raise Refused("Das ist Ihre eigene Adresse. Eine weitere Rolle gibt Ihnen die Koordination oder der Betrieb.")
    if account and Membership.objects.held(at).filter(network=network, user=account, role=role).exists():
        raise Refused("Wer diese Adresse hat, ist in dieser Rolle schon Mitglied.")
    for earlier in Invitation.objects.select_for_update().filter(
        network=network, email=email, role=role, accepted_at__isnull=True, withdrawn_at__isnull=True
    ):
        _withdraw(earlier, by=by, at=at)
    invitation = Invitation(
        network=network, email=email, role=role, spaces=spaces, organisations=organisations, invited_by=by
    )
    try:
        with transaction.atomic():
            link = _send(invitation, at)
    except IntegrityError as error:  # somebody else invited in this very moment
        raise Refused("Diese Adresse wurde gerade eben schon eingeladen.") from error
    _record(by, "networks.invited", invitation, at)
    return Invited(invitation, link)


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: Membership, at: datetime) -> Invited:
    """Send a new link; the old one is void from now on. Raises Refused if it was sent within the last minute."""
    invitation = _locked(invitation, by)
    if at - invitation.invited_at < AGAIN_AFTER:
        raise Refused("Die Einladung ist gerade erst hinausgegangen. Bitte warten Sie eine Minute.")
    link = _send(invitation, at)
    _record(by, "networks.invitation_resent", invitation, at)
    return Invited(invitation, link)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Membership, at: datetime) -> None:
    """Make the link void. Raises Refused if it was used in the meantime."""
    _withdraw(_locked(invitation, by), by=by, at=at)


@transaction.atomic
def accept_invitation(network: Network, *, token: str, user: User, at: datetime) -> Membership:
    """Let an account in. Raises Gone if the link opens nothing, Refused if it was meant for another address."""
    invitation = _opened(network, token, at)
    owner = account_of(invitation.email)
    if owner is None or owner.pk != user.pk:
        raise Refused("Diese Einladung gilt für eine andere Adresse. Bitte melden Sie sich mit dieser Adresse an.")
    return _let_in(invitation, user, at)


@transaction.atomic
def accept_as_new_person(network: Network, *, token: str, name: str, password: str | None, at: datetime) -> Membership:
    """Make the account the invitation was meant for and let it in. Without a password it is entered by passkey.

    Raises Gone if the link opens nothing, Refused if the address has an account by now.
    """
    invitation = _opened(network, token, at)
    if account_of(invitation.email) is not None:
        raise Refused("Zu dieser Adresse gibt es schon ein Konto. Bitte melden Sie sich damit an.")
    user = User.objects.create_user(invitation.email, name=name, password=password)
    return _let_in(invitation, user, at)


def check_reach(
    network: Network,
    by: Membership | None,
    role: str,
    spaces: Sequence[str],
    organisations: Sequence[int],
    *,
    kept: Sequence[int] = (),
) -> None:
    """Raise Refused unless spaces and organisations exist here, go with the role and are the giving member's to give.

    ``kept``: organisations the role has already, which anybody who may change it can leave to it.
    """
    if role not in Role.values:
        raise Refused(f"Diese Rolle gibt es nicht. Es gibt: {', '.join(Role.values)}.")
    if role == Role.SPACE and not spaces:
        raise Refused("Bitte wählen Sie wenigstens einen Sozialraum.")
    if spaces and role not in rules.WITH_SPACES:
        raise Refused("Sozialräume gehören nicht zu dieser Rolle.")
    if organisations and role != Role.PARTNER:
        raise Refused("Eigene Organisationen haben nur Partner.")
    if network.social_spaces.filter(slug__in=spaces).count() != len(spaces):
        raise Refused("Diesen Sozialraum gibt es in Ihrem Netzwerk nicht.")
    if organisations:
        here = network.organisations.filter(pk__in=organisations)
        if by is not None and by.role == Role.SPACE:
            # An organisation has no region: what she looks after is hers to give.
            here = here.filter(Q(looked_after_by=by) | Q(pk__in=kept))
        if here.count() != len(organisations):
            raise Refused("Diese Organisation gibt es in Ihrem Bereich nicht.")


def _send(invitation: Invitation, at: datetime) -> str:
    token = new_token()
    invitation.fingerprint, invitation.invited_at = fingerprint(token), at
    invitation.expires_at = at + timedelta(days=min(settings.INVITATION_DAYS, 7))
    invitation.save()
    link = letters.link_of(invitation, token)
    post(
        "invitation",
        invitation.email,
        subject=letters.subject(invitation),
        text=letters.text(invitation, link),
        at=at,
        network_id=invitation.network_id,
        reply_to=invitation.network.email,
    )
    return link


def _locked(invitation: Invitation, by: Membership) -> Invitation:
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("network").get(pk=invitation.pk)
    if not rules.may_invite(by, invitation.role, invitation.spaces):
        raise Refused("Um diese Einladung kümmert sich die Netzwerkkoordination.")
    if invitation.accepted_at is not None:
        raise Refused("Die Einladung wurde schon angenommen. Sie finden die Person unter den Mitgliedern.")
    if invitation.withdrawn_at is not None:
        raise Refused("Diese Einladung ist schon zurückgezogen.")
    return invitation


def _withdraw(invitation: Invitation, *, by: Membership | None, at: datetime) -> None:
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    _record(by, "networks.invitation_withdrawn", invitation, at)


def _opened(network: Network, token: str, at: datetime) -> Invitation:
    invitation = open_invitation(network, token, at, lock=True)
    if invitation is None:
        raise Gone
    return invitation


def _let_in(invitation: Invitation, user: User, at: datetime) -> Membership:
    """The link was read at this address, so the address is confirmed; then the role."""
    EmailAddress.objects.get_or_create(
        user=user, email=invitation.email, defaults={"primary": not EmailAddress.objects.filter(user=user).exists()}
    )
    EmailAddress.objects.filter(user=user, email=invitation.email).update(verified=True)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    held = Membership.objects.held(at).filter(network=invitation.network, user=user, role=invitation.role).first()
    if held is not None:  # given by another way in the meantime: the link is used up, nothing is added to it
        return held
    member = Membership.objects.create(
        network=invitation.network,
        user=user,
        role=invitation.role,
        spaces=invitation.spaces,
        organisations=invitation.organisations,
        starts_at=at,
    )
    record(member, "networks.member_joined", member, at=at, detail=member.role)
    announce("networks.member_joined", network=member.network.slug)
    return member


def _record(by: Membership | None, event: str, invitation: Invitation, at: datetime) -> None:
    hat = "" if by else "operator"
    record(by, event, invitation, at=at, network_id=invitation.network_id, hat=hat, detail=invitation.role)
