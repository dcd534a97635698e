"""The Elternbegleitbuch in a browser: the date stays where it was typed, the calendar file is made there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page

from nestwerk.common.hours import BERLIN
from nestwerk.finder.texts import texts_for
from nestwerk.publishing.handbook.rules import rules_on
from nestwerk.publishing.handbook.windows import dates, window
from tests.journeys.browser import visitor, wrong_anywhere

BOOK = "/sonneberg/begleitbuch"
TODAY = datetime.now(BERLIN).date()
TIMELINE = f"{BOOK}/zeitstrahl"
PAGES = [BOOK, TIMELINE, f"{BOOK}/verlust", f"{BOOK}/geld", f"/en{TIMELINE}", f"/de-einfach{BOOK}/verlust"]


@pytest.fixture
def family(browser: Browser) -> Iterator[BrowserContext]:
    context = visitor(browser, accept_downloads=True)
    # the copies for a time without a network come when they come; they are another story (test_offline)
    context.route("**/offline.*.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    yield context
    context.close()


def opened(family: BrowserContext, address: str) -> Page:
    page = family.new_page()
    page.goto(address)
    return page


def days(page: Page, key: str) -> str:
    return page.locator(f'[data-rule="{key}"] .days').inner_text()


def asked(page: Page) -> list[str]:
    """Every address the page asks for from now on; the list grows."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


def test_every_page_of_the_book_is_accessible_and_narrow_enough(family: BrowserContext, site: str) -> None:
    page = family.new_page()
    for address in PAGES:
        page.goto(site + address)
        if address.endswith("zeitstrahl"):
            page.fill("#tag", (TODAY + timedelta(days=90)).isoformat())
        assert wrong_anywhere(page) == [], address


def test_the_date_she_types_never_leaves_the_phone(family: BrowserContext, site: str) -> None:
    page = opened(family, site + TIMELINE)
    page.wait_for_load_state("networkidle")
    requests = asked(page)
    due = TODAY + timedelta(days=80)
    page.fill("#tag", due.isoformat())
    page.get_by_label("Zwillinge, zu früh geboren").check()
    page.get_by_label("Geburtstag des Kindes").check()
    page.get_by_label("Errechneter Termin").check()
    assert str(due.year) in days(page, "u3")
    page.wait_for_timeout(300)
    assert requests == []
    assert page.url == site + TIMELINE
    assert family.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("document.querySelector('main form')") is None


def test_birthday_and_due_date_show_the_days_python_counts(family: BrowserContext, site: str) -> None:
    page = opened(family, site + TIMELINE)
    page.get_by_label("Geburtstag des Kindes").check()
    for born in (TODAY - timedelta(days=20), date(2024, 2, 29), date(2026, 1, 31)):
        page.fill("#tag", born.isoformat())
        for rule in rules_on(TODAY):
            if window(rule).anchor == "birth":
                found = dates(rule, born)
                for day in {found.first, found.last, found.latest}:
                    assert f"{day.day}. " in days(page, rule.key), (rule.key, born)
                    assert str(day.year) in days(page, rule.key), (rule.key, born)
    page.get_by_label("Errechneter Termin").check()
    due = TODAY + timedelta(days=100)
    page.fill("#tag", due.isoformat())
    assert days(page, "u3").startswith("ungefähr ")
    assert str(dates(next(r for r in rules_on(TODAY) if r.key == "protection_before"), due).first.day) in days(
        page, "protection_before"
    )
    page.fill("#tag", "1999-01-01")
    assert page.get_by_role("alert").inner_text() == "Dieses Datum liegt zu weit weg. Bitte prüfen Sie das Jahr."
    # a birthday still to come is most often the due date
    page.get_by_label("Geburtstag des Kindes").check()
    page.fill("#tag", due.isoformat())
    assert "Errechneter Termin" in page.get_by_role("alert").inner_text()
    assert page.locator("[data-rule=u3] .days").is_hidden()
    page.get_by_label("Errechneter Termin").check()
    assert page.get_by_role("alert").is_hidden()
    assert days(page, "u3").startswith("ungefähr ")


def test_her_calendar_is_made_on_the_phone(family: BrowserContext, site: str, tmp_path: Path) -> None:
    page = opened(family, site + TIMELINE)
    page.wait_for_load_state("networkidle")
    requests = asked(page)
    page.get_by_label("Geburtstag des Kindes").check()
    born = TODAY - timedelta(days=20)
    page.fill("#tag", born.isoformat())
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Kalender-Datei speichern").click()
    file = tmp_path / "begleitbuch.ics"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "begleitbuch.ics"
    assert [address for address in requests if not address.startswith("blob:")] == []
    raw = file.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = Calendar.from_ical(raw)
    entries = {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}
    expected = {
        "Begleitbuch: " + texts_for("de")(f"handbook.rule.{rule.key}.title")
        for rule in rules_on(TODAY)
        if rule.calendar and window(rule).anchor == "birth" and dates(rule, born).latest >= TODAY
    }
    assert set(entries) == expected
    u4 = entries["Begleitbuch: U4"]
    rule = next(one for one in rules_on(TODAY) if one.key == "u4")
    found = dates(rule, born)
    assert (u4["DTSTART"].dt, u4["DTEND"].dt) == (found.first, found.last + timedelta(days=1))
    assert "3. bis 4. Lebensmonat" in str(u4["DESCRIPTION"])
    assert len({str(entry["UID"]) for entry in entries.values()}) == len(entries)
    assert str(born.year) not in str(u4["UID"])


def test_one_tap_ends_the_timeline_and_back_does_not_bring_it_back(family: BrowserContext, site: str) -> None:
    page = opened(family, site + BOOK)
    page.get_by_role("link", name="Zum Zeitstrahl").click()
    page.fill("#tag", (TODAY + timedelta(days=80)).isoformat())
    page.get_by_role("link", name="Wir haben unser Kind verloren").click()
    page.wait_for_url("**/verlust")
    assert page.get_by_role("heading", level=1).inner_text() == "Wenn ein Kind gestorben ist"
    assert page.locator("main input, main form").count() == 0
    assert "ab der 13. Woche" in page.locator("main").inner_text()
    assert page.locator('main a[href^="tel:"]').count() >= 1
    page.go_back()
    page.wait_for_load_state()
    assert page.url == site + BOOK


def test_leaving_and_coming_back_finds_no_date(family: BrowserContext, site: str) -> None:
    page = opened(family, site + TIMELINE)
    page.fill("#tag", (TODAY + timedelta(days=80)).isoformat())
    page.goto(site + BOOK)
    page.go_back()
    page.wait_for_load_state()
    assert page.input_value("#tag") == ""
    assert days(page, "u3") == ""
    page.reload()
    assert page.input_value("#tag") == ""


def test_without_script_everything_is_there_but_the_field(browser: Browser, site: str) -> None:
    context = visitor(browser, java_script_enabled=False)
    page = opened(context, site + TIMELINE)
    assert page.locator("#ihr-datum").is_hidden()
    for rule in rules_on(TODAY):
        assert page.locator(f'[data-rule="{rule.key}"] .when').inner_text(), rule.key
    page.get_by_role("link", name="Wir haben unser Kind verloren").first.click()
    assert page.url.endswith("/verlust")
    context.close()
