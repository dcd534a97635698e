"""Who acts in the story of the invented network, on what, and by which day something has to be confirmed to be due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nestwerk.common.hours import BERLIN
from nestwerk.networks.models import Membership, Network, Role
from nestwerk.offers.models import Offer
from nestwerk.offers.rules.freshness import due_date
from nestwerk.partners.models import Organisation

NETWORK = "musterstadt"


@dataclass(frozen=True, slots=True)
class Stage:
    """The network as the scenes find it. ``today``: the day the story leads up to."""

    network: Network
    today: date
    people: dict[str, Membership]

    @property
    def boss(self) -> Membership:
        """Who coordinates."""
        return self.people[Role.COORDINATOR]

    @property
    def editor(self) -> Membership:
        """Who reviews."""
        return self.people[Role.EDITOR]

    @property
    def partner(self) -> Membership:
        """The family centre's own person."""
        return self.people[Role.PARTNER]

    def offer(self, number: str) -> Offer:
        """The offer with this number in the shipped file."""
        return Offer.objects.select_related("organisation", "network").get(
            network=self.network, source=NETWORK, external_id=number
        )

    def organisation(self, name: str) -> Organisation:
        """The partner whose name begins so."""
        return Organisation.objects.get(network=self.network, name__startswith=name)

    def moment(self, days: int, hour: int = 11) -> datetime:
        """So many days ago, at this hour in Germany."""
        return datetime.combine(self.today - timedelta(days=days), time(hour), BERLIN)


def stage_of(network: Network, today: date) -> Stage | None:
    """The network with its invented people; None if somebody of them is missing. Inside the tenant."""
    members = Membership.objects.filter(network=network, user__demo=True).select_related("user").order_by("pk")
    people = {member.role: member for member in members}
    wanted = {Role.COORDINATOR, Role.EDITOR, Role.PARTNER}
    return Stage(network, today, people) if wanted <= set(people) else None


def days_before_due(today: date, left: int) -> int:
    """How many days ago an offer was confirmed that is to be confirmed again in ``left`` days (less than 0: was)."""
    wanted = today + timedelta(days=left)
    for days in range(170 - left, 200 - left):
        due = due_date(today - timedelta(days=days))
        if due is not None and due <= wanted:
            return days
    raise ValueError(f"no day is half a year before {wanted}")
