"""Every kind of page: accessible in light and dark, narrow, enlarged, without script, without a trace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.browser import DESK, chromium, visitor

OFFER = "the first offer of the directory"
PAGES = [
    "/",
    "/de-einfach/",
    "/en/",
    "/sonneberg/",
    "/sonneberg/suche",
    "/sonneberg/suche?q=baby+schreit+nur+noch%2C+lauscha",
    "/sonneberg/suche?q=hebamme&zugang=home_visit&alter=0-3-monate",
    "/sonneberg/suche?q=ich+will+nicht+mehr+leben",
    "/sonneberg/suche?q=baby+6+wochen+fieber",
    "/sonneberg/suche?q=ungewollt+schwanger",
    "/sonneberg/suche?q=winterreifen+wechseln",
    "/en/oder-spree/suche?q=my+baby+cries+all+night",
    "/de-einfach/vorpommern-ruegen/suche?q=ich+bin+so+allein",
    "/suche?q=hebamme",
    "/suche?q=hebamme&ort=Aachen",
    "/suche?q=hebamme&ort=Stralsund",
    "/zustaendig",
    "/zustaendig?ort=96515",
    "/zustaendig?ort=Aachen",
    "/zustaendig?ort=xqxqxqxq",
    "/sonneberg/angebote",
    "/sonneberg/angebote?nach=ort",
    "/sonneberg/angebote?nach=name",
    OFFER,
    OFFER + "?q=hilfe+mit+baby",
    "/en" + OFFER,
    OFFER + "/hinweis",
    "/oder-spree/angebote?nach=thema:offer.family_centre",
    "/vorpommern-ruegen/netzwerk",
    "/en/oder-spree/netzwerk",
    "/notfall",
    "/sonneberg/notfall",
    "/impressum",
    "/sonneberg/impressum",
    "/sonneberg/datenschutz",
    "/sonneberg/barrierefreiheit",
    "/de-einfach/ueber",
    "/gibt/es/nicht",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for this module."""
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def addresses(browser: Browser, site: str) -> dict[str, str]:
    """Addresses of all page kinds; that of an offer is read from the directory."""
    context = visitor(browser)
    page = context.new_page()
    page.goto(f"{site}/sonneberg/angebote")
    offer = page.locator(".card h3 a").first.get_attribute("href")
    context.close()
    return {name: site + name.replace(OFFER, offer or "") for name in PAGES}


def _nothing_wrong(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_axe_finds_nothing_on_any_page_light_or_dark(browser, addresses):
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    for address in addresses.values():
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert _nothing_wrong(page) == [], (address, scheme)
    context.close()


def test_axe_finds_nothing_on_a_phone(browser, addresses):
    context = visitor(browser)
    page = context.new_page()
    for name in ("/sonneberg/", "/sonneberg/suche?q=baby+schreit+nur+noch%2C+lauscha", OFFER, "/sonneberg/notfall"):
        page.goto(addresses[name])
        assert _nothing_wrong(page) == [], name
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(browser, addresses, width):
    """320 px wide is a phone of ten years ago, and 1280 px at 400 % zoom."""
    context = visitor(browser, viewport={"width": width, "height": 256 if width == 320 else 740})
    page = context.new_page()
    for name, address in addresses.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


def test_nothing_foreign_is_loaded_and_nothing_is_left_behind(browser, addresses, site):
    context = visitor(browser)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for name, address in addresses.items():
        answer = page.goto(address)
        headers = answer.headers
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "set-cookie" not in headers
        if "?q=" in name or "?ort=" in name:
            assert headers["cache-control"] == "no-store"
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert context.cookies() == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}
    assert [text for text in complaints if "404" not in text] == []
    context.close()


def test_no_title_tells_what_was_searched_for_or_looked_at(browser, addresses):
    context = visitor(browser)
    page = context.new_page()
    for name, address in addresses.items():
        page.goto(address)
        title = page.title().lower()
        assert title
        assert not re.search(r"schrei|leben|schwanger|hebamme|fieber|baby cries|allein|aachen|96515", title), (
            name,
            title,
        )
    context.close()


def test_every_page_has_one_heading_landmarks_and_a_language(browser, addresses):
    context = visitor(browser)
    page = context.new_page()
    for name, address in addresses.items():
        page.goto(address)
        assert page.locator("h1").count() == 1, name
        assert page.locator("main").count() == 1, name
        language = page.locator("html").get_attribute("lang")
        assert language == ("en" if "/en" in name[:4] else "de-simple" if "/de-einfach" in name else "de"), name
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)
    context.close()


def test_the_emergency_numbers_stand_on_every_page(browser, addresses):
    context = visitor(browser, java_script_enabled=False)
    page = context.new_page()
    for name, address in addresses.items():
        page.goto(address)
        for number in ("112", "116117"):
            assert page.locator(f'a[href="tel:{number}"]').first.is_visible(), name
    context.close()


def test_german_text_on_an_english_page_is_marked_as_german(browser, addresses):
    context = visitor(browser)
    page = context.new_page()
    page.goto(addresses["/en" + OFFER])
    assert page.locator("h1").get_attribute("lang") == "de"
    page.goto(addresses["/en/oder-spree/suche?q=my+baby+cries+all+night"])
    assert page.locator(".card h3 a").first.get_attribute("lang") == "de"
    context.close()


def test_pages_print_with_their_address_and_a_qr_code_but_never_the_question(browser, addresses):
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(addresses[OFFER])
    assert page.locator(".paper .qr").is_visible()
    assert urlsplit(addresses[OFFER]).path in page.locator(".paper").inner_text().replace("\n", "")
    assert not page.locator(".strip .leave").is_visible()
    page.goto(addresses["/sonneberg/suche?q=baby+schreit+nur+noch%2C+lauscha"])
    assert "suche" not in page.locator(".paper").inner_text()
    context.close()


def test_forced_colours_leave_nothing_invisible(browser, addresses):
    context = visitor(browser, forced_colors="active")
    page = context.new_page()
    page.goto(addresses["/sonneberg/"])
    page.locator("label.pill", has_text="Schwanger").click()
    checked = page.locator('.pill input[value="schwanger"] + span')
    assert checked.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    context.close()
