"""Pairs that might be one and the same, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nestwerk.networks.models import Network


class Kind(models.TextChoices):
    """What may be there twice."""

    OFFER = "offer", "Angebot"
    ORGANISATION = "organisation", "Partner"


class Pair(models.Model):
    """Two records that look like one. ``first`` and ``second`` are ids of offers or of organisations."""

    class State(models.TextChoices):
        OPEN = "open", "offen"
        DIFFERENT = "different", "nicht doppelt"
        MERGED = "merged", "zusammengeführt"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="pairs")
    kind = models.CharField("was", max_length=12, choices=Kind)
    first = models.BigIntegerField("erstes")
    second = models.BigIntegerField("zweites")
    state = models.CharField("Stand", max_length=10, choices=State, default=State.OPEN)
    score = models.FloatField("Ähnlichkeit (0 bis 1)", default=0)
    reasons = models.JSONField("Gründe", default=list, blank=True)
    found_at = models.DateTimeField("gefunden am")
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    decided_by = models.BigIntegerField("entschieden von", null=True, blank=True)  # id of a membership, no key

    class Meta:
        verbose_name = "mögliche Dublette"
        verbose_name_plural = "mögliche Dubletten"
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "kind", "first", "second"], name="pair_once"),
            models.CheckConstraint(name="pair_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first}/{self.second}"


class Merge(models.Model):
    """One record took over another. ``fields``: column → id of the record it came from; ``before``: both as they were.

    Kept so that it can be undone and so that everyone can see where a fact came from.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="merges")
    kind = models.CharField("was", max_length=12, choices=Kind)
    kept = models.BigIntegerField("bleibt")
    gone = models.BigIntegerField("geht darin auf")
    fields = models.JSONField("Herkunft der Angaben", default=dict)
    before = models.JSONField("vorher", default=dict)
    at = models.DateTimeField("am")
    by = models.BigIntegerField("von")  # id of a membership, no key
    undone_at = models.DateTimeField("rückgängig gemacht am", null=True, blank=True)
    undone_by = models.BigIntegerField("rückgängig gemacht von", null=True, blank=True)

    class Meta:
        verbose_name = "Zusammenführung"
        verbose_name_plural = "Zusammenführungen"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
