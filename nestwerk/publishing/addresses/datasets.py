"""Addresses of the open data: a page, files, the description for data portals; and the page about the interfaces."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..datasets.formats import FORMATS
from ..views import datasets
from . import in_every_language

PUBLIC: list[URLPattern] = [
    *in_every_language("daten", datasets.about, "datasets"),
    *in_every_language("<network:network>/daten", datasets.about, "network-datasets"),
    *in_every_language("api/", datasets.interfaces, "interfaces"),
    path("daten/katalog.ttl", datasets.catalogue_turtle, name="datasets-turtle"),
    path("daten/katalog.jsonld", datasets.catalogue_json, name="datasets-json"),
    path("daten/metadata.json", datasets.metadata, name="datasets-metadata"),
    path("<network:network>/daten/metadata.json", datasets.metadata, name="network-datasets-metadata"),
]
for _form in FORMATS.values():
    _fixed = {"form": _form.key}
    PUBLIC += [
        path(f"daten/{_form.name}", datasets.download, _fixed, name=f"dataset-{_form.key}"),
        path(f"<network:network>/daten/{_form.name}", datasets.download, _fixed, name=f"network-dataset-{_form.key}"),
    ]
