"""What families see of the upkeep beside the offer itself: what was changed for them, how it was confirmed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from ..models import Confirmation, ProblemReport
from ..rules.freshness import local_day

MOST_ANSWERS = 2
PROVIDER, PHONE = "provider", "phone"
# Signed in or with an edit it may have been the provider or the coordination: then nobody is named.
HOW = {Confirmation.Way.LINK: PROVIDER, Confirmation.Way.PHONE: PHONE}


class Told(NamedTuple):
    """Of one offer: (month, what was changed) newest first; how it was last confirmed, and on which day."""

    answers: tuple[tuple[str, str], ...] = ()
    how: str = ""
    on: date | None = None


NOBODY = Told()


def answers_by_offer(network_pk: int, *, using: str) -> dict[int, tuple[tuple[str, str], ...]]:
    """By offer the newest answers to what families wrote, each with its month ("2026-11"). One query."""
    rows = (
        ProblemReport.objects.using(using)
        .filter(network_id=network_pk, done_at__isnull=False)
        .exclude(answer="")
        .order_by("-done_at", "-pk")
        .values_list("offer_id", "answer", "done_at")
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for offer_id, answer, done_at in rows:
        if len(found[offer_id]) < MOST_ANSWERS and done_at is not None:
            found[offer_id].append((f"{local_day(done_at):%Y-%m}", answer))
    return {offer_id: tuple(answers) for offer_id, answers in found.items()}


def ways_by_offer(network_pk: int, *, using: str) -> dict[int, tuple[str, date]]:
    """By offer how and on which day it was last confirmed. One query."""
    rows = (
        Confirmation.objects.using(using)
        .filter(network_id=network_pk)
        .order_by("offer_id", "-at", "-pk")
        .distinct("offer_id")
        .values_list("offer_id", "way", "at")
    )
    return {offer_id: (HOW.get(Confirmation.Way(way), ""), local_day(at)) for offer_id, way, at in rows}
