"""Networks, their regions and the places they serve. The network is the tenant of everything else."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models

SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Nur Kleinbuchstaben, Ziffern und einfache Bindestriche.")
AGS = RegexValidator(
    r"^[0-9]{5}([0-9]{3})?\Z", "Ein Gemeindeschlüssel (AGS) hat fünf oder acht Ziffern, zum Beispiel 16072."
)
POSTAL_CODE = RegexValidator(r"^[0-9]{5}\Z", "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 96515.")
COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", "Eine Farbe wie #0b5d5e.")

LAENDER = {
    "01": "SH", "02": "HH", "03": "NI", "04": "HB", "05": "NW", "06": "HE", "07": "RP", "08": "BW",
    "09": "BY", "10": "SL", "11": "BE", "12": "BB", "13": "MV", "14": "SN", "15": "ST", "16": "TH",
}  # fmt: skip


class Contact(models.Model):
    """Ways to reach an office. By role, never by a person's name."""

    contact_role = models.CharField("Stelle", max_length=160, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    website = models.URLField("Internetseite", max_length=300, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=5, blank=True, validators=[POSTAL_CODE])
    city = models.CharField("Ort", max_length=80, blank=True)
    opening_hours = models.CharField("Öffnungszeiten", max_length=300, blank=True)

    class Meta:
        abstract = True


class Network(Contact):
    """A Netzwerk Frühe Hilfen, or another network of a county: several may share one municipal key."""

    class Kind(models.TextChoices):
        LANDKREIS = "landkreis", "Landkreis"
        KREISFREIE_STADT = "kreisfreie_stadt", "kreisfreie Stadt"
        REGION = "region", "mehrere Kreise"
        FURTHER = "further", "weiteres Netzwerk im Kreis"

    slug = models.CharField("Kurzname in der Adresse", max_length=50, unique=True, validators=[SLUG])
    name = models.CharField("Name", max_length=120)
    short_name = models.CharField("Name der Gegend", max_length=60, blank=True)
    ags = ArrayField(models.CharField(max_length=8, validators=[AGS]), verbose_name="Gemeindeschlüssel (AGS)")
    kind = models.CharField("Art", max_length=20, choices=Kind, default=Kind.LANDKREIS)
    intro = models.JSONField("Begrüßung je Sprache", default=dict, blank=True)
    languages = ArrayField(
        models.CharField(max_length=10), verbose_name="Sprachen der Stelle", default=list, blank=True
    )
    accent = models.CharField("Farbe", max_length=7, default="#0b5d5e", validators=[COLOUR])
    logo = models.BinaryField("Logo", null=True, blank=True)
    logo_type = models.CharField("Format des Logos", max_length=20, blank=True)
    outline = models.JSONField("Umrisse für die Karte: Ringe aus (Breite, Länge)", default=list, blank=True)
    lat = models.FloatField("Mitte: Breite", null=True, blank=True)
    lon = models.FloatField("Mitte: Länge", null=True, blank=True)
    imprint = models.JSONField("Angaben für Impressum und Erklärungen", default=dict, blank=True)
    unverified = models.BooleanField("Daten nur zur Ansicht, nicht bestätigt", default=False)

    class Meta:
        verbose_name = "Netzwerk"
        verbose_name_plural = "Netzwerke"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="network_slug_is_an_address", condition=models.Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def land(self) -> str:
        """The Land as two letters, from the municipal key; empty if the key is unknown."""
        return LAENDER.get(self.ags[0][:2], "") if self.ags else ""


class SocialSpace(Contact):
    """A region inside a network (Sozialraum) with a contact of its own."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="social_spaces")
    slug = models.CharField("Kurzname", max_length=50, validators=[SLUG])
    name = models.CharField("Name", max_length=80)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Sozialraum"
        verbose_name_plural = "Sozialräume"
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["network", "slug"], name="space_slug_once_per_network")]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality that a network serves, with its postal codes and its centre (WGS 84 degrees)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="municipalities")
    social_space = models.ForeignKey(SocialSpace, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ags = models.CharField("Gemeindeschlüssel (AGS)", max_length=8, validators=[AGS])
    name = models.CharField("Name", max_length=80)
    postal_codes = ArrayField(
        models.CharField(max_length=5, validators=[POSTAL_CODE]), verbose_name="Postleitzahlen", default=list
    )
    lat = models.FloatField("Breite", null=True, blank=True)
    lon = models.FloatField("Länge", null=True, blank=True)

    class Meta:
        verbose_name = "Kommune"
        verbose_name_plural = "Kommunen"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["network", "ags"], name="municipality_once_per_network")]

    def __str__(self) -> str:
        return self.name
