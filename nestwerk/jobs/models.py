"""Mails on their way and what became of them. The text is kept, sealed, only until it has been handed over."""

from __future__ import annotations

from django.db import models


class Mail(models.Model):
    """One mail to one address. After it was handed over or given up, ``sealed`` is empty: a log without bodies."""

    class State(models.TextChoices):
        WAITING = "waiting", "wartet"
        SENT = "sent", "übergeben"
        REFUSED = "refused", "abgelehnt"
        GIVEN_UP = "given_up", "aufgegeben"

    network_id = models.BigIntegerField("Netzwerk", null=True, blank=True)  # null: of an account
    kind = models.CharField("Art", max_length=60)
    to = models.EmailField("an")
    message_id = models.CharField("Kennung", max_length=120, unique=True)
    state = models.CharField("Stand", max_length=10, choices=State, default=State.WAITING)
    sealed = models.BinaryField("Text, versiegelt", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    answer = models.CharField("Antwort des Servers", max_length=20, blank=True)  # its code, never its text
    queued_at = models.DateTimeField("aufgegeben am")
    tried_at = models.DateTimeField("zuletzt versucht am", null=True, blank=True)
    done_at = models.DateTimeField("erledigt am", null=True, blank=True)

    class Meta:
        verbose_name = "Mail"
        verbose_name_plural = "Postausgang"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["network_id", "queued_at"], name="mail_network_queued")]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_state_display()}"
