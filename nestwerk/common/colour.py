"""A network's own colour, made readable: contrast as WCAG 2.2 defines it (relative luminance, ratio 1 to 21).

Source: WCAG 2.2, definitions "relative luminance" and "contrast ratio"; success criteria 1.4.3, 1.4.6, 1.4.11.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PAPER_LIGHT = "#fcfaf6"
PAPER_DARK = "#13191b"
TEXT_RATIO = 7.0
_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


class ColourError(ValueError):
    """Not a colour of the form ``#rrggbb``."""


@dataclass(frozen=True, slots=True)
class Accent:
    """A network's colour for both themes, each readable as text on its ground, with a text colour for fills."""

    light: str
    light_ink: str
    dark: str
    dark_ink: str
    changed: bool  # True: the wish was darkened or lightened; tell the person who set it

    @property
    def css(self) -> str:
        """Custom properties for both themes, in the layer of a style sheet's tokens."""
        return (
            f"@layer tokens{{:root{{--accent:{self.light};--on-accent:{self.light_ink}}}"
            f"@media (prefers-color-scheme:dark){{:root{{--accent:{self.dark};--on-accent:{self.dark_ink}}}}}}}"
        )


def _channels(colour: str) -> tuple[int, int, int]:
    if not _HEX.match(colour):
        raise ColourError(colour)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 (black) to 1 (white). ColourError for anything else."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = _channels(colour)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _mix(colour: str, towards: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(colour), _channels(towards), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def readable(accent: str, ground: str, ratio: float = TEXT_RATIO) -> str:
    """``accent``, darkened or lightened just as far as needed to reach ``ratio`` on ``ground``.

    Moves away from the ground (darker on a light one, lighter on a dark one) and keeps the hue as far as
    that allows. If even black or white cannot reach the ratio, the better of the two is returned.
    """
    if contrast(accent, ground) >= ratio:
        return accent.lower()
    end = "#000000" if contrast("#000000", ground) >= contrast("#ffffff", ground) else "#ffffff"
    for step in range(1, 101):
        candidate = _mix(accent, end, step / 100)
        if contrast(candidate, ground) >= ratio:
            return candidate
    return end


def ink_on(fill: str) -> str:
    """Black-ish or white, whichever reads better on ``fill``."""
    return "#ffffff" if contrast("#ffffff", fill) >= contrast("#10181a", fill) else "#10181a"


def accent_for(wish: str) -> Accent:
    """What becomes of a network's wish ``#rrggbb`` on the site's paper, light and dark."""
    light = readable(wish, PAPER_LIGHT)
    dark = readable(wish, PAPER_DARK)
    return Accent(
        light=light,
        light_ink=ink_on(light),
        dark=dark,
        dark_ink=ink_on(dark),
        changed=light != wish.lower(),
    )
