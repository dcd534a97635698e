"""What the pages and the operator's command show of the post: states and codes, never a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Min, QuerySet

from .kinds import NAMELESS
from .models import Mail

STATES: dict[str, str] = dict(Mail.State.choices)


class State(NamedTuple):
    """How the post stands: mails per state, the oldest that waits, and what the server said last."""

    counts: dict[str, int]
    oldest_waiting: datetime | None
    last_answer: str
    answered_at: datetime | None


def mails() -> QuerySet[Mail]:
    """The mails of the network this transaction speaks for (of accounts, where none does), newest first."""
    return Mail.objects.defer("sealed").order_by("-pk")


def mails_with_a_name() -> QuerySet[Mail]:
    """The same without those to readers of the newsletter: how many they are is told on its own page, from five."""
    return mails().exclude(kind__in=NAMELESS)


def state_of_post() -> State:
    """Figures of the network this transaction speaks for, or of the accounts."""
    counts, oldest = {}, None
    for state, number, first in (
        Mail.objects.order_by().values_list("state").annotate(number=Count("pk"), first=Min("queued_at"))
    ):
        counts[state] = number
        if state == Mail.State.WAITING:
            oldest = first
    last = Mail.objects.exclude(tried_at=None).order_by("-tried_at").values_list("answer", "tried_at").first()
    return State(counts, oldest, *(last or ("", None)))


def waiting_mails() -> QuerySet[Mail]:
    """Those that wait, the oldest first."""
    return mails().filter(state=Mail.State.WAITING).order_by("pk")


def together(states: Iterable[State]) -> State:
    """The figures of several networks as one."""
    counts: Counter[str] = Counter()
    oldest, last, answered = None, "", None
    for state in states:
        counts.update(state.counts)
        if state.oldest_waiting and (oldest is None or state.oldest_waiting < oldest):
            oldest = state.oldest_waiting
        if state.answered_at and (answered is None or state.answered_at > answered):
            last, answered = state.last_answer, state.answered_at
    return State(dict(counts), oldest, last, answered)
