"""What the stories about embeds share: a town's website, how it is let in, what a page allows."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from nestwerk.audit.models import Line
from nestwerk.catalogue import live
from nestwerk.catalogue.publish import publish
from nestwerk.common.hours import BERLIN
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.actions import embeds
from nestwerk.publishing.models import EmbedOrigin

DESK = "/netz/musterstadt/produkte/einbetten/"
TOWN = "https://www.musterstadt.de"
NOW = datetime.now(UTC)
TOMORROW = NOW.astimezone(BERLIN).date() + timedelta(days=1)
SECRET = ("Geheimweg", "Geheimstadt", "Geheimsaal", "96599")


def add(member: Membership, *origins: str) -> list[EmbedOrigin]:
    with tenant(member.network_id, user_id=member.user_id, hat=member.hat):
        return [embeds.allow_origin(member.network, one, loopback=True, by=member, at=AT) for one in origins]


def published() -> None:
    """Publish, and let this process notice it at once."""
    publish(at=AT)
    if live._live is not None:
        live._live.look()


def ancestors(answer: Any) -> str:
    found = re.search(r"frame-ancestors ([^;]*)", answer["Content-Security-Policy"])
    assert found
    return found[1]


def events(member: Membership) -> list[tuple[str, str]]:
    with tenant(member.network_id):
        lines = Line.objects.filter(event__startswith="publishing.embed").order_by("pk")
        return [(line.event, line.detail) for line in lines]


def pages(cafe: Offer) -> list[str]:
    rest = ("suche", "ergebnisse", "termine", f"angebot/{cafe.public_id}")
    return [f"{prefix}/musterstadt/einbetten/{one}" for prefix in ("", "/en", "/de-einfach") for one in rest]
