"""An operator with map tiles of their own: a map to move where there is script, the drawn one everywhere else."""

from __future__ import annotations

import shutil
import struct
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import DESK, barriers, told, visitor
from tests.journeys.conftest import Installation, copied, free_port

RESULTS = "/sonneberg/suche?q=baby+schreit&ort=96515"


def _tile() -> bytes:
    """A plain picture of 256 by 256 grey points."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\xdd" * 256 for _ in range(256))
    head = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class TileServer(BaseHTTPRequestHandler):
    """Answers every tile, or none while ``broken``; remembers what was asked and from where."""

    asked: list[tuple[str, str]] = []
    broken = False

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Referer", "")))
        self.send_response(404 if TileServer.broken else 200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if not TileServer.broken:
            self.wfile.write(_tile())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class WithTiles(Installation):
    """An installation whose operator has a tile server on this computer."""

    tiles = 0

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {
            "NESTWERK_TILES_URL": f"http://127.0.0.1:{self.tiles}/{{z}}/{{x}}/{{y}}.png",
            "NESTWERK_TILES_NOTICE": "Karte: Landkreis <Musterland>",
        }


@pytest.fixture(scope="module")
def tile_site(prepared: Path) -> Iterator[str]:
    """Base address of an installation with tiles."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), TileServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made = WithTiles(copied(prepared, f"tiles-{free_port()}").data_dir, free_port())
    made.tiles = server.server_address[1]
    try:
        made.start()
        yield made.url
    finally:
        made.stop()
        server.shutdown()
        server.server_close()
        shutil.rmtree(made.data_dir, ignore_errors=True)


def test_pins_stand_on_the_operators_tiles_and_lead_to_the_list_by_keyboard(browser, tile_site):
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    TileServer.asked.clear()
    page.goto(tile_site + RESULTS)
    pins = page.locator(".tiles .tile-pin")
    expect(pins.first).to_be_visible()
    expect(page.locator(".tiles .leaflet-tile-loaded").first).to_be_visible()
    expect(page.locator(".leaflet-control-attribution")).to_have_text("Karte: Landkreis <Musterland>")
    assert not page.locator(".map > svg").is_visible()
    assert pins.first.get_attribute("aria-label").startswith("1")
    pins.first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.card').id").startswith("angebot-")
    assert {referer for _, referer in TileServer.asked} == {""}
    assert not any("baby" in path for path, _ in TileServer.asked)
    assert told(barriers(page)) == []
    page.locator(".chip").first.click()
    expect(page.locator(".tiles .tile-pin").first).to_be_visible()
    assert complaints == []
    context.close()


def test_the_page_of_an_offer_has_the_map_too_and_privacy_names_the_tile_server(browser, tile_site):
    context = visitor(browser)
    page = context.new_page()
    page.goto(f"{tile_site}/sonneberg/angebote")
    page.goto(tile_site + page.locator(".card h3 a").first.get_attribute("href"))
    expect(page.locator(".tiles .tile-pin")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{tile_site}/sonneberg/datenschutz")
    expect(page.locator("main")).to_contain_text("127.0.0.1")
    context.close()


def test_without_script_or_with_the_tile_server_away_the_drawn_map_stays(browser, tile_site):
    context = visitor(browser, viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(tile_site + RESULTS)
    expect(page.locator(".map > svg")).to_be_visible()
    context.close()
    TileServer.broken = True
    try:
        context = visitor(browser, viewport=DESK)
        page = context.new_page()
        page.goto(tile_site + RESULTS)
        expect(page.locator(".map > svg")).to_be_visible()
        expect(page.locator(".tiles")).to_have_count(0)
        context.close()
    finally:
        TileServer.broken = False


def test_a_device_that_saves_data_keeps_the_drawn_map_and_loads_neither_library_nor_tiles(browser, tile_site):
    context = visitor(browser, viewport=DESK)
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    TileServer.asked.clear()
    page.goto(tile_site + RESULTS, wait_until="networkidle")
    expect(page.locator(".map > svg")).to_be_visible()
    assert not [url for url in asked if "leaflet" in url]
    assert TileServer.asked == []
    context.close()


def test_without_tiles_no_byte_of_the_map_library_is_there(browser, site):
    context = visitor(browser, viewport=DESK)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + RESULTS, wait_until="networkidle")
    assert not [url for url in asked if "leaflet" in url or "tiles" in url]
    assert "leaflet" not in page.content()
    assert page.request.get(f"{site}/static/leaflet/leaflet.js").status == 404
    context.close()
