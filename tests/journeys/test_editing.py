"""Writing an offer in a real browser: kept while one types, also over a lost connection; without script as well."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from nestwerk.config.demo_logins import demo_password
from tests.journeys.browser import DESK, PHONE, barriers, visitor
from tests.journeys.conftest import Installation

KEYS = ("text", "art", "wen", "wann", "wo", "kontakt", "kosten", "plaetze", "sprachen")
OFFERS = "/netz/musterstadt/angebote/"
WIDE = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def partner(browser: Browser, installation: Installation) -> Callable[..., BrowserContext]:
    """Contexts of the invented partner, signed in once."""
    fresh = visitor(browser, viewport=DESK)
    page = fresh.new_page()
    page.goto(f"{installation.url}/konto/anmelden/")
    page.fill("[name=login]", "partner@musterstadt.example")
    page.fill("[name=password]", demo_password(installation.data_dir))
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "/anmelden" not in address)
    page.get_by_role("button", name=re.compile("^Partner")).click()
    page.wait_for_url(lambda address: "/netz/" in address)
    state = fresh.storage_state()
    fresh.close()
    return lambda **options: visitor(browser, **({"viewport": WIDE, "storage_state": state} | options))


def first_offer(page: Page, site: str) -> str:
    page.goto(site + OFFERS)
    address = page.locator("table a[href*='/angebote/']").first.get_attribute("href")
    return f"{site}{address}bearbeiten/"


def test_a_draft_is_kept_while_one_types_and_over_a_lost_connection(
    partner: Callable[..., BrowserContext], site: str
) -> None:
    # given a partner in the text of her offer
    context = partner()
    page = context.new_page()
    address = f"{first_offer(page, site)}text/"
    page.goto(address)
    # when she types and rests
    page.fill("[name=summary]", "Kaffee und andere Eltern.")
    # then it is kept, and the phone beside it shows it
    expect(page.locator("[data-saved]")).to_contain_text("Gespeichert um", timeout=8000)
    expect(page.frame_locator("[data-preview]").locator(".lead")).to_have_text("Kaffee und andere Eltern.")
    # and a button leads on also when everything is kept already
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url("**/art/")
    page.goto(address)
    # when the connection goes while she writes on
    context.set_offline(True)
    page.fill("[name=description]", "Wir frühstücken zusammen.")
    page.press("[name=description]", "Tab")
    expect(page.locator("[data-saved]")).to_contain_text("Keine Verbindung", timeout=8000)
    page.get_by_role("button", name="Speichern und weiter").click()
    assert page.url == address, "a button does not lead into the browser's own page of trouble"
    assert page.input_value("[name=description]") == "Wir frühstücken zusammen."
    # then it is kept by itself as soon as it is back
    context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Gespeichert um", timeout=15000)
    again = context.new_page()
    again.goto(address)
    assert again.input_value("[name=description]") == "Wir frühstücken zusammen."
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    # and thrown away it comes back with one click
    again.goto(address.removesuffix("text/"))
    again.get_by_role("button", name="Meine Änderungen verwerfen").click()
    again.get_by_role("button", name="Rückgängig: Entwurf zurückholen").click()
    expect(again.get_by_text("Ihr Entwurf ist wieder da.")).to_be_visible()
    again.get_by_role("button", name="Meine Änderungen verwerfen").click()
    context.close()


def test_hints_and_what_is_wrong_stand_beside_the_text_at_once(
    partner: Callable[..., BrowserContext], site: str
) -> None:
    context = partner()
    page = context.new_page()
    offer = first_offer(page, site)
    page.goto(f"{offer}text/")
    page.locator("[name=description]").press_sequentially("Die Inanspruchnahme der Maßnahme erfolgt kostenfrei.")
    expect(page.locator("#lesbar-description")).to_contain_text("Leichter zu lesen?", timeout=8000)
    page.goto(f"{offer}wo/")
    page.fill("[name=postal_code]", "9651")
    page.press("[name=postal_code]", "Tab")
    expect(page.locator("[data-saved]")).to_contain_text("Noch nicht gespeichert: Postleitzahl", timeout=8000)
    assert page.locator("[name=postal_code]").get_attribute("aria-invalid") == "true"
    page.fill("[name=postal_code]", "")
    page.locator("[name=postal_code]").press_sequentially("96515")
    expect(page.locator("#plz-ort")).to_contain_text("Sonneberg", timeout=8000)
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Gespeichert um \d\d:\d\d\.$"), timeout=8000)
    page.goto(f"{offer}art/")
    page.locator("[data-narrow] details summary").first.click()
    page.locator("#suche_offer_types").fill("hebamme")
    shown = page.locator("[data-narrow]").first.locator("details label:visible").all_inner_texts()
    assert shown[1:], "the search itself and what it found"
    assert all("ebamm" in text for text in shown[1:])
    context.close()


def test_every_step_on_a_phone_and_without_script(partner: Callable[..., BrowserContext], site: str) -> None:
    context: Any = partner(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    offer = first_offer(page, site)
    page.goto(f"{offer}kosten/")
    page.fill("[name=cost_note]", "3 Euro für Kaffee.")
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url("**/plaetze/")
    page.goto(f"{offer}kosten/")
    assert page.input_value("[name=cost_note]") == "3 Euro für Kaffee."
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_writing_is_accessible(partner: Callable[..., BrowserContext], site: str, scheme: str) -> None:
    context = partner(viewport=DESK if scheme == "light" else PHONE, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    offer = first_offer(page, site)
    steps = ("", *(f"{key}/" for key in KEYS))
    for address in (*(offer + step for step in steps), f"{offer}termine/neu/", f"{site}{OFFERS}neu/",
                    f"{offer.removesuffix('bearbeiten/')}vorschau/"):  # fmt: skip
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        found = barriers(page, colours=scheme == "dark")
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], address
    assert said == []
    context.close()
