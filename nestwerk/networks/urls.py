"""Private addresses of networks, below ``/netz/<network>/``: members, invitations, the network's own details."""

from __future__ import annotations

from django.urls import path

from . import views_invite, views_members, views_settings

app_name = "networks"
urlpatterns = [
    path("mitglieder/", views_members.members, name="members"),
    path("mitglieder/einladen/", views_invite.invite, name="invite"),
    path("mitglieder/einladungen/<int:invitation_id>/erneut/", views_invite.resend, name="resend_invitation"),
    path("mitglieder/einladungen/<int:invitation_id>/zurueck/", views_invite.withdraw, name="withdraw_invitation"),
    path("mitglieder/<int:member_id>/", views_members.member, name="member"),
    path("mitglieder/<int:member_id>/zustaendig/", views_members.change, name="change_member"),
    path("mitglieder/<int:member_id>/ende/", views_members.end, name="end_member"),
    path("mitglieder/<int:member_id>/bleibt/", views_members.keep, name="keep_member"),
    path("mitglieder/<int:member_id>/uebergabe/", views_members.hand_over, name="hand_over"),
    path("netzwerk/", views_settings.settings, name="settings"),
    path("netzwerk/farbe/", views_settings.colour, name="colour"),
    path("netzwerk/logo/", views_settings.upload_logo, name="logo_upload"),
    path("netzwerk/logo/entfernen/", views_settings.delete_logo, name="logo_remove"),
]
