"""Findings as links: each kind under its heading."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from .queries.found import Found, Hit

# kind → heading, page of one thing with the name of its key, page of all where there is none for one
_KINDS = {
    "offers": ("Angebote", ("offers:detail", "offer_id"), "offers:list"),
    "partners": ("Partner", ("offers:partner", "partner_id"), "partners:list"),
    "members": ("Mitglieder", ("networks:member", "member_id"), "networks:members"),
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
        Group(_KINDS[kind][0], [Link(hit.title, hit.beside, _address(kind, hit, slug)) for hit in hits])
        for kind, hits in found._asdict().items()
        if hits
    ]


def _address(kind: str, hit: Hit, slug: str) -> str:
    _, (page, key), fallback = _KINDS[kind]
    try:
        return reverse(page, kwargs={"network": slug, key: hit.pk})
    except NoReverseMatch:
        return reverse(fallback, kwargs={"network": slug})
