"""Numbers about partners. No row leaves."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count

from nestwerk.common.tenancy import PUBLISHER

from .models import Organisation


def partners(networks: Collection[int], *, using: str = PUBLISHER) -> dict[int, int]:
    """By network: how many partners take part, in one query."""
    rows = (
        Organisation.objects.using(using)
        .filter(network_id__in=networks, ended_at__isnull=True)
        .order_by()
        .values_list("network_id")
    )
    return dict(rows.annotate(Count("pk")))
