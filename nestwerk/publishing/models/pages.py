"""A network's own pages: the page, its versions, its pictures and documents."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nestwerk.networks.models import Membership, Network

from .origin import WithOrigin


class OwnPage(WithOrigin):
    """A page a network writes itself. What stands in it is in its versions; one of them may be public."""

    class Kind(models.TextChoices):
        """What it is; decides where it stands."""

        PAGE = "page", "Seite"
        NEWS = "news", "Meldung"
        PRESS = "press", "Pressetext"
        PORTRAIT = "portrait", "Porträt"
        FUNDER = "funder", "Förderung"

    class Way(models.TextChoices):
        """How a person said yes to a portrait."""

        PAPER = "paper", "auf Papier, mit Unterschrift"
        MAIL = "mail", "per E-Mail"
        SPOKEN = "spoken", "im Gespräch"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="own_pages")
    kind = models.CharField("Art", max_length=10, choices=Kind)
    slug = models.CharField("Adresse", max_length=60)
    title = models.CharField("Titel", max_length=120)  # German, of the newest version
    latest = models.PositiveIntegerField("neueste Fassung", default=1)
    published = models.PositiveIntegerField("öffentliche Fassung", null=True, blank=True)
    published_at = models.DateTimeField("veröffentlicht am", null=True, blank=True)
    planned = models.PositiveIntegerField("geplante Fassung", null=True, blank=True)
    planned_at = models.DateTimeField("geplant für", null=True, blank=True)
    consent_on = models.DateField("Einwilligung vom", null=True, blank=True)
    consent_until = models.DateField("Einwilligung bis", null=True, blank=True)
    consent_way = models.CharField("wie", max_length=10, choices=Way, blank=True)
    consent_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="gefragt hat"
    )
    withdrawn_at = models.DateTimeField("widerrufen am", null=True, blank=True)

    class Meta:
        verbose_name = "eigene Seite"
        verbose_name_plural = "eigene Seiten"
        constraints = [
            models.UniqueConstraint(fields=["network", "slug"], name="own_page_address_once"),
            models.CheckConstraint(
                condition=~Q(kind="portrait")
                | Q(published__isnull=True)
                | Q(consent_on__isnull=False, withdrawn_at__isnull=True),
                name="portrait_is_public_by_consent_only",
            ),
            models.CheckConstraint(
                condition=Q(planned__isnull=True, planned_at__isnull=True)
                | Q(planned__isnull=False, planned_at__isnull=False),
                name="own_page_plan_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def consented(self) -> bool:
        """Whether a consent stands; for a portrait nothing is public without."""
        return self.consent_on is not None and self.withdrawn_at is None


class PageVersion(models.Model):
    """A page as it was saved once. Never changed; going back makes a new one."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(OwnPage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("Fassung")
    content = models.JSONField("Inhalt")
    saved_at = models.DateTimeField("gespeichert am")
    saved_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "Fassung einer Seite"
        verbose_name_plural = "Fassungen von Seiten"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="page_version_once")]

    def __str__(self) -> str:
        return f"Fassung {self.number}"


class PageFile(models.Model):
    """A picture (drawn anew) or a PDF of a page; ``mark`` names its content."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(OwnPage, on_delete=models.CASCADE, related_name="files")
    mark = models.CharField("Kennung", max_length=16)
    name = models.CharField("Dateiname", max_length=80)
    media_type = models.CharField("Art", max_length=40)
    content = models.BinaryField("Inhalt")
    size = models.PositiveIntegerField("Größe in Bytes")
    width = models.PositiveIntegerField("Breite in Punkten", default=0)
    height = models.PositiveIntegerField("Höhe in Punkten", default=0)
    added_at = models.DateTimeField("hinzugefügt am")

    class Meta:
        verbose_name = "Datei einer Seite"
        verbose_name_plural = "Dateien von Seiten"
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "mark"], name="page_file_once")]

    def __str__(self) -> str:
        return self.name
