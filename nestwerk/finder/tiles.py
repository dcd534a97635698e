"""The operator's own map tiles, if there are any. Without them not one byte of Leaflet is named or loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.templatetags.static import static


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where tiles come from (``{z}/{x}/{y}``), what stands under them, and the files that show them."""

    url: str
    notice: str
    host: str
    styles: str
    library: str
    module: str


def tiles() -> Tiles | None:
    """The tiles of this installation; None, and the drawn map alone, unless the operator set ``NESTWERK_TILES_URL``."""
    return _tiles(settings.TILES_URL, settings.TILES_NOTICE) if settings.TILES_URL else None


@lru_cache(maxsize=4)
def _tiles(url: str, notice: str) -> Tiles:
    return Tiles(
        url=url,
        notice=notice,
        host=urlsplit(url).hostname or "",
        styles=static("leaflet/leaflet.css"),
        library=static("leaflet/leaflet.js"),
        module=static("finder/tiles.js"),
    )
