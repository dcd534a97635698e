"""For those whom other pages do not reach: very young parents, who reads Leichte Sprache, signs, or cannot speak."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.links import Links
from nestwerk.finder.texts import texts_for
from tests.journeys.browser import visitor, wrong_anywhere

NETWORK = "sonneberg"
PAGES = ("du", "leichte-sprache", "gebaerdensprache", "barrierefreiheit")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_each_page_is_good_in_each_language(browser: Browser, site: str, language) -> None:  # type: ignore[no-untyped-def]
    page = visitor(browser, base_url=site).new_page()
    links, wrong = Links(language), []
    for name in PAGES:
        for network in (NETWORK, "") if name in ("du", "barrierefreiheit") else (NETWORK,):
            answer = page.goto(links.page(name, network))
            assert answer
            assert answer.status == 200
            wrong += [f"{name} {network}: {line}" for line in wrong_anywhere(page)]
            page.set_viewport_size({"width": 320, "height": 640})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{name} {network}: wider than 320 px")
    page.context.close()
    assert wrong == []


def test_from_the_search_to_the_page_for_the_young_and_to_a_number(browser: Browser, site: str) -> None:
    page = visitor(browser, base_url=site, java_script_enabled=False).new_page()
    page.goto(f"/{NETWORK}/")
    page.get_by_label(texts_for("de")("ask.question")).fill("ich bin 16 und schwanger")
    page.get_by_role("button", name=texts_for("de")("ask.submit")).click()
    page.locator(".young a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(texts_for("de")("young.heading"))
    assert page.locator("a[href='tel:08004040020']").first.is_visible()
    page.context.close()


def test_a_filter_leaves_what_can_be_reached_without_the_voice(browser: Browser, site: str) -> None:
    page = visitor(browser, base_url=site, java_script_enabled=False).new_page()
    page.goto(f"/{NETWORK}/suche?ort=Sonneberg")
    page.locator(".filters summary").click()
    page.locator(".filters a", has_text=texts_for("de")("without_voice.filter")).click()
    assert "stimme=ohne" in page.url
    assert page.locator("main .card").count() > 0
    page.locator("main .card h3 a").first.click()
    written = page.locator(".reach .way.email, .reach .way.chat, .reach .way.sms, .reach .way.video")
    expect(written).not_to_have_count(0)
    page.context.close()
