"""Families find the products from the pages they know; search engines find those that are pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from nestwerk.common.tenancy import tenant
from nestwerk.finder.languages import LANGUAGES
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing.actions.brochure import keep_edition
from nestwerk.publishing.brochure.make import Made
from nestwerk.publishing.brochure.variants import Variant
from nestwerk.publishing.models.newsletter import Newsletter

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
HERE = "/musterstadt"
ALWAYS = ["termine", "kalender", "begleitbuch", "zeigekarte"]
FRONTS = [f"/{language.prefix}" if language.prefix else "" for language in LANGUAGES]


@pytest.fixture
def network(data_dir: object) -> Network:
    made = make_network("musterstadt")
    make_offer(made, title="Elterncafé")
    put_out("musterstadt", at=AT)
    return made


def lay_out_and_offer(network: Network) -> None:
    """A brochure and a newsletter for parents."""
    with tenant(network.pk):
        keep_edition(network, Variant(), Made(b"%PDF-1.7 x", 15, 3, "a" * 64), public=True, at=AT)
        Newsletter.objects.create(network=network, for_parents=True)
    put_out("musterstadt", at=AT)


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def taken(address: str) -> list[str]:
    """Where the section „Zum Mitnehmen“ leads to."""
    found = re.search(r'<section class="[^"]*with-you.*?</section>', page(address), re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[0]) if found else []


@pytest.mark.parametrize("front", FRONTS)
def test_what_to_take_along_stands_together_on_the_first_page_and_on_the_list(network: Network, front: str) -> None:
    for address in (f"{front}{HERE}/", f"{front}{HERE}/angebote"):
        assert taken(address) == [f"{front}{HERE}/{name}" for name in ALWAYS]
    lay_out_and_offer(network)
    for address in (f"{front}{HERE}/", f"{front}{HERE}/angebote"):
        found = taken(address)
        all_of_it = (*ALWAYS[:2], "broschuere", "begleitbuch", "newsletter", "zeigekarte")
        assert found == [f"{front}{HERE}/{name}" for name in all_of_it]
        assert {Client().get(one).status_code for one in found} == {200}
    assert taken(f"{front}/") == []


@pytest.mark.parametrize("front", FRONTS)
def test_an_offer_leads_to_its_poster_and_flyer_and_the_lists_lead_to_each_other(network: Network, front: str) -> None:
    offer = re.findall(rf'href="({front}{HERE}/angebote/[^"/?#]+)"', page(f"{front}{HERE}/angebote"))[0]
    shown = page(offer)
    for sheet in ("plakat", "handzettel"):
        assert f'href="{offer}/{sheet}.pdf"' in shown
        assert Client().get(f"{offer}/{sheet}.pdf")["Content-Type"] == "application/pdf"
    assert f'href="{front}{HERE}/termine"' in page(f"{front}{HERE}/kalender")
    assert f'href="{front}{HERE}/kalender"' in page(f"{front}{HERE}/termine")
    assert f'href="{front}{HERE}/fachkraefte"' in page(f"{front}{HERE}/netzwerk")


def mapped(address: str) -> list[str]:
    return re.findall("<loc>https?://[^/]+(.*?)</loc>", page(address))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_the_site_map_names_the_pages_of_the_products_that_are_there(network: Network, language: object) -> None:
    code, front = language.code, f"/{language.prefix}" if language.prefix else ""  # type: ignore[attr-defined]
    always = {f"{front}{HERE}/{name}" for name in (*ALWAYS[:3], "begleitbuch/zeitstrahl", "daten", "fachkraefte")}
    sometimes = {f"{front}{HERE}/{name}" for name in ("broschuere", "newsletter", "newsletter/archiv")}
    before = mapped(f"/sitemap/{code}/musterstadt/1.xml")
    assert always <= set(before)
    assert sometimes & set(before) == set()
    lay_out_and_offer(network)
    after = mapped(f"/sitemap/{code}/musterstadt/1.xml")
    assert sometimes & set(after) == sometimes - {f"{front}{HERE}/newsletter/archiv"}
    everywhere = mapped(f"/sitemap/{code}.xml")
    assert {f"{front}/daten", f"{front}/praxisbeispiele"} <= set(everywhere)
    assert {Client().get(one).status_code for one in (*after, *everywhere)} == {200}


def disallowed(path: str) -> bool:
    rules = re.findall(r"Disallow: (\S+)", page("/robots.txt"))
    return any(re.match(re.escape(rule).replace(r"\*", ".*"), path) for rule in rules)


def test_search_engines_leave_alone_what_is_made_on_demand(network: Network) -> None:
    for front in FRONTS:
        for file in ("angebote/x/plakat.pdf?groesse=a3", "angebote/x/handzettel.pdf", "termine.pdf?woche=2026-W48"):
            assert disallowed(f"{front}{HERE}/{file}"), file
        for file in ("wochenblatt.pdf", "fachkraefte.pdf", "uebergabe.pdf?a=1", "uebergabe?a=1", "termine?region=nord"):
            assert disallowed(f"{front}{HERE}/{file}"), file
        for open_page in ("termine", "fachkraefte", "uebergabe", "kalender", "angebote/x", "broschuere/de-a5.pdf"):
            assert not disallowed(f"{front}{HERE}/{open_page}"), open_page
