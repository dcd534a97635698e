"""Publishing as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The products: everything that is made of the published catalogue beside the public site itself."""

    name = "nestwerk.publishing"
    verbose_name = "Produkte"

    def ready(self) -> None:
        """Say what travels in the catalogue: whoever publishes has to know it, whatever process it is."""
        from . import public  # noqa: F401, PLC0415
