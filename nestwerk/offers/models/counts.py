"""Daily numbers: how often an offer was seen, and how fresh the directory was. Never joined to words or people."""

from __future__ import annotations

from django.db import models

from nestwerk.networks.models import Network

from .offer import Offer


class DailyCount(models.Model):
    """How often an offer's page was opened and a way of contact touched on a day."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="daily_counts")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="daily_counts")
    on = models.DateField("Tag")
    seen = models.PositiveIntegerField("angesehen", default=0)
    touched = models.PositiveIntegerField("Kontakt angetippt", default=0)

    class Meta:
        verbose_name = "Tageszahl"
        verbose_name_plural = "Tageszahlen"
        constraints = [models.UniqueConstraint(fields=["network", "offer", "on"], name="count_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.seen}/{self.touched}"


class FreshnessDay(models.Model):
    """How many public offers were how fresh at the end of a day: the directory's health over time."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="freshness_days")
    on = models.DateField("Tag")
    fresh = models.PositiveIntegerField("aktuell", default=0)
    soon = models.PositiveIntegerField("bald fällig", default=0)
    overdue = models.PositiveIntegerField("überfällig", default=0)
    never = models.PositiveIntegerField("nie bestätigt", default=0)
    hidden = models.PositiveIntegerField("ausgeblendet", default=0)

    class Meta:
        verbose_name = "Tagesstand der Aktualität"
        verbose_name_plural = "Tagesstände der Aktualität"
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["network", "on"], name="freshness_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on}"
