"""Making a brochure: content, pictures, colours, and the PDF of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
from PIL import Image

from nestwerk.catalogue.public import Snapshot
from nestwerk.common.colour import readable
from nestwerk.common.hours import BERLIN

from ..typesetting.boxes import with_cut
from ..typesetting.compile import typeset
from ..typesetting.marks import icon_svg, qr_svg
from .content import ICONS, Words, content
from .variants import Variant

TEMPLATE = Path(__file__).parent / "typ" / "brochure.typ"
PAPER = "#ffffff"
INK = "#1d2528"
WARM = "#8a3b12"
DANGER = "#a3161f"
_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished brochure. ``digest`` marks what it says (not when it was set): equal content, equal digest.

    ``providers``: as ``withdrawn.providers_of`` tells them.
    """

    pdf: bytes
    pages: int
    offers: int
    digest: str
    providers: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What goes to the template: data, files, and the mark of what it says."""

    data: dict[str, Any]
    files: dict[str, bytes]
    digest: str
    offers: int
    providers: dict[str, bool]


def prepare(
    snap: Snapshot, slug: str, variant: Variant, words: Words, *, at: datetime, base: str, step: Step | None = None
) -> Prepared:
    """Gather a brochure without setting it. KeyError for an unknown network; NothingToSet for an unknown space."""
    say = step or (lambda _: None)
    day = at.astimezone(BERLIN).date()
    said = content(
        snap,
        slug,
        variant,
        words,
        today=day,
        base=base,
        progress=lambda n, all_: say(f"{n} von {all_} Angeboten gelesen"),
    )
    providers = said.pop("providers")
    accent = readable(snap.networks[slug].accent, PAPER)
    said["colours"] = {"accent": accent, "paper": PAPER, "ink": INK, "warm": WARM, "danger": DANGER}
    files = {f"{icon}.svg": icon_svg(icon, accent) for icon in ICONS}
    files |= {f"{icon}-white.svg": icon_svg(icon, "#ffffff") for icon in ("nest", "phone", "alert")}
    said["logo"] = _logo(files, snap.logo(slug))
    for number, funder in enumerate(words.funders):
        said["funders"][number]["file"] = _picture(files, f"funder-{number}", funder.logo) if funder.logo else ""
    digest = hashlib.sha256(orjson.dumps({**said, "stand": ""}, option=orjson.OPT_SORT_KEYS))
    digest.update(b"".join(files[name] for name in sorted(files)))
    offers = 0
    for chapter in said["chapters"]:
        for one in chapter["offers"]:
            files[one["qr"]] = qr_svg(one["address"]).encode()
            offers += 1
    files["qr.svg"] = qr_svg(said["address"]).encode()
    return Prepared(said, files, digest.hexdigest(), offers, providers)


def make_brochure(
    snap: Snapshot, slug: str, variant: Variant, words: Words, *, at: datetime, base: str, step: Step | None = None
) -> Made:
    """The brochure ``variant`` of a network as it is published, with its Stand on the day of ``at``.

    ``step`` is told in German what is being done. KeyError for an unknown network; NothingToSet.
    """
    ready = prepare(snap, slug, variant, words, at=at, base=base, step=step)
    if step:
        step(f"{ready.offers} Angebote gesetzt")
    pdf = typeset(TEMPLATE, ready.data, at=at, files=ready.files)
    if variant.marks:
        pdf = with_cut(pdf)
    return Made(pdf, pages_of(pdf), ready.offers, ready.digest, ready.providers)


def pages_of(pdf: bytes) -> int:
    """The number of pages of a PDF that typst wrote."""
    return max((int(count) for count in _PAGES.findall(pdf)), default=0)


def _logo(files: dict[str, bytes], logo: tuple[bytes, str] | None) -> str:
    if logo is None:
        return ""
    return _picture(files, "logo", logo[0])


def _picture(files: dict[str, bytes], name: str, picture: bytes) -> str:
    """Put a picture among the files, drawn anew as PNG; empty if nobody can open it: typst would give up over it."""
    kept = BytesIO()
    try:
        with Image.open(BytesIO(picture)) as found:
            found.convert("RGBA").save(kept, "PNG")
    except (OSError, SyntaxError, ValueError):
        return ""
    files[f"{name}.png"] = kept.getvalue()
    return f"{name}.png"
