"""Partners for those who rename, dissolve and merge them."""

from __future__ import annotations

from django.db.models import Count, Q

from nestwerk.networks.models import Membership, Network
from nestwerk.networks.rights import reach
from nestwerk.partners.models import Organisation

from ..duplicates import Record, like
from ..models import Offer


def partner_within(member: Membership, organisation_id: int, page: str) -> Organisation | None:
    """One partner that ``page`` reaches; those dissolved or merged away too."""
    found = Organisation.objects.filter(network_id=member.network_id, pk=organisation_id)
    if reach(member.role, page) != "network":
        return None
    return found.select_related("network", "merged_into", "type", "looked_after_by__user").first()


def partners_there(network: Network, *, without: int | None = None) -> list[Organisation]:
    """The partners that exist, by name, but for one."""
    found = Organisation.objects.filter(network=network, ended_at__isnull=True, merged_into__isnull=True)
    return list((found.exclude(pk=without) if without else found).order_by("name"))


def partners_alike(network: Network, name: str) -> list[tuple[Organisation, str]]:
    """The partners with a like name, now or formerly, each with the reason; dissolved ones too. One query."""
    there = {one.pk: one for one in Organisation.objects.filter(network=network, merged_into__isnull=True)}
    known = [Record(str(one.pk), title) for one in there.values() for title in (one.name, *one.former_names)]
    reasons: dict[int, str] = {}
    for found in like(name, "", known):
        reasons.setdefault(int(found.key), found.reason.replace("Titel", "Name"))
    return [(there[pk], reason) for pk, reason in reasons.items()]


def offers_to_hand_over(organisation: Organisation) -> list[Offer]:
    """What becomes homeless when the partner is dissolved."""
    found = Offer.objects.filter(organisation=organisation, merged_into__isnull=True)
    return list(found.exclude(status=Offer.Status.ENDED).order_by("title", "pk"))


def members_of(organisation: Organisation) -> int:
    """How many members of the network belong to the partner."""
    return Membership.objects.filter(
        network_id=organisation.network_id, organisations__contains=[organisation.pk], ends_at__isnull=True
    ).count()


def offers_each(organisations: list[Organisation]) -> dict[int, int]:
    """By partner: how many of its offers have not ended. One query."""
    rows = Offer.objects.filter(organisation__in=organisations).order_by().values_list("organisation_id")
    counted = rows.annotate(number=Count("pk", filter=~Q(status=Offer.Status.ENDED)))
    return dict(counted)
