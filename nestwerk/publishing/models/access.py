"""What a network adds so that everybody can use its pages: Leichte Sprache, sign language, known barriers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nestwerk.networks.models import Network


class AccessPiece(models.Model):
    """A text in Leichte Sprache, a video in sign language or a known barrier. People write each of them; nothing else
    in the code fills one. Offices and groups stand in ``written_by`` and ``checked_by``, never a person."""

    class Kind(models.TextChoices):
        """What it is; decides on which page it stands."""

        EASY = "easy", "Text in Leichter Sprache"
        SIGN = "sign", "Video in Gebärdensprache"
        BARRIER = "barrier", "Bekannte Barriere"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="access_pieces")
    kind = models.CharField("Art", max_length=8, choices=Kind)
    title = models.CharField("Titel", max_length=120)
    text = models.TextField("Text", max_length=20_000)
    address = models.CharField("Adresse des Videos", max_length=300, blank=True)
    captions = models.BooleanField("mit Untertiteln", default=False)
    written_by = models.CharField("geschrieben von", max_length=160, blank=True)
    checked_by = models.CharField("geprüft von", max_length=160, blank=True)
    checked_on = models.DateField("geprüft am", null=True, blank=True)
    order = models.PositiveSmallIntegerField("Platz in der Reihe", default=0)
    public = models.BooleanField("öffentlich", default=False)
    changed_at = models.DateTimeField("geändert am")

    class Meta:
        verbose_name = "Eintrag zur Barrierefreiheit"
        verbose_name_plural = "Einträge zur Barrierefreiheit"
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="easy", public=True)
                | (~Q(written_by="") & ~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="easy_text_is_public_when_checked",
            ),
            models.CheckConstraint(
                condition=~Q(kind="sign", public=True) | (~Q(written_by="") & Q(address__startswith="https://")),
                name="sign_video_is_public_with_address",
            ),
        ]

    def __str__(self) -> str:
        return self.title
