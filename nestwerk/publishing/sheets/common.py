"""What every sheet says of its network, and the parts of an offer all sheets share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from PIL import Image

from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.records import NetworkRecord, OfferRecord
from nestwerk.common.colour import ink_on, readable
from nestwerk.finder.links import Links
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.joints import with_joints

from ..brochure.entries import Setting, contact, place
from ..typesetting.compile import typeset
from ..typesetting.fonts import writable
from ..typesetting.marks import icon_svg, qr_svg

FOLDER = Path(__file__).parent / "typ"
PAPER, ACCENT = "#ffffff", "#0b5559"
COLOURS = {"paper": PAPER, "ink": "#1d2528", "quiet": "#4c575b", "warm": "#8a3b12", "danger": "#a3161f"}
ICONS = (
    "family", "clock", "calendar", "place", "coin", "hand", "language", "wheelchair", "shield", "phone", "mail", "chat",
    "web", "house", "alert", "print",
)  # fmt: skip
SPOKEN = {"dgs"}  # languages without a name of their own in writing


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a sheet is made: the catalogue, the network, the language, the instant, the public address."""

    snap: Snapshot
    network: NetworkRecord
    texts: Texts
    at: datetime
    today: date
    base: str

    @property
    def links(self) -> Links:
        """Addresses in the language of the sheet."""
        return Links(self.texts.language)

    @property
    def setting(self) -> Setting:
        """What entries of offers need."""
        return Setting(self.texts, self.snap.terms, self.network, self.today, self.base)


def frame(here: Here, title: str, address: str) -> dict[str, Any]:
    """What stands around every sheet. ``address``: the page behind its QR code."""
    network, texts = here.network, here.texts
    accent = readable(network.accent, PAPER) if network.accent else ACCENT
    return {
        "lang": texts.language.locale.split("_")[0],
        "title": title,
        "network": network.name,
        "area": network.short_name or network.name,
        "address": address,
        "address_shown": address.split("://", 1)[-1],
        "qr_alt": texts("brochure.qr_alt", address=address),
        "stand": texts("brochure.stand", day=dates.long_day(here.today.isoformat(), texts)),
        "demonstration": texts("brochure.demonstration") if network.unverified else "",
        "logo": "",
        "logo_alt": texts("brochure.logo_alt", name=network.name),
        "contact": office(here),
        "colours": {**COLOURS, "accent": accent, "on_accent": ink_on(accent)},
    }


def office(here: Here) -> dict[str, Any]:
    """The network's own office."""
    record = here.network.contact
    return {
        "name": record.role or here.network.name,
        "place": place(record, here.texts),
        "ways": contact(record, here.texts),
    }


def printed(here: Here, template: str, data: dict[str, Any], codes: dict[str, str] | None = None) -> bytes:
    """The PDF of a sheet. ``codes``: addresses of further QR codes by file name."""
    accent = data["colours"]["accent"]
    files = {f"{icon}.svg": icon_svg(icon, accent) for icon in ICONS}
    files |= {f"{icon}-white.svg": icon_svg(icon, data["colours"]["on_accent"]) for icon in ("phone", "calendar")}
    files["qr.svg"] = qr_svg(data["address"]).encode()
    files |= {name: qr_svg(address).encode() for name, address in (codes or {}).items()}
    if logo := _picture(here.snap.logo(here.network.slug)):
        files["logo.png"], data["logo"] = logo, "logo.png"
    return typeset(FOLDER / template, data, at=here.at, files=files)


def _picture(logo: tuple[bytes, str] | None) -> bytes:
    """The logo drawn anew as PNG; empty if there is none or nobody can open it."""
    if logo is None:
        return b""
    kept = BytesIO()
    try:
        with Image.open(BytesIO(logo[0])) as found:
            found.convert("RGBA").save(kept, "PNG")
    except (OSError, SyntaxError, ValueError):
        return b""
    return kept.getvalue()


def title_of(offer: OfferRecord, texts: Texts) -> str:
    """What the offer is called in the language of the sheet, or else in German."""
    return offer.texts.get(texts.language.code, {}).get("title") or offer.title


def own_names(offer: OfferRecord) -> str:
    """Its languages other than German, each as those who speak it write it: "Türkçe · العربية"."""
    found = []
    for code in offer.languages:
        if code in ("de", *SPOKEN):
            continue
        name = Locale.parse(code).languages.get(code, "") if _known(code) else ""
        if name and writable(name) == name:
            found.append(name[:1].upper() + name[1:])
    return " · ".join(found)


def _known(code: str) -> bool:
    try:
        Locale.parse(code)
    except ValueError:
        return False
    except LookupError:
        return False
    return True


def joined(text: str) -> str:
    """The text with joints in its long words."""
    return with_joints(text)
