"""Private addresses of jobs, below /netz/<network>/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [path("post/", views.mails, name="mails")]
