"""The mail that says a calendar cannot be read. No topic in its subject (R-23)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from .models import CalendarFeed

FROM_CALENDAR = "Diese Termine kommen von selbst aus dem Kalender des Anbieters."


def subject(feed: CalendarFeed) -> str:
    """What stands in the list of mails."""
    return f"Ein Kalender lässt sich nicht lesen ({feed.offer.network.name})"


def text(feed: CalendarFeed) -> str:
    """What is wrong, what stays, what to do."""
    network, since = feed.offer.network, feed.trouble_since
    address = settings.PUBLIC_URL + reverse(
        "offers:calendar", kwargs={"network": network.slug, "offer_id": feed.offer_id}
    )
    return (
        "Guten Tag,\n\n"
        f"die Termine von „{feed.offer.title}“ kommen aus einem Kalender. Seit dem {since:%d.%m.%Y} können wir ihn "
        f"nicht lesen:\n\n{feed.trouble}\n\n"
        "Die zuletzt gelesenen Termine bleiben stehen. Wir versuchen es jeden Tag wieder. Hat sich die Adresse "
        f"geändert? Hier tragen Sie die neue ein oder beenden die Übernahme:\n{address}\n\n"
        f"{network.name}\n"
    )
