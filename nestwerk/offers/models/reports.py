"""What families and professionals tell about offers."""

from __future__ import annotations

from django.db import models

from nestwerk.networks.models import Network

from .offer import Offer


class ProblemReport(models.Model):
    """What somebody told us, without a name, about an offer that is not right."""

    class Kind(models.TextChoices):
        PHONE = "phone", "Telefon oder Mail stimmt nicht"
        TIMES = "times", "Zeiten stimmen nicht"
        PLACE = "place", "Ort stimmt nicht"
        GONE = "gone", "Gibt es nicht mehr"
        OTHER = "other", "Etwas anderes"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="problem_reports")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="problem_reports")
    kind = models.CharField("was", max_length=10, choices=Kind)
    text = models.CharField("in eigenen Worten", max_length=500, blank=True)
    reported_on = models.DateField("gemeldet am")
    passed_on_at = models.DateTimeField("an die Koordination am", null=True, blank=True)
    answer = models.CharField("was sich geändert hat", max_length=300, blank=True)  # public: "you said, we did"
    done_at = models.DateTimeField("erledigt am", null=True, blank=True)
    done_by = models.BigIntegerField("erledigt von", null=True, blank=True)  # id of a membership, no key: it may go

    class Meta:
        verbose_name = "Hinweis"
        verbose_name_plural = "Hinweise"
        ordering = ["-reported_on", "-pk"]
        indexes = [models.Index(fields=["network", "reported_on"], name="report_network_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.reported_on})"
