"""What a network keeps of its brochures: which there are, its forewords, every edition that was made."""

from __future__ import annotations

from django.db import models

from nestwerk.networks.models import Network


class Brochure(models.Model):
    """The brochures of a network: which of them families get, and how far the present making is.

    ``variants``: as ``brochure.variants`` writes them. ``wanted_at``: something changed since the last making.
    ``asked_at``: somebody asked for it and it is not done; ``step``, ``done`` and ``total`` tell how far it is.
    """

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="brochure")
    public = models.BooleanField("Broschüre für Familien anbieten", default=False)
    variants = models.JSONField("Hefte", default=list)
    wanted_at = models.DateTimeField("geändert seit", null=True, blank=True)
    made_at = models.DateTimeField("zuletzt gemacht", null=True, blank=True)
    asked_at = models.DateTimeField("angefordert", null=True, blank=True)
    step = models.CharField("Schritt", max_length=120, blank=True)
    done = models.PositiveSmallIntegerField("fertige Hefte", default=0)
    total = models.PositiveSmallIntegerField("Hefte", default=0)
    problem = models.CharField("was nicht ging", max_length=200, blank=True)

    class Meta:
        verbose_name = "Broschüre"
        verbose_name_plural = "Broschüren"

    def __str__(self) -> str:
        return f"Broschüre {self.network_id}"


class Foreword(models.Model):
    """One version of the foreword in a language; the newest is the one that is printed."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="forewords")
    language = models.CharField("Sprache", max_length=12)
    number = models.PositiveIntegerField("Fassung")
    text = models.TextField("Vorwort", max_length=3000, blank=True)
    saved_at = models.DateTimeField("gespeichert")
    saved_by = models.BigIntegerField("von", null=True)

    class Meta:
        verbose_name = "Vorwort"
        verbose_name_plural = "Vorworte"
        ordering = ["language", "-number"]
        constraints = [models.UniqueConstraint(fields=["network", "language", "number"], name="foreword_once_a_number")]

    def __str__(self) -> str:
        return f"Vorwort {self.language}, Fassung {self.number}"


class Edition(models.Model):
    """One brochure as it was on a day: the file, and what is said of it. ``kept``: somebody wants to keep this one.

    ``providers``: whose offers it holds, by public id, and whether with an address. ``withdrawn_at``: since then it
    holds what a single person has taken back.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="brochure_editions")
    key = models.CharField("Heft", max_length=160)
    variant = models.JSONField("Art", default=dict)
    stand = models.DateField("Stand")
    made_at = models.DateTimeField("gemacht")
    digest = models.CharField("Inhalt", max_length=64)
    pages = models.PositiveIntegerField("Seiten")
    offers = models.PositiveIntegerField("Angebote")
    size = models.PositiveIntegerField("Größe in Byte")
    content = models.BinaryField("Datei")
    public = models.BooleanField("für Familien", default=False)
    kept = models.BooleanField("festgehalten", default=False)
    providers = models.JSONField("Anbieter", default=dict)
    withdrawn_at = models.DateTimeField("enthält Zurückgezogenes seit", null=True, blank=True)

    class Meta:
        verbose_name = "Ausgabe der Broschüre"
        verbose_name_plural = "Ausgaben der Broschüre"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["network", "key", "-made_at"], name="edition_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "key"], condition=models.Q(public=True), name="one_public_edition_of_a_brochure"
            ),
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(withdrawn_at__isnull=True),
                name="withdrawn_edition_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} vom {self.stand:%d.%m.%Y}"
