"""What the pages and the operator's command show of the post: states and codes, never a text."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Min, QuerySet

from .models import Mail


class State(NamedTuple):
    """How the post stands: mails per state, the oldest that waits, and what the server said last."""

    counts: dict[str, int]
    oldest_waiting: datetime | None
    last_answer: str
    answered_at: datetime | None


def mails() -> QuerySet[Mail]:
    """The mails of the network this transaction speaks for (of accounts, where none does), newest first."""
    return Mail.objects.defer("sealed").order_by("-pk")


def state_of_post() -> State:
    """Figures of the network this transaction speaks for, or of the accounts."""
    counts, oldest = {}, None
    for state, number, first in (
        Mail.objects.order_by().values_list("state").annotate(number=Count("pk"), first=Min("queued_at"))
    ):
        counts[state] = number
        if state == Mail.State.WAITING:
            oldest = first
    last = Mail.objects.exclude(done_at=None).order_by("-done_at").values_list("answer", "done_at").first()
    return State(counts, oldest, *(last or ("", None)))
