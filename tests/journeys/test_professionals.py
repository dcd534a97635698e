"""From a practice's screen: a field term, two ticks, two taps, and the family holds a sheet in its own language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys.browser import DESK, PHONE, barriers, told, visitor
from tests.journeys.paper import words_in

HERE = "/sonneberg/fachkraefte/suche"
WORDS = "Fachwort oder Paragraf"
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def practice(browser: Browser) -> Iterator[BrowserContext]:
    """The computer at a reception desk."""
    context = visitor(browser, viewport=DESK)
    yield context
    context.close()


def judged(page: Page) -> None:
    """No barrier by day and by night, on a desk and on a phone; nothing wider than a small phone."""
    desk = page.viewport_size
    for size in (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert told(barriers(page, colours=scheme == "dark")) == [], (page.url, size, scheme)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
    page.set_viewport_size(desk)  # type: ignore[arg-type]


def rows(page: Page) -> Locator:
    return page.get_by_role("table").get_by_role("checkbox")


def test_a_field_term_two_ticks_and_two_taps_to_a_sheet_in_english(practice: BrowserContext, site: str) -> None:
    # given the bookmark, found once at the foot of a page
    page = practice.new_page()
    page.goto(f"{site}/sonneberg/")
    page.get_by_role("contentinfo").get_by_role("link", name="Für Fachkräfte").click()
    assert page.url == site + HERE
    expect(page.get_by_role("heading", name="Sorge um ein Kind?")).to_be_visible()
    line = page.get_by_role("complementary").get_by_role("link", name="0800 1921000")
    assert line.get_attribute("href") == "tel:08001921000"
    judged(page)
    # when she searches for the field's own word and ticks two
    page.get_by_label(WORDS).fill("SGB VIII § 16")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Angebot")
    judged(page)
    names = [str(box.get_attribute("aria-label")).removeprefix("Auswählen: ") for box in rows(page).all()[:2]]
    for box in rows(page).all()[:2]:
        box.check()
    # then the sheet is two taps away: the sheet, and its language
    page.get_by_role("button", name="Übergabeblatt").click()
    expect(page.get_by_role("heading", name="Ihr Blatt ist fertig, mit 2 Angeboten.")).to_be_visible()
    judged(page)
    sheet = page.get_by_role("link", name="Blatt in A4, English").get_attribute("href")
    answer = practice.request.get(site + str(sheet))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    said = words_in(answer.body())
    assert all(name.split()[0] in said for name in names)
    assert "camera" in said
    card = page.get_by_role("link", name="Kärtchen in A6, Türkçe").get_attribute("href")
    assert practice.request.get(site + str(card)).body().startswith(b"%PDF")
    # and the list is as she left it; nothing was kept anywhere but in the address
    page.get_by_role("link", name="Zurück zur Liste für Fachkräfte").click()
    expect(page.get_by_label(WORDS)).to_have_value("SGB VIII § 16")
    expect(page.get_by_role("table").get_by_role("checkbox", checked=True)).to_have_count(2)
    assert practice.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_with_the_keyboard_alone(practice: BrowserContext, site: str) -> None:
    page = practice.new_page()
    page.goto(site + HERE)
    expect(page.get_by_label(WORDS)).to_be_focused()
    page.keyboard.type("Wochenbettdepression")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Wochenbettdepression*")
    expect(page.get_by_role("status")).to_contain_text("Depressive Verstimmung rund um die Geburt")
    page.get_by_label(WORDS).focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "a":
            break
    page.keyboard.press("Space")
    expect(page.get_by_role("table").get_by_role("checkbox", checked=True)).to_have_count(1)
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('formaction')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ihr Blatt ist fertig, mit 1 Angebot.")).to_be_visible()


def test_filters_stand_in_the_address_and_the_list_prints(practice: BrowserContext, site: str) -> None:
    page = practice.new_page()
    page.goto(site + HERE)
    page.get_by_label("Ort oder PLZ", exact=False).fill("Neuhaus am Rennweg")
    page.get_by_label("Bedarf", exact=True).select_option(index=1)
    page.get_by_role("button", name="Suchen").click()
    assert "ort=Neuhaus" in page.url
    assert "thema=need." in page.url
    judged(page)
    page.goto(f"{site}{HERE}?frei=1&ort=96515")
    judged(page)  # most networks tell of no free places: the page says what to do then
    page.goto(site + HERE)
    page.emulate_media(media="print")
    assert page.get_by_role("table").is_visible()
    assert not page.get_by_role("button", name="Übergabeblatt").is_visible()
    assert not page.locator("#q").is_visible()
    page.emulate_media(media="screen")


def test_two_lines_an_offer_on_a_desk(practice: BrowserContext, site: str) -> None:
    page = practice.new_page()
    page.goto(site + HERE)
    heights = page.evaluate("[...document.querySelectorAll('.desk tbody tr')].map((row) => row.offsetHeight)")
    assert sorted(heights)[len(heights) // 2] <= 56, heights  # a few titles need a third
