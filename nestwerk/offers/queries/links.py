"""What a link in a mail opens. Looking changes nothing, however often a scanner of mails does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from nestwerk.networks.models import Network
from nestwerk.networks.tokens import fingerprint

from ..models import ConfirmLink, Offer
from .clock import ASKED

# After the last answer the page stays for a moment: for the second of two clicks, for "back" and for "reload".
AFTERWARDS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open link with its offers in their order, and which of them are answered."""

    link: ConfirmLink
    offers: list[Offer]
    answered: frozenset[int]

    @property
    def open_ones(self) -> list[Offer]:
        """The offers that still wait for an answer."""
        return [offer for offer in self.offers if offer.pk not in self.answered]

    def offer(self, number: int) -> Offer | None:
        """One of the link's offers."""
        return next((offer for offer in self.offers if offer.pk == number), None)


def network_of_link(slug: str) -> Network | None:
    """The network a link names; outside any tenant, for nobody is signed in."""
    return Network.objects.defer("logo", "outline").filter(slug=slug).first()


def opened(network: Network, token: str, *, at: datetime) -> Opened | None:
    """What the link opens at this moment; None for one that is unknown, over, or answered as a whole. Two queries."""
    link = ConfirmLink.objects.filter(network=network, fingerprint=fingerprint(token)).first()
    if link is None or at >= link.expires_at:
        return None
    offers = Offer.objects.filter(network=network, pk__in=link.offers, merged_into__isnull=True)
    there = {offer.pk: offer for offer in offers.select_related("organisation")}
    shown = [there[pk] for pk in link.offers if pk in there]
    answered = {offer.pk for offer in shown if offer.pk in link.done or offer.status not in ASKED}
    just_now = link.used_at is not None and at < link.used_at + AFTERWARDS
    if not shown or (len(answered) == len(shown) and not just_now):
        return None
    return Opened(link, shown, frozenset(answered))
