"""The newsletter: whether there is one, who gets it, its issues, and what is on its way to whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nestwerk.networks.models import Network


class Newsletter(models.Model):
    """Which newsletters a network offers. ``known``: by audience, what the last issue found public (id → mark)."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="newsletter")
    for_parents = models.BooleanField("für Eltern", default=False)
    for_professionals = models.BooleanField("für Fachkräfte", default=False)
    known = models.JSONField("Stand der letzten Ausgabe", default=dict)

    class Meta:
        verbose_name = "Newsletter"
        verbose_name_plural = "Newsletter"

    def __str__(self) -> str:
        return f"Newsletter {self.network_id}"


class Audience(models.TextChoices):
    """For whom."""

    PARENTS = "parents", "Eltern"
    PROFESSIONALS = "professionals", "Fachkräfte"


class Subscriber(models.Model):
    """One address for one newsletter, sealed. Deleted the moment somebody leaves; nothing of it is kept.

    ``mark`` finds the address again, ``handle`` is what links in mails name. ``month``: the first day of the month a
    child was or will be born. While it is not ``confirmed_at`` nothing is sent but the question. ``consent`` is the
    version of the words she agreed to, in ``language``.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="newsletter_subscribers")
    audience = models.CharField("Empfängerkreis", max_length=15, choices=Audience)
    mark = models.CharField("Prüfwert der Adresse", max_length=64)
    handle = models.BinaryField("Kennung", max_length=16, unique=True)
    sealed = models.BinaryField("Adresse, versiegelt")
    language = models.CharField("Sprache", max_length=12, default="de")
    month = models.DateField("Geburtsmonat", null=True, blank=True)
    topics = models.JSONField("Themen", default=list)
    consent = models.PositiveSmallIntegerField("Fassung der Einwilligung")
    asked_at = models.DateTimeField("eingetragen am")
    mails = models.PositiveSmallIntegerField("Mails mit der Bitte um Bestätigung", default=1)
    confirmed_at = models.DateTimeField("bestätigt am", null=True, blank=True)
    ends_on = models.DateField("endet am", null=True, blank=True)
    refused = models.PositiveSmallIntegerField("nacheinander abgelehnte Mails", default=0)

    class Meta:
        verbose_name = "Empfängerin des Newsletters"
        verbose_name_plural = "Empfängerinnen des Newsletters"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "audience", "mark"],
                condition=Q(confirmed_at__isnull=False),
                name="newsletter_address_once",
            ),
            models.UniqueConstraint(
                fields=["network", "audience", "mark"],
                condition=Q(confirmed_at__isnull=True),
                name="newsletter_question_once",
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(audience="parents", month__day=1), name="newsletter_month_only"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()} {self.pk}"


class Issue(models.Model):
    """One issue for one audience: an editor's words by language, and the offers in it, by id.

    ``content`` is fixed with the approval. ``sent`` and ``failed`` are numbers, kept when nobody's row is left.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", "Entwurf"
        SENDING = "sending", "wird verschickt"
        PAUSED = "paused", "angehalten"
        SENT = "sent", "verschickt"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="newsletter_issues")
    audience = models.CharField("Für wen?", max_length=15, choices=Audience)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.DRAFT)
    texts = models.JSONField("Worte der Redaktion", default=dict)
    left_out = models.JSONField("weggelassen", default=list)
    content = models.JSONField("Angebote", default=dict)
    saved_at = models.DateTimeField("gespeichert am")
    approved_at = models.DateTimeField("freigegeben am", null=True, blank=True)
    done_at = models.DateTimeField("fertig am", null=True, blank=True)
    sent = models.PositiveIntegerField("verschickte Mails", default=0)

    class Meta:
        verbose_name = "Ausgabe des Newsletters"
        verbose_name_plural = "Ausgaben des Newsletters"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", approved_at__isnull=True)
                | (~Q(state="draft") & Q(approved_at__isnull=False)),
                name="newsletter_goes_out_approved",
            )
        ]

    def __str__(self) -> str:
        return str(self.texts.get("de", {}).get("title") or "Ausgabe ohne Titel")


class Delivery(models.Model):
    """That an issue went to somebody, once. Deleted a week after the issue, or with the address."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    mail_id = models.BigIntegerField("Mail", null=True)

    class Meta:
        verbose_name = "Zustellung des Newsletters"
        verbose_name_plural = "Zustellungen des Newsletters"
        constraints = [models.UniqueConstraint(fields=["issue", "subscriber"], name="newsletter_once_each")]

    def __str__(self) -> str:
        return f"{self.issue_id} → {self.subscriber_id}"
