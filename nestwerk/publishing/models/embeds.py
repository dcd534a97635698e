"""The websites that may show a network's embeds."""

from __future__ import annotations

from django.db import models

from nestwerk.networks.models import Membership, Network

from ..embeds.origins import LONGEST, PATTERN


class EmbedOrigin(models.Model):
    """One website on the list of a network. ``removed_at``: it may no longer, and one click brings it back."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="embed_origins")
    origin = models.CharField("Website", max_length=LONGEST)
    added_at = models.DateTimeField("aufgenommen")
    added_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="aufgenommen von"
    )
    removed_at = models.DateTimeField("entfernt", null=True, blank=True)

    class Meta:
        verbose_name = "Website mit Einbettung"
        verbose_name_plural = "Websites mit Einbettungen"
        ordering = ["origin"]
        constraints = [
            models.UniqueConstraint(fields=["network", "origin"], name="embed_origin_once"),
            models.CheckConstraint(condition=models.Q(origin__regex=PATTERN), name="embed_origin_is_an_origin"),
        ]

    def __str__(self) -> str:
        return self.origin
