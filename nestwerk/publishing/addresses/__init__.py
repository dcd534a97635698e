"""The addresses of the products, one module each: ``PUBLIC`` for everybody, ``PRIVATE`` below /netz/<network>/."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from nestwerk.finder import urls as _converters  # noqa: F401  # registers <network:network>
from nestwerk.finder.languages import LANGUAGES


def in_every_language(route: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """``route`` once for each language of the public site, as the finder names its own: ``view(…, language=code)``."""
    return [
        path(
            f"{language.prefix}/{route}" if language.prefix else route,
            view,
            {"language": language.code},
            name=f"{name}-{language.code}" if language.prefix else name,
        )
        for language in LANGUAGES
    ]
