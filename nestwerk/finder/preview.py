"""The page of an offer before it is public, for who writes it: the real page, marked as a preview."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.records import OfferRecord
from nestwerk.finder.languages import GERMAN
from nestwerk.finder.links import Links
from nestwerk.finder.page import Page, answer
from nestwerk.finder.present.contact import ways
from nestwerk.finder.present.offers import offer_page


def preview(request: HttpRequest, record: OfferRecord) -> HttpResponse | None:
    """The German page of ``record`` in the frame of its network; None while that was never published."""
    try:
        snap = catalogue.current()
    except catalogue.NotReady:
        return None
    network = snap.networks.get(record.network)
    if network is None:
        return None
    asked = copy(request)
    asked.path = Links(GERMAN).offer(record.network, record.id)  # links to other languages lead to the public page
    page = Page(request=asked, language=GERMAN, snap=snap, at=timezone.now(), network=network)
    return answer(
        page,
        "preview",
        title=page.t("preview.title"),
        private=True,
        neighbour="",
        offer=replace(offer_page(page, record), touched=""),  # who writes it is no family
        office=ways(network.contact, page.t),
        keep=page.links.shortlist(record.network, (record.id,)),
        kept=(),
        carried="",
        why=(),
        back="",
    )
