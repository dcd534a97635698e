"""A tired reader on a small phone makes the text larger, sees it better, has it read to her; all by keyboard."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from nestwerk.finder.languages import LANGUAGES
from tests.journeys.browser import free_of_barriers, visitor

SMALL = {"width": 320, "height": 640}
WIDE = "document.documentElement.scrollWidth"
STORED = "JSON.stringify({...localStorage, ...sessionStorage})"
BODY = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
STATUS = "#lesehilfe [role=status]"
# Debian's browser has no voices. These belong to the device and are no part of ours; it notes what it is told to say.
DEVICE = """(voices) => {
  const said = [];
  const speech = {
    said, getVoices: () => voices,
    speak: (words) => { said.push([words.text, words.voice.lang, words.voice.localService]); speech.now = words; },
    cancel: () => { speech.cancelled = true; speech.now = null; },
    addEventListener: () => {}, next: () => speech.now.onend(),
  };
  Object.defineProperty(window, 'speechSynthesis', {value: speech});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""


def _phone(browser: Browser, *voices: tuple[str, bool]) -> Page:
    """A page of a fresh phone with these voices: language, and whether the voice lives in the phone."""
    context = visitor(browser, viewport=SMALL)
    known = json.dumps([{"lang": tag, "localService": local} for tag, local in voices])
    context.add_init_script(f"({DEVICE})({known})")
    page = context.new_page()
    page.route("https://www.dwd.de/**", lambda route: route.fulfill(body="<title>Wetter</title>"))
    return page


def _tab_to(page: Page, what: str) -> None:
    for _ in range(40):
        if page.evaluate("(what) => document.activeElement.matches(what)", what):
            return
        page.keyboard.press("Tab")
    raise AssertionError(what)


def _said(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate("speechSynthesis.said")
    return found


def test_size_and_contrast_by_keyboard_stay_on_the_next_page_and_go_with_the_quick_exit(browser, site):
    page = _phone(browser, ("de-DE", True))
    page.goto(f"{site}/sonneberg/")
    assert page.evaluate(STORED) == "{}"
    _tab_to(page, "#lesehilfe summary")
    page.keyboard.press("Enter")
    _tab_to(page, "#lesehilfe [type=radio]")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    _tab_to(page, "#lesehilfe [type=checkbox]")
    page.keyboard.press("Space")
    assert page.evaluate(BODY) == 36
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    free_of_barriers(page)
    page.goto(f"{site}/sonneberg/suche?q=baby+schreit")
    assert page.evaluate(BODY) == 36
    assert page.evaluate("({...localStorage})") == {"nestwerk.lesehilfe": '{"size":4,"contrast":true}'}
    free_of_barriers(page)
    page.locator("a[data-exit]").first.click()
    page.wait_for_url("https://www.dwd.de/**")
    page.goto(f"{site}/sonneberg/")
    assert page.evaluate(STORED) == "{}"
    assert page.evaluate(BODY) == 18
    page.context.close()


def test_reading_aloud_by_keyboard_pauses_goes_on_and_stops(browser, site):
    page = _phone(browser, ("de-DE", False), ("de_DE", True))
    page.goto(f"{site}/sonneberg/")
    _tab_to(page, "#lesehilfe summary")
    page.keyboard.press("Enter")
    _tab_to(page, "#lesehilfe button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    first = _said(page)[0]
    assert first[1:] == ["de_DE", True]  # never the voice of a server
    assert page.locator("h1").inner_text().startswith(first[0][:10])
    expect(page.locator(".said")).to_have_count(1)
    page.evaluate("speechSynthesis.next()")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Weiter vorlesen")).to_be_visible()
    page.keyboard.press("Enter")
    texts = [text for text, *_ in _said(page)]
    assert texts[1] == texts[2]  # goes on where it paused
    free_of_barriers(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Vorlesen", exact=True)).to_be_focused()
    expect(page.locator(".said")).to_have_count(0)
    assert page.evaluate("speechSynthesis.now") is None
    page.context.close()


@pytest.mark.parametrize("german", [True, False])
def test_german_passages_have_a_german_voice_or_are_left_out_and_that_is_said(browser, site, german):
    page = _phone(browser, ("en-GB", True), ("de-DE", german))
    page.goto(f"{site}/en/sonneberg/netzwerk")
    page.locator("#lesehilfe summary").click()
    page.locator("#lesehilfe button").first.click()
    expect(page.locator(STATUS)).to_have_text(
        "" if german else page.locator(STATUS).get_attribute("data-german") or "?"
    )
    while page.evaluate("Boolean(speechSynthesis.now)"):
        page.evaluate("speechSynthesis.next()")
    assert {tag for _, tag, _ in _said(page)} == ({"en-GB", "de-DE"} if german else {"en-GB"})
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_in_every_language_a_phone_without_a_voice_says_so_and_large_text_fits_it(browser, site, language):
    page = _phone(browser, ("de-DE", False), (f"{language.tag}-XX", False))
    front = f"/{language.prefix}" if language.prefix else ""
    for path in ("/sonneberg/", "/sonneberg/notfall", "/sonneberg/suche?q=baby+schreit"):
        page.goto(f"{site}{front}{path}")
        page.locator("#lesehilfe summary").click()
        for size in (4, 1, 2, 3):
            page.locator(f"#lesehilfe [value='{size}']").check()
            assert page.evaluate(WIDE) <= 320, (path, size)
    page.locator("#lesehilfe button").first.click()
    expect(page.locator(STATUS)).to_have_text(page.locator(STATUS).get_attribute("data-voice") or "?")
    assert _said(page) == []
    free_of_barriers(page)
    page.context.close()


def test_leaving_falls_silent(browser, site):
    page = _phone(browser, ("de-DE", True))
    page.goto(f"{site}/sonneberg/")
    page.locator("#lesehilfe summary").click()
    page.locator("#lesehilfe button").first.click()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.evaluate("speechSynthesis.cancel = () => console.log('silent')")
    page.locator("a[data-exit]").first.click()
    page.wait_for_url("https://www.dwd.de/**")
    assert "silent" in heard
    page.context.close()
