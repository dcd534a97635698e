"""The page that speaks to very young parents as an elder sister would."""

from __future__ import annotations

from django.http import HttpResponse

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.kept import KeptWithSnapshot
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.present.cards import card
from nestwerk.finder.present.help_lines import lines_for
from nestwerk.finder.wording import dates

from ..young.choosing import for_the_young
from ..young.facts import facts

LINES = frozenset({"young_people", "pregnancy"})
_chosen: KeptWithSnapshot[tuple[OfferRecord, ...]] = KeptWithSnapshot()


@public_page
def young(page: Page) -> HttpResponse:
    """What she may do on her own, whom she can call now, who helps here."""
    slug = page.slug
    return _page(page, _chosen.get(page.snap, slug, lambda: for_the_young(page.snap.offers(slug))))


@public_page
def young_everywhere(page: Page) -> HttpResponse:
    """The same where no network is chosen: without offers, with the way to one."""
    return _page(page, ())


def _page(page: Page, offers: tuple[OfferRecord, ...]) -> HttpResponse:
    known = facts()
    return answer(
        page,
        "publishing/young",
        title=page.t("young.title"),
        facts=known,
        lines=lines_for(page, LINES),
        cards=[card(page, offer) for offer in offers],
        checked=dates.long_day(min(fact.checked_on for fact in known).isoformat(), page.t),
    )
