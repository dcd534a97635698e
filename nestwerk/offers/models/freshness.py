"""Who confirmed what and when, and who was asked to."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nestwerk.networks.models import Network

from .offer import Offer


class Confirmation(models.Model):
    """Somebody said: this offer is right. Append only, but for a call that was
    taken back within a day; the newest stands on the offer as well."""

    class Way(models.TextChoices):
        LINK = "link", "über den Link in der Mail"
        WORKSPACE = "workspace", "angemeldet"
        PHONE = "phone", "am Telefon"
        EDIT = "edit", "mit einer Änderung"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="confirmations")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="confirmations")
    at = models.DateTimeField("bestätigt am")
    way = models.CharField("wie", max_length=10, choices=Way)
    hat = models.CharField("von", max_length=40, blank=True)  # role and membership; empty: through the link
    note = models.CharField("Notiz", max_length=200, blank=True)

    class Meta:
        verbose_name = "Bestätigung"
        verbose_name_plural = "Bestätigungen"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.at:%d.%m.%Y}"


class ConfirmLink(models.Model):
    """A link that lets who has it confirm or correct a few offers, once, without signing in. Only its fingerprint."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="confirm_links")
    fingerprint = models.CharField("Fingerabdruck des Links", max_length=64)
    to = models.EmailField("an")
    offers = ArrayField(models.BigIntegerField(), verbose_name="Angebote", default=list)
    sent_at = models.DateTimeField("verschickt am")
    expires_at = models.DateTimeField("gilt bis")
    done = ArrayField(models.BigIntegerField(), verbose_name="davon beantwortet", default=list, blank=True)
    used_at = models.DateTimeField("zuletzt benutzt am", null=True, blank=True)

    class Meta:
        verbose_name = "Bestätigungslink"
        verbose_name_plural = "Bestätigungslinks"
        ordering = ["-sent_at"]
        constraints = [models.UniqueConstraint(fields=["network", "fingerprint"], name="confirm_link_fingerprint_once")]

    def __str__(self) -> str:
        return f"{len(self.offers)} Angebote, bis {self.expires_at:%d.%m.%Y}"


class Reminder(models.Model):
    """That somebody was asked about an offer: once for each step before and after it was due."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="reminders")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="reminders")
    due_on = models.DateField("fällig am")
    step = models.CharField("Schritt", max_length=12)  # days before as text, or "by_hand"
    sent_at = models.DateTimeField("verschickt am")

    class Meta:
        verbose_name = "Erinnerung"
        verbose_name_plural = "Erinnerungen"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "offer", "due_on", "step"],
                condition=~models.Q(step="by_hand"),
                name="reminder_once_a_step",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step}, {self.sent_at:%d.%m.%Y}"
