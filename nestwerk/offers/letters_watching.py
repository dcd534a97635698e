"""The mail that says what has changed of what somebody watches. Its subject names no topic (R-23)."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from nestwerk.networks.models import Network

from .queries.watching import News

MOST = 30  # lines


def subject(network: Network) -> str:
    """What stands in the list of mails."""
    return f"Neues bei dem, was Sie beobachten ({network.name})"


def text(network: Network, news: Sequence[News]) -> str:
    """Which entries changed, and where to look."""
    lines = [f"– {one.watch.offer.title}: {', '.join(one.labels) or 'geändert und zurückgenommen'}" for one in news]
    more = [f"– und {len(lines) - MOST} weitere"] if len(lines) > MOST else []
    address = settings.PUBLIC_URL + reverse("offers:watched", kwargs={"network": network.slug})
    return (
        "Guten Tag,\n\n"
        f"{'ein Eintrag, den Sie beobachten, hat' if len(news) == 1 else 'Einträge, die Sie beobachten, haben'}"
        " sich geändert:\n\n" + "\n".join([*lines[:MOST], *more]) + "\n\n"
        f"Hier sehen Sie nach, und hier beenden Sie das Beobachten:\n{address}\n\n"
        "Mehr als eine solche Mail am Tag bekommen Sie nicht.\n\n"
        f"{network.name}\n"
    )
