"""When a mail is tried again, and when not any more."""

from __future__ import annotations

from datetime import datetime, timedelta

GIVE_UP_AFTER = timedelta(days=3)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
QUIET = timedelta(minutes=1)  # a server that does not answer is left alone
HELD = timedelta(minutes=1)  # another worker is at it: look again


def next_attempt(attempts: int, queued_at: datetime, *, at: datetime, luck: float) -> datetime | None:
    """When to try after so many failed attempts: after 1, 2, 4 … 60 minutes, a fifth more or less by ``luck`` (0 to 1).

    The last attempt falls on the end of the third day; after it None.
    """
    deadline = queued_at + GIVE_UP_AFTER
    if at >= deadline:
        return None
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(max(attempts, 1) - 1, 10))
    return min(at + pause * (0.8 + 0.4 * luck), deadline)
