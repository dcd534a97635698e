"""Private addresses of offers, below /netz/<network>/."""

from __future__ import annotations

from django.urls import path

from . import views, views_partner, views_reports

app_name = "offers"
urlpatterns = [
    path("angebote/", views.offer_list, name="list"),
    path("angebote/tabelle/", views.export, name="export"),
    path("angebote/<int:offer_id>/", views.offer, name="detail"),
    path("hinweise/", views_reports.reports, name="reports"),
    path("hinweise/<int:report_id>/erledigt/", views_reports.settle, name="report_done"),
    path("hinweise/<int:report_id>/offen/", views_reports.reopen, name="report_reopen"),
    path("partner/<int:organisation_id>/", views_partner.partner, name="partner"),
]
