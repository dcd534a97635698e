"""Every address of the project, from Django's resolver: our own, allauth's and the API's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from nestwerk.common.doors import is_private


class Address(NamedTuple):
    """One URL pattern."""

    name: str  # with its namespace: "offers:detail"; empty if it has none
    route: str  # as written: "netz/<slug:network>/angebote/<int:offer_id>/"
    keys: tuple[str, ...]  # what has to be filled in

    @property
    def private(self) -> bool:
        """Whether it lies behind one of the doors of ``common.doors``."""
        return is_private(f"/{self.route}")


@cache
def addresses() -> list[Address]:
    """All of them, in the order Django tries them."""
    return list(_walk(get_resolver(), (), "", ()))


def _walk(resolver: URLResolver, spaces: tuple[str, ...], before: str, keys: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        here = (*keys, *(key for key in _keys(pattern) if key not in keys))
        if isinstance(pattern, URLResolver):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, inside, route, here)
        elif isinstance(pattern, URLPattern):
            yield Address(":".join((*spaces, pattern.name or "")), route, here)


def _keys(pattern: URLPattern | URLResolver) -> list[str]:
    regex: re.Pattern[str] = getattr(pattern.pattern, "regex")  # noqa: B009  django-stubs do not know it
    return list(regex.groupindex)
