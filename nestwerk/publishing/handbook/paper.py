"""The Elternbegleitbuch as a PDF, from the same words, rules and offers as its pages."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nestwerk.common.colour import PAPER_LIGHT, ink_on, readable
from nestwerk.finder.page import Page
from nestwerk.finder.wording import dates

from ..typesetting.compile import typeset
from ..typesetting.marks import qr_svg
from .blocks import Block
from .lost import lost
from .moments import Here, Moment, moments
from .reading import headings, read
from .rules import STAGES

TEMPLATE = Path(__file__).parent / "typ" / "handbook.typ"
ACCENT = "#0b5559"
MOST = 24  # finished books at hand, about 150 KiB each
_setting = threading.Lock()  # one at a time: setting a book takes a core for a good half second
_made: OrderedDict[tuple[str, str, str], bytes] = OrderedDict()


def paper(page: Page) -> bytes:
    """The book of the page's network in its language, as of today. Set once per published state of the network."""
    key = (page.snap.shards[page.slug].file, page.language.code, page.today.isoformat())
    with _setting:
        if key not in _made:
            address = page.absolute(page.links.page("begleitbuch", page.slug))
            data = content(page, address)
            _made[key] = typeset(TEMPLATE, data, at=page.at, files={"page.svg": qr_svg(address).encode()})
            while len(_made) > MOST:
                _made.popitem(last=False)
        _made.move_to_end(key)
        return _made[key]


def content(page: Page, address: str) -> dict[str, Any]:
    """Everything the printed book says, in the page's language."""
    t, network = page.t, page.network
    name = network.name if network else ""
    accent = (readable(network.accent, PAPER_LIGHT) if network and network.accent else "") or ACCENT
    return {
        "lang": page.language.tag.split("-")[0],
        "title": t("handbook.pdf_title", name=name),
        "short": f"{t('handbook.title')} · {name}",
        "name": t("handbook.title"),
        "network": name,
        "area": name,
        "lead": t("handbook.lead"),
        "address": address,
        "stand": t("handbook.pdf_stand", day=dates.long_day(page.today.isoformat(), t)),
        "accent": accent,
        "on_accent": ink_on(accent),
        "t": {
            "offers": t("handbook.offers"),
            "online": t("handbook.pdf_online"),
            "contents": t("handbook.pdf_contents"),
            "disclaimer": t("handbook.disclaimer"),
            "what": t("handbook.pdf_what"),
            "at": t("handbook.pdf_at"),
        },
        "chapters": [
            {
                "title": heading.title,
                "lead": heading.lead,
                "sections": [
                    {
                        "title": one.title,
                        "blocks": [_block(block) for block in one.blocks],
                        "german": bool(one.attributes),
                        "rules": [_rule(rule) for rule in one.rules],
                        "source": one.rules[-1].source if one.rules else "",
                        "sources": [text for text, _ in one.sources],
                        "offers": [_offer(here) for here in one.offers],
                    }
                    for one in read(page, chapter)
                ],
            }
            for chapter, heading in headings(page)
        ],
        "timeline": {"title": t("handbook.timeline_title"), "stages": _stages(page)},
        "loss": _loss(page),
    }


def _stages(page: Page) -> list[dict[str, Any]]:
    due = moments(page)
    return [
        {
            "title": page.t(f"handbook.stage.{stage}"),
            "moments": [_rule(one) for one in due.values() if one.stage == stage],
        }
        for stage in STAGES
    ]


def _loss(page: Page) -> dict[str, Any]:
    found = lost(page)
    facts = [*found.facts, *([found.certificate] if found.certificate else [])]
    words = ("title", "lead", "talk", "rest_title", "week", "duration")
    return {name: page.t(f"handbook.loss.{name}") for name in words} | {
        "lines": [{"name": one.name, "way": one.nearest.shown} for one in found.lines],
        "offers": [_offer(one) for one in found.offers],
        "rest": found.rest,
        "steps": [asdict(one) for one in found.steps],
        "facts": [{"text": one.text, "source": one.source} for one in facts],
    }


def _block(block: Block) -> dict[str, Any]:
    return {"list": block.is_list, "lines": ["".join(piece.words for piece in line) for line in block.lines]}


def _rule(one: Moment) -> dict[str, str]:
    return {"title": one.title, "when": one.when, "tolerated": one.tolerated, "text": one.text}


def _offer(here: Here) -> dict[str, str]:
    return {"title": here.title, "city": here.city}
