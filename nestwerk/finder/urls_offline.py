"""Addresses for a time without a network; asked for seldom, so they stand behind the finder's others."""

from __future__ import annotations

from django.urls import URLPattern, path

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.views import offline


def offline_pages() -> list[URLPattern]:
    """All of them; the converter ``network`` has to be known by then."""
    found = [path("hilfe/ohne-netz.<str:version>.js", offline.worker, name="worker")]
    for language in LANGUAGES:
        front = f"{language.prefix}/" if language.prefix else ""
        suffix = f"-{language.code}" if language.prefix else ""
        fixed = {"language": language.code}
        found += [
            path(f"{front}hilfe/ohne-netz", offline.without_network, fixed, name=f"offline{suffix}"),
            path(
                f"{front}<network:network>/hilfe/ohne-netz",
                offline.without_network,
                fixed,
                name=f"network-offline{suffix}",
            ),
        ]
    return found
