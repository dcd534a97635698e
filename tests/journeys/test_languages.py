"""Seven languages in a browser: direction, no page too wide, no barrier; a switch that keeps question and place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from nestwerk.finder.languages import LANGUAGES, Language
from tests.journeys.browser import barriers, told, visitor

PAGES = ("/sonneberg/", "/sonneberg/suche?q=hebamme&ort=96515", "/sonneberg/notfall", "/sonneberg/begleitbuch")
SEEN = PAGES[:2]  # with axe on the way of ``test_seven_languages``
SMALL = {"width": 320, "height": 640}
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# A number to dial: the first digit stands left of the last one, wherever the line runs.
BACKWARDS = """() => [...document.querySelectorAll('a[href^="tel:"]')].filter((link) => {
  const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const found = /[0-9][0-9 \\u00a0]*[0-9]/.exec(node.data);
    if (!found) continue;
    const at = (index) => { const range = document.createRange(); range.setStart(node, index);
      range.setEnd(node, index + 1); return range.getBoundingClientRect(); };
    const first = at(found.index), last = at(found.index + found[0].length - 1);
    if (first.width && first.top === last.top && first.left > last.left) return true;
  }
  return false;
}).map((link) => link.textContent.trim())"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A small phone."""
    context = visitor(browser, viewport=SMALL)
    yield context.new_page()
    context.close()


def front(language: Language) -> str:
    """What stands in front of a path in this language."""
    return f"/{language.prefix}" if language.prefix else ""


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_each_language_fits_a_small_phone_and_has_no_barrier(page: Page, site: str, language: Language) -> None:
    for path in PAGES:
        page.goto(site + front(language) + path)
        root = page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language.tag, language.direction)
        assert not page.evaluate(TOO_WIDE), path
        assert page.evaluate(BACKWARDS) == [], path
        if path not in SEEN:
            assert told(barriers(page)) == [], path


def test_search_engines_are_told_all_seven_and_where_others_go(page: Page, site: str) -> None:
    for language in LANGUAGES:
        page.goto(f"{site}{front(language)}/sonneberg/notfall")
        known = {
            one.get_attribute("hreflang"): one.get_attribute("href") or ""
            for one in page.locator("link[rel=alternate][hreflang]").all()
        }
        assert set(known) == {*(one.tag for one in LANGUAGES), "x-default"}
        assert known["x-default"] == known["de"]
        assert all(known[one.tag].endswith(f"{front(one)}/sonneberg/notfall") for one in LANGUAGES)
        assert all(address.startswith("http") for address in known.values())


def test_another_language_keeps_the_question(page: Page, site: str) -> None:
    page.goto(f"{site}/sonneberg/suche?q=hebamme&ort=96515")
    page.locator(".languages").get_by_text("العربية").click()
    assert page.url.startswith(f"{site}/ar/sonneberg/suche?")
    assert page.locator("#ort").input_value() == "96515"
    assert page.locator("#q").input_value() == "hebamme"


@pytest.mark.parametrize("script", [True, False])
def test_another_language_keeps_the_part_of_the_page(browser: Browser, site: str, script: bool) -> None:
    context = visitor(browser, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{site}/sonneberg/")
    page.locator('.strip a[href$="#schriftlich"]').click()
    page.wait_for_url("**/notfall#schriftlich")  # loaded: its part says which row of languages is seen
    page.locator(".languages").get_by_text("Українська").locator("visible=true").click()
    assert page.url == f"{site}/uk/sonneberg/notfall#schriftlich"
    page.goto(f"{site}/tr/ueber#verlauf")
    page.locator(".languages").get_by_text("Русский").locator("visible=true").click()
    assert page.url == f"{site}/ru/ueber#verlauf"
    context.close()


def test_german_names_on_an_arabic_page_are_marked_and_numbers_are_west(page: Page, site: str) -> None:
    page.goto(f"{site}/ar/sonneberg/angebote")
    title = page.locator(".card h3 a").first
    assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("de", "ltr")
    page.goto(f"{site}/ar/sonneberg/notfall")
    assert page.locator('a[href="tel:116117"] b').first.inner_text() == "116 117"
