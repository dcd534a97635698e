"""Public pages ask no database, set no cookie and cost the same for one offer and for many."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.publish import publish
from nestwerk.common.colour import PAPER_LIGHT, contrast
from nestwerk.common.tenancy import tenant
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.views import sitemaps
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGES = [
    "/", "/suche?q=baby&ort=96515", "/zustaendig?ort=Sonneberg", "/notfall", "/impressum", "/datenschutz",
    "/barrierefreiheit", "/ueber", "/musterstadt/", "/musterstadt/suche?q=elterncafe", "/musterstadt/angebote",
    "/musterstadt/angebote?nach=ort", "/musterstadt/angebote?nach=name", "/musterstadt/netzwerk",
    "/musterstadt/notfall",
    "/musterstadt/impressum", "/musterstadt/datenschutz", "/musterstadt/barrierefreiheit", "/sitemap.xml",
    "/sitemap/de.xml", "/sitemap/en/musterstadt/1.xml",
    "/robots.txt", "/en/musterstadt/", "/de-einfach/musterstadt/suche?q=baby", "/api/v1/search?q=elterncafe",
]  # fmt: skip


def published(count: int) -> None:
    network = make_network("musterstadt")
    for number in range(count):
        make_offer(network, title=f"Elterncafé {number}", postal_code="96515", city="Sonneberg", lat=50.36, lon=11.17)
    publish(at=datetime.now(tz=UTC))


@pytest.mark.parametrize("count", [1, 3])
def test_no_public_page_asks_the_database(
    data_dir: Path, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    published(count)
    browser = Client()
    for page in PAGES:
        with django_assert_num_queries(0):
            answer = browser.get(page)
        assert answer.status_code == 200, page
        assert not answer.cookies, page


def test_every_page_carries_the_headers_that_keep_a_visit_private(data_dir: Path) -> None:
    published(1)
    browser = Client()
    for page in [*PAGES, "/gibtsnicht/"]:
        answer = browser.get(page)
        assert answer["Referrer-Policy"] == "no-referrer", page
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("page", ["/musterstadt/suche?q=sucht", "/suche?q=gewalt", "/api/v1/search?q=gewalt"])
def test_no_browser_keeps_a_result_page_and_no_title_tells_what_was_asked(data_dir: Path, page: str) -> None:
    published(1)
    answer = Client().get(page)
    assert answer["Cache-Control"] == "no-store"
    body = answer.content.decode()
    if "<title>" in body:
        title = body.split("<title>")[1].split("</title>")[0].casefold()
        assert "sucht" not in title
        assert "gewalt" not in title


def test_before_the_first_snapshot_every_page_says_so_with_the_emergency_numbers(data_dir: Path) -> None:
    answer = Client().get("/musterstadt/")
    assert answer.status_code == 503
    assert "112" in answer.content.decode()
    assert Client().get("/api/v1/search?q=x").status_code == 503


def test_the_site_map_leads_to_every_offer_of_every_network_in_every_language(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "PER_MAP", 2)
    published(3)
    browser = Client()

    def locations(path: str) -> list[str]:
        return re.findall("<loc>https?://[^/]+(.*?)</loc>", browser.get(path).content.decode())

    maps = locations("/sitemap.xml")
    assert len(maps) == len(LANGUAGES) * (1 + 2)
    listed = [path for one in maps for path in locations(one)]
    assert len(listed) == len(set(listed))
    assert len([path for path in listed if "/angebote/" in path]) == len(LANGUAGES) * 3
    assert {browser.get(path).status_code for path in listed} == {200}
    assert browser.get("/sitemap/de/musterstadt/3.xml").status_code == 404
    assert browser.get("/sitemap/xx.xml").status_code == 404


def test_an_address_from_a_poster_without_the_last_slash_leads_to_the_network(data_dir: Path) -> None:
    published(1)
    answer = Client().get("/musterstadt?q=geheim")
    assert (answer.status_code, answer["Location"]) == (301, "/musterstadt/")
    assert Client().get("/en/musterstadt")["Location"] == "/en/musterstadt/"
    assert Client().get("/gibtsnicht").status_code == 404


@pytest.mark.parametrize(
    ("path", "home"), [("/musterstadt/seiten/weg", "/musterstadt/"), ("/en/musterstadt/seiten/weg", "/en/musterstadt/")]
)
def test_a_page_that_is_gone_leads_back_to_its_own_network(data_dir: Path, path: str, home: str) -> None:
    published(1)
    answer = Client().get(path)
    assert answer.status_code == 404
    assert f'class="button" href="{home}"' in answer.content.decode()


def test_pages_for_reading_refuse_everything_else_in_the_readers_language(data_dir: Path) -> None:
    published(1)
    answer = Client().post("/en/musterstadt/", {"q": "x"})
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "only for reading" in answer.content.decode()
    assert 'href="tel:112"' in answer.content.decode()
    assert Client().head("/musterstadt/").status_code == 200


def test_a_form_from_elsewhere_and_a_request_too_large_get_german_pages_with_the_numbers(data_dir: Path) -> None:
    published(1)
    foreign = Client(enforce_csrf_checks=True).post("/musterstadt/", {"q": "x"})
    large = Client().post("/musterstadt/", "x=" + "y" * 3_000_000, content_type="application/x-www-form-urlencoded")
    assert foreign.status_code == 403
    assert "nicht von dieser Seite" in foreign.content.decode()
    assert large.status_code in (400, 405)
    for answer in (foreign, large):
        assert 'href="tel:116117"' in answer.content.decode()


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_a_networks_logo_stands_in_its_header_instead_of_the_nest(data_dir: Path) -> None:
    make_network("musterstadt", logo=PNG, logo_type="image/png")
    make_network("neustadt", ags="16066")
    publish(at=datetime.now(tz=UTC))
    page = Client().get("/en/musterstadt/").content.decode()
    assert '<img class="logo" src="/musterstadt/logo" alt="Logo">' in page
    assert 'class="nest"' not in page
    picture = Client().get("/musterstadt/logo")
    assert (picture.content, picture["Content-Type"]) == (PNG, "image/png")
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert 'class="nest"' in Client().get("/neustadt/").content.decode()
    assert Client().get("/neustadt/logo").status_code == 404
    assert Client().get("/gibtsnicht/logo").status_code == 404


def test_a_logo_that_could_hold_a_script_is_not_served(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
    published(1)
    monkeypatch.setattr(catalogue.current().__class__, "logo", lambda self, slug: (b"<svg/>", "image/svg+xml"))
    assert Client().get("/musterstadt/logo").status_code == 404


def test_a_partner_that_says_nothing_of_itself_stands_last_among_others(data_dir: Path) -> None:
    network = make_network("musterstadt")
    make_offer(network, organisation="Aaa-Verein")
    offer = make_offer(network, organisation="Zentrum")
    with tenant(network.pk):
        offer.organisation.type_id = "pt.youth_office"
        offer.organisation.save()
    publish(at=datetime.now(tz=UTC))
    page = Client().get("/musterstadt/netzwerk").content.decode()
    told = page.split('<dl class="partners">')[1].split("</dl>")[0]
    assert re.findall(r"<dt>([^<]*)</dt>", told)[-1] == "Weitere"
    assert told.index("Zentrum") < told.index("Aaa-Verein")


def test_a_networks_colours_stand_in_the_one_style_sheet_of_its_pages(data_dir: Path) -> None:
    make_network("musterstadt", accent="#FFE600")  # bright yellow: nobody could read it on white
    publish(at=datetime.now(tz=UTC))
    browser = Client()

    def sheets(page: str) -> list[str]:
        return re.findall('rel="stylesheet" href="([^"]+)"', browser.get(page).content.decode())

    (own,), (plain,) = sheets("/musterstadt/"), sheets("/")
    assert sheets("/musterstadt/suche?q=baby") == sheets("/en/musterstadt/hilfe/ohne-netz") == [own]
    answer = browser.get(own)
    assert "immutable" in answer["Cache-Control"]
    shown = re.search("--accent:(#[0-9a-f]{6});", answer.content.decode().split("@layer tokens")[-1])
    assert shown is not None
    assert contrast(shown[1], PAPER_LIGHT) >= 4.5
    assert browser.get("/musterstadt/farben.css").content.decode() in answer.content.decode()
    for stale in (own.replace("FFE600", "123456"), own.replace("-", "0-"), plain.replace(".", "0.")):
        answer = browser.get(stale)
        assert answer["Cache-Control"] == "no-cache", stale
        assert answer["X-Fresh-Until"] == "0", stale  # or made-up addresses would push pages out of the memory
    assert browser.get(own.replace("FFE600", "red}")).content == browser.get(plain).content


def test_who_asks_for_a_place_of_another_network_is_told_and_led_there_with_the_question(data_dir: Path) -> None:
    make_network("saalfeld", ags="16073")
    published(1)

    def about(path: str) -> str:
        return Client().get(path).content.decode().split('<div class="about">')[1].split("</div>")[0]

    led = about("/musterstadt/suche?q=elterncafe&ort=Rudolstadt")
    assert "Rudolstadt gehört zu einem anderen Netzwerk" in led
    assert 'href="/saalfeld/suche?q=elterncafe&amp;ort=Rudolstadt"' in led
    nobodys = about("/musterstadt/suche?q=elterncafe+berlin")
    assert "Auch für Berlin gibt es Frühe Hilfen" in nobodys
    assert "elternsein.info" in nobodys
    for at_home in ("/musterstadt/suche?q=elterncafe&ort=96515", "/musterstadt/suche?q=elterncafe+lauscha"):
        assert "gehört zu einem anderen" not in about(at_home)
        assert "elternsein.info" not in about(at_home)


def test_an_offer_without_contact_shows_how_to_reach_the_network_and_else_who_helps_everywhere(data_dir: Path) -> None:
    """Nobody is sent from one page without a way to the next."""
    for slug, phone in (("musterstadt", "03675 12345"), ("stumm", "")):
        make_offer(make_network(slug, phone=phone), title="Elterncafé")
    publish(at=datetime.now(tz=UTC))

    def reach(slug: str) -> str:
        address = re.search(rf'href="(/{slug}/angebote/[^"]+)"', Client().get(f"/{slug}/angebote").content.decode())
        assert address
        return Client().get(address[1]).content.decode().split('id="kontakt"')[1].split("</section>")[0]

    assert "tel:0367512345" in reach("musterstadt")
    assert "elternsein.info" not in reach("musterstadt")
    assert "elternsein.info" in reach("stumm")
    assert "elternsein.info" in Client().get("/stumm/netzwerk").content.decode()


def test_german_names_read_aloud_only_are_marked_as_german(data_dir: Path) -> None:
    network = make_network("musterstadt")
    make_offer(network, title="Elterncafé am Markt", phone="03675 12345")
    publish(at=datetime.now(tz=UTC))
    page = Client().get("/tr/musterstadt/suche?q=elterncafe").content.decode()
    hidden = re.findall(r'<span class="unseen"([^>]*)> – Elterncafé am Markt', page)
    assert len(hidden) >= 2
    assert set(hidden) == {' lang="de" dir="ltr"'}


def test_only_who_can_be_called_is_to_be_called(data_dir: Path) -> None:
    make_network("nummer", phone="03675 12345", website="https://example.org/")
    make_network("seite", website="https://example.org/")
    publish(at=datetime.now(tz=UTC))
    assert "Rufen Sie an oder schreiben Sie." in Client().get("/nummer/suche?q=babyschwimmen").content.decode()
    silent = Client().get("/seite/suche?q=babyschwimmen").content.decode()
    assert "Rufen Sie an oder schreiben Sie." not in silent
    assert "Hier finden Sie Rat in Ihrer Nähe." in silent


def test_an_offer_that_is_not_there_leads_on_in_its_network_and_tells_nothing_about_it(data_dir: Path) -> None:
    """A leaflet outlives its offer: who scans it finds the search of the same network, not a dead end."""
    network = make_network("musterstadt")
    draft = make_offer(network, title="Entwurf", status="draft")
    make_offer(network, title="Elterncafé")
    publish(at=datetime.now(tz=UTC))
    ids = (str(draft.public_id), "00000000-0000-4000-8000-000000000000")
    answers = [Client().get(f"/en/musterstadt/angebote/{known}?q=baby+cries") for known in ids]
    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [answer.content.decode().replace(known, "…") for answer, known in zip(answers, ids, strict=True)]
    page, other = (re.sub('<div class="paper">.*?</div>', "", body, flags=re.DOTALL) for body in bodies)  # its own QR
    assert page == other
    assert "no longer here" in page
    assert 'action="/en/musterstadt/suche"' in page
    assert 'value="baby cries"' in page
    assert 'href="/en/musterstadt/angebote"' in page
    assert 'href="tel:112"' in page
    assert answers[0]["Cache-Control"] == "no-store"
    assert Client().get("/gibtsnicht/angebote/1").status_code == 404
    assert Client().get("/musterstadt/angebote/" + "x" * 3000).status_code == 404  # too long for a QR code
    make_network("nachbarn", ags="16073")
    publish(at=datetime.now(tz=UTC), wait=True)
    from_home = Client().get("/nachbarn/angebote/1?von=musterstadt").content.decode()
    assert 'action="/musterstadt/suche"' in from_home
