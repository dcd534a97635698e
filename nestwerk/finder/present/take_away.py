"""What a family can take along: this week's dates, a calendar, the booklet, the guide, the newsletter.

These pages belong to apps above the finder. It knows their addresses, and from the catalogue whether there is any.
"""

from __future__ import annotations

from typing import NamedTuple

from nestwerk.catalogue.public import Snapshot
from nestwerk.finder.page import Page


class Taken(NamedTuple):
    """One thing to take along: icon, what it is called, where it is."""

    icon: str
    text: str
    address: str


def take_away(page: Page) -> tuple[Taken, ...]:
    """What this network has; nothing on the pages for all networks. Booklet and newsletter only where there is one."""
    if page.network is None:
        return ()
    t = page.t
    found = [("calendar", t("take.dates"), "termine"), ("calendar", t("take.calendar"), "kalender")]
    if there_is(page.snap, page.slug, "brochure", "editions"):
        found.append(("print", t("brochure.download.title"), "broschuere"))
    found.append(("family", t("take.book"), "begleitbuch"))
    if there_is(page.snap, page.slug, "newsletter", "audiences"):
        found.append(("mail", t("newsletter.title"), "newsletter"))
    found.append(("hand", t("show_card.title"), "zeigekarte"))
    return tuple(Taken(icon, text, page.links.page(name, page.slug)) for icon, text, name in found)


def there_is(snap: Snapshot, slug: str, addition: str, what: str) -> bool:
    """Whether an app above the finder lets the catalogue carry some of ``what`` for this network."""
    return bool((snap.addition(slug, addition) or {}).get(what))
