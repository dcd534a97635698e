"""Every address of an installation. The public site comes last: its second-level names are the networks'."""

from __future__ import annotations

from django.urls import include, path

from nestwerk.finder.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("konto/", include("nestwerk.accounts.urls")),
    path("konto/", include("nestwerk.networks.urls_account")),
    path("", include("nestwerk.workspace.urls_installation")),  # /land/… and /betrieb/
    path("netz/<slug:network>/", include("nestwerk.workspace.urls")),
    path("netz/<slug:network>/", include("nestwerk.publishing.urls")),
    path("netz/<slug:network>/", include("nestwerk.networks.urls")),
    path("netz/<slug:network>/", include("nestwerk.partners.urls")),
    path("netz/<slug:network>/", include("nestwerk.offers.urls")),
    path("netz/<slug:network>/", include("nestwerk.audit.urls")),
    path("netz/<slug:network>/", include("nestwerk.jobs.urls")),
    path("bestaetigen/", include("nestwerk.offers.urls_confirm")),  # without signing in
    path("", include("nestwerk.publishing.urls_public")),
    path("", include("nestwerk.finder.urls")),
]

handler400 = "nestwerk.finder.fallback.bad_request"
handler403 = "nestwerk.finder.fallback.forbidden"
handler404 = "nestwerk.finder.fallback.not_found"
handler500 = "nestwerk.finder.fallback.server_error"
handler429 = "nestwerk.accounts.limits.too_many"  # asked for by allauth
