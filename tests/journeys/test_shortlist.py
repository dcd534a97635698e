"""A mother notes what may help, looks at it at home, passes it on, prints it; and leaves no trace when she must go."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from nestwerk.finder.languages import LANGUAGES
from tests.journeys.browser import DESK, free_of_barriers, visitor
from tests.journeys.offline import wait_until_kept

SEARCH = "/sonneberg/suche?q=baby+schreit+lauscha"
GONE = "00000000-0000-4000-8000-000000000000"
STORED = "JSON.stringify({...localStorage, ...sessionStorage})"
A4 = {"format": "A4", "prefer_css_page_size": True}


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh phone."""
    context = visitor(browser)
    yield context
    context.close()


def _keep(page: Page, site: str, number: int = 2) -> list[str]:
    """Note the first offers of a search; returns their names."""
    page.goto(site + SEARCH)
    for card in range(number):
        page.locator(".card button.keep").nth(card).click()
    return page.locator(".card h3 a").all_inner_texts()[:number]


def _noted(page: Page) -> list[str]:
    expect(page.locator(".noted").first).to_be_visible()
    return page.locator(".noted h2").all_inner_texts()


def _same(one: list[str], other: list[str]) -> bool:
    return [text.replace("\u00ad", "") for text in one] == [text.replace("\u00ad", "") for text in other]


def test_from_the_search_over_the_offer_to_the_list_to_another_browser_and_to_paper(browser, phone, site):
    page = phone.new_page()
    page.goto(f"{site}/sonneberg/merkliste")
    expect(page.get_by_text("Hier sammeln Sie Angebote")).to_be_visible()
    free_of_barriers(page)
    names = _keep(page, site, 1)
    expect(page.locator("button.keep").first).to_have_attribute("aria-pressed", "true")
    expect(page.locator("button.keep").first).to_contain_text("Gemerkt")
    expect(page.locator("#merkliste b")).to_have_text("1")
    page.locator(".card h3 a").nth(1).click()
    page.get_by_role("button", name="Merken").click()
    names.append(page.locator("h1").inner_text())
    expect(page.locator("#merkliste b")).to_have_text("2")
    free_of_barriers(page)
    page.locator("#merkliste").click()
    assert _same(_noted(page), names)
    assert "?" not in page.url  # what she chose stands in no address of her history
    free_of_barriers(page)

    page.locator(".noted [data-list]").first.click()
    expect(page.locator(".removed")).to_contain_text("Nicht mehr auf der Liste")
    expect(page.locator("#merkliste b")).to_have_text("1")
    free_of_barriers(page)
    page.get_by_role("link", name="Rückgängig").click()
    expect(page.locator(".noted")).to_have_count(2)
    assert _same(_noted(page), names)

    phone.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.get_by_role("button", name="Link kopieren").click()
    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{site}/sonneberg/merkliste\?a=[0-9a-f-]{{36}}&a=[0-9a-f-]{{36}}", link)

    aunt = visitor(browser, viewport=DESK)
    theirs = aunt.new_page()
    theirs.goto(link)
    assert _same(_noted(theirs), names)
    assert theirs.evaluate(STORED) == "{}"
    free_of_barriers(theirs)
    theirs.get_by_role("button", name="Liste in meinem Gerät merken").click()
    theirs.wait_for_url(f"{site}/sonneberg/merkliste")
    assert _same(_noted(theirs), names)
    theirs.get_by_role("link", name="Blatt mit QR-Code").click()
    expect(theirs.locator(".leaf .qr")).to_be_visible()
    expect(theirs.get_by_role("button", name="Jetzt drucken")).to_be_visible()
    free_of_barriers(theirs)
    assert _pages(theirs.pdf(**A4)) == 1
    aunt.close()


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_link_with_lost_and_broken_parts_says_so_for_each(phone, site):
    page = phone.new_page()
    _keep(page, site, 1)
    known = page.locator(".card button.keep").first.get_attribute("data-keep")
    page.goto(f"{site}/sonneberg/merkliste?a={GONE}&a={known}&a={known[:30]}")
    expect(page.locator("[data-lost]")).to_have_count(2)
    expect(page.locator("[data-lost]").first).to_contain_text("Dieses Angebot gibt es nicht mehr")
    expect(page.locator("[data-lost]").last).to_contain_text("können wir nicht lesen")
    page.get_by_role("link", name="Nach etwas Ähnlichem suchen").click()
    expect(page.get_by_role("link", name="Zur Merkliste: 2 Angebote")).to_be_visible()
    free_of_barriers(page)


def test_thirty_offers_fit_on_the_list_and_on_one_page_of_paper(browser, site):
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    ids: dict[str, None] = {}
    for network in ("oder-spree", "sonneberg", "nachbarn"):
        page.goto(f"{site}/{network}/angebote")
        ids |= dict.fromkeys(page.eval_on_selector_all("button.keep", "all => all.map((one) => one.dataset.keep)"))
    assert len(ids) >= 30
    thirty = list(ids)[:30]
    asked = "&".join(f"a={known}" for known in (*ids, GONE))
    page.goto(f"{site}/oder-spree/merkliste?{asked}")
    expect(page.locator(".noted")).to_have_count(30)
    expect(page.get_by_text("Auf eine Merkliste passen 30 Einträge")).to_be_visible()
    for number in (6, 16, 30):
        page.goto(f"{site}/oder-spree/merkliste/blatt?{'&'.join(f'a={known}' for known in thirty[:number])}")
        assert _pages(page.pdf(**A4)) == 1, number
    page.goto(f"{site}{SEARCH}")
    free = page.locator("button.keep").first.get_attribute("data-keep")
    full = [GONE if known == free else known for known in thirty]
    page.evaluate("(kept) => localStorage.setItem('nestwerk.merkliste', JSON.stringify(kept))", {"n": "x", "a": full})
    page.reload()
    page.locator("button.keep[aria-pressed=false]").first.click()
    expect(page.get_by_role("status").filter(has_text="stehen schon 30 Angebote")).to_be_visible()
    expect(page.locator("#merkliste b")).to_have_text("30")
    context.close()


def test_without_script_the_list_travels_in_the_address(browser, site):
    context = visitor(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + SEARCH)
    first = page.locator(".card h3 a").first.inner_text()
    page.locator(".card a.keep").first.click()
    assert _same(_noted(page), [first])
    page.get_by_role("searchbox").fill("hebamme")
    page.locator("main form button[type=submit]").click()
    page.locator(".card h3 a").nth(1).click()
    second = page.locator("h1").inner_text()
    expect(page.get_by_role("link", name="Zur Merkliste: 1 Angebot")).to_be_visible()
    page.locator("a.keep").click()
    assert _same(_noted(page), [first, second])
    page.locator(".noted a.off-list").first.click()
    assert _same(_noted(page), [second])
    page.get_by_role("link", name="Rückgängig").click()
    assert _same(_noted(page), [first, second])
    page.get_by_role("link", name="Liste leeren").click()
    expect(page.locator(".removed")).to_contain_text("2 Angebote standen darauf")
    page.get_by_role("link", name="Rückgängig").click()
    page.get_by_role("link", name="Blatt mit QR-Code").click()
    expect(page.locator(".leaf li")).to_have_count(2)
    expect(page.get_by_text("Druckfunktion")).to_be_visible()
    context.close()


def test_what_another_tab_noted_stays_when_one_is_taken_off(phone, site):
    first = phone.new_page()
    first.goto(f"{site}/sonneberg/suche?q=hebamme")
    for number in (0, 1):
        first.locator("button.keep").nth(number).click()
    first.locator("#merkliste").click()
    expect(first.locator(".noted")).to_have_count(2)
    second = phone.new_page()
    second.goto(f"{site}/sonneberg/suche?q=beratung")
    second.locator("button.keep[aria-pressed=false]").first.click()
    first.locator("[data-own] a[data-list][href*='weg=']").first.click()
    expect(first.locator(".removed")).to_be_visible()
    assert len(first.evaluate("JSON.parse(localStorage.getItem('nestwerk.merkliste')).a")) == 2


def test_the_quick_exit_empties_the_list(phone, site):
    page = phone.new_page()
    page.route("https://www.dwd.de/**", lambda route: route.fulfill(body="<title>Wetter</title>"))
    _keep(page, site)
    assert "nestwerk.merkliste" in page.evaluate(STORED)
    page.locator("a[data-exit]").first.click()
    page.wait_for_url("https://www.dwd.de/**")
    page.goto(f"{site}/sonneberg/merkliste")
    expect(page.get_by_text("Hier sammeln Sie Angebote")).to_be_visible()
    assert page.evaluate(STORED) == "{}"
    expect(page.locator("#merkliste")).to_be_hidden()


def test_the_phone_keeps_ids_and_the_networks_slug_and_tells_nobody(phone, site):
    page = phone.new_page()
    sent: list[str] = []
    page.goto(site + SEARCH)
    wait_until_kept(page, "/sonneberg/notfall")  # the copies for a time without a network come first, whoever opens it
    page.on("request", lambda request: "/static/" in request.url or sent.append(request.url))
    page.locator("button.keep").first.click()
    kept = page.evaluate("JSON.parse(localStorage.getItem('nestwerk.merkliste'))")
    assert set(kept) == {"n", "a"}
    assert re.fullmatch("[0-9a-f-]{36}", kept["a"][0])
    page.locator("button.keep").first.click()
    assert page.evaluate(STORED) == "{}"
    assert sent == []
    assert phone.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_in_every_language_the_list_fits_a_small_phone(browser, site, language):
    context = visitor(browser, viewport={"width": 320, "height": 640})
    page = context.new_page()
    front = f"/{language.prefix}" if language.prefix else ""
    page.goto(f"{site}{front}{SEARCH}")
    page.locator("button.keep").first.click()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.locator("#merkliste").click()
    _noted(page)
    assert page.evaluate(wide) <= 0
    assert page.evaluate("document.documentElement.dir") == language.direction
    free_of_barriers(page)
    page.locator(".pass-on a.button").click()
    expect(page.locator(".leaf")).to_be_visible()
    assert page.evaluate(wide) <= 0
    assert _pages(page.pdf(**A4)) == 1
    context.close()
