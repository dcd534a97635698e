"""Pictures of every kind of public page, put together on sheets to be looked at by a person.

python -m bench.screens FOLDER                    a demonstration of its own, everything
python -m bench.screens FOLDER suche notfall      only kinds of pages whose address has one of these words
SITE=http://127.0.0.1:8000 LOOKS="ar-phone de-paper" python -m bench.screens FOLDER
                                                  a demonstration that runs already; only these looks

German, plain German and Arabic on a phone (360 px) and at a desk (1280 px), the pages of ``FIRST`` also in the dark
and on paper. A page is cut into columns of a sheet, its address above the first; what is longer than ``LONGEST``
columns is cut off. The sheets are called after language and size: ``ar-phone-03.png``.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from bench.lighthouse.__main__ import NETWORK, demonstration, kinds

LONGEST = 3
HIGH, EDGE = 1500, 12
HERE = f"/{NETWORK}"
SEARCH = f"{HERE}/suche?q=mein+baby+schreit+so+viel"
FIRST = ("/", f"{HERE}/", SEARCH, f"{HERE}/suche?q=ich+will+nicht+mehr+leben", "OFFER", f"{HERE}/notfall", "LIST",
         "SHEET", f"{HERE}/netzwerk", "HANDOVER")  # fmt: skip
FOREIGN = "/notfall/fa"  # the emergency page in a language that only it has
OPEN_READING = "document.querySelectorAll('details.reading, #lesehilfe').forEach((one) => { one.open = true })"


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages are looked at: size of the window, how small they are on the sheet, which of them."""

    name: str
    front: str
    width: int
    scale: float
    across: int
    scheme: Literal["dark", "light"] = "light"
    paper: bool = False
    some: bool = False


PHONE, DESK = (360, 0.7, 6), (1280, 0.45, 3)
LANGUAGES = (("de", ""), ("de-einfach", "/de-einfach"), ("ar", "/ar"))
LOOKS = (
    *(Look(f"{code}-phone", front, *PHONE) for code, front in LANGUAGES),
    *(Look(f"{code}-desk", front, *DESK) for code, front in LANGUAGES),
    Look("de-dark-phone", "", *PHONE, scheme="dark", some=True),
    Look("de-dark-desk", "", *DESK, scheme="dark", some=True),
    Look("de-paper", "", 794, 0.6, 3, paper=True, some=True),
    Look("ar-paper", "/ar", 794, 0.6, 3, paper=True, some=True),
)


def main() -> int:
    """Make the sheets and print their names."""
    folder, words = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    site = os.environ.get("SITE")
    with nullcontext(site) if site else demonstration() as base, sync_playwright() as playwright:
        named, first = paths(base)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        only = os.environ.get("LOOKS", "").split()
        for look in LOOKS:
            if only and look.name not in only:
                continue
            wanted = [one for one in (first if look.some else named) if not words or any(w in one for w in words)]
            for sheet in sheets(folder, look, pictures(browser, base, look, wanted)):
                print(sheet, flush=True)
        browser.close()
    return 0


def paths(site: str) -> tuple[list[str], list[str]]:
    """German paths of every kind of page, and those that are also looked at in the dark and on paper."""
    found = kinds(site)
    listed = urllib.request.urlopen(f"{site}{HERE}/angebote").read().decode()  # noqa: S310  # our own server
    ids = list(dict.fromkeys(re.findall(rf"{HERE}/angebote/([\w-]+)", listed)))
    noted = f"a={ids[0]}&a={ids[1]}"
    offer = f"{HERE}/angebote/{ids[0]}"
    meant = {"OFFER": offer, "LIST": f"{HERE}/merkliste?{noted}", "SHEET": f"{HERE}/merkliste/blatt?{noted}",
             "HANDOVER": f"{HERE}/uebergabe?{noted}"}  # fmt: skip
    said = wish(site, offer)
    more = ["/impressum", "/datenschutz", f"{HERE}/broschuere", *meant.values(), f"{offer}/hinweis",
            f"{HERE}/zeigekarte", f"{HERE}/zeigekarte/druck?satz={said}&groesse=a4", f"{offer}/zeigekarte/{said}",
            f"{HERE}/fachkraefte/suche", f"{HERE}/hilfe/ohne-netz", f"{HERE}/einbetten/suche",
            f"{HERE}/einbetten/ergebnisse", f"{HERE}/einbetten/termine", FOREIGN, f"{HERE}/#lesehilfe"]  # fmt: skip
    return list(dict.fromkeys([*found, *more])), [meant.get(one, one) for one in FIRST]


def wish(site: str, offer: str) -> str:
    """The first wish of the show-card of an offer."""
    told = urllib.request.urlopen(f"{site}{offer}/zeigekarte").read().decode()  # noqa: S310  # our own server
    found = re.search(r"/zeigekarte/(?!druck)([\w-]+)", told)
    assert found
    return found[1]


def pictures(browser: Browser, site: str, look: Look, wanted: list[str]) -> Iterator[tuple[str, Image.Image]]:
    """Each page as one long picture."""
    high = 740 if look.width == 360 else 900
    seen: Any = browser.new_context(
        viewport={"width": look.width, "height": high}, color_scheme=look.scheme, service_workers="block"
    )
    page: Page = seen.new_page()
    for path in wanted:
        if look.front and (path.startswith("/notfall/") or "/fachkraefte/suche" in path):
            continue  # a page of one language
        page.goto(f"{site}{look.front}{path}")
        page.wait_for_timeout(150)
        if "#lesehilfe" in path:
            page.evaluate(OPEN_READING)
        if look.paper:
            yield path, printed(page)
        else:
            yield path, Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    seen.close()


def printed(page: Page) -> Image.Image:
    """The page as it comes out of the printer, one sheet below the other."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        file.write_bytes(page.pdf(format="A4", print_background=False))
        subprocess.run(["pdftoppm", "-r", "96", "-png", str(file), f"{folder}/p"], check=True)
        parts = [Image.open(one).convert("RGB") for one in sorted(Path(folder).glob("p*.png"))]
    whole = Image.new("RGB", (parts[0].width, sum(one.height + 4 for one in parts)), "red")
    top = 0
    for one in parts:
        whole.paste(one, (0, top))
        top += one.height + 4
    return whole


def sheets(folder: Path, look: Look, seen: Iterator[tuple[str, Image.Image]]) -> Iterator[Path]:
    """The pictures cut into columns, and the columns side by side."""
    wide = round((794 if look.paper else look.width) * look.scale)
    row: list[tuple[str, Image.Image]] = []
    number = 0
    for path, picture in seen:
        small = picture.resize((wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS)
        for at in range(min(LONGEST, -(-small.height // HIGH))):
            piece = small.crop((0, at * HIGH, wide, min((at + 1) * HIGH, small.height)))
            row.append((path if not at else "...", piece))
            if len(row) == look.across:
                number += 1
                yield sheet(folder / f"{look.name}-{number:02}.png", wide, look.across, row)
                row = []
    if row:
        yield sheet(folder / f"{look.name}-{number + 1:02}.png", wide, look.across, row)


def sheet(file: Path, wide: int, across: int, row: list[tuple[str, Image.Image]]) -> Path:
    """One sheet with an address above each column."""
    whole = Image.new("RGB", (across * (wide + EDGE), HIGH + 24), "#b0b")
    draw = ImageDraw.Draw(whole)
    for at, (path, piece) in enumerate(row):
        draw.text((at * (wide + EDGE), 6), path[-60:], fill="white")
        whole.paste(piece, (at * (wide + EDGE), 24))
    whole.save(file)
    return file


if __name__ == "__main__":
    raise SystemExit(main())
