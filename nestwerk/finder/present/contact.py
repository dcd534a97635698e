"""Ways to get in touch as links a phone understands. Ways without the voice stand beside the others, never below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from nestwerk.catalogue.records import ContactRecord, HelplineRecord, OfferRecord
from nestwerk.common.addresses import web
from nestwerk.finder.texts import Texts

_SHORT = re.compile(r"\A(116)(\d{3})\Z")  # European numbers of social value are written 116 117


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get in touch. ``href`` is empty where a device cannot act on it; ``voice``: one has to speak."""

    kind: str
    icon: str
    label: str
    shown: str
    href: str
    voice: bool


def dial(number: str) -> str:
    """``tel:`` address of a number as written; empty if it holds no digits."""
    digits = re.sub(r"[^\d+]", "", re.sub(r"\(0\)", "", number))
    return f"tel:{digits}" if digits.strip("+") else ""


def _bare(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.strip(), flags=re.IGNORECASE).rstrip("/")


def ways(record: OfferRecord | ContactRecord | HelplineRecord, texts: Texts) -> tuple[Way, ...]:
    """Every way a record names: phone, mail, text message, messenger, chat, video, website, in this order."""
    found: list[Way] = []

    def add(kind: str, icon: str, shown: str, href: str, *, voice: bool = False) -> None:
        found.append(Way(kind, icon, texts(f"contact.{kind}"), shown, href, voice))

    if record.phone:
        add("phone", "phone", _SHORT.sub(r"\1 \2", record.phone), dial(record.phone), voice=True)
    email = getattr(record, "email", "")
    if email:
        add("email", "mail", email, f"mailto:{quote(email, safe='@.+-_')}")
    if record.sms:
        add("sms", "chat", record.sms, dial(record.sms).replace("tel:", "sms:"))
    for kind in ("messenger", "chat", "video"):
        value = getattr(record, kind, "")
        if value:
            add(kind, "chat", _bare(value), web(value) or _messenger(value))
    fax = getattr(record, "fax", "")
    if fax:
        add("fax", "print", fax, "")
    if record.website:
        add("website", "web", _bare(record.website).split("/")[0], web(record.website))
    return tuple(found)


WRITTEN = frozenset({"email", "sms", "messenger", "chat"})


def sign_without_voice(found: tuple[Way, ...], texts: Texts) -> str:
    """How else than by voice one gets in touch: in writing, by video, both; empty if no way is known.

    A website alone is no way: nobody knows whether one can write there.
    """
    kinds = {way.kind for way in found}
    written, video = bool(WRITTEN & kinds), "video" in kinds
    if written or video:
        return texts(f"without_voice.sign.{'both' if written and video else 'written' if written else 'video'}")
    return ""


def _messenger(value: str) -> str:
    """A bare mobile number as messenger contact: a text message reaches it as well."""
    return dial(value).replace("tel:", "sms:") if re.fullmatch(r"[\d +/()-]{6,}", value) else ""


def position(lat: float | None, lon: float | None) -> str:
    """``geo:`` address for the reader's own map app; empty without a position."""
    return f"geo:{lat:.5f},{lon:.5f}" if lat is not None and lon is not None else ""
