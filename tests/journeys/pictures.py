"""The pictures of the handbook, taken from the demonstration: ``python -m tests.journeys.pictures``.

Starts an installation of its own, signs in as the invented people and writes ``docs/handbuch/bilder/*.png``.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from nestwerk.config.demo_logins import demo_password

from .conftest import JOURNEYS, ROOT, Installation, make_installation

TARGET = ROOT / "docs" / "handbuch" / "bilder"
NETWORK = "/netz/musterstadt/"
SHOWN = {  # name → who, address, height in pixels
    "heute": ("koordination", NETWORK, 620),
    "suchfeld": ("koordination", f"{NETWORK}suche/?q=hebamme", 620),
    "angebote": ("koordination", f"{NETWORK}angebote/", 760),
    "mitglieder": ("koordination", f"{NETWORK}mitglieder/", 760),
    "einladen": ("koordination", f"{NETWORK}mitglieder/einladen/", 760),
    "zahlen": ("koordination", f"{NETWORK}zahlen/", 760),
    "protokoll": ("koordination", f"{NETWORK}protokoll/", 620),
    "sicherheit": ("koordination", "/konto/sicherheit/", 760),
    "rollen": ("partner", "/konto/rollen/", 520),
    "land": ("land", "/land/17/", 620),
}


def main() -> None:
    """Take every picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    installation = make_installation(JOURNEYS / "pictures")
    try:
        installation.start()
        installation.wait("/musterstadt/")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            _entrance(browser, installation)
            for person in dict.fromkeys(who for who, _, _ in SHOWN.values()):
                page = _signed_in(browser, installation, person)
                for name, (who, address, height) in SHOWN.items():
                    if who == person:
                        _take(page, installation.url + address, name, height)
            browser.close()
    finally:
        installation.stop()
        shutil.rmtree(installation.data_dir, ignore_errors=True)


def _open(browser: Browser) -> Page:
    return browser.new_context(locale="de-DE", timezone_id="Europe/Berlin", color_scheme="light").new_page()


def _entrance(browser: Browser, installation: Installation) -> None:
    page = _open(browser)
    _take(page, f"{installation.url}/konto/anmelden/", "anmelden", 700)


def _signed_in(browser: Browser, installation: Installation, person: str) -> Page:
    page = _open(browser)
    page.goto(f"{installation.url}/konto/anmelden/")
    page.fill("input[name=login]", f"{person}@musterstadt.example")
    page.fill("input[name=password]", demo_password(installation.data_dir))
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    return page


def _take(page: Page, address: str, name: str, height: int) -> None:
    page.set_viewport_size({"width": 1280, "height": height})
    page.goto(address)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(TARGET / f"{name}.png", optimize=True)
    print(Path("docs/handbuch/bilder") / f"{name}.png")


if __name__ == "__main__":
    main()
