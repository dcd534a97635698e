"""Edits on their way: what a person has written and nobody has approved yet."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nestwerk.networks.models import Membership, Network

from .offer import Offer


class Draft(models.Model):
    """One person's unfinished or waiting edit of one offer. The approved version stays as it is meanwhile.

    ``values`` holds the columns that differ, as JSON; ``base`` what stood in them when the person first touched each.
    Comparing ``base`` with the offer tells, field by field, whether somebody else was faster.
    """

    class State(models.TextChoices):
        WRITING = "writing", "in Arbeit"
        SUBMITTED = "submitted", "wartet auf Prüfung"
        RETURNED = "returned", "zurückgegeben"
        APPROVED = "approved", "übernommen"
        WITHDRAWN = "withdrawn", "verworfen"

    OPEN = (State.WRITING, State.SUBMITTED, State.RETURNED)
    MOVES: dict[str, tuple[str, ...]] = {
        State.WRITING: (State.SUBMITTED, State.APPROVED, State.WITHDRAWN),
        State.SUBMITTED: (State.WRITING, State.RETURNED, State.APPROVED, State.WITHDRAWN),
        State.RETURNED: (State.WRITING, State.SUBMITTED, State.APPROVED, State.WITHDRAWN),
        State.APPROVED: (),
        State.WITHDRAWN: (),
    }

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="drafts")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="drafts")
    member = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="geschrieben von"
    )  # None: corrected through a link without signing in
    values = models.JSONField("neue Angaben", default=dict, blank=True)
    base = models.JSONField("was vorher dort stand", default=dict, blank=True)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.WRITING)
    message = models.CharField("Nachricht zur Prüfung", max_length=500, blank=True)
    started_at = models.DateTimeField("begonnen am")
    saved_at = models.DateTimeField("gespeichert am")
    submitted_at = models.DateTimeField("abgegeben am", null=True, blank=True)
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    decided_by = models.BigIntegerField("entschieden von", null=True, blank=True)  # id of a membership, no key
    comment = models.CharField("Antwort auf die Prüfung", max_length=1000, blank=True)

    class Meta:
        verbose_name = "Entwurf"
        verbose_name_plural = "Entwürfe"
        ordering = ["submitted_at", "pk"]
        indexes = [models.Index(fields=["network", "state"], name="draft_network_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "offer", "member"],
                condition=Q(state__in=["writing", "submitted", "returned"], member__isnull=False),
                name="one_open_draft_a_person",
            ),
            models.CheckConstraint(
                name="draft_submitted_has_a_time",
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {self.saved_at:%d.%m.%Y}"
