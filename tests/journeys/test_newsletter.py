"""The newsletter from the first tap to the last: ordered, confirmed, written, sent, ended; mails over a real server."""

from __future__ import annotations

import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nestwerk.finder.languages import GERMAN, LANGUAGES
from tests.journeys.browser import DESK, visitor, wrong_anywhere
from tests.journeys.desks import HERE, accessible, main_of, seat, seconds_until, signed_in
from tests.journeys.post import WithPost, house_with_post

LETTERS = f"{HERE}produkte/newsletter/"
ADA, EVA, FACH = "ada@example.org", "eva@example.org", "praxis@example.org"


@pytest.fixture(scope="module")
def house(prepared: Path) -> Iterator[WithPost]:
    with house_with_post(prepared, "newsletter") as made:
        yield made


def mails_to(house: WithPost, address: str) -> list[EmailMessage]:
    return [mail for mail in (house.server.mails if house.server else []) if mail["To"] == address]


def order(house: WithPost, page: Page, address: str, audience: str = "Eltern") -> None:
    """Order, read the mail, say yes."""
    page.goto(f"{house.url}/musterstadt/newsletter")
    accessible(page)
    page.locator(f"#email-{'parents' if audience == 'Eltern' else 'professionals'}").fill(address)
    if audience == "Eltern":
        page.locator("#monat").select_option(index=12)
    page.get_by_role("button", name=f"Newsletter für {audience} bestellen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fast geschafft")
    accessible(page)
    page.goto(house.link_for(address, "/newsletter/bestaetigen/"))
    accessible(page)
    page.get_by_role("button", name="Ja, bitte schicken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sie sind dabei")
    accessible(page)


def test_newsletter_opt_in_and_opt_out(browser: Browser, house: WithPost) -> None:
    # given a coordinator who offers the newsletter
    karla = signed_in(browser, house, "koordination")
    karla.goto(f"{house.url}{HERE}produkte/")
    karla.get_by_role("link", name="Newsletter", exact=True).click()
    accessible(karla)
    karla.get_by_label("Für Eltern, nach Alter des Kindes").check()
    karla.get_by_label("Für Fachkräfte, nach Themen").check()
    karla.get_by_role("button", name="Auswahl speichern").click()
    expect(karla.locator(".messages")).to_contain_text("Gespeichert")
    seconds_until(lambda: "email-parents" in house.get("/musterstadt/newsletter")[1])

    # when parents and a practice order it: no cookie, no script needed
    family = visitor(browser)
    ada = family.new_page()
    order(house, ada, ADA)
    eva = visitor(browser, java_script_enabled=False).new_page()
    eva.goto(f"{house.url}/musterstadt/newsletter")
    eva.locator("#email-parents").fill(EVA)
    eva.get_by_role("button", name="Newsletter für Eltern bestellen").click()
    eva.goto(house.link_for(EVA, "/newsletter/bestaetigen/"))
    eva.get_by_role("button", name="Ja, bitte schicken").click()
    order(house, visitor(browser, viewport=DESK).new_page(), FACH, "Fachkräfte")
    assert family.cookies() == []
    assert ada.evaluate("localStorage.length + sessionStorage.length") == 0

    # and an issue is written, looked at, tried and approved
    karla.goto(f"{house.url}{LETTERS}")
    assert main_of(karla).count("weniger als 5") == 2
    accessible(karla)
    karla.get_by_role("button", name="Ausgabe beginnen").click()
    accessible(karla)
    karla.locator("[name=title_de]").fill("Advent in Musterstadt")
    karla.locator("[name=intro_de]").fill("Guten Tag,\n\nim Dezember ist viel los.")
    boxes = karla.locator("input[type=checkbox]")
    assert boxes.count() > 1
    boxes.first.uncheck()
    karla.get_by_role("button", name="Entwurf speichern").click()
    expect(karla.locator(".messages")).to_contain_text("Verschickt ist noch nichts")
    assert not karla.locator("input[type=checkbox]").first.is_checked()
    karla.get_by_role("link", name="Ansehen").click()
    accessible(karla)
    karla.get_by_label("Für wen?").select_option("m0")
    karla.get_by_role("button", name="Zeigen").click()
    accessible(karla)
    karla.go_back()
    karla.go_back()
    karla.get_by_role("button", name="Gespeicherten Stand an mich schicken").click()
    seconds_until(lambda: mails_to(house, "koordination@musterstadt.example"))
    karla.get_by_role("link", name="Freigeben und verschicken").click()
    accessible(karla)
    karla.get_by_role("button", name="Freigeben und an alle verschicken").click()
    accessible(karla)

    # then each parent gets it once, the practice does not
    seconds_until(lambda: len(mails_to(house, ADA)) == 2 and len(mails_to(house, EVA)) == 2)
    letter = mails_to(house, ADA)[-1]
    text = letter.get_content()
    assert "im Dezember ist viel los." in text
    assert letter["Subject"].startswith("Neues für Familien – ")
    assert len(mails_to(house, FACH)) == 1
    seconds_until(lambda: "Advent in Musterstadt" in house.get("/musterstadt/newsletter/archiv")[1])
    ada.goto(f"{house.url}/musterstadt/newsletter/archiv")
    accessible(ada)
    ada.get_by_role("link", name="Advent in Musterstadt").click()
    accessible(ada)

    # and one click of her mail program ends it, before she has seen a page of ours
    one_click = letter["List-Unsubscribe"].strip("<>")
    body = urllib.parse.urlencode({"List-Unsubscribe": "One-Click"}).encode()
    for _ in range(2):
        with urllib.request.urlopen(urllib.request.Request(one_click, data=body)) as answer:
            assert answer.status == 200
    # a link in the mail shows one button, and after a loss one tap is all
    lost = re.findall(r"http://\S+/newsletter/verlust/\S+", mails_to(house, EVA)[-1].get_content())[0]
    eva.goto(lost)
    assert eva.locator("main button").count() == 1
    eva.get_by_role("button", name="Keine Mails mehr").click()
    expect(eva.get_by_text("Ihre Adresse ist gelöscht")).to_be_visible()
    ada.goto(f"{house.url}/musterstadt/begleitbuch/verlust")
    ada.get_by_role("link", name="Abmelden, ohne Fragen").click()
    accessible(ada)
    ada.locator("#email").fill(FACH)
    ada.get_by_role("button", name="Jetzt abmelden").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text("Sie sind abgemeldet")
    accessible(ada)

    # nobody is left: the next issue goes to no one
    karla.goto(f"{house.url}{LETTERS}")
    karla.get_by_role("button", name="Ausgabe beginnen").click()
    karla.locator("[name=intro_de]").fill("Noch einmal.")
    karla.get_by_role("button", name="Entwurf speichern").click()
    karla.get_by_role("link", name="Freigeben und verschicken").click()
    karla.get_by_role("button", name="Freigeben und an alle verschicken").click()
    expect(karla.get_by_text("Noch hat sich niemand angemeldet")).to_be_visible()


def test_what_parents_see_is_accessible_in_every_language_and_light(browser: Browser, house: WithPost) -> None:
    page = seat(browser)
    paths = ["newsletter", "newsletter/archiv", "newsletter/ende", "newsletter/verlust/geraten",
             "newsletter/bestaetigen/geraten"]  # fmt: skip
    for language in LANGUAGES:
        for path in paths if language == GERMAN else paths[:2]:
            page.goto("/".join(filter(None, [house.url, language.prefix, "musterstadt", path])))
            assert wrong_anywhere(page) == [], page.url
    page.close()
