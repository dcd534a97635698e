"""The frame around every page: strip, header, navigation and footer are rendered once per network and language.

A result page costs a millisecond; half of it would be spent on parts that never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from nestwerk.finder.environment import template
from nestwerk.finder.languages import BY_CODE
from nestwerk.finder.links import Links
from nestwerk.finder.texts import texts_for


@dataclass(frozen=True, slots=True)
class Frame:
    """The unchanging parts, in the order they stand on the page."""

    strip: Markup
    brand: Markup
    rooms: Markup
    foot: Markup


@lru_cache(maxsize=2048)
def frame(code: str, slug: str, name: str, logo: str, demonstration: bool) -> Frame:
    """The frame in the language ``code`` for a network (``slug``, ``name``, path of its ``logo``; empty: for all)."""
    language = BY_CODE[code]
    context = {
        "t": texts_for(code),
        "links": Links(language),
        "slug": slug,
        "name": name,
        "logo": logo,
        "demonstration": demonstration,
        "de": "" if language.german else Markup(' lang="de" dir="ltr"'),
    }

    def part(name: str) -> Markup:
        return Markup(template(name, code).render(context))  # noqa: S704 - our own template, escaped there

    return Frame(part("_strip"), part("_brand"), part("_rooms"), part("_foot"))
