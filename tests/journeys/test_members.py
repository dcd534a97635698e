"""From the invitation to the farewell, in a real browser: passkey, two hats, a leaver, a stranger."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from nestwerk.config.demo_logins import demo_password
from tests.journeys.browser import DESK, barriers, told, visitor
from tests.journeys.conftest import ROOT, Installation, copied, free_port

KEYS = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
CHOOSE = re.compile(r"/konto/rollen/\?next=")
HERE, THERE = "/netz/musterstadt/", "/netz/nachbarstadt/"
# The newest mail waiting in a network's post, unsealed by the program's own key.
READ_MAIL = """
import django; django.setup()
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal
from nestwerk.networks.queries_members import network_called
network = network_called("musterstadt")
with tenant(network.pk):
    print(unseal(Mail.objects.filter(kind="invitation").latest("pk").sealed)["text"])
"""


class AtLocalhost(Installation):
    """Passkeys are bound to a name, so this installation is reached by one."""

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {
            "NESTWERK_PUBLIC_URL": self.url,
            "NESTWERK_WORKERS": "1",
            "DJANGO_SETTINGS_MODULE": "nestwerk.config.settings",
        }

    def mailed_link(self) -> str:
        """The link in the newest invitation to Musterstadt, as the queue holds it."""
        told = subprocess.run(
            [sys.executable, "-c", READ_MAIL],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        found = re.search(r"http://\S+/konto/einladung/\S+/", told.stdout)
        assert found, told.stdout
        return found.group()


@pytest.fixture(scope="module")
def house(prepared: object) -> Iterator[AtLocalhost]:
    """An installation with a second network beside the invented one."""
    made = copied(prepared, f"members-{free_port()}")  # type: ignore[arg-type]
    house = AtLocalhost(made.data_dir, made.port)
    try:
        house.start()
        named = house.run("create-network", "nachbarstadt", "--name", "Netzwerk Nachbarstadt", "--ags", "16069")
        assert named.returncode == 0, named.stderr
        yield house
    finally:
        house.stop()
        shutil.rmtree(house.data_dir, ignore_errors=True)


def desk(browser: Browser) -> Page:
    """A desk of somebody's own; what the page's own policy blocks or breaks fails the journey."""
    page = visitor(browser, viewport=DESK).new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: said.type != "error" or "Failed to load" in said.text or pytest.fail(said.text))
    return page


def accessible(page: Page) -> None:
    """No page of the way has a barrier that axe knows."""
    page.wait_for_load_state()
    assert told(barriers(page)) == [], page.url


def signed_in(page: Page, house: AtLocalhost, person: str) -> None:
    page.goto(f"{house.url}/konto/anmelden/")
    page.fill("[name=login]", f"{person}@musterstadt.example")
    page.fill("[name=password]", demo_password(house.data_dir))
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(f"**{HERE}")


def main_of(page: Page) -> str:
    return page.locator("main").inner_text()


def test_from_the_invitation_to_the_farewell(browser: Browser, house: AtLocalhost) -> None:
    # given a coordinator who invites somebody
    karla = desk(browser)
    signed_in(karla, house, "koordination")
    karla.goto(f"{house.url}{HERE}mitglieder/")
    accessible(karla)
    karla.get_by_role("link", name="Jemanden einladen").first.click()
    accessible(karla)
    karla.get_by_role("button", name="Einladung senden").click()
    accessible(karla)  # with what is missing said beside its field
    karla.fill("[name=email]", "ida@example.org")
    karla.get_by_label("Redaktion").check()
    karla.get_by_role("button", name="Einladung senden").click()
    karla.wait_for_url(f"**{HERE}mitglieder/")
    accessible(karla)
    assert "Die Einladung an ida@example.org ist unterwegs." in main_of(karla)
    link = house.mailed_link()

    # when the invited person opens the mail's link and takes a passkey
    ida = desk(browser)
    devtools = ida.context.new_cdp_session(ida)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEYS})
    ida.goto(link)
    accessible(ida)
    ida.get_by_label("Ihr Name").fill("Ida Beispiel")
    ida.get_by_role("button", name="Weiter mit Passkey").click()
    ida.wait_for_url("**/konto/sicherheit/passkeys/neu/")
    accessible(ida)
    ida.fill("[name=name]", "Diensthandy")
    ida.get_by_role("button", name="Passkey anlegen").click()
    ida.wait_for_url("**/sicherheit/ersatzcodes/")

    # then she sees the workspace, and the link opens nothing any more
    assert ida.goto(f"{house.url}{HERE}").status == 200  # type: ignore[union-attr]
    accessible(ida)
    assert desk(browser).goto(link).status == 404  # type: ignore[union-attr]

    # and later she comes in by the passkey alone
    ida.context.clear_cookies()
    ida.goto(f"{house.url}/konto/anmelden/")
    ida.get_by_role("button", name="Mit Passkey anmelden").click()
    ida.wait_for_url(f"**{HERE}")

    # given a second role in another network, which she accepts with one click
    invited = house.run("invite", "ida@example.org", "--network", "nachbarstadt", "--role", "guest")
    ida.goto(re.search(r"http://\S+/konto/einladung/\S+/", invited.stdout).group())  # type: ignore[union-attr]
    accessible(ida)
    ida.get_by_role("button", name="Einladung annehmen").click()
    ida.wait_for_url(f"**{THERE}")

    # then one hat at a time: the other network asks for the other role
    ida.goto(f"{house.url}{HERE}angebote/")
    ida.wait_for_url(CHOOSE)
    accessible(ida)
    ida.get_by_role("button", name="Redaktion").click()
    ida.wait_for_url(f"**{HERE}angebote/")
    assert ida.goto(f"{house.url}{HERE}mitglieder/").status == 403  # type: ignore[union-attr]
    ida.goto(f"{house.url}{THERE}")
    ida.wait_for_url(CHOOSE)

    # and strangers' networks look like networks that do not exist
    told = set()
    for place in ("sonneberg", "gibt-es-nicht"):
        for path in ("", "mitglieder/", "mitglieder/1/", "angebote/", "mitglieder/einladen/"):
            assert ida.goto(f"{house.url}/netz/{place}/{path}").status == 404  # type: ignore[union-attr]
            told.add(ida.locator("body").inner_text())
    assert len(told) == 1
    accessible(ida)

    # when the coordinator lets her go
    assert ida.goto(f"{house.url}{HERE}angebote/").status == 200  # type: ignore[union-attr]
    karla.goto(f"{house.url}{HERE}mitglieder/")
    karla.get_by_role("link", name="Ida Beispiel").click()
    accessible(karla)
    karla.get_by_role("link", name="Zugang beenden").click()
    accessible(karla)
    assert "auch nicht in einer offenen Sitzung" in main_of(karla)
    karla.get_by_role("button", name="Zugang beenden").click()
    karla.get_by_text("Der Zugang von Ida Beispiel ist beendet.").wait_for()
    accessible(karla)

    # then her open session sees nothing more of this network, and keeps her other role
    assert ida.goto(f"{house.url}{HERE}angebote/").status == 404  # type: ignore[union-attr]
    ida.goto(f"{house.url}/konto/rollen/")
    ida.wait_for_url(f"**{THERE}")
    accessible(ida)


def test_the_last_coordination_is_kept(browser: Browser, house: AtLocalhost) -> None:
    # when the only coordinator wants to leave, then the page says what to do first
    karla = desk(browser)
    signed_in(karla, house, "koordination")
    karla.goto(f"{house.url}{HERE}mitglieder/")
    karla.get_by_role("link", name="Karla Koordination").click()
    karla.get_by_role("link", name="Zugang beenden").click()
    if karla.locator("[name=successor]").count():
        karla.locator("[name=successor]").select_option(index=1)
    karla.get_by_role("button", name="Zugang beenden").click()
    karla.get_by_text("Das ist die letzte Netzwerkkoordination.").first.wait_for()
    accessible(karla)
