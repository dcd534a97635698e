"""The card to show at a desk: choose a wish, fill the screen with it, print some. The wish is a code in the address."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.page import Page, answer, public_page
from nestwerk.finder.present.show_card import MOST_PRINTED, SIZES, WISHES, WISHES_THERE, card, cards


@public_page
def choose(page: Page, offer_id: str = "") -> HttpResponse:
    """Every wish, to tap or to take along on paper."""
    offer = _offer(page, offer_id)
    return _told(
        answer(
            page,
            "show_card",
            title=page.t("show_card.title"),
            offer=offer,
            cards=cards(page, WISHES_THERE if offer else WISHES, offer),
            there=_address(page, offer),
            sizes=SIZES,
            empty=False,
        ),
        offer,
    )


@public_page
def show(page: Page, wish: str, offer_id: str = "") -> HttpResponse:
    """One wish on the whole screen."""
    if wish not in WISHES:
        raise Http404
    offer = _offer(page, offer_id)
    return _aside(
        answer(
            page,
            "show_card_screen",
            title=page.t("show_card.title"),
            card=card(page, wish, offer),
            there=_address(page, offer),
        )
    )


@public_page
def paper(page: Page, offer_id: str = "") -> HttpResponse:
    """The chosen wishes as cards for paper; without any, the choice once more."""
    offer = _offer(page, offer_id)
    asked = page.request.GET.getlist("satz")
    wishes = [wish for wish in (WISHES_THERE if offer else WISHES) if wish in asked][:MOST_PRINTED]
    size = page.request.GET.get("groesse", "")
    chosen = size if size in SIZES else SIZES[0]
    return _aside(
        answer(
            page,
            "show_card_paper" if wishes else "show_card",
            title=page.t("show_card.title"),
            offer=offer,
            cards=cards(page, wishes or (WISHES_THERE if offer else WISHES), offer),
            there=_address(page, offer),
            size=chosen,
            sizes=SIZES,
            empty=not wishes,
        )
    )


def _offer(page: Page, offer_id: str) -> OfferRecord | None:
    """The offer the card is about; 404 for one that is not published."""
    if not offer_id:
        return None
    offer = page.snap.offer(page.slug, offer_id)
    if offer is None:
        raise Http404
    return offer


def _address(page: Page, offer: OfferRecord | None) -> str:
    return page.links.show_card(page.slug, offer.id if offer else "")


def _aside(response: HttpResponse) -> HttpResponse:
    """One of thousands of cards: nothing for a search engine."""
    response["X-Robots-Tag"] = "noindex"
    return response


def _told(response: HttpResponse, offer: OfferRecord | None) -> HttpResponse:
    return _aside(response) if offer else response
