"""Findings as links: each kind under its heading."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from .queries.found import Found

# kind → heading, page of one thing
_KINDS = {
    "offers": ("Angebote", "offers:detail"),
    "partners": ("Partner", "offers:partner"),
    "members": ("Mitglieder", "networks:member"),
}


class Link(NamedTuple):
    """One thing found, as a link."""

    title: str
    beside: str
    address: str


class Group(NamedTuple):
    """Things of one kind."""

    heading: str
    links: list[Link]


def groups(found: Found, slug: str) -> list[Group]:
    """The kinds that were found, in the order of the rooms."""
    return [
        Group(
            _KINDS[kind][0],
            [Link(hit.title, hit.beside, reverse(_KINDS[kind][1], args=[slug, hit.pk])) for hit in hits],
        )
        for kind, hits in found._asdict().items()
        if hits
    ]
