"""Offers: the one record that website, brochure, calendar, API and gap analysis read."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from nestwerk.networks.models import Network, SocialSpace
from nestwerk.partners.models import Organisation

# Germany with its islands, WGS 84 degrees; what lies outside was mistyped or swapped.
LAT, LON = (47.2, 55.1), (5.8, 15.1)
YOUNGEST, OLDEST = -9, 27 * 12  # months: from conception to the end of youth welfare (SGB VIII § 7)


def codes(verbose_name: str, *, length: int = 60) -> ArrayField[list[str], list[str]]:
    """A list of short codes or names; empty means unknown."""
    return ArrayField(models.CharField(max_length=length), verbose_name=verbose_name, default=list, blank=True)


class Offer(models.Model):
    """What a provider offers to families. Empty and null mean unknown, never "no"."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Entwurf"
        IN_REVIEW = "in_review", "in Prüfung"
        PUBLISHED = "published", "öffentlich"
        PAUSED = "paused", "pausiert"
        ENDED = "ended", "beendet"

    class Cost(models.TextChoices):
        FREE = "free", "kostenlos"
        PAID = "paid", "kostet etwas"
        REDUCIBLE = "reducible", "kostet etwas, Ermäßigung möglich"
        INSURANCE = "insurance", "zahlt die Krankenkasse"

    class Access(models.TextChoices):
        DROP_IN = "drop_in", "ohne Termin"
        APPOINTMENT = "appointment", "mit Termin"
        REFERRAL = "referral", "mit Überweisung oder Vermittlung"
        HOME_VISIT = "home_visit", "kommt nach Hause"
        PHONE = "phone", "am Telefon"
        ONLINE = "online", "im Internet"
        MOBILE = "mobile", "fährt in die Orte"

    class Interpreter(models.TextChoices):
        YES = "yes", "ja"
        ON_REQUEST = "on_request", "auf Anfrage"
        NO = "no", "nein"

    class Wheelchair(models.TextChoices):
        YES = "yes", "ja"
        LIMITED = "limited", "teilweise"
        NO = "no", "nein"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="offers")
    public_id = models.UUIDField("öffentliche Kennung", default=uuid.uuid4, editable=False)
    source = models.CharField("Quelle", max_length=80, default="nestwerk")
    external_id = models.CharField("Kennung in der Quelle", max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="Anbieter")
    title = models.CharField("Titel", max_length=200)
    summary = models.CharField("in einem Satz", max_length=200, blank=True)
    description = models.TextField("Beschreibung", blank=True)

    offer_types = codes("Angebotsarten")
    needs = codes("Anliegen")
    target_groups = codes("Zielgruppen")
    prevention_level = models.CharField("Präventionsebene (intern)", max_length=60, blank=True)
    age_from_months = models.SmallIntegerField("Alter von (Monate)", null=True, blank=True)
    age_to_months = models.SmallIntegerField("Alter bis (Monate)", null=True, blank=True)

    languages = codes("Sprachen", length=10)
    interpreter = models.CharField("Sprachmittlung", max_length=10, choices=Interpreter, blank=True)
    access = codes("Zugang", length=20)
    cost_kind = models.CharField("Kosten", max_length=10, choices=Cost, blank=True)
    cost_note = models.CharField("Hinweis zu den Kosten", max_length=200, blank=True)
    anonymous = models.BooleanField("ohne Namen möglich", null=True, blank=True)
    certificate = models.BooleanField("stellt die Bescheinigung nach § 219 StGB aus", null=True, blank=True)
    carriers = codes("mitgetragen von", length=200)
    funders = codes("gefördert von", length=200)

    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    lat = models.FloatField("Breite", null=True, blank=True)
    lon = models.FloatField("Länge", null=True, blank=True)
    position_exact = models.BooleanField("Lage genau bekannt", default=False)
    hidden_address = models.BooleanField("Adresse geheim", default=False)
    social_space = models.ForeignKey(
        SocialSpace, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Sozialraum"
    )
    served_postal_codes = codes("Gebiet: Postleitzahlen", length=5)
    served_ags = codes("Gebiet: Gemeindeschlüssel", length=8)

    phone = models.CharField("Telefon", max_length=60, blank=True)
    email = models.CharField("E-Mail", max_length=254, blank=True)
    website = models.CharField("Internetseite", max_length=300, blank=True)
    sms = models.CharField("SMS", max_length=60, blank=True)
    messenger = models.CharField("Messenger", max_length=200, blank=True)
    chat = models.CharField("Chat", max_length=300, blank=True)
    video = models.CharField("Video", max_length=300, blank=True)
    opening_hours = models.CharField("Öffnungszeiten", max_length=500, blank=True)
    wheelchair = models.CharField("mit Rollstuhl erreichbar", max_length=10, choices=Wheelchair, blank=True)

    dates = models.JSONField("Termine", default=list, blank=True)  # series as common.dates writes them
    season = models.CharField("nur in der Zeit", max_length=40, blank=True)  # as common.season writes it
    texts = models.JSONField("in weiteren Sprachen", default=dict, blank=True)  # language → title, summary, …
    places_free = models.PositiveSmallIntegerField("freie Plätze", null=True, blank=True)
    waiting_weeks = models.PositiveSmallIntegerField("Wartezeit (Wochen)", null=True, blank=True)
    places_until = models.DateField("Angabe zu Plätzen gilt bis", null=True, blank=True)

    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField("öffentlich seit", null=True, blank=True)
    pause_reason = models.CharField("Grund der Pause", max_length=200, blank=True)
    paused_until = models.DateField("wieder da am", null=True, blank=True)
    last_verified_on = models.DateField("zuletzt bestätigt am", null=True, blank=True)
    due_on = models.DateField("wieder zu bestätigen bis", null=True, blank=True)
    confirmed_at = models.DateTimeField("über Nestwerk bestätigt am", null=True, blank=True)  # None: no clock yet
    hidden_at = models.DateTimeField("aus dem Verzeichnis genommen am", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="aufgegangen in"
    )
    version = models.PositiveIntegerField("Fassung", default=1)
    extra = models.JSONField("weitere Spalten der Quelle", default=dict, blank=True)
    imported_at = models.DateTimeField("zuletzt eingelesen", null=True, blank=True)
    copied_from = models.CharField("übernommen aus", max_length=400, blank=True)  # in words, whatever becomes of it
    copied_at = models.DateTimeField("übernommen am", null=True, blank=True)

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["network", "status"], name="offer_network_status")]
        constraints = [
            models.UniqueConstraint(fields=["network", "source", "external_id"], name="offer_once_per_source"),
            models.UniqueConstraint(fields=["network", "public_id"], name="offer_public_id_once"),
            models.CheckConstraint(
                name="offer_ages_are_possible",
                condition=(Q(age_from_months__isnull=True) | Q(age_from_months__range=(YOUNGEST, OLDEST)))
                & (Q(age_to_months__isnull=True) | Q(age_to_months__range=(YOUNGEST, OLDEST)))
                & (
                    Q(age_from_months__isnull=True)
                    | Q(age_to_months__isnull=True)
                    | Q(age_from_months__lte=F("age_to_months"))
                ),
            ),
            models.CheckConstraint(
                name="offer_position_is_in_germany",
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__range=LAT, lon__range=LON),
            ),
            models.CheckConstraint(
                name="offer_published_has_a_date",
                condition=~Q(status="published") | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
