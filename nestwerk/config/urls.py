"""Every address of an installation. The public site comes last: its second-level names are the networks'."""

from __future__ import annotations

from django.urls import include, path

from nestwerk.finder.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("konto/", include("nestwerk.accounts.urls")),
    path("konto/", include("nestwerk.networks.urls_account")),
    path("netz/<slug:network>/", include("nestwerk.workspace.urls")),
    path("", include("nestwerk.finder.urls")),
]

handler400 = "nestwerk.finder.fallback.bad_request"
handler403 = "nestwerk.finder.fallback.forbidden"
handler404 = "nestwerk.finder.fallback.not_found"
handler500 = "nestwerk.finder.fallback.server_error"
