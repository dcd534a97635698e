"""The pages of the workspace that need several apps."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "workspace"
urlpatterns = [path("", views.today, name="today")]
