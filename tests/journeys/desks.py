"""People at their desks and phones, for journeys of several: signed in, watched, each page checked with axe."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from nestwerk.config.demo_logins import demo_password
from tests.journeys.browser import DESK, barriers, told, visitor
from tests.journeys.conftest import Installation

HERE = "/netz/musterstadt/"


def seat(browser: Browser, **options: Any) -> Page:
    """A browser of somebody's own; what the page's own policy blocks or breaks fails the journey."""
    page = visitor(browser, **({"viewport": DESK} | options)).new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: said.type != "error" or "Failed to load" in said.text or pytest.fail(said.text))
    return page


def signed_in(browser: Browser, installation: Installation, person: str, role: str = "", **options: Any) -> Page:
    """One of the invented people, in the role she chooses if she has several."""
    page = seat(browser, **options)
    page.goto(f"{installation.url}/konto/anmelden/")
    page.fill("[name=login]", f"{person}@musterstadt.example")
    page.fill("[name=password]", demo_password(installation.data_dir))
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(lambda address: "/anmelden" not in address)
    if role:
        page.get_by_role("button", name=re.compile(f"^{role}")).click()
    page.wait_for_url(f"**{HERE}")
    return page


def accessible(page: Page) -> None:
    """The page as it is shown now has no barrier that axe knows and does not scroll sideways."""
    assert told(barriers(page)) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url


def main_of(page: Page) -> str:
    """What the page says."""
    return page.locator("main").inner_text()


def seconds_until(true: Callable[[], object], most: float = 30) -> float:
    """How long it took from now."""
    started = time.monotonic()
    while not true():
        if time.monotonic() - started > most:
            pytest.fail(f"Nach {most:.0f} Sekunden noch nicht.")
        time.sleep(0.02)
    return time.monotonic() - started
