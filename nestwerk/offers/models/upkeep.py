"""How a network wants its directory kept: days, who may publish what at once, whether the clock runs."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nestwerk.networks.models import Network

DIRECT = [
    "phone", "email", "website", "sms", "messenger", "chat", "video", "opening_hours", "dates", "places_free",
    "waiting_weeks", "places_until", "pause_reason", "paused_until",
]  # fmt: skip


def direct_fields() -> list[str]:
    """What a trusted partner may change at once unless the network says otherwise."""
    return list(DIRECT)


def reminder_days() -> list[int]:
    """Days before an offer is due on which its provider is asked."""
    return [30, 14, 3]


class Upkeep(models.Model):
    """A network's rules of upkeep. A network without a row has the defaults. All days are calendar days."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="upkeep")
    due_months = models.PositiveSmallIntegerField("zu bestätigen nach (Monaten)", default=6)
    due_months_by_type = models.JSONField("abweichend je Angebotsart (Monate)", default=dict, blank=True)
    reminder_days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="Erinnerung vorher (Tage)", default=reminder_days, blank=True
    )
    desk_days = models.PositiveSmallIntegerField("auf den Tisch der Koordination nach (Tagen)", default=60)
    report_days = models.PositiveSmallIntegerField("Hinweise an die Koordination nach (Tagen)", default=14)
    link_days = models.PositiveSmallIntegerField("Link in der Mail gilt (Tage)", default=45)
    places_days = models.PositiveSmallIntegerField("„freie Plätze“ gelten (Tage)", default=14)
    direct_fields = ArrayField(
        models.CharField(max_length=30),
        verbose_name="dürfen vertraute Partner sofort ändern",
        default=direct_fields,
        blank=True,
    )
    clock_for_imported = models.BooleanField("Uhr läuft auch für Eingelesenes", default=False)
    clock_since = models.DateField("Uhr eingeschaltet am", null=True, blank=True)
    absent_until = models.DateField("Koordination nicht da bis", null=True, blank=True)
    unattended = models.BooleanField("niemand koordiniert", default=False)  # kept by actions.seat

    class Meta:
        verbose_name = "Pflegeregeln"
        verbose_name_plural = "Pflegeregeln"

    def __str__(self) -> str:
        return f"Pflegeregeln, {self.network}"
