"""A county's offers in a foreign page: made at the desk, pasted, read, measured; and refused everywhere else."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.journeys.browser import AXE, DESK, barriers, told, visitor
from tests.journeys.conftest import Installation
from tests.journeys.desks import accessible, seconds_until, signed_in
from tests.journeys.foreign import Website, website

EMBEDS = "/netz/musterstadt/produkte/einbetten/"
CAFE = "Elterncafé am Dienstag"
KINDS = ("suche", "ergebnisse", "termine", "angebot")
HOST = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Stadt Musterstadt</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>iframe {{ max-width: 100% }}</style>
<script src="/belauscht.js"></script><script src="/rahmen.js" defer></script></head>
<body><main><h1>Familien in Musterstadt</h1><p><a href="/" id="davor">Rathaus</a></p>
{frames}
<p><a href="/" id="danach">Impressum der Stadt</a></p></main></body></html>"""
AS_HIGH_AS_ITS_FRAME = "Math.abs(document.body.getBoundingClientRect().height - innerHeight) <= 1"
LISTEN = "window.heard = []; addEventListener('message', (event) => heard.push([event.origin, event.data]));"


@pytest.fixture(scope="module")
def town() -> Iterator[Website]:
    with website() as made:
        yield made


@pytest.fixture(scope="module")
def stranger() -> Iterator[Website]:
    with website() as made:
        yield made


@pytest.fixture(scope="module")
def codes(browser: Browser, own_installation: Installation, town: Website, stranger: Website) -> dict[str, str]:
    """The coordinator takes the town onto the list and copies four codes; both websites paste them."""
    desk = signed_in(browser, own_installation, "koordination")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto(f"{own_installation.url}/netz/musterstadt/produkte/")
    desk.get_by_role("link", name="Einbetten").click()
    expect(desk.get_by_text("Noch darf keine Website einbetten.")).to_be_visible()
    accessible(desk)
    desk.get_by_label("Adresse der Website").fill(f"{town.url}/familien/seite.html")
    desk.get_by_role("button", name="Website aufnehmen").click()
    expect(desk.get_by_text(f"Alle Seiten von {town.url} dürfen")).to_be_visible()
    found = {}
    for kind in KINDS:
        desk.goto(f"{own_installation.url}{EMBEDS}?art=suche")
        desk.get_by_label("Was möchten Sie einbetten?").select_option(kind)
        if kind == "angebot":
            offer = desk.get_by_label("Welches Angebot?")
            offer.select_option(label=next(name for name in offer.locator("option").all_inner_texts() if CAFE in name))
        desk.get_by_role("button", name="Vorschau zeigen").click()
        preview = desk.frame_locator("iframe")
        preview.locator("h1").wait_for()
        accessible(desk)
        desk.get_by_role("button", name="Code kopieren").click()
        desk.get_by_text("Kopiert.").first.wait_for()
        found[kind] = desk.evaluate("navigator.clipboard.readText()")
        assert found[kind] == desk.get_by_label("Code zum Einfügen").input_value()
    script = desk.locator("#skript").input_value()
    for site in (town, stranger):
        site.pages |= {
            "/": HOST.format(frames="\n".join(found.values())),
            "/rahmen.js": script,
            "/belauscht.js": LISTEN,
        }
        site.pages |= {f"/{kind}": HOST.format(frames=code) for kind, code in found.items()}
    address = f"{own_installation.url}/musterstadt/einbetten/suche"
    seconds_until(lambda: town.url in policy(address))
    desk.context.close()
    return found


def policy(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.headers["Content-Security-Policy"])


def host_page(browser: Browser, site: Website, path: str = "/", **options: Any) -> Page:
    page = visitor(browser, **({"viewport": DESK} | options)).new_page()
    page.goto(site.url + path)
    page.wait_for_load_state("networkidle")
    return page


def embedded(page: Page) -> list[Frame]:
    """The frames, scrolled to: they load when they come near."""
    for frame in page.locator("iframe").all():
        frame.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    return page.frames[1:]


def test_what_is_pasted_is_one_frame_with_a_name_and_no_script(codes: dict[str, str]) -> None:
    for kind, code in codes.items():
        assert code.startswith("<iframe src=")
        assert code.count("<") == 2
        assert "title=" in code
        assert f"/musterstadt/einbetten/{kind}" in code


@pytest.mark.parametrize("options", [{}, {"viewport": {"width": 320, "height": 700}}, {"color_scheme": "dark"}])
def test_a_town_shows_all_four_without_a_barrier(
    browser: Browser, codes: dict[str, str], town: Website, options: Any
) -> None:
    page = host_page(browser, town, **options)
    frames = embedded(page)
    assert len(frames) == 4
    assert told(barriers(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for frame in frames:
        assert frame.locator("h1").inner_text()
        assert frame.locator('a[href="tel:112"]').first.is_visible()
        assert frame.locator("main li, main form, main dl").count()
        frame.evaluate(AXE)
        found = frame.evaluate("() => axe.run(document).then((found) => found.violations)")
        assert told(found) == [], frame.url
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), frame.url
    page.context.close()


def test_each_frame_tells_the_town_its_height_and_nothing_else(
    browser: Browser, codes: dict[str, str], town: Website, own_installation: Installation
) -> None:
    page = host_page(browser, town)
    frames = embedded(page)
    seconds_until(lambda: page.evaluate("new Set(heard.map((one) => one[1].height)).size") >= 4)
    for frame in frames:
        seconds_until(lambda frame=frame: frame.evaluate(AS_HIGH_AS_ITS_FRAME))
    for origin, said in page.evaluate("heard"):
        assert origin == own_installation.url
        assert set(said) == {"type", "height"}
    page.context.close()


def test_a_script_that_comes_late_still_learns_every_height(
    browser: Browser, codes: dict[str, str], town: Website
) -> None:
    """A town's page loads it last, when quick frames have told their height to nobody."""
    town.pages["/spaet"] = town.pages["/"].replace('<script src="/rahmen.js" defer></script>', "")
    page = host_page(browser, town, "/spaet")
    frames = embedded(page)
    seconds_until(lambda: page.evaluate("new Set(heard.map((one) => one[1].height)).size") >= 4)
    assert not all(frame.evaluate(AS_HIGH_AS_ITS_FRAME) for frame in frames)
    page.add_script_tag(url="/rahmen.js")
    for frame in frames:
        seconds_until(lambda frame=frame: frame.evaluate(AS_HIGH_AS_ITS_FRAME))
    page.context.close()


def test_no_cookie_no_storage_and_nothing_from_elsewhere(
    browser: Browser, codes: dict[str, str], town: Website, own_installation: Installation
) -> None:
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    asked: list[str] = []
    referrers: set[str] = set()
    page.on("request", lambda request: asked.append(request.url))
    page.on("request", lambda request: referrers.add(request.headers.get("referer", "")))
    page.goto(town.url)
    for frame in embedded(page):
        assert frame.evaluate("localStorage.length + sessionStorage.length") == 0
        assert frame.evaluate("document.cookie") == ""
        assert frame.evaluate("indexedDB.databases().then((all) => all.length)") == 0
        assert frame.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert context.cookies() == []
    assert {address.split("/", 3)[2] for address in asked} == {
        one.removeprefix("http://") for one in (town.url, own_installation.url)
    }
    assert referrers <= {"", f"{town.url}/"}
    context.close()


def test_a_website_that_is_not_on_the_list_gets_an_empty_frame(
    browser: Browser, codes: dict[str, str], stranger: Website
) -> None:
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(stranger.url)
    frames = embedded(page)
    seconds_until(lambda: sum("frame-ancestors" in one for one in said) >= 4)
    assert all(frame.url.startswith("chrome-error:") for frame in frames)
    assert page.evaluate("heard") == []
    context.close()


def test_the_keyboard_passes_through_and_comes_out_again(
    browser: Browser, codes: dict[str, str], town: Website
) -> None:
    page = host_page(browser, town, "/suche")
    embedded(page)
    page.locator("#davor").focus()
    inside = 0
    for _ in range(30):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.id || document.activeElement.tagName")
        if focused == "danach":
            break
        inside += focused == "IFRAME"
    assert focused == "danach"
    assert inside >= 6
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    page.context.close()


def test_what_a_mother_types_reaches_the_public_site_and_not_the_town(
    browser: Browser, codes: dict[str, str], town: Website, own_installation: Installation
) -> None:
    page = host_page(browser, town, "/suche")
    box = page.frame_locator("iframe")
    box.get_by_label("Was beschäftigt Sie?").fill("Ich schlafe kaum noch")
    with page.context.expect_page() as waiting:
        box.get_by_role("button", name="Hilfe finden").click()
    answer = waiting.value
    answer.wait_for_load_state()
    assert answer.url.startswith(f"{own_installation.url}/musterstadt/suche?q=Ich+schlafe+kaum+noch")
    assert answer.evaluate("opener") is None
    assert answer.evaluate("document.referrer") == ""
    assert page.url == f"{town.url}/suche"
    assert not any("schlafe" in path for path in town.asked)
    page.context.close()


def test_a_link_opens_the_public_page_in_a_tab_of_its_own(
    browser: Browser, codes: dict[str, str], town: Website, own_installation: Installation
) -> None:
    page = host_page(browser, town, "/ergebnisse")
    link = page.frame_locator("iframe").locator("main h2 a").first
    title = link.inner_text()
    with page.context.expect_page() as waiting:
        link.click()
    offer = waiting.value
    offer.wait_for_load_state()
    assert offer.url.startswith(own_installation.url)
    assert offer.locator("h1").inner_text().replace("\u00ad", "") == title
    assert offer.evaluate("opener") is None
    page.context.close()


def test_without_script_everything_is_there_but_the_height(
    browser: Browser, codes: dict[str, str], town: Website
) -> None:
    page = host_page(browser, town, "/termine", java_script_enabled=False)
    assert page.frame_locator("iframe").locator("main li").count() >= 1
    page.context.close()


def test_taken_off_the_list_the_town_sees_an_empty_frame(
    browser: Browser, codes: dict[str, str], town: Website, own_installation: Installation
) -> None:
    desk = signed_in(browser, own_installation, "koordination")
    desk.goto(own_installation.url + EMBEDS)
    desk.get_by_role("button", name="Entfernen").click()
    expect(desk.get_by_text("Unten können Sie das zurücknehmen.")).to_be_visible()
    accessible(desk)
    address = f"{own_installation.url}/musterstadt/einbetten/termine"
    seconds_until(lambda: town.url not in policy(address))
    page = host_page(browser, town, "/termine")
    assert embedded(page)[0].url.startswith("chrome-error:")
    desk.get_by_role("button", name="Zurücknehmen").click()
    expect(desk.get_by_text("darf wieder einbetten")).to_be_visible()
    seconds_until(lambda: town.url in policy(address))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.frame_locator("iframe").locator("h1").is_visible()
    page.context.close()
    desk.context.close()
