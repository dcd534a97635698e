"""The pictures of the handbook, taken from the demonstration: ``python -m tests.journeys.pictures [name …]``.

Starts an installation of its own, signs in as the invented people and writes ``docs/handbuch/bilder/*.png``.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from nestwerk.config.demo_logins import demo_password

from .conftest import JOURNEYS, ROOT, Installation, make_installation

TARGET = ROOT / "docs" / "handbuch" / "bilder"
NETWORK = "/netz/musterstadt/"
WIDE, PHONE = 1280, 390
CAFE, CRAWLING = "Elterncafé am Dienstag", "Krabbelgruppe Käferkinder"


class Shown(NamedTuple):
    """One picture: who sees it, where it begins, how high it is in pixels, which links lead there."""

    who: str
    address: str
    height: int
    links: tuple[str, ...] = ()


SHOWN = {
    "heute": Shown("koordination", NETWORK, 620),
    "suchfeld": Shown("koordination", f"{NETWORK}suche/?q=hebamme", 620),
    "angebote": Shown("koordination", f"{NETWORK}angebote/", 760),
    "mitglieder": Shown("koordination", f"{NETWORK}mitglieder/", 760),
    "einladen": Shown("koordination", f"{NETWORK}mitglieder/einladen/", 760),
    "zahlen": Shown("koordination", f"{NETWORK}zahlen/", 760),
    "protokoll": Shown("koordination", f"{NETWORK}protokoll/", 620),
    "sicherheit": Shown("koordination", "/konto/sicherheit/", 760),
    "pflege": Shown("koordination", f"{NETWORK}pflege/", 860),
    "anrufliste": Shown("koordination", f"{NETWORK}pflege/anrufe/", 620),
    "frische": Shown("koordination", f"{NETWORK}pflege/frische/", 620),
    "regeln": Shown("koordination", f"{NETWORK}pflege/regeln/", 760),
    "pruefung": Shown("koordination", f"{NETWORK}pruefung/", 440),
    "pruefen": Shown("koordination", f"{NETWORK}pruefung/", 860, (CAFE,)),
    "doppelt": Shown("koordination", f"{NETWORK}doppelt/", 700),
    "vergleichen": Shown("koordination", f"{NETWORK}doppelt/", 760, ("Vergleichen",)),
    "hinweise": Shown("koordination", f"{NETWORK}hinweise/", 700),
    "guete": Shown("koordination", f"{NETWORK}guete/", 700),
    "aufloesen": Shown("koordination", f"{NETWORK}partner/", 760, ("Verein Willkommen e. V.", "Auflösen")),
    "rollen": Shown("partner", "/konto/rollen/", 520),
    "partner-heute": Shown("partner", NETWORK, 1000),
    "antworten": Shown("partner", f"{NETWORK}hinweise/", 700),
    "schritte": Shown("partner", f"{NETWORK}angebote/", 860, (CRAWLING, "Bearbeiten")),
    "land": Shown("land", "/land/17/", 620),
}
HEAD = ["Angebot", "Was es ist", "Wer", "Frau/Herr", "Wo", "Tel.", "Wann", "Alter", "Kosten"]
LIST = [
    ["Babyschwimmen Seepferdchen", "Eltern-Kind-Gruppe", "Schwimmverein Süd", "Ada Beispiel",
     "Am Bad 1, 00000 Musterstadt", "030 23125 150 o. 030 23125 151", "Sa 9–11 n. V.", "3 Mon. – 1 J.", "4 €"],
    ["Hebammensprechstunde", "Hebamme", "Hebammenpraxis Morgenrot", "", "Am Deich 7, 00000 Musterstadt",
     "030 23125 104", "Mo 15–17 Uhr", "0–1 J.", "kostenfrei"],
    ["Treff am Hafen", "Frühstück für alle Eltern", "Kirchengemeinde West", "", "Hafenstr. 1\n00000 Musterstadt",
     "-", "siehe Aushang", "Krümelalter", "5 €"],
]  # fmt: skip
# What the partner of the longest overdue offer gets by mail, as the queue holds it.
READ_MAIL = """
import django; django.setup()
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal
from nestwerk.networks.queries_members import network_called
network = network_called("musterstadt")
with tenant(network.pk):
    print(unseal(Mail.objects.filter(kind="offer.confirm", state="waiting").latest("pk").sealed)["text"])
"""


def main(names: list[str]) -> None:
    """Take every picture, or those with these names."""
    TARGET.mkdir(parents=True, exist_ok=True)
    installation = make_installation(JOURNEYS / "pictures")
    try:
        installation.start()
        installation.wait("/musterstadt/")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--lang=de"]
            )
            camera = Camera(browser, installation, set(names))
            camera.entrance()
            for person in dict.fromkeys(one.who for one in SHOWN.values()):
                page = camera.signed_in(person)
                for name, shown in SHOWN.items():
                    if shown.who == person:
                        camera.take(page, name, shown.address, shown.height, links=shown.links)
                if person == "koordination":
                    camera.lists(page)
                    camera.mail(page)
            camera.families()
            browser.close()
    finally:
        installation.stop()
        shutil.rmtree(installation.data_dir, ignore_errors=True)


class Camera:
    """Takes pictures of one installation. ``wanted``: names of pictures; empty for all."""

    def __init__(self, browser: Browser, installation: Installation, wanted: set[str]) -> None:
        self.browser, self.installation, self.wanted = browser, installation, wanted

    def entrance(self) -> None:
        """Where one signs in."""
        self.take(self._open(), "anmelden", "/konto/anmelden/", 700)

    def signed_in(self, person: str) -> Page:
        """One of the invented people; where she has several roles, the first."""
        page = self._open()
        page.goto(f"{self.installation.url}/konto/anmelden/")
        page.fill("input[name=login]", f"{person}@musterstadt.example")
        page.fill("input[name=password]", demo_password(self.installation.data_dir))
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "/anmelden" not in address)
        if "/rollen/" in page.url:
            page.get_by_role("button", name=re.compile("^Partner")).click()
            page.wait_for_url(lambda address: "/netz/" in address)
        return page

    def lists(self, page: Page) -> None:
        """A list on its way: columns, what nobody understands, rows."""
        table = io.StringIO()
        csv.writer(table, delimiter=";").writerows([["Familienangebote, Stand Herbst"], [], HEAD, *LIST])
        file = {"name": "Herbst.csv", "mimeType": "text/csv", "buffer": table.getvalue().encode("utf-8-sig")}
        page.goto(f"{self.installation.url}{NETWORK}einlesen/")
        page.set_input_files("[name=liste]", file)  # type: ignore[arg-type]
        page.get_by_role("button", name="Liste hochladen und ansehen").click()
        page.wait_for_url("**/spalten/")
        self.take(page, "spalten", "", 860)
        page.get_by_role("button", name="Weiter", exact=True).click()
        page.wait_for_url("**/werte/")
        self.take(page, "werte", "", 700)
        page.get_by_role("button", name="Merken und gleich zu den Zeilen").click()
        page.wait_for_url(lambda address: "/werte/" not in address)
        self.take(page, "zeilen", "", 860)
        page.get_by_role("button", name="Liste verwerfen").last.click()
        page.wait_for_load_state()

    def mail(self, page: Page) -> None:
        """What somebody sees who opens the link of a mail."""
        page.goto(f"{self.installation.url}{NETWORK}pflege/")
        page.get_by_role("button", name=re.compile("^Fragen:")).first.click()
        page.locator(".messages").wait_for()
        environment = self.installation.environment | {"DJANGO_SETTINGS_MODULE": "nestwerk.config.settings"}
        said = subprocess.run(
            [sys.executable, "-c", READ_MAIL], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
        link = re.search(r"/bestaetigen/\S+", said.stdout)
        assert link, said.stdout
        self.take(self._open(), "bestaetigen", link.group(), 844, width=PHONE)

    def families(self) -> None:
        """What families see of it."""
        page = self._open()
        page.goto(f"{self.installation.url}/musterstadt/angebote?nach=name")
        page.get_by_role("link", name=CAFE).first.click()
        page.wait_for_load_state()
        page.locator(".told").last.scroll_into_view_if_needed()
        self.take(page, "familien", "", 700, width=PHONE, at=".confirmed")

    def take(
        self, page: Page, name: str, address: str, height: int, *, width: int = WIDE, links: tuple[str, ...] = (),
        at: str = "",
    ) -> None:  # fmt: skip
        """Open ``address`` (empty: stay), follow the links, and keep what is seen then; ``at``: in the middle."""
        if self.wanted and name not in self.wanted:
            return
        page.set_viewport_size({"width": width, "height": height})
        if address:
            page.goto(self.installation.url + address)
        for link in links:
            page.locator("main").get_by_role("link", name=link).first.click()
            page.wait_for_load_state()
        page.wait_for_load_state("networkidle")
        if at:
            page.locator(at).first.evaluate("(one) => one.scrollIntoView({block: 'center'})")
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(TARGET / f"{name}.png", optimize=True)
        print(Path("docs/handbuch/bilder") / f"{name}.png")

    def _open(self) -> Page:
        return self.browser.new_context(
            locale="de-DE", timezone_id="Europe/Berlin", color_scheme="light", viewport={"width": WIDE, "height": 760}
        ).new_page()


if __name__ == "__main__":
    main(sys.argv[1:])
