"""Private addresses of partners, below /netz/<network>/. The page of one partner is ``offers:partner``."""

from __future__ import annotations

from django.urls import path

from . import views, views_consent, views_trust

app_name = "partners"
urlpatterns = [
    path("partner/", views.partner_list, name="list"),
    path("partner/<int:organisation_id>/betreuung/", views.assign_partner, name="assign"),
    path("partner/<int:organisation_id>/pflege/", views_trust.trust, name="trust"),
    path("partner/<int:organisation_id>/einwilligung/", views_consent.consent, name="consent"),
    path("partner/<int:organisation_id>/einzelperson/", views_consent.single_person, name="single_person"),
    path("partner/<int:organisation_id>/widerruf/", views_consent.withdraw, name="withdraw_consent"),
]
