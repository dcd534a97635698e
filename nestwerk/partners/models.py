"""The partners of a network: institutions and single persons in practice."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from nestwerk.networks.models import Membership, Network
from nestwerk.taxonomy.models import Term

from .consent import likely_alone
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

    @property
    def likely_alone(self) -> bool:
        """Whether it is worth asking if one person works here alone."""
        return likely_alone(self.type_id or "", single_person=self.single_person)


class PublicationConsent(models.Model):
    """What a single person in practice said yes to. Without a row, or with ``public`` no, nothing of her is public."""

    class Way(models.TextChoices):
        """How she said it."""

        PAPER = "paper", "auf Papier, mit Unterschrift"
        MAIL = "mail", "per E-Mail"
        SPOKEN = "spoken", "im Gespräch"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="consent")
    public = models.BooleanField("steht öffentlich im Verzeichnis", default=False)
    address = models.BooleanField("mit Straße und Ort", default=False)
    bulk = models.BooleanField("auch in Datensätzen zum Herunterladen", default=False)
    given_on = models.DateField("eingewilligt am")
    way = models.CharField("wie", max_length=10, choices=Way)
    recorded_at = models.DateTimeField("festgehalten am")
    recorded_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="festgehalten von"
    )
    withdrawn_at = models.DateTimeField("widerrufen am", null=True, blank=True)

    class Meta:
        verbose_name = "Einwilligung zur Veröffentlichung"
        verbose_name_plural = "Einwilligungen zur Veröffentlichung"
        constraints = [
            models.CheckConstraint(
                condition=Q(public=True) | Q(address=False, bulk=False), name="consent_to_a_part_needs_the_whole"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(public=False), name="withdrawn_is_not_public"
            ),
        ]

    def __str__(self) -> str:
        return f"Einwilligung: {self.organisation}"
