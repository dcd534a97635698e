"""Private addresses of offers, below /netz/<network>/."""

from __future__ import annotations

from django.urls import path

from .views import directory, edit, partner, reports

app_name = "offers"
urlpatterns = [
    path("angebote/", directory.offer_list, name="list"),
    path("angebote/tabelle/", directory.export, name="export"),
    path("angebote/<int:offer_id>/", directory.offer, name="detail"),
    path("angebote/<int:offer_id>/bearbeiten/", edit.edit, name="edit"),
    path("hinweise/", reports.reports, name="reports"),
    path("hinweise/<int:report_id>/erledigt/", reports.settle, name="report_done"),
    path("hinweise/<int:report_id>/offen/", reports.reopen, name="report_reopen"),
    path("partner/<int:organisation_id>/", partner.partner, name="partner"),
]
