"""Caring for the directory in a real browser: a list in and out again, two records made one and two again, two people
at one record. Whatever was done can be undone, and nobody's words are lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from nestwerk.offers.imports.tests.workbooks import workbook
from tests.journeys.conftest import Installation
from tests.journeys.desks import HERE, accessible, main_of, seconds_until, signed_in

HEAD = ["Angebot", "Was es ist", "Wer", "Frau/Herr", "Wo", "Tel.", "Wann", "Alter", "Kosten"]
LIST: list[list[Any]] = [
    ["Babyschwimmen Seepferdchen", "Eltern-Kind-Gruppe", "Schwimmverein Süd (erfunden)", "Ada Beispiel",
     "Am Bad 1, 00000 Musterstadt", "030 23125 150 o. 030 23125 151", "Sa 9–11 n. V.", "3 Mon. – 1 J.", "4 €"],
    ["Müttertreff am Hafen", "Treffen mit Frühstück", "Kirchengemeinde West (erfunden)", None,
     "Hafenstr. 1\n00000 Musterstadt", 3023125152, "Mi 9-11 Uhr", "0–3 J.", "kostenfrei"],
]  # fmt: skip


@pytest.fixture
def karla(browser: Browser, own_installation: Installation) -> Iterator[Page]:
    """The coordinator at her desk."""
    page = signed_in(browser, own_installation, "koordination")
    yield page
    page.context.close()


def offers(page: Page, house: Installation, words: str = "") -> str:
    page.goto(f"{house.url}{HERE}angebote/?suche={words}")
    return main_of(page)


def test_an_ugly_excel_list_is_understood_brought_in_and_taken_back(
    karla: Page, own_installation: Installation
) -> None:
    house = own_installation
    before = offers(karla, house)
    # given a list as people keep it: a title above, a person's name, several facts in a cell, a number as a number
    content = workbook(Angebote=[["Liste der Familienangebote, Stand Herbst"], [], HEAD, *LIST])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    karla.goto(f"{house.url}{HERE}einlesen/")
    accessible(karla)
    karla.set_input_files("[name=liste]", {"name": "Angebote Herbst.xlsx", "mimeType": kind, "buffer": content})
    karla.get_by_role("button", name="Liste hochladen und ansehen").click()
    # when she looks at what each column means, and says what a word nobody knows means
    expect(karla.get_by_role("heading", name="Was bedeuten die Spalten?")).to_be_visible()
    accessible(karla)
    assert "Namen von Personen veröffentlichen wir nicht" in main_of(karla)
    karla.get_by_role("button", name="Weiter", exact=True).click()
    karla.wait_for_url(lambda address: "/spalten/" not in address)
    accessible(karla)
    if "/werte/" in karla.url:
        karla.get_by_role("button", name="Merken und gleich zu den Zeilen").click()
        karla.wait_for_url(lambda address: "/werte/" not in address)
    # then she sees every row before anything happens
    assert "Noch hat sich im Verzeichnis nichts geändert." in main_of(karla)
    assert "Babyschwimmen Seepferdchen" in main_of(karla)
    accessible(karla)
    for suggestions in karla.get_by_role("button", name="Auf dieser Seite die ersten Vorschläge annehmen").all():
        suggestions.click()
        karla.wait_for_load_state()
    karla.get_by_label("gleich öffentlich; bestätigt sind sie damit noch nicht").check()
    karla.get_by_role("button", name="Liste übernehmen").click()
    karla.wait_for_url("**/bericht/")
    accessible(karla)
    report = karla.url
    for title in ("Babyschwimmen Seepferdchen", "Müttertreff am Hafen"):
        assert title in offers(karla, house)
        seconds_until(lambda title=title: title in house.get("/musterstadt/angebote?nach=name")[1])  # type: ignore[misc]
    assert "Ada Beispiel" not in house.get("/musterstadt/angebote?nach=name")[1]
    # when it was the wrong list, then one click takes all of it back
    karla.goto(report)
    karla.get_by_role("button", name="Ganze Liste zurücknehmen").click()
    expect(karla.get_by_text("2 neue Angebote entfernt")).to_be_visible()
    accessible(karla)
    assert offers(karla, house) == before
    seconds_until(lambda: "Seepferdchen" not in house.get("/musterstadt/angebote?nach=name")[1])


def test_two_records_become_one_and_two_again(karla: Page, own_installation: Installation) -> None:
    house, one, other = own_installation, "Stillambulanz", "Still-Ambulanz im Klinikum"
    before = offers(karla, house)
    # given a pair that is likely the same
    karla.goto(f"{house.url}{HERE}doppelt/")
    accessible(karla)
    pair = karla.get_by_role("listitem").filter(has_text=other)
    assert "wahrscheinlich doppelt" in pair.inner_text()
    pair.get_by_role("link", name="Vergleichen").click()
    # when the coordinator takes the facts she wants
    expect(karla.get_by_role("heading", name="Ist das dasselbe Angebot?")).to_be_visible()
    accessible(karla)
    karla.get_by_role("button", name="Zusammenführen").click()
    expect(karla.locator(".messages")).to_be_visible()
    accessible(karla)
    # then families find one of them
    titles = {one, other}
    listed = lambda: house.get("/musterstadt/angebote?nach=name")[1]  # noqa: E731
    seconds_until(lambda: sum(f">{title}<" in listed() for title in titles) == 1)
    # and one click makes them two again, just as they were
    karla.goto(f"{house.url}{HERE}doppelt/zusammengefuehrt/")
    accessible(karla)
    karla.get_by_role("button", name="Rückgängig machen").first.click()
    expect(karla.locator(".messages")).to_be_visible()
    accessible(karla)
    seconds_until(lambda: sum(f">{title}<" in listed() for title in titles) == 2)
    assert offers(karla, house) == before


def test_two_people_at_one_record_and_nobodys_words_are_lost(
    browser: Browser, karla: Page, own_installation: Installation
) -> None:
    house, title = own_installation, "Willkommensbesuch"
    rena = signed_in(browser, house, "redaktion")
    for page in (rena, karla):
        page.goto(f"{house.url}{HERE}angebote/?suche={title}")
        page.get_by_role("link", name=title).first.click()
        page.get_by_role("link", name="Bearbeiten").first.click()
        page.get_by_role("link", name="Worum es geht").click()
        page.wait_for_url("**/text/")
    # given two who write the same sentence; one of them is faster
    karla.fill("[name=summary]", "Wir bringen Ihnen ein kleines Geschenk und viele Informationen.")
    karla.get_by_role("button", name="Speichern und zur Übersicht").click()
    karla.locator(".hand-in button.main").click()
    expect(karla.locator(".messages")).to_be_visible()
    # when the other one goes on writing
    rena.fill("[name=summary]", "Wir besuchen Sie einmal nach der Geburt, wenn Sie das möchten.")
    rena.get_by_role("button", name="Speichern", exact=True).click()
    # then she is told who changed what, beside her own words, and decides
    expect(rena.get_by_role("heading", name="Hier haben zwei Personen geändert")).to_be_visible()
    accessible(rena)
    told = rena.locator("form.conflicts").inner_text()
    assert "Wir bringen Ihnen ein kleines Geschenk" in told
    assert "Wir besuchen Sie einmal nach der Geburt" in told
    assert "Netzwerkkoordination" in told
    rena.get_by_label("Meine Fassung").check()
    rena.get_by_role("button", name="So soll es sein").click()
    expect(rena.get_by_role("heading", name="Hier haben zwei Personen geändert")).to_have_count(0)
    rena.get_by_role("link", name="Alle Schritte").click()
    rena.locator(".hand-in button.main").click()
    expect(rena.locator(".messages")).to_be_visible()
    accessible(rena)
    seconds_until(
        lambda: "Wir besuchen Sie einmal nach der Geburt" in house.get("/musterstadt/suche?q=willkommensbesuch")[1]
    )
    rena.context.close()
