"""Three ways in, in a real browser: password and code, passkey, the county's own sign-in. And the limits of all."""

from __future__ import annotations

import re
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page, expect

from nestwerk.config.demo_logins import demo_password
from tests.journeys.browser import DESK, barriers, told, visitor
from tests.journeys.conftest import Installation, copied, free_port
from tests.oidc import county

KEYS = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
PERIOD = 30  # seconds a code of the app holds
HOME = re.compile(r"/netz/musterstadt/$")


@dataclass
class AtLocalhost(Installation):
    """Passkeys are bound to a name, so this installation is reached by one."""

    more: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"NESTWERK_PUBLIC_URL": self.url, "NESTWERK_WORKERS": "2"} | self.more


@pytest.fixture(scope="module")
def house(prepared: Path) -> Iterator[AtLocalhost]:
    """An installation with two web processes and a county beside it."""
    made = copied(prepared, f"door-{free_port()}")
    door, port = AtLocalhost(made.data_dir, made.port), free_port()
    door.more = {
        "NESTWERK_OIDC_URL": f"http://127.0.0.1:{port}", "NESTWERK_OIDC_NAME": "Anmeldung der Stadt",
        "NESTWERK_OIDC_CLIENT_ID": "nestwerk", "NESTWERK_OIDC_CLIENT_SECRET": county.SECRET,
    }  # fmt: skip
    try:
        door.start()
        yield door
    finally:
        door.stop()
        shutil.rmtree(door.data_dir, ignore_errors=True)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desk with nothing on it; whatever the browser complains about fails the journey."""
    context = visitor(browser, viewport=DESK)
    opened, complaints = context.new_page(), []
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def accessible(page: Page) -> None:
    """No page of the way has a barrier that axe knows."""
    assert told(barriers(page)) == [], page.url


def give_password(page: Page, house: Installation, person: str) -> None:
    page.goto(f"{house.url}/konto/anmelden/")
    accessible(page)
    page.fill("[name=login]", f"{person}@musterstadt.example")
    page.fill("[name=password]", demo_password(house.data_dir))
    page.get_by_role("button", name="Anmelden", exact=True).click()


def confirm(page: Page, house: Installation) -> None:
    accessible(page)
    page.fill("[name=password]", demo_password(house.data_dir))
    page.get_by_role("button", name="Weiter").click()


def leave(page: Page, house: Installation) -> None:
    page.goto(f"{house.url}/konto/abmelden/")
    accessible(page)
    page.get_by_role("main").get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/konto/abgemeldet/")
    accessible(page)
    assert page.context.cookies() == []


def code_now(secret: str) -> str:
    """What the app shows; as people do, the next code is waited for when this one is about to go."""
    left = PERIOD - time.time() % PERIOD
    if left < 8:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_password_and_code(page: Page, house: AtLocalhost) -> None:
    # given somebody with a password who sets up a code app
    give_password(page, house, "redaktion")
    page.wait_for_url(HOME)
    page.goto(f"{house.url}/konto/sicherheit/")
    accessible(page)
    page.get_by_role("link", name="Code-App einrichten").click()
    confirm(page, house)
    page.wait_for_url("**/sicherheit/app/")
    accessible(page)
    assert page.locator("figure.qr svg").is_visible()
    secret = page.locator("main code").inner_text()
    page.fill("[name=code]", code_now(secret))
    page.get_by_role("button", name="Code-App einrichten").click()
    page.wait_for_url("**/sicherheit/ersatzcodes/")
    accessible(page)
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    leave(page, house)
    # when she signs in again, then the password alone does not open
    give_password(page, house, "redaktion")
    page.wait_for_url("**/zweiter-schritt/")
    accessible(page)
    page.fill("[name=code]", "000000")
    page.get_by_role("button", name="Anmelden", exact=True).click()
    expect(page.locator("main")).to_contain_text("Dieser Code stimmt nicht")
    accessible(page)
    page.fill("[name=code]", code_now(secret))
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(HOME)
    # and without the phone a recovery code does
    leave(page, house)
    give_password(page, house, "redaktion")
    page.fill("[name=code]", codes[0])
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(HOME)


def test_passkey(page: Page, house: AtLocalhost) -> None:
    # given a device that can keep passkeys
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEYS})["authenticatorId"]
    give_password(page, house, "gast")
    page.wait_for_url(HOME)
    # when its owner adds one and signs out
    page.goto(f"{house.url}/konto/sicherheit/")
    page.get_by_role("link", name="Passkey anlegen").click()
    confirm(page, house)
    page.wait_for_url("**/passkeys/neu/")
    accessible(page)
    page.fill("[name=name]", "Diensthandy")
    page.get_by_role("button", name="Passkey anlegen").click()
    page.wait_for_url("**/sicherheit/ersatzcodes/")
    kept = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert [(one["rpId"], one["isResidentCredential"]) for one in kept] == [("localhost", True)]
    page.goto(f"{house.url}/konto/sicherheit/passkeys/")
    accessible(page)
    assert "Diensthandy" in page.locator("main").inner_text()
    leave(page, house)
    # then the passkey alone opens the door, without name and password
    page.goto(f"{house.url}/konto/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url(HOME)
    # and whoever cancels is told what happened
    leave(page, house)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto(f"{house.url}/konto/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.get_by_role("alert").get_by_text("Der Passkey wurde nicht benutzt").wait_for()
    accessible(page)


def through_the_county(page: Page, house: AtLocalhost, person: str) -> None:
    page.goto(f"{house.url}/konto/anmelden/")
    page.get_by_role("link", name="Anmeldung der Stadt").click()
    page.fill("[name=login]", person)
    page.fill("[name=password]", "beliebig")
    page.click("[type=submit]")
    page.click("[type=submit]")  # the county asks whether it may tell us the address


def test_the_countys_own_sign_in(browser: Browser, house: AtLocalhost) -> None:
    port = int(house.more["NESTWERK_OIDC_URL"].rsplit(":", 1)[1])
    with county.running(port, f"{house.url}/konto/ueber/verwaltung/zurueck/"):
        # an invited person comes in without a password of ours
        page = visitor(browser, viewport=DESK).new_page()
        through_the_county(page, house, "planung")
        page.wait_for_url(HOME)
        page.goto(f"{house.url}/konto/verwaltung/")
        accessible(page)
        assert "verbunden" in page.locator("main").inner_text()
        # whoever has no account, or an address the county has not checked, is told the same
        told = []
        for stranger in ("niemand", "unbestaetigt-partner"):
            page = visitor(browser, viewport=DESK).new_page()
            through_the_county(page, house, stranger)
            page.wait_for_url("**/ueber/verwaltung/zurueck/**")
            accessible(page)
            told.append(page.locator("main").inner_text())
        assert told[0] == told[1]
        assert "noch keinen Zugang" in told[0]
        # and whoever changes her mind comes back to a kind page
        page = visitor(browser, viewport=DESK).new_page()
        page.goto(f"{house.url}/konto/anmelden/")
        page.get_by_role("link", name="Anmeldung der Stadt").click()
        page.get_by_role("link", name=re.compile("Cancel", re.IGNORECASE)).click()
        page.wait_for_url("**/verwaltung/abgebrochen/")
        accessible(page)


def wrong_password(house: Installation, email: str) -> int:
    """One try from a fresh browser without a window; any of the web processes may answer."""
    ask = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    form = ask.open(f"{house.url}/konto/anmelden/", timeout=10).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    given = {"csrfmiddlewaretoken": token.group(1), "login": email, "password": "falsch geraten"}
    sent = urllib.request.Request(f"{house.url}/konto/anmelden/", urllib.parse.urlencode(given).encode())
    sent.add_header("Referer", f"{house.url}/konto/anmelden/")
    try:
        with ask.open(sent, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def test_limits_hold_across_processes_and_the_page_is_kind(browser: Browser, house: AtLocalhost) -> None:
    assert [wrong_password(house, "nord@musterstadt.example") for _ in range(8)] == [200] * 5 + [429] * 3
    page = visitor(browser, viewport=DESK).new_page()
    give_password(page, house, "nord")
    page.get_by_role("heading", name="Bitte warten Sie einen Moment").wait_for()
    accessible(page)
