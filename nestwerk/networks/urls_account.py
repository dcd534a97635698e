"""Hats and invitations: what stands between an account and a network."""

from __future__ import annotations

from django.urls import path

from . import views_account

urlpatterns = [
    path("rollen/", views_account.choose, name="hats"),
    path("rollen/aufsetzen/", views_account.wear, name="wear_hat"),
]
app_name = "roles"
