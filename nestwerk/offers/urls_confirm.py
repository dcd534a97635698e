"""The public address behind the link in a mail: ``/bestaetigen/<network>/<token>/``."""

from __future__ import annotations

from django.urls import path

from .views import confirm

app_name = "confirm"
urlpatterns = [
    path("<slug:network>/<str:token>", confirm.page, name="typed"),  # some mail programs lose the last stroke
    path("<slug:network>/<str:token>/", confirm.page, name="page"),
    path("<slug:network>/<str:token>/<int:number>/", confirm.correct, name="correct"),
]
