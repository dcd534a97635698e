"""A real browser for journeys: Debian's Chromium, driven from outside. Skipped with one line where it is missing.

Its build without windows of its own is taken where it stands (decision 27): same pages, a third of the work.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize, sync_playwright

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
PHONE: ViewportSize = {"width": 360, "height": 740}
AXE = Axe().axe_script
COLOURS = ["color-contrast", "link-in-text-block"]
DESK: ViewportSize = {"width": 1280, "height": 900}
LIGHTS: tuple[tuple[Literal["dark", "light"], ViewportSize], ...] = (("dark", PHONE), ("light", DESK))


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, closed at the end."""
    if not CHROMIUM:
        pytest.skip("Chromium fehlt: die Reisen im Browser werden übersprungen (apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def visitor(browser: Browser, **options: Any) -> BrowserContext:
    """A fresh visitor: no history, no cookies, a phone unless told otherwise."""
    return browser.new_context(**({"viewport": PHONE, "locale": "de-DE", "timezone_id": "Europe/Berlin"} | options))


def barriers(page: Page, *, colours: bool = False) -> list[dict[str, Any]]:
    """What axe finds wrong on the page as it is shown now; its half megabyte is read once per page.

    ``colours``: only the rules that look at colours, for a page whose rest was judged in another scheme. A page that
    is just being left (a click is through before its answer is there) is judged where it arrives.
    """
    for _ in range(3):
        page.wait_for_load_state()  # after a click a page may be there before its colours are
        try:
            return _judged(page, COLOURS if colours else [])
        except Error as error:
            if not re.search("context was destroyed|because of a navigation", str(error)):
                raise
    pytest.fail(f"{page.url}: geht immer weiter, ohne dass jemand klickt.")


def _judged(page: Page, rules: list[str]) -> list[dict[str, Any]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "(rules) => axe.run(document, {resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})})"
        ".then((found) => found.violations)",
        rules,
    )
    return found


def told(found: list[dict[str, Any]]) -> list[str]:
    """Each barrier in a line: rule, place, what to do."""
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def free_of_barriers(page: Page) -> None:
    """Nothing is wrong with the page as it stands, by day and by night; it is left in the light."""
    found = told(barriers(page))
    page.emulate_media(color_scheme="dark")
    found += told(barriers(page, colours=True))
    page.emulate_media(color_scheme="light")
    assert found == [], page.url


def wrong_anywhere(page: Page) -> list[str]:
    """What is wrong with a page, loaded once, as it stands: what makes it scroll sideways, its colours in the dark on a
    phone, everything in the light at a desk, where it is left."""
    wrong = []
    page.wait_for_load_state()
    for scheme, size in LIGHTS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"wider than {size['width']} px")
        wrong += [f"{scheme}: {line}" for line in told(barriers(page, colours=scheme == "dark"))]
    return wrong


def weights(page: Page) -> list[float]:
    """The bytes that come over the wire for this page from now on, file by file; it grows."""
    line, found = page.context.new_cdp_session(page), list[float]()
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda event: found.append(event["encodedDataLength"]))
    return found
