"""The accessibility statement of a network, or of the whole installation: out of tables and out of what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nestwerk.common.lands import lands_of_ags
from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.page import Page
from nestwerk.finder.statement.known import Body, Exemption, about, bodies_for, exemptions
from nestwerk.finder.wording import dates

ADDITION = "access"  # what the catalogue carries of Leichte Sprache, sign language and known barriers
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything the page says that is not the same for everybody. ``own``: barriers the network itself knows."""

    body: str
    address: str
    languages: str
    standard: str
    limits: tuple[Exemption, ...]
    outside: tuple[Exemption, ...]
    own: tuple[Mapping[str, Any], ...]
    prepared: str
    reviewed: str
    bodies: tuple[Body, ...]


def statement(page: Page) -> Statement:
    """The statement for this page's network; without one for all networks."""
    record = page.network
    added = (page.snap.addition(page.slug, ADDITION) if record else None) or {}
    found = exemptions({kind for kind in ("easy", "sign") if added.get(kind)})
    known = about()
    networks = [record] if record else page.all_networks()
    lands = frozenset[str]().union(*(lands_of_ags(one.ags) or {one.land} for one in networks))
    operator = record.imprint.get("operator", "").split("\n")[0] if record else ""
    return Statement(
        body=operator or (record.name if record else page.t("site.name")),
        address=page.absolute(page.links.start(page.slug)),
        languages=page.t.comma.join(language.name for language in LANGUAGES),
        standard=str(known["standard"]),
        limits=tuple(one for one in found if one.ground != OUTSIDE),
        outside=tuple(one for one in found if one.ground == OUTSIDE),
        own=tuple(added.get("barrier", ())),
        prepared=dates.long_day(known["prepared_on"].isoformat(), page.t),
        reviewed=dates.long_day(known["reviewed_on"].isoformat(), page.t),
        bodies=bodies_for(lands - {""}),
    )
