"""The mail that asks whether offers are still right. Its subject names no topic (R-23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.utils.dateformat import format as german
from django.utils.timezone import localtime
from django.utils.translation import override

from nestwerk.networks.models import Network

from .models import ConfirmLink, Offer


def link_to(network: Network, token: str) -> str:
    """The address that opens the page with the offers."""
    return f"{settings.PUBLIC_URL}/bestaetigen/{network.slug}/{token}/"


def subject(network: Network, number: int) -> str:
    """What stands in the list of mails."""
    what = "Ihr Eintrag" if number == 1 else f"Ihre {number} Einträge"
    return f"Stimmt {what} noch? ({network.name})" if number == 1 else f"Stimmen {what} noch? ({network.name})"


def text(
    network: Network,
    offers: Sequence[tuple[Offer, date]],
    link: ConfirmLink,
    address: str,
    *,
    told: Mapping[int, str] | None = None,
) -> str:
    """The mail: which offers, one link, what happens otherwise. ``told``: by offer, what a family reported."""
    told = told or {}
    with override("de"):
        lines = "\n".join(
            f"– {offer.title} ({f'jemand schreibt uns: {told[offer.pk]}' if offer.pk in told else _until(day)})"
            for offer, day in offers
        )
        until = german(localtime(link.expires_at), "j. F Y")
    one = len(offers) == 1
    return (
        "Guten Tag,\n\n"
        f"Familien verlassen sich darauf, dass {'dieser Eintrag stimmt' if one else 'diese Einträge stimmen'}:\n\n"
        f"{lines}\n\n"
        "Bitte sehen Sie kurz nach. Ein Klick genügt, eine Anmeldung brauchen Sie nicht:\n"
        f"{address}\n\n"
        "Dort bestätigen Sie, oder Sie ändern, was nicht mehr stimmt. "
        f"Der Link gilt bis {until} und nur für {'diesen Eintrag' if one else 'diese Einträge'}. "
        "Bitte geben Sie ihn nur an Kolleginnen und Kollegen weiter.\n\n"
        "Ohne Ihre Antwort steht auf der Seite, dass die Angaben nicht bestätigt sind. Gelöscht wird nichts.\n\n"
        f"Vielen Dank!\n{network.name}\n"
    )


def _until(day: date) -> str:
    return f"bis {german(day, 'j. F Y')}"
