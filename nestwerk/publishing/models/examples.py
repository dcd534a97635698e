"""Practice examples: what worked in a network, for all others."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from nestwerk.networks.models import Network

from .origin import WithOrigin


class PracticeExample(WithOrigin):
    """What a network did, what it took and what came of it. Names offices, never persons."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="practice_examples")
    public_id = models.UUIDField("öffentliche Kennung", default=uuid.uuid4, editable=False, unique=True)
    title = models.CharField("Titel", max_length=120)
    content = models.JSONField("Inhalt", default=dict)
    version = models.PositiveIntegerField("Fassung", default=1)
    published = models.JSONField("öffentlicher Inhalt", null=True, blank=True)
    published_at = models.DateTimeField("veröffentlicht am", null=True, blank=True)
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Praxisbeispiel"
        verbose_name_plural = "Praxisbeispiele"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published__isnull=True, published_at__isnull=True)
                | Q(published__isnull=False, published_at__isnull=False),
                name="example_is_public_since_a_moment",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ExampleFile(models.Model):
    """A picture (drawn anew) or a PDF of an example; what is said of it stands in the example's content."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    example = models.ForeignKey(PracticeExample, on_delete=models.CASCADE, related_name="files")
    mark = models.CharField("Kennung", max_length=16)
    name = models.CharField("Dateiname", max_length=80)
    media_type = models.CharField("Art", max_length=40)
    content = models.BinaryField("Inhalt")
    size = models.PositiveIntegerField("Größe in Bytes")
    added_at = models.DateTimeField("hinzugefügt am")

    class Meta:
        verbose_name = "Datei eines Praxisbeispiels"
        verbose_name_plural = "Dateien von Praxisbeispielen"
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["example", "mark"], name="example_file_once")]

    def __str__(self) -> str:
        return self.name
