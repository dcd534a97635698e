"""Embeds: who may frame them and what they show."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.common.dates import Series
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer

from .embedding import SECRET, TOMORROW, TOWN, add, ancestors, pages, published

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_each_network_is_framed_by_its_own_list_only(boss: Membership, cafe: Offer, client: Client) -> None:
    other = make_member(make_network("nachbarstadt", ags="16073"))
    add(boss, TOWN, "https://b.example.org:8443")
    add(other, "https://nachbar.example.org")
    published()
    for address in pages(cafe):
        with CaptureQueriesContext(connections["default"]) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(queries) == 0
        assert ancestors(answer) == f"'self' https://b.example.org:8443 {TOWN}"
        assert "X-Frame-Options" not in answer
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
    assert ancestors(client.get("/nachbarstadt/einbetten/suche")) == "'self' https://nachbar.example.org"
    for closed in ("/musterstadt/", f"/musterstadt/angebote/{cafe.public_id}", "/musterstadt/notfall"):
        assert ancestors(client.get(closed)) == "'none'"


def test_without_a_list_only_our_own_preview_may_frame(cafe: Offer, client: Client) -> None:
    published()
    assert ancestors(client.get("/musterstadt/einbetten/suche")) == "'self'"
    assert 'data-hosts=""' in client.get("/musterstadt/einbetten/suche").content.decode()


def test_a_loopback_website_counts_only_where_somebody_tries_things_out(
    boss: Membership, cafe: Offer, client: Client, settings: Any
) -> None:
    settings.DEMO, settings.HTTPS = True, False
    add(boss, "http://127.0.0.1:9")
    published()
    assert ancestors(client.get("/musterstadt/einbetten/suche")) == "'self' http://127.0.0.1:9"
    settings.DEMO = False
    assert ancestors(client.get("/musterstadt/einbetten/suche")) == "'self'"


def test_what_is_shown_is_escaped_leaks_nothing_and_leads_to_a_new_tab(
    boss: Membership, cafe: Offer, client: Client
) -> None:
    add(boss, TOWN)
    published()
    for address in pages(cafe):
        for query in ("", "?kompakt=1&farben=dunkel", "?q=%3Cscript%3Ex%3C/script%3E&ort=%22%3E%3Cimg%3E"):
            page = client.get(address + query).content.decode()
            assert "<Nord>" not in page
            assert "<script>x" not in page
            assert "<img>" not in page
            assert not any(word in page for word in SECRET), address
            assert '<a href="tel:112">' in page
            assert "/musterstadt/notfall" in page
            for link in re.findall(r"<a [^>]*>", page):
                assert 'href="tel:' in link or 'href="mailto:' in link or 'target="_blank" rel="noopener' in link, link
            assert re.search(r'<main aria-labelledby="titel">\s*<h1 id="titel"', page)


def test_the_list_of_offers_keeps_to_what_was_asked(cafe: Offer, network: Network, client: Client) -> None:
    make_offer(network, "Hebamme am Markt", offer_types=["offer.midwife_care"])
    published()

    def shown(query: str) -> set[str]:
        page = client.get(f"/musterstadt/einbetten/ergebnisse{query}").content.decode()
        return set(re.findall(r'/musterstadt/angebote/[^"]+" target[^>]*>([^<]+)<', page))

    assert shown("") == {"Elterncafé &lt;Nord&gt;", "Frauenhaus", "Hebamme am Markt"}
    assert shown("?thema=offer.midwife_care") == {"Hebamme am Markt"}
    assert shown("?anzahl=1") == {"Elterncafé &lt;Nord&gt;"}
    assert shown("?thema=offer.gibtesnicht") == shown("")
    more = client.get("/musterstadt/einbetten/ergebnisse?anzahl=1").content.decode()
    assert 'href="/musterstadt/angebote" target="_blank" rel="noopener">Alle 3 Angebote ansehen' in more
    cafes = client.get("/musterstadt/einbetten/ergebnisse?thema=offer.parent_cafe&anzahl=1").content.decode()
    assert 'href="/musterstadt/suche?art=offer.parent_cafe" target="_blank"' in cafes
    asked = client.get("/musterstadt/einbetten/ergebnisse?q=Elterncaf%C3%A9")
    assert asked["Cache-Control"] == "no-store"


def test_urgent_words_lead_to_help_first(cafe: Offer, client: Client) -> None:
    published()
    page = client.get("/musterstadt/einbetten/ergebnisse?q=ich+will+nicht+mehr+leben").content.decode()
    assert page.index("tel:112") < page.index("</section>") < page.index("</main>")
    assert "Hier hilft Ihnen sofort jemand" in page


def test_dates_keep_to_topic_and_place(cafe: Offer, network: Network, client: Client) -> None:
    once = Series("once", TOMORROW + timedelta(days=400)).to_dict()
    make_offer(network, "In einem Jahr", dates=[once])
    published()

    def shown(query: str) -> int:
        return client.get(f"/musterstadt/einbetten/termine{query}").content.decode().count('<p class="when">')

    assert shown("?anzahl=30") == 2 * 9
    assert shown("?anzahl=3") == 3
    assert shown("?ort=Sonneberg&anzahl=30") == shown("?ort=96515&anzahl=30") == 9
    assert shown("?ort=Geheimstadt") == 0
    assert shown("?thema=offer.midwife_care") == 0
    assert "steht hier kein Termin fest" in client.get("/musterstadt/einbetten/termine?ort=X").content.decode()
    assert "Saal 2, Sonneberg" in client.get("/musterstadt/einbetten/termine").content.decode()


def test_a_list_can_keep_to_a_region(north: None, client: Client) -> None:
    def shown(query: str) -> set[str]:
        page = client.get(f"/musterstadt/einbetten/ergebnisse{query}").content.decode()
        return set(re.findall(r'/musterstadt/angebote/[^"]+" target[^>]*>([^<]+)<', page))

    assert shown("?region=nord") == {"Treff im Norden"}  # a secret address names no region
    assert shown("?region=nord&thema=offer.parent_cafe&anzahl=1") == {"Treff im Norden"}
    assert shown("?region=leer") == set()
    assert shown("?region=gibtesnicht") == shown("") != {"Treff im Norden"}
    page = client.get("/musterstadt/einbetten/ergebnisse?region=nord").content.decode()
    assert "Region Nord</span></h1>" in page
    assert "Alle " not in page.split("</h1>")[1].split("</main>")[0]  # there is no page with only these


def test_dates_can_keep_to_a_region(north: None, client: Client) -> None:
    def shown(query: str) -> int:
        return client.get(f"/musterstadt/einbetten/termine{query}").content.decode().count('<p class="when">')

    assert shown("?anzahl=30") > shown("?region=nord&anzahl=30") == 9
    assert shown("?region=leer") == 0
    assert "Region Nord</span></h1>" in client.get("/musterstadt/einbetten/termine?region=nord").content.decode()


def test_what_is_gone_says_so_inside_the_frame(boss: Membership, cafe: Offer, client: Client) -> None:
    add(boss, TOWN)
    published()
    gone = client.get("/musterstadt/einbetten/angebot/gibtesnicht")
    assert gone.status_code == 404
    assert "Dieses Angebot gibt es hier nicht mehr." in gone.content.decode()
    assert TOWN in ancestors(gone)
    assert client.get("/gibtesnicht/einbetten/suche").status_code == 404
    assert client.post("/musterstadt/einbetten/suche").status_code == 405


def test_a_search_goes_to_the_public_site_in_a_new_tab(cafe: Offer, client: Client) -> None:
    published()
    page = client.get("/en/musterstadt/einbetten/suche?thema=offer.parent_cafe&ort=96515").content.decode()
    assert '<form class="ask" action="/en/musterstadt/suche" method="get" target="_blank" rel="noopener"' in page
    assert '<input type="hidden" name="art" value="offer.parent_cafe">' in page
    assert 'value="96515"' in page


def test_each_scheme_has_a_sheet(cafe: Offer, client: Client) -> None:
    published()
    for scheme in ("hell", "dunkel", "auto"):
        answer = client.get(f"/musterstadt/einbetten/{scheme}.css")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert client.get("/musterstadt/einbetten/rosa.css").status_code == 404
