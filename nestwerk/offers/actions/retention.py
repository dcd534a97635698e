"""What the upkeep forgets: old drafts, mails' traces and lists. Confirmations stay longer: they are evidence."""

from __future__ import annotations

from datetime import datetime, timedelta

from nestwerk.common.months import months_before
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network

from ..models import Confirmation, ConfirmLink, DailyCount, Draft, FreshnessDay, ImportRun, Merge, Pair, Reminder

TRACES = timedelta(days=180)  # drafts that were decided, links and reminders, lists read in
EVIDENCE_MONTHS = 36  # confirmations, daily numbers, merges


def forget_upkeep(network: Network, *, at: datetime) -> int:
    """Delete what the retention rules of the directory's upkeep say is over at ``at``; returns how many rows went.

    A list that was brought in cannot be undone any more afterwards. Safe to repeat.
    """
    traces, evidence = at - TRACES, months_before(at, EVIDENCE_MONTHS)
    with tenant(network.pk):
        old = [
            Draft.objects.filter(network=network, decided_at__lt=traces),
            Reminder.objects.filter(network=network, sent_at__lt=evidence),
            ConfirmLink.objects.filter(network=network, expires_at__lt=traces),
            ImportRun.objects.filter(network=network, read_at__lt=traces),
            Confirmation.objects.filter(network=network, at__lt=evidence),
            DailyCount.objects.filter(network=network, on__lt=evidence.date()),
            FreshnessDay.objects.filter(network=network, on__lt=evidence.date()),
            Merge.objects.filter(network=network, at__lt=evidence),
            Pair.objects.filter(network=network, state=Pair.State.MERGED, decided_at__lt=evidence),
        ]
        return sum(rows.delete()[0] for rows in old)
