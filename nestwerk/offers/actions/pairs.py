"""Keeping the list of what may be there twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from nestwerk.networks.models import Network

from ..duplicates import Match, find
from ..models import Merge, Pair
from ..models.duplicates import Kind
from ..queries.pairs import offer_records, partner_records


def search_pairs(network: Network, *, at: datetime) -> int:
    """Search offers and partners; returns how many pairs are open. Inside the tenant; a second for 2,000 offers."""
    offers = keep_pairs(network, Kind.OFFER, find(offer_records(network)), at=at)
    return offers + keep_pairs(network, Kind.ORGANISATION, find(partner_records(network)), at=at)


@transaction.atomic
def keep_pairs(network: Network, kind: str, matches: Iterable[Match], *, at: datetime) -> int:
    """Make the open pairs of a kind those just found (keys are ids); returns how many are open now.

    What somebody has decided stays decided, whatever the search says; open ones that are not found any more go.
    Runs inside the tenant; safe to repeat.
    """
    there = {
        (pair.first, pair.second): pair
        for pair in Pair.objects.select_for_update().filter(network=network, kind=kind).order_by("pk")
    }
    found: set[tuple[int, int]] = set()
    new, changed = [], []
    for match in matches:
        first, second = sorted((int(match.one), int(match.other)))
        found.add((first, second))
        score, reasons = round(match.value, 3), {"for": match.in_favour, "against": match.against}
        pair = there.get((first, second))
        if pair is None:
            new.append(
                Pair(network=network, kind=kind, first=first, second=second, score=score, reasons=reasons, found_at=at)
            )
        elif pair.state == Pair.State.OPEN and (pair.score, pair.reasons) != (score, reasons):
            pair.score, pair.reasons = score, reasons
            changed.append(pair)
    Pair.objects.bulk_create(new, ignore_conflicts=True)
    Pair.objects.bulk_update(changed, ["score", "reasons"])
    over = [pair.pk for ids, pair in there.items() if pair.state == Pair.State.OPEN and ids not in found]
    Pair.objects.filter(pk__in=over).delete()
    return Pair.objects.filter(network=network, kind=kind, state=Pair.State.OPEN).count()


def decide_pair(merge: Merge) -> None:
    """Note that the two of a merge were one, also where no search had found them. In the merge's transaction."""
    first, second = sorted((merge.kept, merge.gone))
    decided = {"state": Pair.State.MERGED, "decided_at": merge.at, "decided_by": merge.by}
    Pair.objects.update_or_create(
        network_id=merge.network_id, kind=merge.kind, first=first, second=second,
        defaults=decided, create_defaults={**decided, "found_at": merge.at},
    )  # fmt: skip


def reopen_pair(merge: Merge) -> None:
    """Put the two of an undone merge back among what may be there twice. In the transaction of the undoing."""
    first, second = sorted((merge.kept, merge.gone))
    Pair.objects.filter(network_id=merge.network_id, kind=merge.kind, first=first, second=second).update(
        state=Pair.State.OPEN, decided_at=None, decided_by=None
    )
