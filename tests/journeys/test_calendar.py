"""A family subscribes to the dates of its town: from the first page to a calendar that says what the pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import recurring_ical_events
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page

from nestwerk.common.hours import BERLIN
from tests.journeys.browser import visitor, wrong_anywhere

HOME = "/musterstadt/"
CAFE = "Elterncafé am Dienstag"
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
SHOWN = re.compile(r"(\d+)\. (\w+) (\d{4}), (\d+):(\d\d) bis (\d+):(\d\d) Uhr( – fällt aus)?")
Date = tuple[date, str, str, bool]


@pytest.fixture
def family(browser: Browser) -> Iterator[BrowserContext]:
    context = visitor(browser)
    yield context
    context.close()


def way_there(context: BrowserContext, site: str) -> Page:
    """From the first page of the network to the page of its calendars, as a family goes."""
    page = context.new_page()
    page.goto(site + HOME)
    page.locator(f'a[href="{HOME}angebote"]:visible').first.click()
    page.get_by_role("link", name="Termine im eigenen Kalender").click()
    page.get_by_role("heading", name="Kalender abonnieren", level=1).wait_for()
    return page


def offered(page: Page, name: str) -> str:
    """The address of a calendar, as its program asks for it after it opened the webcal link."""
    link = page.get_by_role("link", name=name, exact=True).get_attribute("href")
    assert link is not None
    assert link.startswith("webcal://")
    return link.replace("webcal:", f"{urlsplit(page.url).scheme}:", 1)


def written(page: Page) -> list[Date]:
    """The next dates as the page of an offer says them: day, from, until, whether it is cancelled."""
    found = []
    for line in page.locator("ul.dates li").all_inner_texts():
        said = SHOWN.search(line)
        assert said is not None, line
        day, month, year, hour, minute, last_hour, last_minute, off = said.groups()
        when = date(int(year), MONTHS.index(month) + 1, int(day))
        found.append((when, f"{int(hour):02}:{minute}", f"{int(last_hour):02}:{last_minute}", bool(off)))
    return found


def held(content: bytes, title: str, first: date, last: date) -> list[Date]:
    """The dates of an offer in a calendar file."""
    events = recurring_ical_events.of(Calendar.from_ical(content)).between(first, last + timedelta(days=1))
    return sorted(
        (event.start.date(), f"{event.start:%H:%M}", f"{event.end:%H:%M}", event.get("STATUS") == "CANCELLED")
        for event in events
        if event["SUMMARY"] == title
    )


def test_the_way_to_the_calendar_is_accessible_and_narrow_enough(family: BrowserContext, site: str) -> None:
    page = way_there(family, site)
    for address in (page.url, f"{site}/de-einfach{HOME}kalender", f"{site}/en{HOME}kalender", f"{site}{HOME}angebote"):
        page.goto(address)
        assert wrong_anywhere(page) == [], address
    page.get_by_role("link", name=CAFE).first.click()
    page.locator("ul.dates").wait_for()
    assert wrong_anywhere(page) == []


def test_the_calendar_says_what_the_page_of_the_offer_says(family: BrowserContext, site: str) -> None:
    page = way_there(family, site)
    calendars = [offered(page, name) for name in ("Alle Termine", "Musterstadt Nord", "Musterstadt", "Elterncafé")]
    copied = page.get_by_role("link", name=calendars[0], exact=True)
    assert copied.get_attribute("href") == calendars[0]
    page.goto(f"{site}{HOME}angebote")
    page.get_by_role("link", name=CAFE).first.click()
    said = written(page)
    assert len(said) >= 3
    assert [one for one in said if one[3]] != [], "one date of the café is cancelled"
    assert said[0][0] >= datetime.now(BERLIN).date()
    own = page.get_by_role("link", name="Diese Termine in den eigenen Kalender holen").get_attribute("href")
    for address in (*calendars, f"{site}{own}"):
        answer = family.request.get(address)
        assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8"), address
        assert held(answer.body(), CAFE, said[0][0], said[-1][0]) == said, address
        assert "set-cookie" not in answer.headers
    assert family.cookies() == []


def test_a_calendar_that_did_not_change_is_not_sent_again(family: BrowserContext, site: str) -> None:
    address = offered(way_there(family, site), "Alle Termine")
    first = family.request.get(address)
    again = family.request.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body()) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert family.request.get(address, headers={"If-None-Match": '"another"'}).body() == first.body()


def test_it_all_works_without_script(browser: Browser, site: str) -> None:
    context = visitor(browser, java_script_enabled=False)
    page = way_there(context, site)
    assert context.request.get(offered(page, "Alle Termine")).ok
    page.goto(f"{site}{HOME}angebote")
    page.get_by_role("link", name=CAFE).first.click()
    assert len(written(page)) >= 3
    context.close()
