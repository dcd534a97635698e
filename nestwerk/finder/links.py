"""Addresses of the public site, built by hand because a result page shows dozens of them.

``reverse()`` costs about 15 µs an address; a test holds these functions and ``urls.py`` together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from nestwerk.finder.languages import Language


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in one language. ``network`` is a slug; empty means the pages for all networks."""

    language: Language

    def _base(self, network: str = "") -> str:
        prefix = f"/{self.language.prefix}" if self.language.prefix else ""
        return f"{prefix}/{network}/" if network else f"{prefix}/"

    def start(self, network: str = "") -> str:
        """The start page of a network, or the one for all."""
        return self._base(network)

    def search(self, network: str = "") -> str:
        """The result page, without a question."""
        return f"{self._base(network)}suche"

    def page(self, name: str, network: str = "") -> str:
        """A page by the last part of its path: notfall, impressum, datenschutz, barrierefreiheit, ueber …"""
        return f"{self._base(network)}{name}"

    def offers(self, network: str, by: str = "") -> str:
        """All offers of a network, by ``thema``, ``ort`` or ``name``."""
        return f"{self._base(network)}angebote{'?nach=' + by if by else ''}"

    def offer(self, network: str, offer_id: str) -> str:
        """One offer."""
        return f"{self._base(network)}angebote/{quote(offer_id, safe='')}"

    def calendar(self, network: str, offer_id: str) -> str:
        """The dates of one offer as a calendar: the same in every language."""
        return f"/{network}/angebote/{quote(offer_id, safe='')}/kalender.ics"

    def sheet(self, network: str, offer_id: str, name: str) -> str:
        """One offer on paper: ``plakat`` or ``handzettel``."""
        return f"{self.offer(network, offer_id)}/{name}.pdf"

    def shortlist(
        self, network: str, ids: Iterable[str] = (), *, without: Iterable[str] = (), sheet: bool = False
    ) -> str:
        """A shortlist: the one in the phone, or the one with these ``ids``. ``without``: those just taken off it.

        ``sheet``: the same as one page for paper.
        """
        address = f"{self._base(network)}merkliste{'/blatt' if sheet else ''}"
        asked = "&".join([*(f"a={known}" for known in ids), *(f"weg={known}" for known in without)])
        return f"{address}?{asked}" if asked else address

    def professionals(self, network: str) -> str:
        """The list for professionals: in German, whatever the language of the page."""
        return f"/{network}/fachkraefte/suche"

    def show_card(self, network: str = "", offer_id: str = "") -> str:
        """The card to show at a desk: in general, or for an offer. One wish lies below it, by its code."""
        return f"{self.offer(network, offer_id)}/zeigekarte" if offer_id else self.page("zeigekarte", network)

    def touched(self, network: str, offer_id: str) -> str:
        """Where a browser tells that a way of contact was touched: the same in every language."""
        return f"/{network}/angebote/{quote(offer_id, safe='')}/angetippt"
