"""What changed of what somebody watches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import IntegerField, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

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
    return found.select_related("offer__organisation", "member").order_by("offer__title", "pk")


def with_news(watches: QuerySet[Watch], *, of_mails: bool = False) -> list[Watch]:
    """Those whose offer somebody else changed since she looked, with ``known_until``. Two queries.

    ``of_mails``: and since she was last told. What does not count the version up, such as a confirmation, is no news.
    Asked as one question the database would at times go through the whole history.
    """
    mine = list(watches)
    for watch in mine:
        told = watch.told_at if of_mails else None
        watch.known_until = max(watch.since, told) if told else watch.since  # type: ignore[attr-defined]
    by_offer = {watch.offer_id: watch for watch in mine}
    changes = _changes(by_offer.values()).annotate(version=Cast(KT("before__version"), IntegerField()))
    found = {
        offer_id
        for offer_id, at, user_id, version in changes.values_list("row_id", "at", "user_id", "version")
        if at > by_offer[offer_id].known_until  # type: ignore[attr-defined]
        and user_id != by_offer[offer_id].member.user_id
        and version is not None
        and version < by_offer[offer_id].offer.version
    }
    return [watch for watch in mine if watch.offer_id in found]


def _changes(watches: Collection[Watch]) -> QuerySet[RowVersion]:
    """What the offers were before each change since somebody last looked at one of them."""
    if not watches:
        return RowVersion.objects.none()
    return RowVersion.objects.filter(
        network_id=next(iter(watches)).network_id, table=TABLE, row_id__in=[watch.offer_id for watch in watches],
        operation="UPDATE", at__gt=min(watch.known_until for watch in watches),  # type: ignore[attr-defined]
    )  # fmt: skip


def news_of(watches: Sequence[Watch]) -> list[News]:
    """What is different with each (from ``with_news``), in one query; the newest first."""
    if not watches:
        return []
    first: dict[int, tuple[datetime, dict[str, object]]] = {}
    last: dict[int, datetime] = {}
    until = {watch.offer_id: watch.known_until for watch in watches}  # type: ignore[attr-defined]
    rows = _changes(watches).order_by("pk")
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
