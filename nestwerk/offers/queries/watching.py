"""What changed of what somebody watches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Greatest

from nestwerk.audit.models import RowVersion
from nestwerk.networks.models import Membership, Network

from ..editing.fields import EDITABLE, INTERNAL, current, label, same
from ..models import Offer, Watch
from .directory import offers_for

TABLE = Offer._meta.db_table
STATE = ("status", "organisation_id")


@dataclass(frozen=True, slots=True)
class News:
    """A watched offer that somebody else has changed: since when there is news, and the labels of what is different."""

    watch: Watch
    at: datetime
    labels: tuple[str, ...]


def watched_by(member: Membership) -> QuerySet[Watch]:
    """What the member watches and still may see, by title."""
    offers = offers_for(member, "offers:detail").order_by().values("pk")
    found = Watch.objects.filter(member=member, offer__in=offers)
    return found.select_related("offer__organisation").order_by("offer__title", "pk")


def with_news(watches: QuerySet[Watch], *, of_mails: bool = False) -> QuerySet[Watch]:
    """Those whose offer somebody else changed since she looked. ``of_mails``: and since she was last told."""
    since = Greatest("since", Coalesce("told_at", "since")) if of_mails else F("since")
    return watches.annotate(known_until=since).filter(Exists(_others_changes()))


def _others_changes() -> QuerySet[RowVersion]:
    """Changes that count the version up: a confirmation alone is no news."""
    changes = RowVersion.objects.filter(
        network_id=OuterRef("network_id"), table=Value(TABLE, output_field=CharField()), row_id=OuterRef("offer_id"),
        operation="UPDATE", at__gt=OuterRef("known_until"),
    )  # fmt: skip
    by_others = changes.filter(~Q(user_id=OuterRef("member__user_id")) | Q(user_id__isnull=True))
    return by_others.annotate(version=Cast(KT("before__version"), IntegerField())).filter(
        version__lt=OuterRef("offer__version")
    )


def news_of(watches: Sequence[Watch]) -> list[News]:
    """What is different with each (from ``with_news``), in one query; the newest first."""
    if not watches:
        return []
    first: dict[int, tuple[datetime, dict[str, object]]] = {}
    last: dict[int, datetime] = {}
    until = {watch.offer_id: getattr(watch, "known_until", watch.since) for watch in watches}
    rows = RowVersion.objects.filter(
        network_id=watches[0].network_id, table=TABLE, row_id__in=until, operation="UPDATE", at__gt=min(until.values())
    ).order_by("pk")
    for offer_id, at, before in rows.values_list("row_id", "at", "before"):
        if at > until[offer_id]:
            first.setdefault(offer_id, (at, before or {}))
            last[offer_id] = at
    found = [
        News(watch, last[watch.offer_id], _different(watch.offer, first[watch.offer_id][1]))
        for watch in watches
        if watch.offer_id in first
    ]
    return sorted(found, key=lambda one: (one.at, one.watch.pk), reverse=True)


def _different(offer: Offer, before: dict[str, object]) -> tuple[str, ...]:
    now = current(offer, (*EDITABLE, *INTERNAL))
    fields = [name for name in now if name in before and not same(name, before[name], now[name])]
    state = [name for name in STATE if name in before and before[name] != getattr(offer, name)]
    return tuple(label(name.removesuffix("_id")) for name in (*state, *fields))


def watchers(network: Network, *, at: datetime) -> list[Membership]:
    """Who watches something in the network and still belongs to it, one hat a person."""
    ids = Watch.objects.filter(network=network).order_by().values("member_id").distinct()
    held = Membership.objects.held(at).filter(network=network, pk__in=ids, user__is_active=True)
    return list(held.select_related("user", "network").order_by("pk"))
