"""The mail to who coordinates a Land: where nobody sees to what waits. Numbers and names of networks only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings


class Unattended(NamedTuple):
    """A network without coordination just now, and how many offers stand on the desk there."""

    network: str
    waiting: int


def subject(number: int) -> str:
    """What stands in the list of mails."""
    return "Ein Netzwerk braucht Sie gerade" if number == 1 else f"{number} Netzwerke brauchen Sie gerade"


def text(found: Sequence[Unattended], land: str) -> str:
    """Which networks, how much waits, what helps."""
    lines = "\n".join(
        f"– {one.network}: {one.waiting} {'Angebot' if one.waiting == 1 else 'Angebote'}" for one in found
    )
    return (
        "Guten Tag,\n\n"
        "in diesen Netzwerken ist die Koordination gerade nicht besetzt, und Angebote warten schon lange auf eine "
        f"Bestätigung:\n\n{lines}\n\n"
        "Ausgeblendet wird deshalb nichts. Familien lesen dort, dass sie bitte vorher anrufen. Oft hilft schon ein "
        "Gespräch, wer so lange vertreten kann.\n\n"
        f"Alle Netzwerke Ihres Landes:\n{settings.PUBLIC_URL}/land/{land}/\n\n"
        "Diese Nachricht kommt höchstens einmal in der Woche.\n"
    )
