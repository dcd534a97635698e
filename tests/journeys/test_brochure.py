"""The brochure, from the coordinator's first click to the file a family opens, and the next edition beside the old."""

from __future__ import annotations

import io

import pikepdf
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import PHONE, barriers, told, visitor
from tests.journeys.conftest import Installation
from tests.journeys.desks import HERE, accessible, seconds_until, signed_in
from tests.journeys.paper import words_in

SMALL = "Angebote in Musterstadt Nord, DIN A5"
FILE = "/musterstadt/broschuere/de-a5-region-nord.pdf"
CAFE = "Elterncafé am Dienstag"
WORDS = "Schön, dass Sie da sind. Dieses Heft ist für Sie."
NEWS = "Kaffee, Tee und eine Krabbelecke am Ofen."


def in_both_schemes(page: Page) -> None:
    """No barrier on a desk and on a phone, by day and by night."""
    desk = page.viewport_size
    accessible(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    accessible(page)
    page.emulate_media(color_scheme="dark")
    assert told(barriers(page, colours=True)) == [], page.url
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(desk)  # type: ignore[arg-type]


def made(page: Page) -> None:
    """The page shows that something is being made until it is there."""
    expect(page.get_by_role("status").get_by_text("Ihre Hefte werden gemacht.")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("#stand")).to_have_count(0, timeout=60_000)


def fetched(page: Page, address: str) -> bytes:
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.body()


def test_a_coordinator_makes_a_brochure_and_families_open_it(browser: Browser, installation: Installation) -> None:
    site = installation.url
    karla = signed_in(browser, installation, "koordination")
    # given nothing laid out yet
    karla.goto(f"{site}{HERE}produkte/")
    in_both_schemes(karla)
    karla.get_by_role("link", name="Broschüre", exact=True).click()
    expect(karla.get_by_text("Noch liegt kein Heft aus.")).to_be_visible()
    desk = karla.url
    # when she writes a foreword and chooses the smallest brochure
    karla.get_by_role("link", name="Vorwort schreiben").click()
    karla.get_by_label("Vorwort", exact=False).fill(WORDS)
    in_both_schemes(karla)
    karla.get_by_role("button", name="Vorwort speichern").click()
    expect(karla.get_by_text("Das Vorwort ist gespeichert.")).to_be_visible()
    karla.goto(desk)
    for box in karla.get_by_role("group", name="Diese Hefte").get_by_role("checkbox").all():
        box.uncheck()
    karla.get_by_label(SMALL).check()
    karla.get_by_role("button", name="Auswahl speichern und Hefte machen").click()
    # then she sees it being made, and it is there
    made(karla)
    in_both_schemes(karla)
    edition = karla.locator(".cards a").get_attribute("href")
    first = fetched(karla, site + str(edition))
    # and a family finds it, with pages, size and Stand
    mother = visitor(browser).new_page()
    seconds_until(lambda: installation.get(FILE.removesuffix("/de-a5-region-nord.pdf"))[1].count(FILE))
    mother.goto(f"{site}/musterstadt/angebote")
    mother.get_by_role("link", name="Broschüre").first.click()
    line = mother.get_by_role("listitem").filter(has=mother.locator(f'a[href="{FILE}"]'))
    with pikepdf.open(io.BytesIO(first)) as document:
        expect(line).to_contain_text(f"MB, {len(document.pages)} Seiten. Stand: ")
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("de")
        with document.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert "Musterstadt" in about["dc:title"]
    in_both_schemes(mother)
    assert fetched(mother, site + FILE) == first
    assert WORDS in words_in(first)
    mother.context.close()
    # when that edition is to stay, an offer changes and the brochure is made anew
    karla.get_by_role("button", name="Festhalten").click()
    change(karla, installation)
    karla.goto(desk)
    karla.get_by_role("button", name="Hefte jetzt machen").click()
    made(karla)
    # then families get the new edition, and the old one is kept as it was
    seconds_until(lambda: NEWS in words_in(karla.request.get(site + FILE).body()))
    fetched(karla, site + FILE)
    assert NEWS not in words_in(first)
    rows = karla.get_by_role("region", name="Liste der Ausgaben").get_by_role("row")
    expect(rows.filter(has_text="liegt aus")).to_have_count(1)
    old = rows.filter(has_text="festgehalten").get_by_role("link").get_attribute("href")
    assert old == edition
    assert fetched(karla, site + str(old)) == first
    karla.context.close()


def change(karla: Page, installation: Installation) -> None:
    """The coordinator writes other words about an offer, and the public reads them."""
    karla.goto(f"{installation.url}{HERE}angebote/?suche={CAFE}")
    karla.get_by_role("link", name=CAFE).first.click()
    karla.get_by_role("link", name="Bearbeiten").first.click()
    karla.get_by_role("link", name="Worum es geht").click()
    karla.fill("[name=summary]", NEWS)
    karla.get_by_role("button", name="Speichern und zur Übersicht").click()
    karla.locator(".hand-in button.main").click()
    karla.wait_for_load_state()
    seconds_until(lambda: NEWS in installation.get("/musterstadt/angebote?nach=name")[1])
