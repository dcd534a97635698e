"""Hats and invitations: what stands between an account and a network."""

from __future__ import annotations

from django.urls import path

from . import views_account, views_invitation

urlpatterns = [
    path("rollen/", views_account.choose, name="hats"),
    path("rollen/aufsetzen/", views_account.wear, name="wear_hat"),
    path("einladung/<slug:network>/<str:token>/", views_invitation.invitation, name="invitation"),
]
app_name = "roles"
