"""One way through the site for each of its readers: words of her own, an offer, the shortlist, paper, a card, out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from nestwerk.finder.languages import ARABIC, LANGUAGES, Language
from nestwerk.finder.links import Links
from nestwerk.finder.texts import texts_for
from tests.journeys.browser import barriers, told, visitor, wrong_anywhere

WORDS = {
    "de": "mein baby schreit so viel",
    "de-einfach": "ich schlafe nicht mehr",
    "en": "my baby cries all the time",
    "tr": "bebeğim çok ağlıyor",
    "ru": "ребёнок всё время плачет",
    "uk": "дитина весь час плаче",
    "ar": "طفلي يبكي كثيرا",
}
ZOOMED = {"width": 320, "height": 225}  # 1280 by 900 at 400 %
COVERED = """() => {
  const stuck = [...document.querySelectorAll("body *")].filter((one) =>
    ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility());
  return stuck.reduce((sum, one) => {
    const box = one.getBoundingClientRect();
    return sum + Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)) * (box.width > innerWidth / 2);
  }, 0) / innerHeight;
}"""


def front(site: str, language: Language) -> str:
    return f"{site}{Links(language).start().rstrip('/')}/sonneberg"


def is_good(page: Page, language: Language) -> None:
    """Everybody can use the page, and it says which language it speaks and from which side it is read."""
    assert wrong_anywhere(page) == [], page.url
    said = page.evaluate("[document.documentElement.lang, document.documentElement.dir || 'ltr']")
    assert said == [language.tag, language.direction], page.url


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_from_her_own_words_to_paper_and_out(browser: Browser, site: str, language: Language) -> None:
    t = texts_for(language.code)
    context = visitor(browser)
    page = context.new_page()
    page.route("https://www.dwd.de/**", lambda route: route.fulfill(body="<title>Wetter</title>"))
    # given a mother who writes what is wrong in her own language
    page.goto(f"{front(site, language)}/")
    is_good(page, language)
    page.get_by_role("searchbox").fill(WORDS[language.code])
    page.get_by_role("button", name=t("ask.submit")).click()
    page.wait_for_url(re.compile("/suche"))
    # then she finds help with a reason, and a German name stays German
    expect(page.locator(".card").first.locator(".why")).to_be_visible()
    is_good(page, language)
    name = page.locator(".card h3 a").first
    assert (name.get_attribute("lang") == "de") == (not language.german)
    name.click()
    expect(page.locator("h1")).to_be_visible()
    is_good(page, language)
    # she notes it, and it stands on her list and on one sheet of paper
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name=t("shortlist.keep")).first.click()
    page.locator("#merkliste").click()
    expect(page.locator(".noted h2")).to_have_text(title)
    is_good(page, language)
    page.locator(".pass-on a.button").click()
    expect(page.locator(".leaf .qr")).to_be_visible()
    is_good(page, language)
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    # a card says her wish in German
    page.goto(f"{front(site, language)}/zeigekarte")
    is_good(page, language)
    page.locator(".choose a").first.click()
    assert page.locator("h1").get_attribute("lang") == "de" or language.german
    # and the quick exit leaves nothing behind
    page.goto(f"{front(site, language)}/merkliste")
    page.locator("a[data-exit]").first.click()
    page.wait_for_url("https://www.dwd.de/**")
    page.goto(f"{front(site, language)}/merkliste")
    expect(page.locator(".noted")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("language", [LANGUAGES[0], ARABIC], ids=lambda language: language.code)
def test_at_four_hundred_percent_everything_is_within_reach(browser: Browser, site: str, language: Language) -> None:
    context = visitor(browser, viewport=ZOOMED)
    page = context.new_page()

    def is_reachable() -> None:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
        for where in (0, 400, 1200):
            page.evaluate(f"scrollTo(0, {where})")
            assert page.evaluate(COVERED) <= 0.5, page.url
        assert told(barriers(page)) == [], page.url

    page.goto(f"{front(site, language)}/")
    is_reachable()
    page.get_by_role("searchbox").fill(WORDS[language.code])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/suche"))
    is_reachable()
    page.locator("button.keep").first.click()
    page.locator(".card h3 a").first.click()
    page.wait_for_url(re.compile("/angebote/"))
    is_reachable()
    page.locator("#merkliste").click()
    expect(page.locator(".noted")).to_have_count(1)
    is_reachable()
    page.goto(f"{front(site, language)}/notfall")
    is_reachable()
    context.close()


def test_the_whole_way_by_keyboard_from_right_to_left(browser: Browser, site: str) -> None:
    context = visitor(browser)
    page = context.new_page()

    def tab_to(selector: str, most: int = 80) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", selector
                return
        pytest.fail(f"{selector} is not reached on {page.url}")

    page.goto(f"{front(site, ARABIC)}/")
    tab_to("#q")
    page.keyboard.type(WORDS["ar"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/suche"))
    tab_to(".list button.keep")
    page.keyboard.press("Enter")
    expect(page.locator("button.keep").first).to_have_attribute("aria-pressed", "true")
    page.goto(f"{front(site, ARABIC)}/")
    tab_to("#merkliste")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/merkliste"))
    tab_to(".pass-on a.button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/merkliste/blatt"))
    page.goto(f"{front(site, ARABIC)}/zeigekarte")
    tab_to(".choose a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/zeigekarte/"))
    tab_to("a[data-exit], main a")
    context.close()
