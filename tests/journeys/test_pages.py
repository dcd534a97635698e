"""Every kind of page: accessible in light and dark, narrow, enlarged, without script, without a trace."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browser import DESK, PHONE, barriers, told, visitor

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
    "/sonneberg/angebote/gibt-es-nicht-mehr",
    "/gibt/es/nicht",
]


@pytest.fixture(scope="module")
def addresses(browser: Browser, site: str) -> dict[str, str]:
    """Addresses of all page kinds; that of an offer is read from the directory."""
    context = visitor(browser)
    page = context.new_page()
    page.goto(f"{site}/sonneberg/angebote")
    offer = page.locator(".card h3 a").first.get_attribute("href")
    context.close()
    return {name: site + name.replace(OFFER, offer or "") for name in PAGES}


@dataclass
class Visit:
    """What one visitor with a phone, then a narrower one, then a desk saw of a page."""

    address: str
    headers: dict[str, str]
    stored: list[object]
    title: str
    headings: int
    mains: int
    language: str | None
    levels: list[int]
    widths: dict[int, int]
    barriers: dict[str, list[str]]


@dataclass
class Visits:
    """A visit of every kind of page by one visitor, and what the browser asked for and complained about."""

    pages: dict[str, Visit] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)


def _visit(page: Page, address: str) -> Visit:
    page.set_viewport_size(PHONE)
    answer = page.goto(address)
    assert answer
    seen = Visit(
        address,
        answer.headers,
        page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]"),
        page.title(),
        page.locator("h1").count(),
        page.locator("main").count(),
        page.locator("html").get_attribute("lang"),
        page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))"),
        {},
        {},
    )
    for size in (PHONE, {"width": 320, "height": 256}, DESK):
        page.set_viewport_size(size)
        seen.widths[size["width"]] = page.evaluate("document.documentElement.scrollWidth")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        seen.barriers[scheme] = told(barriers(page, colours=scheme == "dark"))
    page.emulate_media(color_scheme="light")
    return seen


@pytest.fixture(scope="module")
def visits(browser: Browser, addresses: dict[str, str]) -> Visits:
    """Every page opened once, for all tests that only look."""
    context, done = visitor(browser), Visits()
    page = context.new_page()
    page.on("request", lambda request: done.asked.append(request.url))
    page.on("console", lambda message: done.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: done.complaints.append(str(error)))
    for name, address in addresses.items():
        done.pages[name] = _visit(page, address)
    done.cookies = context.cookies()
    context.close()
    return done


def test_axe_finds_nothing_on_any_page_light_or_dark(visits):
    for visit in visits.pages.values():
        for scheme in ("light", "dark"):
            assert visit.barriers[scheme] == [], (visit.address, scheme)


def test_axe_finds_nothing_on_a_phone(browser, addresses):
    context = visitor(browser)
    page = context.new_page()
    for name in ("/sonneberg/", "/sonneberg/suche?q=baby+schreit+nur+noch%2C+lauscha", OFFER, "/sonneberg/notfall"):
        page.goto(addresses[name])
        assert told(barriers(page)) == [], name
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(visits, width):
    """320 px wide is a phone of ten years ago, and 1280 px at 400 % zoom."""
    for name, visit in visits.pages.items():
        assert visit.widths[width] <= width, name


def test_nothing_foreign_is_loaded_and_nothing_is_left_behind(visits, site):
    for name, visit in visits.pages.items():
        headers = visit.headers
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "set-cookie" not in headers
        if "?q=" in name or "?ort=" in name:
            assert headers["cache-control"] == "no-store"
        assert visit.stored == [0, 0, ""]
    assert visits.cookies == []
    assert {urlsplit(url).netloc for url in visits.asked} == {urlsplit(site).netloc}
    assert [text for text in visits.complaints if "404" not in text] == []


def test_no_title_tells_what_was_searched_for_or_looked_at(visits):
    for name, visit in visits.pages.items():
        title = visit.title.lower()
        assert title
        assert not re.search(r"schrei|leben|schwanger|hebamme|fieber|baby cries|allein|aachen|96515", title), (
            name,
            title,
        )


def test_every_page_has_one_heading_landmarks_and_a_language(visits):
    for name, visit in visits.pages.items():
        assert visit.headings == 1, name
        assert visit.mains == 1, name
        assert visit.language == ("en" if "/en" in name[:4] else "de-simple" if "/de-einfach" in name else "de"), name
        assert all(after - before <= 1 for before, after in pairwise(visit.levels)), (name, visit.levels)


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
    page.goto(addresses[OFFER + "?q=hilfe+mit+baby"])
    paper = page.locator(".paper").inner_text().replace("\n", "")
    assert urlsplit(addresses[OFFER]).path in paper
    assert "hilfe" not in paper
    page.goto(addresses["/sonneberg/suche?q=baby+schreit+nur+noch%2C+lauscha"])
    assert "suche" not in page.locator(".paper").inner_text()
    for one in page.locator(".card .way .value").all():
        assert one.bounding_box()["width"] > 8, "on paper nobody can tap a button: the address itself stands there"
    assert not page.locator(".passing:visible").count(), "what is true until four o'clock is wrong on paper"
    context.close()


def test_forced_colours_leave_nothing_invisible(browser, addresses):
    context = visitor(browser, forced_colors="active")
    page = context.new_page()
    page.goto(addresses["/sonneberg/"])
    page.locator("label.pill", has_text="Schwanger").click()
    checked = page.locator('.pill input[value="schwanger"] + span')
    assert checked.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    context.close()
