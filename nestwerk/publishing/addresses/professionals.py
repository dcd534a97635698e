"""The address of the list for professionals: one, in German. Families meet it as a link at the foot of a page only."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import professionals

PUBLIC: list[URLPattern] = [
    path(
        "<network:network>/fachkraefte/suche",
        professionals.desk,
        {"language": "de"},
        name="professionals",
    ),
]
PRIVATE: list[URLPattern] = []
