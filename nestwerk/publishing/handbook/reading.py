"""A chapter as a page shows it: words, rules and offers of each section, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.page import GERMAN_TEXT, Page

from .blocks import Block, blocks
from .book import Chapter, Heading, chapters, heading
from .fitting import fitting
from .moments import Here, Moment, lines, moments, more, source
from .own import Own, Shown, place, shown
from .rules import figures_on

NAME = "handbook"  # under which the networks' own words travel in the catalogue


@dataclass(frozen=True, slots=True)
class Read:
    """One section of a page. ``attributes``: language and direction where they differ from the page's.

    ``sources``: where the figures of its words stand, each with an address or none; own words bring no figures of ours.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    attributes: str
    rules: tuple[Moment, ...]
    sources: tuple[tuple[str, str], ...]
    offers: tuple[Here, ...]
    more: str


def own_words(snap: Snapshot, slug: str) -> Own:
    """What a network wrote itself, by place; empty if nothing."""
    carried = snap.addition(slug, NAME)
    return carried["texts"] if carried else {}


def headings(page: Page) -> tuple[tuple[Chapter, Heading], ...]:
    """Every chapter with its title in the reader's language."""
    return tuple((one, heading(one.key, page.language.code)) for one in chapters())


def read(page: Page, chapter: Chapter) -> tuple[Read, ...]:
    """The sections of a chapter."""
    everything = list(page.snap.offers(page.slug))
    due = moments(page)
    own = own_words(page.snap, page.slug)
    return tuple(_read(page, chapter, one, everything, due, own) for one in shown(chapter, own, page.language.code))


def _read(
    page: Page, chapter: Chapter, one: Shown, everything: Sequence[OfferRecord], due: dict[str, Moment], own: Own
) -> Read:
    section = one.section
    found = fitting(everything, section.types, section.needs, chapter.first_month, chapter.last_month)
    return Read(
        key=section.key,
        title=one.words.title,
        blocks=blocks(one.words.text),
        attributes=GERMAN_TEXT if one.language != page.language.code and not page.language.german else "",
        rules=tuple(due[key] for key in section.rules if key in due),
        sources=()
        if place(chapter.key, section.key, one.language) in own
        else tuple(
            (source(figure, page.t), figure.address)
            for figure in figures_on(page.today, f"{chapter.key}.{section.key}")
        ),
        offers=lines(page, found),
        more=more(page, section.types) if found else "",
    )
