"""Networks, their regions and the places they serve. The network is the tenant of everything else."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from nestwerk.accounts.models import User
from nestwerk.common.lands import land_of_ags

SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Nur Kleinbuchstaben, Ziffern und einfache Bindestriche.")
AGS = RegexValidator(
    r"^[0-9]{5}([0-9]{3})?\Z", "Ein Gemeindeschlüssel (AGS) hat fünf oder acht Ziffern, zum Beispiel 16072."
)
POSTAL_CODE = RegexValidator(r"^[0-9]{5}\Z", "Eine Postleitzahl hat fünf Ziffern, zum Beispiel 96515.")
COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", "Eine Farbe wie #0b5d5e.")


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
        return land_of_ags(self.ags[0]) if self.ags else ""


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


class Role(models.TextChoices):
    """What somebody is in a network. Labels can differ by county; the rights are those of ``data/rights.tsv``."""

    COORDINATOR = "coordinator", "Netzwerkkoordination"
    SPACE = "space", "Sozialraumkoordination"
    EDITOR = "editor", "Redaktion"
    PARTNER = "partner", "Partner"
    GUEST = "guest", "Gast (nur lesen)"
    PLANNER = "planner", "Planung (nur Zahlen)"


class HeldAt(models.QuerySet["Membership"]):
    """Memberships by the clock."""

    def held(self, at: datetime) -> HeldAt:
        """Those that hold at this moment; a leaver's stops at the given minute."""
        return self.filter(starts_at__lte=at).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))

    def with_network(self) -> HeldAt:
        """Their networks in the same question, without what only the public site needs of them."""
        return self.select_related("network").defer("network__logo", "network__outline")


class Membership(models.Model):
    """A person's role in a network: one hat. Rights of several hats never add up."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name="Konto")
    role = models.CharField("Rolle", max_length=12, choices=Role)
    spaces = ArrayField(
        models.CharField(max_length=50), verbose_name="Sozialräume", default=list, blank=True
    )  # slugs; the coordination's own, or those a partner or guest belongs to
    organisations = ArrayField(
        models.BigIntegerField(), verbose_name="eigene Organisationen", default=list, blank=True
    )  # ids of partners.Organisation; only for partners
    starts_at = models.DateTimeField("ab")
    ends_at = models.DateTimeField("bis", null=True, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="übergeben an"
    )

    objects = HeldAt.as_manager()

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitglieder"
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user", "role"], condition=Q(ends_at__isnull=True), name="one_open_membership_a_role"
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
            ),
            models.CheckConstraint(
                name="membership_spaces_where_they_belong",
                condition=Q(role="space") & ~Q(spaces=[])
                | Q(role__in=["partner", "guest"])
                | Q(spaces=[]) & ~Q(role="space"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.network}"

    def holds(self, at: datetime) -> bool:
        """Whether the role is held at this moment."""
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    @property
    def hat(self) -> str:
        """The hat as the audit names it."""
        return f"{self.role}:{self.pk}"


class Invitation(models.Model):
    """An open door for one address, once, for at most seven days. The link is never stored, only its fingerprint."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("an")
    role = models.CharField("Rolle", max_length=12, choices=Role)
    spaces = ArrayField(models.CharField(max_length=50), verbose_name="Sozialräume", default=list, blank=True)
    organisations = ArrayField(models.BigIntegerField(), verbose_name="Organisationen", default=list, blank=True)
    fingerprint = models.CharField("Fingerabdruck des Links", max_length=64)
    invited_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField("eingeladen am")
    expires_at = models.DateTimeField("gilt bis")
    accepted_at = models.DateTimeField("angenommen am", null=True, blank=True)
    withdrawn_at = models.DateTimeField("zurückgezogen am", null=True, blank=True)

    class Meta:
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(fields=["network", "fingerprint"], name="invitation_fingerprint_once"),
            models.UniqueConstraint(
                fields=["network", "email", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, bis {self.expires_at:%d.%m.%Y}"

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
