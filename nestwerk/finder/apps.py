"""The finder as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FinderConfig(AppConfig):
    """The public site; keeps no tables."""

    name = "nestwerk.finder"
    verbose_name = "Angebote finden"
