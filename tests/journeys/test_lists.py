"""A family looks up what takes place and a midwife puts a sheet together: without script, on paper, in one address."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

from nestwerk.common.hours import BERLIN
from nestwerk.publishing.sheets.week import monday_of, week_key
from tests.journeys.browser import barriers, free_of_barriers, told, visitor

HOME = "/musterstadt/"
LIST = f"{HOME}termine"
CAFE = "Elterncafé am Dienstag"


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = visitor(browser, java_script_enabled=False)
    yield context.new_page()
    context.close()


def titles(page: Page) -> list[str]:
    return page.locator(".day li div > p:first-child a").all_inner_texts()


def words_of(page: Page, link: str) -> tuple[pikepdf.Pdf, str]:
    """The file behind a link and the language it says of itself: a tagged PDF."""
    address = page.get_by_role("link", name=link).first.get_attribute("href") or ""
    answer = page.request.get(page.evaluate("(path) => new URL(path, location.href).href", address))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf"), address
    document = pikepdf.open(io.BytesIO(answer.body()))
    assert document.Root.MarkInfo.Marked
    assert document.Root.StructTreeRoot is not None
    return document, str(document.Root.Lang)


def test_a_family_finds_what_takes_place_near_her_without_script(without_script: Page, site: str) -> None:
    page = without_script
    # given the first page, she follows what there is to take along
    page.goto(site + HOME)
    page.get_by_role("link", name="Termine in dieser Woche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Termine für Familien")
    everything = titles(page)
    assert CAFE in everything
    # when she chooses who offers it, the list is shorter and the address says what was chosen
    page.get_by_text("Termine auswählen").click()
    page.get_by_label("Anbieter").select_option(label="Familienzentrum Lindenhof (erfunden)")
    page.get_by_role("button", name="Termine zeigen").click()
    assert "anbieter=" in page.url
    assert set(titles(page)) == {CAFE}
    assert len(titles(page)) < len(everything)
    # and in a region where nothing takes place she reads so, and chooses the next one
    page.goto(f"{site}{LIST}?region=sued")
    assert titles(page) == []
    expect(page.get_by_role("link", name="Alle Termine ansehen")).to_be_visible()
    page.get_by_label("Region").select_option(label="Musterstadt Nord")
    page.get_by_role("button", name="Termine zeigen").click()
    assert "region=nord" in page.url
    assert titles(page) == everything
    # and next week stays in her region
    page.get_by_role("link", name="Woche danach").click()
    monday = monday_of(datetime.now(BERLIN).date()) + timedelta(weeks=1)
    assert f"woche={week_key(monday)}" in page.url
    assert "region=nord" in page.url
    days = [str(day.get_attribute("id")).removeprefix("tag-") for day in page.locator(".day h2").all()]
    assert days, "next week has dates"
    assert all(str(monday) <= day <= str(monday + timedelta(days=6)) for day in days)


def test_the_list_on_paper_and_the_calendars_are_one_tap_away(browser: Browser, site: str) -> None:
    context = visitor(browser)
    page = context.new_page()
    page.goto(f"{site}{LIST}?region=nord")
    free_of_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    document, language = words_of(page, "Liste zum Ausdrucken (PDF)")
    assert language.startswith("de")
    assert len(document.pages) >= 1
    page.get_by_role("link", name="Alle Kalender zum Abonnieren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kalender abonnieren")
    page.get_by_role("link", name="Termine in dieser Woche").click()
    assert page.url == site + LIST
    assert context.cookies() == []
    context.close()


def test_a_midwife_puts_two_offers_on_a_sheet(browser: Browser, site: str) -> None:
    context = visitor(browser)
    page = context.new_page()
    page.goto(f"{site}{HOME}netzwerk")
    page.get_by_role("link", name="Mappe für Fachkräfte").click()
    page.get_by_role("link", name="Übergabeblatt zusammenstellen").click()
    assert told(barriers(page)) == []
    for box in page.locator("details[open] .tick input").all()[:2]:
        box.check()
    page.get_by_role("button", name="Blatt zusammenstellen").click()
    expect(page.get_by_role("heading", name="Ihr Blatt ist fertig, mit 2 Angeboten.")).to_be_visible()
    assert page.url.count("a=") == 2
    free_of_barriers(page)
    for size in ("Blatt in A4", "Kärtchen in A6"):
        document, _ = words_of(page, size)
        assert 1 <= len(document.pages) <= 4
    assert context.cookies() == []
    context.close()
