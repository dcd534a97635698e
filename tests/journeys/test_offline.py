"""A prepaid phone in a valley: what was opened once is there without a network, says from when it is, and goes at once
when she must leave."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from nestwerk.finder.languages import LANGUAGES
from tests.journeys.browser import free_of_barriers, visitor, weights
from tests.journeys.offline import KEPT, wait, wait_until_kept
from tests.journeys.wire import between

SEARCH = "/sonneberg/suche?q=baby+schreit+lauscha"
LEFT = """async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
  localStorage.length, sessionStorage.length]"""
SCOPES = """async () => (await navigator.serviceWorker.getRegistrations())
  .map((one) => one.scope.slice(location.origin.length))"""
NOTE = ".offline"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh phone."""
    context = visitor(browser, viewport={"width": 320, "height": 640})
    yield context
    context.close()


def _kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(KEPT)
    return sorted(one for one in found if not re.match("/(static|stil)/", one))


def _without_network(context: BrowserContext) -> None:
    context.set_offline(True)


def _narrow_and_free_of_barriers(page: Page) -> None:
    free_of_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_in_every_language_start_and_emergency_page_open_without_a_network(phone, site, language):
    front = f"/{language.prefix}" if language.prefix else ""
    page = phone.new_page()
    page.goto(f"{site}{front}/sonneberg/")
    wait_until_kept(page, f"{front}/sonneberg/", f"{front}/sonneberg/notfall", f"{front}/sonneberg/hilfe/ohne-netz")
    title = page.locator("h1").inner_text()
    _without_network(phone)
    page.goto(f"{site}{front}/sonneberg/")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(NOTE)).to_be_visible()
    assert "{" not in page.locator(NOTE).inner_text()
    assert page.locator("html").get_attribute("dir") == language.direction
    _narrow_and_free_of_barriers(page)
    page.goto(f"{site}{front}/sonneberg/notfall")
    expect(page.locator('main a[href="tel:112"]').first).to_be_visible()
    expect(page.locator(NOTE)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.call')).display") != "inline"  # styled
    _narrow_and_free_of_barriers(page)
    page.goto(f"{site}{front}{SEARCH}")  # was never opened, and would not have been kept
    expect(page.locator('a[href="tel:112"]')).to_be_visible()
    expect(page.locator("a[data-exit]")).to_be_visible()
    _narrow_and_free_of_barriers(page)
    page.locator('main a[href$="/notfall"]').click()
    expect(page.locator(NOTE)).to_be_visible()


def test_the_shortlist_opens_without_a_network_and_no_offer_or_search_is_kept(phone, site):
    page = phone.new_page()
    page.goto(site + SEARCH)
    name = page.locator(".card h3 a").first.inner_text()
    page.locator("button.keep").first.click()
    wait_until_kept(page, "/sonneberg/notfall", "/sonneberg/merkliste?liste")
    page.locator(".card h3 a").first.click()
    wait_until_kept(page, "/sonneberg/hilfe/ohne-netz")
    assert _kept(page) == [
        "/sonneberg/hilfe/ohne-netz",
        "/sonneberg/merkliste?liste",
        "/sonneberg/notfall",
    ]
    everything = page.evaluate(
        """async () => {
          const store = await caches.open('nestwerk');
          const text = async (one) => one.url + await (await store.match(one)).text();
          return (await Promise.all((await store.keys()).map(text))).join('');
        }"""
    )
    assert "lauscha" not in re.sub("<main.*?</main>", "", everything, flags=re.DOTALL).lower()
    assert "baby+schreit" not in everything
    _without_network(phone)
    page.goto(f"{site}/sonneberg/merkliste")  # for the first time: noting it was enough
    expect(page.locator(".noted h2")).to_have_text(name)
    expect(page.locator(f"main {NOTE}")).to_contain_text("Sie sind gerade offline. Stand:")
    expect(page.locator(".noted .way").first).to_be_visible()
    _narrow_and_free_of_barriers(page)
    phone.set_offline(False)
    page.goto(f"{site}/sonneberg/merkliste")
    expect(page.locator(".noted .facts-of")).to_be_visible()
    expect(page.locator(NOTE)).to_have_count(0)
    wait(
        page,
        """async () => (await (await (await caches.open('nestwerk')).match('/sonneberg/merkliste?liste')).text())
      .includes('facts-of')""",
    )
    _without_network(phone)
    page.reload()
    expect(page.locator(".noted .facts-of")).to_be_visible()
    expect(page.locator(".off-list")).to_have_count(0)
    expect(page.locator(f"main {NOTE}")).to_be_visible()
    phone.set_offline(False)
    page.reload()
    page.get_by_role("link", name="Liste leeren").click()
    wait(page, f"async () => !(await ({KEPT})()).some((one) => one.includes('?liste'))")


def _leave(page: Page, site: str) -> list[int]:
    """Leave by the quick exit, and look from a page without script what is left."""
    page.route("https://www.dwd.de/**", lambda route: route.fulfill(body="<title>Wetter</title>"))
    page.locator("a[data-exit]").first.click()
    page.wait_for_url("https://www.dwd.de/**")
    page.goto(f"{site}/robots.txt")
    found: list[int] = page.evaluate(LEFT)
    return found


def test_the_quick_exit_empties_everything_and_the_next_visit_needs_the_network_again(phone, site):
    page = phone.new_page()
    page.goto(f"{site}/en/sonneberg/")
    wait_until_kept(page, "/en/sonneberg/", "/en/sonneberg/notfall")
    page.goto(site + SEARCH)
    page.locator("button.keep").first.click()
    page.locator("#lesehilfe summary").click()
    page.locator("#lesehilfe [type=checkbox]").check()
    wait_until_kept(page, "/sonneberg/notfall", "/sonneberg/merkliste?liste")
    page.reload()  # now the worker stands before this page
    assert sorted(page.evaluate(SCOPES)) == ["/en/", "/sonneberg/"]
    assert _leave(page, site) == [0, 0, 0, 0]
    _without_network(phone)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{site}/sonneberg/notfall")


def test_leaving_before_everything_is_kept_leaves_nothing_either(phone, site):
    page = phone.new_page()
    page.goto(f"{site}/sonneberg/", wait_until="load")
    assert _leave(page, site) == [0, 0, 0, 0]
    page.wait_for_timeout(700)
    assert page.evaluate(LEFT) == [0, 0, 0, 0]


def _happens(page: Page, what: Callable[[], object], most: float = 10) -> bool:
    """Whether it does within ``most`` seconds; the page lives on meanwhile."""
    end = time.monotonic() + most
    while not what() and time.monotonic() < end:
        page.wait_for_timeout(50)
    return bool(what())


OPENED_LATE = """(() => {
  const plain = CacheStorage.prototype.open;
  CacheStorage.prototype.open = function (name) {
    if (document.documentElement.hidden) console.log('opened late');
    return plain.call(this, name);
  };
})()"""


def test_what_arrives_while_she_is_leaving_is_not_kept(phone, site):
    """The way out is slow: the page lives on, and a copy comes when everything was deleted already. Not even an empty
    store is opened then: the page may end before it is deleted again."""
    ways_out: list[Route] = []
    said: list[str] = []
    with between(site) as wire:
        wire.hold(b"GET /sonneberg/hilfe/ohne-netz ")
        page = phone.new_page()
        page.add_init_script(OPENED_LATE)
        page.on("console", lambda message: said.append(message.text))
        page.route("https://www.dwd.de/**", lambda route: ways_out.append(route))
        page.goto(f"{wire.url}/sonneberg/")
        assert _happens(page, wire.holding.is_set)
        page.locator("a[data-exit]").first.click(no_wait_after=True)
        assert _happens(page, lambda: ways_out)
        wire.release()
        page.wait_for_timeout(1500)
        assert "opened late" not in said
        (way_out,) = ways_out
        way_out.fulfill(body="<title>Wetter</title>")
        page.wait_for_url("https://www.dwd.de/**")
        page.goto(f"{wire.url}/robots.txt")
        assert page.evaluate(LEFT) == [0, 0, 0, 0]


def test_a_button_on_the_page_about_traces_deletes_it_too(phone, site):
    page = phone.new_page()
    page.goto(f"{site}/sonneberg/")
    wait_until_kept(page, "/sonneberg/", "/sonneberg/notfall")
    page.get_by_role("link", name="So löschen Sie ihn").click()
    button = page.get_by_role("button", name="Alles aus diesem Gerät löschen")
    button.click()
    expect(page.get_by_text("Gelöscht. Kopien, Merkliste und Lesehilfe sind leer.")).to_be_visible()
    _narrow_and_free_of_barriers(page)
    page.goto(f"{site}/robots.txt")
    assert page.evaluate(LEFT) == [0, 0, 0, 0]


def test_the_start_page_of_all_networks_opens_without_a_network(phone, site):
    page = phone.new_page()
    page.goto(f"{site}/")
    wait_until_kept(page, "/", "/notfall", "/hilfe/ohne-netz")
    page.reload()  # now the worker stands before this page
    assert page.evaluate(SCOPES) == ["/"]
    _without_network(phone)
    for path in ("/", "/notfall"):
        page.goto(site + path)
        expect(page.locator(NOTE)).to_contain_text("Sie sind gerade offline. Stand:")
        _narrow_and_free_of_barriers(page)
    page.goto(f"{site}/suche?q=hebamme")
    expect(page.locator('a[href="tel:112"]')).to_be_visible()
    phone.set_offline(False)
    page.goto(f"{site}/")
    expect(page.locator(NOTE)).to_have_count(0)
    assert _leave(page, site) == [0, 0, 0, 0]


def test_the_worker_leaves_the_workspace_and_the_sign_in_to_the_browser(phone, site):
    page = phone.new_page()
    wanted = {"/": "/", "/sonneberg/": "/sonneberg/", "/en/": "/en/", "/notfall/pl": "/"}
    for path, scope in wanted.items():
        page.goto(site + path)
        wait(page, f"async (some) => (await ({SCOPES})()).includes(some[0])", scope)
    assert set(page.evaluate(SCOPES)) == set(wanted.values())
    private = ("/konto/anmelden/", "/netz/sonneberg/", "/land/", "/betrieb/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(site + private[0])
    assert asked.count(private[0]) == 1
    _without_network(phone)
    for path in private:
        with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
            page.goto(site + path)
    phone.set_offline(False)
    page.goto(f"{site}/robots.txt")
    assert not [one for one in _kept(page) if one.startswith(private)]


def test_when_the_network_hangs_the_kept_page_comes_after_six_seconds_and_a_slow_answer_is_waited_for(phone, site):
    with between(site) as wire:
        page = phone.new_page()
        page.goto(f"{wire.url}/sonneberg/")
        wait_until_kept(page, "/sonneberg/", "/sonneberg/notfall")
        page.reload()  # now the worker stands before this page
        wire.slow(2)
        page.goto(f"{wire.url}/sonneberg/notfall")
        expect(page.locator(NOTE)).to_have_count(0)
        wire.hang()
        begun = time.monotonic()
        page.goto(f"{wire.url}/sonneberg/")
        assert 5 < time.monotonic() - begun < 12
        expect(page.locator(NOTE)).to_contain_text("Sie sind gerade offline. Stand:")


def test_the_emergency_page_in_polish_opens_without_a_network(phone, site):
    page = phone.new_page()
    page.goto(f"{site}/notfall/pl")
    wait_until_kept(page, "/notfall", "/notfall/pl")
    _without_network(phone)
    page.goto(f"{site}/notfall/pl")
    expect(page.locator(NOTE)).to_contain_text("You are offline right now. As of")
    assert page.locator(NOTE).get_attribute("lang") == "en"
    expect(page.locator('a[href="tel:112"]').first).to_be_visible()


def test_with_data_saver_the_start_page_is_not_fetched_before_it_is_opened(browser, site):
    context = visitor(browser)
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    page.goto(site + SEARCH)
    wait_until_kept(page, "/sonneberg/notfall")
    page.reload()
    wait_until_kept(page, "/sonneberg/hilfe/ohne-netz")
    page.reload()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    assert "/sonneberg/" not in _kept(page)
    page.goto(f"{site}/sonneberg/")
    wait_until_kept(page, "/sonneberg/")
    context.close()


def test_a_first_visit_with_its_copies_weighs_at_most_forty_kilobytes(browser, site):
    """With the worker, which this page does not see: it is fetched once more here."""
    for address in ("/sonneberg/", SEARCH, f"/ar{SEARCH}"):
        context = visitor(browser)
        page = context.new_page()
        weighed = weights(page)
        page.goto(site + address)
        wait_until_kept(page, f"{address.rsplit('/', 1)[0]}/notfall")
        page.wait_for_load_state("networkidle")
        page.evaluate(
            "fetch(document.querySelector('[data-worker]').dataset.worker, {cache: 'reload'}).then((one) => one.text())"
        )
        page.wait_for_timeout(500)
        assert 20_000 < sum(weighed) <= 40 * 1024, (address, sum(weighed))
        context.close()


def test_the_emergency_page_stands_in_until_the_other_page_came(phone, site):
    page = phone.new_page()
    page.goto(site + SEARCH)
    wait_until_kept(page, "/sonneberg/notfall")
    assert "/sonneberg/hilfe/ohne-netz" not in _kept(page)
    _without_network(phone)
    page.goto(f"{site}/sonneberg/angebote")
    expect(page.locator("h1")).to_have_text("Im Notfall")
    expect(page.locator(NOTE)).to_contain_text("Sie sind gerade offline. Stand:")


def test_without_script_there_is_no_worker_and_nothing_is_kept(browser, site):
    context = visitor(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sonneberg/")
    assert not page.locator("#lesehilfe").is_visible()
    page.goto(f"{site}/sonneberg/hilfe/ohne-netz")
    expect(page.locator('a[href="tel:112"]')).to_be_visible()
    assert context.cookies() == []
    context.close()


def test_a_filter_tapped_without_a_network_leaves_the_results_and_says_so(phone, site):
    page = phone.new_page()
    page.goto(site + SEARCH)
    cards, address = page.locator(".card").count(), page.url
    _without_network(phone)
    page.locator(".filters summary").click()
    page.locator(".filters a").first.click()
    expect(page.locator(NOTE)).to_contain_text("keine Verbindung")
    assert page.locator(NOTE).evaluate("node => getComputedStyle(node).clipPath") == "none", "seen, not only heard"
    assert (page.locator(".card").count(), page.url) == (cards, address)
    _narrow_and_free_of_barriers(page)
    phone.set_offline(False)
    page.locator(".filters a").first.click()
    expect(page).not_to_have_url(address)
    expect(page.locator(NOTE)).to_have_count(0)
