"""The workspace in a real browser: by keyboard alone, without script, in light and dark, leaving nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from nestwerk.config.demo_logins import demo_password
from tests.journeys.browser import DESK, PHONE, barriers, visitor
from tests.journeys.conftest import Installation

HOME = "/netz/musterstadt/"
PEOPLE = {"coordinator": "koordination", "partner": "partner", "guest": "gast", "planner": "planung",
          "operator": "betrieb"}  # fmt: skip
PAGES = [
    ("coordinator", HOME),
    ("coordinator", f"{HOME}suche/"),
    ("coordinator", f"{HOME}suche/?q=eltern"),
    ("coordinator", f"{HOME}suche/?q=xyzxyz"),
    ("coordinator", f"{HOME}zahlen/"),
    ("coordinator", f"{HOME}tastatur/"),
    ("coordinator", f"{HOME}angebote/"),
    ("coordinator", f"{HOME}partner/"),
    ("coordinator", f"{HOME}hinweise/"),
    ("coordinator", f"{HOME}hinweise/?stand=erledigt"),
    ("coordinator", f"{HOME}pflege/"),
    ("coordinator", f"{HOME}pflege/?was=ausgeblendet"),
    ("coordinator", f"{HOME}pflege/anrufe/"),
    ("coordinator", f"{HOME}pflege/frische/"),
    ("coordinator", f"{HOME}pflege/regeln/"),
    ("coordinator", f"{HOME}pflege/regeln/sofort/"),
    ("coordinator", f"{HOME}guete/"),
    ("coordinator", f"{HOME}doppelt/"),
    ("coordinator", f"{HOME}doppelt/?was=partner"),
    ("coordinator", f"{HOME}doppelt/zusammengefuehrt/"),
    ("coordinator", f"{HOME}beobachtet/"),
    ("coordinator", f"{HOME}einlesen/"),
    ("coordinator", f"{HOME}pruefung/"),
    ("coordinator", f"{HOME}mitglieder/"),
    ("coordinator", f"{HOME}mitglieder/einladen/"),
    ("coordinator", f"{HOME}netzwerk/"),
    ("coordinator", f"{HOME}protokoll/"),
    ("coordinator", f"{HOME}post/"),
    ("coordinator", f"{HOME}gibt-es-nicht/"),
    ("partner", HOME),
    ("partner", f"{HOME}hinweise/"),
    ("guest", HOME),
    ("guest", f"{HOME}zahlen/"),
    ("planner", HOME),
    ("operator", "/betrieb/"),
    ("coordinator", "/konto/rollen/"),
]
STORED = "[localStorage.length, sessionStorage.length]"


@pytest.fixture(scope="module")
def signed_in(browser: Browser, installation: Installation) -> Callable[..., BrowserContext]:
    """Contexts of the invented people; each signs in once by the form."""
    states: dict[str, Any] = {}

    def context(role: str, **options: Any) -> BrowserContext:
        if role not in states:
            fresh = visitor(browser, viewport=DESK)
            page = fresh.new_page()
            page.goto(f"{installation.url}/konto/anmelden/")
            page.fill("[name=login]", f"{PEOPLE[role]}@musterstadt.example")
            page.fill("[name=password]", demo_password(installation.data_dir))
            page.press("[name=password]", "Enter")
            page.wait_for_url(lambda address: "/anmelden" not in address)
            states[role] = fresh.storage_state()
            fresh.close()
        return visitor(browser, **({"viewport": DESK, "storage_state": states[role]} | options))

    return context


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.name || ''")).strip()


def test_everything_by_keyboard(signed_in: Callable[..., BrowserContext], site: str) -> None:
    # given the coordinator on the start page, who never touches a mouse
    page = signed_in("coordinator").new_page()
    page.goto(f"{site}{HOME}")
    # the first step leads past the frame
    page.keyboard.press("Tab")
    assert focused(page) == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"
    # "/" goes to the command field from anywhere and is not typed into it
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("mitgl")
    page.wait_for_selector("#funde a")
    # arrows walk through what was found and back into the field, Escape closes it
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Mitglieder"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    page.keyboard.press("Escape")
    assert page.locator("#funde a").count() == 0
    assert focused(page) == "q"
    # Enter on a finding opens it
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("mitgl")
    page.wait_for_selector("#funde a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{HOME}mitglieder/")
    # the exact name and Enter lead straight there
    page.keyboard.press("/")
    page.keyboard.type("Zahlen")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{HOME}zahlen/")
    # "?" explains the keys
    page.keyboard.press("?")
    page.wait_for_url(f"{site}{HOME}tastatur/")
    # and they can be switched off: then "/" is only a sign
    page.get_by_role("button", name="Tastenkürzel ausschalten").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Die Tastenkürzel sind aus")
    page.keyboard.press("/")
    assert focused(page) != "q"
    page.get_by_role("button", name="Tastenkürzel einschalten").press("Enter")
    page.wait_for_selector("text=Die Tastenkürzel sind an")
    page.context.close()


def test_every_room_is_one_click_away_and_shows_where_one_is(
    signed_in: Callable[..., BrowserContext], site: str
) -> None:
    page = signed_in("coordinator").new_page()
    page.goto(f"{site}{HOME}")
    rooms = page.locator(".side .rooms a")
    names = rooms.all_inner_texts()
    assert names == [
        "Heute",
        "Angebote",
        "Partner",
        "Pflege",
        "Einlesen",
        "Prüfung",
        "Hinweise",
        "Produkte",
        "Mitglieder",
        "Netzwerk",
        "Zahlen",
        "Protokoll",
        "Post",
    ]
    for name in names:
        page.locator(".side .rooms a", has_text=name).click()
        expect(page.locator(".side .rooms a[aria-current=page]")).to_have_text(name)
        assert page.locator("h1").count() == 1
    page.context.close()


def test_without_script_the_menu_opens_and_the_search_is_a_page(
    signed_in: Callable[..., BrowserContext], site: str
) -> None:
    page = signed_in("coordinator", java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{site}{HOME}")
    page.locator("details.menu summary").click()
    page.locator(".menu .rooms a", has_text="Partner").click()
    assert page.url == f"{site}{HOME}partner/"
    page.locator("form.command input").fill("eltern")
    page.locator("form.command button").click()
    assert page.url == f"{site}{HOME}suche/?q=eltern"
    assert page.locator(".findings a").count() > 0
    page.context.close()


@pytest.fixture(scope="module")
def walked(signed_in: Callable[..., BrowserContext], site: str) -> dict[str, list[str]]:
    """Everything wrong on any page, by colour scheme; each page is opened once."""
    wrong: dict[str, list[str]] = {"light": [], "dark": []}
    foreign: list[str] = []
    said: list[str] = []
    pages: dict[str, Page] = {}
    for role, path in PAGES:
        if role not in pages:
            page = pages[role] = signed_in(role).new_page()
            page.on("request", lambda one: foreign.append(one.url) if site not in one.url else None)
            page.on("console", lambda one: said.append(one.text) if "Security Policy" in one.text else None)
        page = pages[role]
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        page.goto(f"{site}{path}")
        for scheme, found in wrong.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size(DESK)
            seen = barriers(page, colours=scheme == "dark")
            found += [f"{role} {path}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in seen]
            page.set_viewport_size(PHONE)
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{role} {path}: {wide} px wide on a phone"] if wide > PHONE["width"] else []
            found += [f"{role} {path}: foreign {foreign}"] if foreign else []
            found += [f"{role} {path}: {said}"] if said else []
            found += [f"{role} {path}: stored"] if page.evaluate(STORED) != [0, 0] else []
        foreign.clear()
        said.clear()
    for page in pages.values():
        page.context.close()
    return wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_fits_a_phone_and_leaves_nothing_behind(
    walked: dict[str, list[str]], scheme: str
) -> None:
    assert walked[scheme] == []


def test_htmx_keeps_nothing_in_the_browser(signed_in: Callable[..., BrowserContext], site: str) -> None:
    page = signed_in("coordinator").new_page()
    page.goto(f"{site}{HOME}")
    page.locator("form.command input").fill("eltern")
    page.wait_for_selector("#funde a")
    page.locator("#funde a").first.click()
    page.go_back()
    assert page.evaluate(STORED) == [0, 0]
    # filters that write themselves into the address leave nothing either
    page.goto(f"{site}{HOME}partner/")
    page.fill("#id_suche", "e")
    page.wait_for_url(lambda address: "suche=e" in address)
    assert page.evaluate(STORED) == [0, 0]
    with page.expect_event("load"):  # the way back is a fresh page from the server, not a kept one
        page.go_back()
    assert page.url == f"{site}{HOME}partner/"
    assert page.locator("h1").count() == 1
    assert page.evaluate(STORED) == [0, 0]
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0
    page.context.close()
