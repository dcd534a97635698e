"""The card to show at a desk, and the emergency page in languages the site does not speak, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

from nestwerk.finder.emergencies.languages import further
from nestwerk.finder.languages import LANGUAGES, Language
from nestwerk.finder.links import Links
from nestwerk.finder.texts import texts_for
from tests.journeys.browser import barriers, told, visitor

NETWORK = "sonneberg"
NARROW = {"width": 320, "height": 640}
GERMAN = texts_for("de")


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A phone without script: nothing of this may need any."""
    context = visitor(browser, viewport=NARROW, base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def offer_path(browser: Browser, site: str) -> str:
    """The address of some offer behind the network."""
    page = visitor(browser, base_url=site).new_page()
    page.goto(f"/{NETWORK}/angebote?nach=name")
    href = page.locator("main .card a[href*='/angebote/']").first.get_attribute("href")
    page.context.close()
    assert href
    return href


def is_good(page: Page, address: str) -> None:
    """Nothing in the way of anybody, and nothing wider than the screen."""
    page.goto(address)
    assert told(barriers(page)) == [], address
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def pages_of(page: Page, paper: str = "") -> list[tuple[int, int]]:
    """Width and height of each printed page in millimetres. ``paper``: where the page asks for no size itself."""
    pdf = page.pdf(format=paper) if paper else page.pdf(prefer_css_page_size=True)
    with pikepdf.open(BytesIO(pdf)) as printed:
        boxes = [[float(edge) for edge in one.mediabox] for one in printed.pages]  # type: ignore[arg-type]
    return [(round((box[2] - box[0]) / 72 * 25.4), round((box[3] - box[1]) / 72 * 25.4)) for box in boxes]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_from_an_offer_to_the_card_the_whole_screen_and_paper(phone: Page, offer_path: str, language: Language) -> None:
    t = texts_for(language.code)
    front = Links(language).start().rstrip("/")
    phone.goto(front + offer_path)
    phone.get_by_role("link", name=t("show_card.link")).click()
    title = phone.locator(".there .name").inner_text()
    phone.locator(".choose a").first.click()
    assert phone.url.endswith("/zeigekarte/termin")
    german = phone.locator("h1")
    assert german.inner_text() == GERMAN("show_card.offer.termin")
    assert (german.get_attribute("lang"), german.get_attribute("dir")) == ("de", "ltr")
    assert phone.locator(".about .name").inner_text() == title
    own = phone.locator(".own")
    assert own.count() == (0 if language.german else 1)
    if not language.german:
        assert own.inner_text() == f"{t('show_card.offer.termin')} {title}"
        size = "(one) => parseFloat(getComputedStyle(one).fontSize)"
        assert german.evaluate(size) > own.evaluate(size)
    phone.get_by_role("link", name=t("show_card.back")).click()
    for wish in ("termin", "kosten"):
        phone.locator(f"input[value='{wish}']").check()
    phone.get_by_role("button", name=t("show_card.make")).click()
    expect(phone.locator(".card-face")).to_have_count(2)
    assert phone.locator(".card-face .about .name").first.inner_text() == title


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_card_is_accessible_and_narrow_enough(
    browser: Browser, site: str, offer_path: str, scheme: str
) -> None:
    context = visitor(browser, viewport=NARROW, base_url=site, color_scheme=scheme)
    page = context.new_page()
    for language in LANGUAGES if scheme == "light" else LANGUAGES[-1:]:
        front = Links(language).start().rstrip("/")
        for address in (
            f"{front}/zeigekarte",
            f"{front}{offer_path}/zeigekarte",
            f"{front}{offer_path}/zeigekarte/termin",
            f"{front}{offer_path}/zeigekarte/druck?satz=termin&satz=weg",
            f"{front}/notfall",
        ):
            is_good(page, address)
    context.close()


def test_cards_come_out_of_the_printer_four_on_a_sheet_or_one_on_a_postcard(browser: Browser, site: str) -> None:
    context = visitor(browser, base_url=site)
    page = context.new_page()
    wishes = "&".join(f"satz={wish}" for wish in ("termin", "dolmetschen", "kosten", "weg", "allein"))
    page.goto(f"/en/{NETWORK}/zeigekarte/druck?{wishes}&groesse=a4")
    assert pages_of(page) == [(210, 297), (210, 297)]
    page.goto(f"/en/{NETWORK}/zeigekarte/druck?{wishes}&groesse=a6")
    assert pages_of(page) == [(148, 105)] * 5
    context.close()


def test_a_right_to_left_card_keeps_its_german_left_to_right(browser: Browser, site: str, offer_path: str) -> None:
    context = visitor(browser, base_url=site)
    page = context.new_page()
    for language in (one for one in LANGUAGES if one.direction == "rtl"):
        page.goto(f"/{language.prefix}{offer_path}/zeigekarte/termin")
        assert page.locator("html").get_attribute("dir") == "rtl"
        for part in (".german", ".about", ".please"):
            assert page.locator(part).get_attribute("dir") == "ltr"
            assert page.locator(part).get_attribute("lang") == "de"
        assert page.locator(".own").evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    context.close()


def test_the_emergency_page_of_a_network_fits_one_sheet_in_each_language(browser: Browser, site: str) -> None:
    context = visitor(browser, base_url=site)
    page = context.new_page()
    sheets = {}
    for language in LANGUAGES:
        page.goto(Links(language).page("notfall", NETWORK))
        sheets[language.code] = len(pages_of(page, "A4"))
    assert {code for code, count in sheets.items() if count > 1} <= {"ru", "uk"}, sheets  # long words
    assert max(sheets.values()) <= 2, sheets
    context.close()


def test_the_emergency_page_is_there_in_every_further_language(browser: Browser, site: str) -> None:
    context = visitor(browser, viewport=NARROW, base_url=site)
    page = context.new_page()
    for tongue in further():
        page.goto("/notfall")
        page.get_by_role("link", name=tongue.name).click()
        assert page.locator("html").get_attribute("lang") == tongue.code
        assert page.locator("html").get_attribute("dir") == tongue.direction
        is_good(page, f"/notfall/{tongue.code}")
        assert page.locator(".big-numbers a").first.get_attribute("href") == "tel:112"
        assert page.locator(".say li").count() == 9
        assert pages_of(page, "A4") == [(210, 297)], tongue.code
        links = page.locator("link[rel=alternate]")
        assert links.count() == len(LANGUAGES) + len(further())
    context.close()
