"""The style sheet of embeds: the site's own tokens and forms in the network's colour, light, dark, or as the host is.

One file instead of three, and smaller than the site's. Where the host decides, the question for the system's scheme is
answered here once and for all.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from nestwerk.common.colour import accent_for
from nestwerk.finder.stylesheet import squeeze

from .choice import DARK, LIGHT

_PARTS = ("tokens", "base", "forms")
_DARK = "@media (prefers-color-scheme:dark)"
_BOTH = "color-scheme:light dark"


@lru_cache(maxsize=512)
def sheet(scheme: str, accent: str) -> str:
    """The whole sheet for one of ``SCHEMES``; ``accent`` is the network's wish (``#rrggbb``) or empty."""
    parts = [_common()]
    if accent:
        made = accent_for(accent)
        parts.append(
            f"@layer tokens{{:root{{--accent:{made.light};--on-accent:{made.light_ink}}}"
            f"{_DARK}{{:root{{--accent:{made.dark};--on-accent:{made.dark_ink}}}}}}}"
        )
    css = "\n".join(parts)
    if scheme == LIGHT:
        return css.replace(_DARK, "@media not all").replace(_BOTH, "color-scheme:light")
    if scheme == DARK:
        return css.replace(_DARK, "@media all").replace(_BOTH, "color-scheme:dark")
    return css


@lru_cache(maxsize=1)
def _common() -> str:
    finder = resources.files("nestwerk.finder").joinpath("static", "finder", "css")
    own = resources.files("nestwerk.publishing").joinpath("static", "publishing", "embed.css")
    files = [*(finder.joinpath(f"{part}.css") for part in _PARTS), own]
    return "\n".join(squeeze(file.read_text(encoding="utf-8")) for file in files)
