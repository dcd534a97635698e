"""A mother looks for help: in her own words, by keyboard, without script, in another language, at night."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.journeys.browser import DESK, free_of_barriers, visitor, weights

# How many lines each result takes, counted from the height of its parts; a row of buttons is one.
LINES = """
[...document.querySelectorAll(".list .card")].map((card) =>
  [...card.querySelectorAll("h3, .summary, .why, .facts, .act")]
    .map((part) => part.matches(".act") ? 1 : part.clientHeight / parseFloat(getComputedStyle(part).lineHeight))
    .map(Math.round)
    .reduce((sum, lines) => sum + lines, 0))
"""
QUESTION = "baby schreit nur noch, lauscha"


def _ask(page: Page, site: str, words: str, place: str = "", start: str = "/sonneberg/") -> None:
    page.goto(site + start)
    page.get_by_role("searchbox").fill(words)
    if place:
        page.locator("#ort").fill(place)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/suche"))


def test_a_mother_types_what_is_wrong_and_finds_help_with_reasons(browser, site):
    context = visitor(browser)
    page = context.new_page()
    _ask(page, site, QUESTION)
    expect(page.locator("#treffer")).to_contain_text(re.compile(r"\d+ Angebot"))
    expect(page.locator(".chip", has_text="Lauscha")).to_be_visible()
    first = page.locator(".card").first
    expect(first.locator(".why")).to_be_visible()
    first.locator("h3 a").click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("heading", name="Warum es passt")).to_be_visible()
    page.get_by_role("link", name="Zurück zu den Ergebnissen").click()
    expect(page.get_by_role("searchbox")).to_have_value(QUESTION)
    context.close()


def test_a_result_takes_no_more_than_seven_lines_on_a_phone(browser, site):
    context = visitor(browser)
    page = context.new_page()
    for start in ("/sonneberg/", "/ru/oder-spree/"):  # wide letters, and reasons that fill their line
        _ask(page, site, QUESTION, start=start)
        lines = page.evaluate(LINES)
        assert lines
        assert max(lines) <= 7, start
    context.close()


def test_it_all_works_without_script(browser, site):
    context = visitor(browser, java_script_enabled=False)
    page = context.new_page()
    _ask(page, site, QUESTION)
    page.locator(".chip", has_text="Lauscha").click()
    expect(page.locator(".chip", has_text="Lauscha")).to_have_count(0)
    page.get_by_role("link", name="Alles wieder dazunehmen").click()
    expect(page.locator(".chip", has_text="Lauscha")).to_be_visible()
    page.locator(".filters summary").click()
    page.locator(".filters a").first.click()
    expect(page.locator(".filters .chosen")).to_have_count(1)
    context.close()


def test_with_script_results_change_in_place_and_say_so(browser, site):
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    _ask(page, site, QUESTION)
    page.evaluate("window.sameDocument = true")
    page.locator(".chip", has_text="Lauscha").click()
    expect(page.locator(".chip", has_text="Lauscha")).to_have_count(0)
    assert page.evaluate("window.sameDocument") is True
    expect(page.locator("#ansage")).to_contain_text(re.compile("Angebot"))
    assert page.evaluate("document.activeElement.id") == "treffer"
    assert "ohne=place" in page.url
    page.go_back()
    expect(page.locator(".chip", has_text="Lauscha")).to_be_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_another_language_keeps_a_filter_chosen_in_place(browser, site):
    page = visitor(browser).new_page()
    page.goto(f"{site}/sonneberg/suche?q=schlafen")
    page.locator(".filters summary").click()
    page.locator(".filters a[href*='alter=']").first.click()
    expect(page).to_have_url(re.compile("alter="))
    page.locator(".languages").get_by_text("Türkçe").locator("visible=true").click()
    page.wait_for_url(re.compile("/tr/sonneberg/suche"))
    assert "alter=" in page.url
    page.context.close()


def test_an_answer_that_comes_too_late_is_not_shown(browser, site):
    page = visitor(browser).new_page()
    page.goto(f"{site}/sonneberg/suche?q=hebamme")
    page.locator(".filters summary").click()
    links = page.locator(".filters a[href*='alter=']")
    late, soon = links.nth(0).get_attribute("href"), links.nth(1).get_attribute("href")
    held: list[Route] = []
    page.route(lambda address: address.endswith(late), lambda route: held.append(route))
    links.nth(0).click()
    links.nth(1).click()
    page.wait_for_url(f"{site}{soon}")
    expect(page.locator("#inhalt")).not_to_have_attribute("aria-busy", "true")
    for route in held:
        with suppress(Error):  # the browser has let go of it
            route.continue_()
    page.wait_for_timeout(300)
    assert page.url == f"{site}{soon}"
    page.context.close()


def test_without_its_place_a_question_is_asked_for_one_on_a_whole_page(browser, site):
    page = visitor(browser).new_page()
    page.goto(f"{site}/suche?q=stillen+in+sonneberg")
    page.locator(".chips a[href*='ohne=place']").click()
    page.wait_for_url(re.compile("ohne=place"))
    expect(page.locator("main")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    page.context.close()


def test_filters_never_lead_to_nothing(browser, site):
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    page.goto(f"{site}/oder-spree/suche?q=gruppe+f%C3%BCr+babys")
    addresses = page.eval_on_selector_all(".filters a", "links => links.map(link => link.href)")
    assert addresses
    for address in addresses:
        page.goto(address)
        assert page.locator(".list .card").count() >= 1, address
    context.close()


def test_the_whole_way_goes_by_keyboard(browser, site):
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    page.goto(f"{site}/sonneberg/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("ich finde keine hebamme")
    page.keyboard.press("Tab")
    page.keyboard.type("96515")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/suche"))
    for _ in range(60):
        page.keyboard.press("Tab")
        inside = page.evaluate("!!document.activeElement.closest('.list .card h3')")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if inside:
            break
    assert inside
    assert ring == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/angebote/"))
    expect(page.locator("h1")).to_be_visible()
    context.close()


def test_an_emergency_comes_before_the_results_and_is_never_a_chip(browser, site):
    context = visitor(browser)
    page = context.new_page()
    _ask(page, site, "ich will nicht mehr leben")
    alarm = page.locator(".alarm")
    expect(alarm).to_be_visible()
    assert alarm.locator('a[href^="tel:"]').count() >= 3
    assert alarm.bounding_box()["y"] < page.locator("#treffer").bounding_box()["y"]
    assert "leben" not in " ".join(page.locator(".chip, .why").all_inner_texts()).lower()
    context.close()


def test_a_fever_in_a_small_baby_leads_to_a_doctor_first(browser, site):
    context = visitor(browser)
    page = context.new_page()
    _ask(page, site, "mein baby ist 6 wochen alt und hat fieber 39")
    first = page.locator(".alarm .sign .call").first
    expect(first).to_be_visible()
    assert first.get_attribute("href") in ("tel:116117", "tel:112")
    context.close()


@pytest.mark.parametrize("start", ["/sonneberg/", "/ar/sonneberg/"])
def test_what_only_sounds_like_an_emergency_is_answered_quietly(browser, site, start):
    context = visitor(browser)
    page = context.new_page()
    _ask(page, site, "meine tochter ist vom sofa gekippt und guckt so komisch", start=start)
    expect(page.locator(".alarm")).to_have_count(0)
    expect(page.locator('.comfort a[href="tel:112"]')).to_be_visible()
    expect(page.locator('.comfort a[href$="/notfall"]')).to_be_visible()
    free_of_barriers(page)
    context.close()


def test_a_first_aid_course_raises_no_alarm(browser, site):
    context = visitor(browser)
    page = context.new_page()
    _ask(page, site, "Notfallkurs Erste Hilfe am Kind")
    assert page.locator(".alarm").count() == 0
    context.close()


def test_an_unplanned_pregnancy_gets_plain_facts_and_no_statement_about_the_reader(browser, site):
    context = visitor(browser)
    page = context.new_page()
    _ask(page, site, "ungewollt schwanger")
    facts = page.locator(".facts-box")
    expect(facts).to_contain_text("zwölf Wochen")
    expect(facts).to_contain_text("§ 218a")
    assert "ngeplant" not in " ".join(page.locator(".chip, .why").all_inner_texts())
    context.close()


def test_what_nobody_offers_leads_to_people_not_to_a_dead_end(browser, site):
    context = visitor(browser)
    page = context.new_page()
    _ask(page, site, "winterreifen wechseln")
    expect(page.locator("#treffer")).to_have_text("Dazu haben wir hier kein Angebot gefunden")
    expect(page.locator(".help-on .office")).to_be_visible()
    assert page.locator(".help-on .line").count() >= 1
    context.close()


def test_without_a_place_the_search_asks_for_it_and_keeps_the_words(browser, site):
    context = visitor(browser)
    page = context.new_page()
    _ask(page, site, "hebamme", start="/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wo suchen Sie?")
    expect(page.get_by_role("searchbox")).to_have_value("hebamme")
    page.locator("#ort").fill("96515")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#treffer")).to_be_visible()
    context.close()


def test_who_is_responsible_is_answered_for_any_german_place(browser, site):
    context = visitor(browser)
    page = context.new_page()
    page.goto(f"{site}/zustaendig?ort=98724")
    expect(page.locator(".answer")).to_contain_text("Sonneberg")
    page.goto(f"{site}/zustaendig?ort=52062")
    expect(page.locator(".answer a.button")).to_have_attribute("href", "https://www.elternsein.info/")
    context.close()


def test_the_quick_exit_leaves_and_going_back_does_not_return(browser, site):
    context = visitor(browser)
    page = context.new_page()
    page.route(
        "https://www.dwd.de/**", lambda route: route.fulfill(body="<title>Wetter</title>", content_type="text/html")
    )
    page.goto("about:blank")
    page.goto(f"{site}/sonneberg/suche?q=er+schl%C3%A4gt+mich")
    page.locator("a[data-exit]").first.click()
    page.wait_for_url("https://www.dwd.de/**")
    page.go_back()
    assert "er+schl" not in page.url
    context.close()


def test_on_a_phone_the_quick_exit_is_the_lowest_line_and_lies_on_no_button(browser, site):
    context = visitor(browser)
    page = context.new_page()
    for path, above in (
        ("/sonneberg/fachkraefte/suche", ".desk .bar"),
        ("/sonneberg/suche?q=hebamme", ".bottom"),
    ):
        page.goto(site + path)
        left, top, width = page.locator(".strip .leave").evaluate(
            "(one) => { const at = one.getBoundingClientRect(); return [at.left, at.top, at.width] }"
        )
        assert (left, width) == (0, 360), path
        page.locator(above).scroll_into_view_if_needed()
        bottom = page.locator(f"{above} :is(a, button) >> nth=-1").evaluate(
            "(one) => one.getBoundingClientRect().bottom"
        )
        assert bottom <= top, path
    context.close()


def test_the_quick_exit_is_a_plain_link_without_script(browser, site):
    context = visitor(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sonneberg/")
    leave = page.locator("a[data-exit]").first
    assert leave.get_attribute("href") == "https://www.dwd.de/"
    assert "noreferrer" in (leave.get_attribute("rel") or "")
    context.close()


def test_a_first_visit_weighs_at_most_forty_kilobytes(browser, site):
    for address in ("/sonneberg/", "/sonneberg/suche?q=baby+schreit+lauscha"):
        context = visitor(browser)
        page = context.new_page()
        weighed = weights(page)
        page.goto(site + address, wait_until="networkidle")
        assert 0 < sum(weighed) <= 40 * 1024, (address, sum(weighed))
        context.close()


def test_demonstration_data_says_so_on_every_page_of_the_network(browser, site):
    context = visitor(browser)
    page = context.new_page()
    for path in ("/sonneberg/", "/sonneberg/suche?q=hebamme", "/sonneberg/angebote", "/en/sonneberg/netzwerk"):
        page.goto(site + path)
        expect(page.locator(".demonstration")).to_be_visible()
    context.close()
