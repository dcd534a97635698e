"""A network's own words in the Elternbegleitbuch."""

from __future__ import annotations

from django.db import models

from nestwerk.networks.models import Network


class HandbookText(models.Model):
    """One section in one language, written by the network. Without a row, or as a draft, the common one stands there.

    ``public``: families read it. A text taken over from another network begins as a draft.
    ``common_title`` and ``common_text`` are the common words as they were when somebody last looked at both.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="handbook_texts")
    chapter = models.CharField("Kapitel", max_length=30)
    section = models.CharField("Abschnitt", max_length=30)
    language = models.CharField("Sprache", max_length=12)
    title = models.CharField("Überschrift", max_length=120)
    text = models.TextField("Text", max_length=6000)
    common_title = models.CharField("gemeinsame Überschrift", max_length=120, blank=True)
    common_text = models.TextField("gemeinsamer Text", blank=True)
    public = models.BooleanField("öffentlich", default=True)
    copied_from = models.CharField("übernommen von", max_length=200, blank=True)
    copied_at = models.DateTimeField("übernommen am", null=True, blank=True)
    changed_at = models.DateTimeField("geändert am")

    class Meta:
        verbose_name = "eigener Text im Begleitbuch"
        verbose_name_plural = "eigene Texte im Begleitbuch"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "chapter", "section", "language"], name="handbook_text_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title
