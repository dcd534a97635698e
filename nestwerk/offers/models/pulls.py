"""Directories of others that are read again and again: where they are, and what came of the last time."""

from __future__ import annotations

from django.db import models

from nestwerk.networks.models import Network

from .imports import ImportRun


class Source(models.Model):
    """A directory in HSDS that a network draws from."""

    class Takes(models.TextChoices):
        ASK = "ask", "erst ansehen"
        ALONE = "alone", "von selbst"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="sources")
    name = models.SlugField("Kennung", max_length=60)  # the source of its offers, for ever
    title = models.CharField("Name", max_length=120)
    address = models.CharField("Adresse", max_length=2000)
    takes = models.CharField("Übernehmen", max_length=8, choices=Takes, default=Takes.ASK)
    active = models.BooleanField("wird abgerufen", default=True)
    added_at = models.DateTimeField("angelegt am")
    wanted_at = models.DateTimeField("Abruf gewünscht am", null=True, blank=True)
    tried_at = models.DateTimeField("zuletzt versucht am", null=True, blank=True)
    pulled_at = models.DateTimeField("zuletzt gelesen am", null=True, blank=True)
    full_at = models.DateTimeField("zuletzt ganz gelesen am", null=True, blank=True)
    since = models.DateTimeField("gelesen bis", null=True, blank=True)  # everything until then is settled
    trouble = models.BooleanField("gestört", default=False)
    result = models.CharField("Ergebnis", max_length=600, blank=True)
    told = models.JSONField("nicht gelesen", default=list, blank=True)  # sentences about single services
    gone = models.JSONField("nicht mehr geführt", default=dict, blank=True)  # id of the offer → sentence
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    run_full = models.BooleanField("die Liste ist vollständig", default=False)

    class Meta:
        verbose_name = "Quelle"
        verbose_name_plural = "Quellen"
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="source_name_once"),
            models.UniqueConstraint(fields=["network", "address"], name="source_address_once"),
        ]

    def __str__(self) -> str:
        return self.title
