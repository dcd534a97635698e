"""One style sheet from many small files: put together once per process, no build step.

The files under ``static/finder/css`` are read in the order of ``PARTS``. Comments and indentation are left
out on the way. The address carries a digest, so browsers may keep the sheet for good, and a network's accent, which
stands at the end of the same file: a second file costs a slow phone another way to the server before it shows anything.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources

from nestwerk.common.colour import accent_for

PARTS = (
    "tokens",
    "base",
    "frame",
    "forms",
    "start",
    "results",
    "offer",
    "pages",
    "help",
    "map",
    "shortlist",
    "reading",
    "print",
)


def squeeze(css: str) -> str:
    """``css`` without comments and needless white space. Strings must not hold braces, colons or comment marks."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()


@cache
def stylesheet(accent: str = "") -> str:
    """The whole style sheet of the public site, with the colours of a network whose accent ("#rrggbb") is given."""
    folder = resources.files("nestwerk.finder").joinpath("static", "finder", "css")
    sheet = "\n".join(squeeze(folder.joinpath(f"{part}.css").read_text(encoding="utf-8")) for part in PARTS)
    return sheet + (accent_for(accent).css if accent else "")


@cache
def stylesheet_version(accent: str = "") -> str:
    """Digest of the style sheet, as it stands in its address."""
    return hashlib.sha256(stylesheet(accent).encode()).hexdigest()[:12]


@cache
def stylesheet_address(accent: str = "") -> str:
    """Where the style sheet is served."""
    return f"/stil/{stylesheet_version(accent)}{accent.replace('#', '-')}.css"
