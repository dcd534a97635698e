"""What the people who keep the directory note, watch and check."""

from __future__ import annotations

from django.db import models

from nestwerk.networks.models import Membership, Network

from .offer import Offer


class Note(models.Model):
    """An internal note at an offer, for those who keep the directory; never public."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="offer_notes")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="notes")
    member = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.CharField("Notiz", max_length=1000)
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "interne Notiz"
        verbose_name_plural = "interne Notizen"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Watch(models.Model):
    """Somebody wants to know when this offer changes. ``since``: when she last looked at what had changed."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="watches")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="watches")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField("seit")
    told_at = models.DateTimeField("zuletzt benachrichtigt am", null=True, blank=True)

    class Meta:
        verbose_name = "Beobachtung"
        verbose_name_plural = "Beobachtungen"
        constraints = [models.UniqueConstraint(fields=["network", "offer", "member"], name="watch_once")]

    def __str__(self) -> str:
        return f"seit {self.since:%d.%m.%Y}"


class QualityCheck(models.Model):
    """What the last look at an offer found: its quality, the next best step, whether its addresses answer."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="quality_checks")
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="quality")
    score = models.PositiveSmallIntegerField("Güte (0 bis 100)", default=0)
    next_step = models.CharField("nächster Schritt", max_length=300, blank=True)
    findings = models.JSONField("Befunde", default=list, blank=True)
    links = models.JSONField("geprüfte Adressen", default=dict, blank=True)
    links_checked_at = models.DateTimeField("Adressen geprüft am", null=True, blank=True)
    checked_at = models.DateTimeField("geprüft am")

    class Meta:
        verbose_name = "Güteprüfung"
        verbose_name_plural = "Güteprüfungen"

    def __str__(self) -> str:
        return f"{self.score}"
