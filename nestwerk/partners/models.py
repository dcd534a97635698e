"""The partners of a network: institutions and single persons in practice."""

from __future__ import annotations

import uuid

from django.db import models

from nestwerk.networks.models import Membership, Network
from nestwerk.taxonomy.models import Term

from .sectors import Sector


class Organisation(models.Model):
    """A Träger, an institution or a freelance professional who takes part in the network."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="organisations")
    public_id = models.UUIDField("öffentliche Kennung", default=uuid.uuid4, editable=False)
    name = models.CharField("Name", max_length=200)
    type = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="Art"
    )
    sector = models.CharField("Bereich", max_length=20, choices=Sector, default=Sector.UNKNOWN)
    looked_after_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="betreut von"
    )
    upkeep_email = models.EmailField("E-Mail für die Pflege der Angebote", blank=True)  # never public
    trusted = models.BooleanField("kleine Änderungen gehen sofort hinaus", default=False)
    ended_at = models.DateTimeField("aufgelöst am", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="aufgegangen in"
    )
    former_names = models.JSONField("frühere Namen", default=list, blank=True)
    single_person = models.BooleanField("Einzelperson in eigener Praxis", default=False)

    class Meta:
        verbose_name = "Partner"
        verbose_name_plural = "Partner"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="organisation_name_once_per_network"),
            models.UniqueConstraint(fields=["network", "public_id"], name="organisation_public_id_once"),
        ]

    def __str__(self) -> str:
        return self.name
