"""The Jinja2 environment of the public templates (``TEMPLATES[…]["OPTIONS"]["environment"]``)."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined

from nestwerk.finder.icons import icon
from nestwerk.finder.stylesheet import stylesheet_address

ENGINE = "public"  # the name of this engine in the settings


def environment(**options: Any) -> Environment:
    """Build the environment: escaping always on, a missing name is a bug and says so."""
    options["autoescape"] = True
    options["undefined"] = StrictUndefined
    built = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - autoescape is on, above
    built.globals.update(icon=icon, static=static, stylesheet_address=stylesheet_address)
    return built
