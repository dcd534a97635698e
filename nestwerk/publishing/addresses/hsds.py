"""The open data interface: no language in front, it is for programs."""

from __future__ import annotations

from django.urls import path

from nestwerk.publishing.views import hsds

ROOT = "api/hsds/v3"
LISTS = {
    "services": (hsds.services, hsds.service),
    "service_at_locations": (hsds.service_at_locations, hsds.service_at_location),
    "locations": (hsds.locations, hsds.location),
    "organizations": (hsds.organizations, hsds.organization),
    "taxonomies": (hsds.taxonomies, hsds.taxonomy),
    "taxonomy_terms": (hsds.taxonomy_terms, hsds.taxonomy_term),
}
PUBLIC = [
    path(f"{ROOT}/", hsds.root, name="hsds"),
    path(ROOT, hsds.root, name="hsds-root"),
    path(f"{ROOT}/openapi.json", hsds.openapi, name="hsds-openapi"),
    *(path(f"{ROOT}/{name}", every, name=f"hsds-{name}") for name, (every, _) in LISTS.items()),
    *(path(f"{ROOT}/{name}/<str:known>", one, name=f"hsds-{name}-one") for name, (_, one) in LISTS.items()),
    path(f"{ROOT}/<path:rest>", hsds.nothing, name="hsds-nothing"),
]
