"""Addresses of the practice examples."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import concepts, example_files, examples, examples_public
from . import in_every_language

PUBLIC: list[URLPattern] = [
    *in_every_language("praxisbeispiele", examples_public.examples, "examples"),
    *in_every_language("praxisbeispiele/<slug:example_id>", examples_public.example, "example"),
    path("praxisbeispiele/<slug:example_id>/dateien/<slug:mark>", examples_public.file, name="example-file"),
    path("praxisbeispiele.atom", examples_public.feed, {"form": "atom"}, name="examples-atom"),
    path("praxisbeispiele.json", examples_public.feed, {"form": "json"}, name="examples-json"),
]
PRIVATE: list[URLPattern] = [
    path("praxisbeispiele/", examples.examples, name="examples"),
    path("praxisbeispiele/neu/", examples.new_example, name="example_new"),
    path("praxisbeispiele/uebernehmen/", examples.copy_example, name="example_copy"),
    path("praxisbeispiele/<int:example_id>/", examples.example, name="example"),
    path("praxisbeispiele/<int:example_id>/veroeffentlichen/", examples.publish_example, name="example_publish"),
    path("praxisbeispiele/<int:example_id>/zurueckziehen/", examples.take_back_example, name="example_take_back"),
    path("praxisbeispiele/<int:example_id>/loeschen/", examples.remove_example, name="example_remove"),
    path("praxisbeispiele/<int:example_id>/dateien/", example_files.upload, name="example_upload"),
    path("praxisbeispiele/<int:example_id>/dateien/<slug:mark>/", example_files.file, name="example_file"),
    path("praxisbeispiele/<int:example_id>/dateien/<slug:mark>/weg/", example_files.remove, name="example_file_remove"),
    path("praxisbeispiele/<int:example_id>/angebot/", concepts.attach, name="concept_attach"),
    path("praxisbeispiele/<int:example_id>/angebot/weg/", concepts.detach, name="concept_detach"),
]
