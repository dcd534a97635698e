"""The words of the field: one row per taxonomy term, the same for every network of an installation."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Term(models.Model):
    """A term such as ``need.crying``: a code that never changes and labels that may.

    Synonyms are search input. They are never shown: some are blunt, some would hurt.
    """

    class Kind(models.TextChoices):
        NEED = "need", "Anliegen"
        OFFER_TYPE = "offer_type", "Angebotsart"
        TARGET_GROUP = "target_group", "Zielgruppe"
        PARTNER_TYPE = "partner_type", "Art des Partners"
        PREVENTION_LEVEL = "prevention_level", "Präventionsebene"

    class Urgency(models.TextChoices):
        EMERGENCY = "emergency", "Notfall"
        SOON = "soon", "bald"
        INFORMATION = "information", "Auskunft"

    class Origin(models.TextChoices):
        NESTWERK = "nestwerk", "mitgeliefert"
        LOCAL = "local", "eigene Ergänzung"

    code = models.CharField("Kennung", max_length=60, primary_key=True)
    kind = models.CharField("Art", max_length=20, choices=Kind)
    de = models.CharField("Bezeichnung", max_length=160)
    de_plain = models.CharField("in einfacher Sprache", max_length=160)
    en = models.CharField("englisch", max_length=160)
    parent = models.CharField("in Worten von Eltern", max_length=160, blank=True)
    others = models.JSONField("in weiteren Sprachen", default=dict, blank=True)
    synonyms = ArrayField(models.CharField(max_length=120), verbose_name="Suchwörter", default=list, blank=True)
    urgency = models.CharField("Dringlichkeit", max_length=12, choices=Urgency, default=Urgency.INFORMATION)
    shown = models.BooleanField(
        "darf angezeigt werden",
        default=True,
        help_text="Aus: steuert die Suche, erscheint aber nie als Aussage über die Person, die sucht.",
    )
    position = models.PositiveIntegerField("Reihenfolge", default=0)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, default=Origin.NESTWERK)

    class Meta:
        verbose_name = "Begriff"
        verbose_name_plural = "Begriffe"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                name="term_code_has_a_prefix",
                condition=models.Q(code__regex=r"^(need|offer|tg|pt|prev)\.[a-z0-9_]+$"),
            ),
        ]

    def __str__(self) -> str:
        return self.de
