"""The page of whoever coordinates the networks of a Land."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.records import NetworkRecord
from nestwerk.networks.statistics import seats_of_land
from nestwerk.offers.statistics import freshness, waiting
from nestwerk.partners.statistics import partners

from .land import NAMES, a_year_before, side_by_side


@require_safe
def land(request: Any, land: str) -> HttpResponse:
    """Each network with its office, whether its seat is taken, and how fresh its offers are."""
    at = timezone.now()
    seats = seats_of_land(land, at=at)
    known = [seat.network_pk for seat in seats]
    today = timezone.localdate(at)
    since = a_year_before(today)
    neighbours = side_by_side(
        seats,
        published=_published(),
        freshness=freshness(known, since=since),
        partners=partners(known),
        waiting=waiting(known, today=today),
    )
    context = {
        "land_name": NAMES.get(land, land),
        "neighbours": neighbours,
        "vacant": [one for one in neighbours if one.unattended],
        "since": since,
    }
    return render(request, "workspace/land.html", context)


def _published() -> Mapping[str, NetworkRecord]:
    try:
        return catalogue.current().networks
    except catalogue.NotReady:
        return {}
