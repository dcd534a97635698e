"""What an invitation says, as plain text: who, where, as what, until when. Nothing about families or the work."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as german
from django.utils.timezone import localtime
from django.utils.translation import override

from .models import Invitation


def link_of(invitation: Invitation, token: str) -> str:
    """The address that accepts it."""
    address = reverse("roles:invitation", kwargs={"network": invitation.network.slug, "token": token})
    return f"{settings.PUBLIC_URL}{address}"


def subject(invitation: Invitation) -> str:
    """What stands in the list of mails."""
    return f"Einladung: {invitation.network.name}"


def text(invitation: Invitation, link: str) -> str:
    """The mail itself."""
    host = invitation.invited_by.user.name if invitation.invited_by else ""
    who = f"{host} lädt Sie ein" if host else "Sie sind eingeladen"
    with override("de"):
        until = german(localtime(invitation.expires_at), "j. F Y, H:i")
    return (
        "Guten Tag,\n\n"
        f"{who}, bei „{invitation.network.name}“ mitzuarbeiten.\n"
        f"Ihre Rolle: {invitation.get_role_display()}.\n\n"
        f"Hier nehmen Sie die Einladung an:\n{link}\n\n"
        f"Der Link gilt bis {until} Uhr. Er gilt einmal und nur für Ihre Adresse. Bitte geben Sie ihn nicht weiter.\n\n"
        "Sie haben nicht damit gerechnet? Dann brauchen Sie nichts zu tun.\n"
    )
