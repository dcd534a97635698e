"""What the workspace reads about partners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from nestwerk.networks.models import Membership, Network
from nestwerk.networks.queries_members import keepers
from nestwerk.networks.rights import reach
from nestwerk.networks.rules import KEEPERS

from .models import Organisation

DISSOLVED = (
    "„{}“ ist als aufgelöst eingetragen. Das Angebot wird nicht gezeigt, bis der Partner in der Verwaltung "
    "zurückgeholt ist oder ein anderer es übernimmt."
)


def partners_for(member: Membership, page: str = "partners:list") -> QuerySet[Organisation]:
    """The partners that ``page`` may show this member, as the table of rights says, with who looks after them."""
    partners = Organisation.objects.filter(network_id=member.network_id)
    match reach(member.role, page):
        case "network":
            pass
        case "own":
            partners = partners.filter(pk__in=member.organisations)
        case _:
            return partners.none()
    return partners.select_related("type", "looked_after_by__user")


def there(partners: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Without those dissolved or merged into others."""
    return partners.filter(ended_at__isnull=True, merged_into__isnull=True)


def dissolved(names: Iterable[str], network: Network) -> set[str]:
    """Which of these partners' names are those of dissolved ones; merged ones live on in others. One query."""
    rows = Organisation.objects.filter(
        network=network, name__in=names, ended_at__isnull=False, merged_into__isnull=True
    )
    return set(rows.values_list("name", flat=True))


def follow_successors(partners: list[Organisation], network: Network, *, at: datetime) -> list[Organisation]:
    """Show for each partner who looks after it now: after a leaver her successor, before the job has moved the row.

    Asks once more only if somebody has left.
    """
    if any(one.looked_after_by and not one.looked_after_by.holds(at) for one in partners):
        followed = keepers(network, at)
        for one in partners:
            one.looked_after_by = followed.get(one.looked_after_by_id or 0, one.looked_after_by)
    return partners


def caretakers(network: Network, *, at: datetime) -> list[Membership]:
    """Who may look after a partner at this moment, with their names."""
    held = Membership.objects.held(at).filter(network=network, role__in=KEEPERS)
    return sorted(held.select_related("user"), key=lambda one: (str(one.user).casefold(), one.role))
