"""The folder for professionals: whom to call, how to bring a family in, what § 4 KKG says, which offers there are.

Its words stand in ``folder.toml``, in German: they speak of German law. A lawyer still has to look at them; until then
``docs/fachkraefte-wording.md`` says so, and the folder itself does.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nestwerk.catalogue.records import HelplineRecord, OfferRecord
from nestwerk.finder.present.contact import ways
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.marks import mark
from nestwerk.finder.wording.usual_hours import hours_in_words
from nestwerk.matching.affinity import FOR_PROFESSIONALS

from ..brochure.entries import contact, place, shortened
from ..brochure.variants import chapters, chapters_of
from ..brochure.words import PAGES, paragraphs
from ..pages.content import GERMAN, PAGE, Content
from ..pages.writing import plain
from .common import Here, frame, printed

AUDIENCE = "professionals"
OWN = "fachkraefte"  # own pages of a network whose address begins like this stand in its folder
WORDS = Path(__file__).parent / "folder.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure, with the section of law it comes from."""

    title: str
    text: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One procedure: what it is about, its steps, what to keep in mind."""

    key: str
    title: str
    lead: tuple[str, ...]
    steps: tuple[Step, ...]
    note: str = ""


@cache
def parts() -> tuple[Part, ...]:
    """The procedures in their order."""
    kept = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return tuple(
        Part(
            one["key"],
            one["title"],
            tuple(one.get("lead", ())),
            tuple(Step(step["title"], tuple(step["text"]), step.get("source", "")) for step in one["step"]),
            one.get("note", ""),
        )
        for one in kept["part"]
    )


@cache
def urgent() -> str:
    """What stands on top: in danger one calls, and reads later."""
    return str(tomllib.loads(WORDS.read_text(encoding="utf-8"))["urgent"])


def make_folder(here: Here) -> bytes:
    """The PDF. ``here`` is in German."""
    return printed(here, "folder.typ", content(here))


def content(here: Here) -> dict[str, Any]:
    """Everything the folder says, the same for page and paper."""
    texts = here.texts
    words = ("contacts", "lines", "special", "offers", "offers_lead", "none", "offer", "place", "phone")
    heading = texts("sheets.folder.title")
    data = frame(
        here, f"{heading} – {here.network.name}", here.base + here.links.page("fachkraefte", here.network.slug)
    )
    offers = here.snap.offers(here.network.slug)
    return data | {
        "heading": heading,
        "lead": texts("sheets.folder.lead"),
        "urgent": urgent(),
        "offices": _offices(here),
        "lines": [_line(here, line) for line in here.snap.helplines if is_for_us(here, line)],
        "parts": [
            {
                "key": part.key,
                "title": part.title,
                "lead": part.lead,
                "note": part.note,
                "steps": [{"title": step.title, "text": step.text, "source": step.source} for step in part.steps],
            }
            for part in parts()
        ],
        "own": own_chapters(here),
        "special": [_special(here, offer) for offer in offers if is_for_professionals(offer)],
        "topics": _topics(here),
        "t": {word: texts(f"sheets.folder.{word}") for word in words},
    }


def is_for_professionals(offer: OfferRecord) -> bool:
    """Whether an offer is made for those who work with families."""
    return bool(FOR_PROFESSIONALS & {*offer.offer_types, *offer.target_groups})


def own_chapters(here: Here) -> list[dict[str, Any]]:
    """What the network has written itself, as pages of its own: those at ``seiten/fachkraefte…``."""
    kept = (here.snap.addition(here.network.slug, PAGES) or {}).get("pages", [])
    found = [
        (one["slug"], Content.read(one).text(GERMAN))
        for one in kept
        if one["kind"] == PAGE and one["slug"].startswith(OWN)
    ]
    return [
        {"title": text.title, "text": [*paragraphs(text.lead), *paragraphs(plain(text.body))]}
        for _, text in sorted(found, key=lambda pair: pair[0])
        if text.title
    ]


def _offices(here: Here) -> list[dict[str, Any]]:
    network, texts = here.network, here.texts
    own = {"name": network.contact.role or network.name, "role": network.name, "places": ""}
    found = [own | {"place": place(network.contact, texts), "ways": contact(network.contact, texts)}]
    for space in network.spaces:
        reached = contact(space.contact, texts)
        if not reached:
            continue
        found.append(
            {
                "name": space.name,
                "role": space.contact.role,
                "places": texts("brochure.people.places", places=", ".join(space.places)) if space.places else "",
                "place": place(space.contact, texts),
                "ways": reached,
            }
        )
    return found


def is_for_us(here: Here, line: HelplineRecord) -> bool:
    """Whether a help line is for professionals, and serves the network's Land."""
    return line.audience == AUDIENCE and (not line.lands or not here.network.land or here.network.land in line.lands)


def _line(here: Here, line: HelplineRecord) -> dict[str, str]:
    texts = here.texts
    first = ways(line, texts)[0]
    checked = texts("sheets.folder.checked", day=dates.long_day(line.checked_on, texts)) if line.checked_on else ""
    return {
        "name": line.names["de"],
        "note": line.notes.get("de", ""),
        "number": first.shown,
        "href": first.href,
        "when": ". ".join(filter(None, (*hours_in_words(line.opening_hours, texts), checked))),
    }


def _special(here: Here, offer: OfferRecord) -> dict[str, Any]:
    return {
        "title": offer.title,
        "by": offer.organisation,
        "summary": shortened(offer.summary),
        "address": here.base + here.links.offer(offer.network, offer.id),
        "ways": contact(offer, here.texts),
    }


def _topics(here: Here) -> list[dict[str, Any]]:
    """Every offer under its topic, in one line: title, where, phone."""
    texts = here.texts
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for offer in here.snap.offers(here.network.slug):
        marked = mark(offer, here.today, texts)
        first = next(iter(ways(offer, texts)), None)
        found[chapters_of(offer.offer_types)[0]].append(
            {
                "title": offer.title,
                "by": offer.organisation if offer.organisation != offer.title else "",
                "note": marked.more if marked and marked.kind == "unconfirmed" else marked.text if marked else "",
                "place": texts("sheets.folder.secret") if offer.hidden_address else offer.city,
                "phone": first.shown if first else "",
                "href": first.href if first and first.href.startswith(("tel:", "mailto:", "http")) else "",
                "address": here.base + here.links.offer(offer.network, offer.id),
            }
        )
    return [{"title": texts(f"brochure.chapter.{key}"), "offers": found[key]} for key in chapters() if found[key]]
