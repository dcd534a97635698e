"""What mattered, in order. Lines and links can be added and read by the app, nothing else (see the migration).

A line is written in the transaction of what it tells. A job links it into its network's chain after the commit, so
that no writer waits for another. The chain holds a fingerprint of the personal part, not the part itself: erasing a
person's ids leaves the chain whole.
"""

from __future__ import annotations

from django.db import models


class Line(models.Model):
    """One event: who (ids and hat), what, on which thing. No names, no content."""

    network_id = models.BigIntegerField("Netzwerk", null=True, blank=True)  # null: of the installation
    at = models.DateTimeField("wann")
    event = models.CharField("was", max_length=60)
    thing = models.CharField("woran", max_length=60, blank=True)  # model label, e.g. "offers.offer"
    thing_id = models.CharField("Kennung", max_length=40, blank=True)
    count = models.IntegerField("Anzahl", null=True, blank=True)
    detail = models.CharField("Stichwort", max_length=80, blank=True)  # a code of ours, e.g. the role given

    class Meta:
        verbose_name = "Protokollzeile"
        verbose_name_plural = "Protokoll"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["network_id", "at"], name="line_network_at"),
            models.Index(fields=["network_id", "id"], name="line_network_id"),
            models.Index(fields=["network_id", "event", "id"], name="line_network_event"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.event}"


class Actor(models.Model):
    """The personal part of a line: whose account, under which hat. Erasable by the operator, line by line."""

    line = models.OneToOneField(Line, on_delete=models.CASCADE, primary_key=True, related_name="actor")
    network_id = models.BigIntegerField("Netzwerk", null=True, blank=True)
    user_id = models.BigIntegerField("Konto", null=True, blank=True)
    hat = models.CharField("Rolle", max_length=40, blank=True)
    salt = models.CharField("Salz", max_length=32)

    class Meta:
        verbose_name = "Handelnde"
        verbose_name_plural = "Handelnde"
        indexes = [models.Index(fields=["network_id", "user_id"], name="actor_network_user")]

    def __str__(self) -> str:
        return f"{self.hat} {self.user_id}"


class Link(models.Model):
    """A line's place in its network's chain."""

    network_id = models.BigIntegerField("Netzwerk", null=True, blank=True)
    line_id = models.BigIntegerField("Zeile", unique=True)
    position = models.BigIntegerField("Stelle")  # 1, 2, 3 … within the chain
    personal = models.CharField("Fingerabdruck des persönlichen Teils", max_length=64)
    previous = models.CharField("davor", max_length=64)
    digest = models.CharField("Prüfwert", max_length=64)

    class Meta:
        verbose_name = "Kettenglied"
        verbose_name_plural = "Kette"
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "position"], name="link_once_per_position", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network_id}/{self.position}"


class RowVersion(models.Model):
    """A row as it was before it was changed or deleted, and who did it. Written by database triggers only."""

    network_id = models.BigIntegerField("Netzwerk", null=True, blank=True)
    table = models.CharField("Tabelle", max_length=63)
    row_id = models.BigIntegerField("Zeile")
    operation = models.CharField("Vorgang", max_length=6)  # INSERT, UPDATE, DELETE
    at = models.DateTimeField("wann")
    user_id = models.BigIntegerField("Konto", null=True, blank=True)
    hat = models.CharField("Rolle", max_length=40, blank=True)
    before = models.JSONField("vorher", null=True, blank=True)

    class Meta:
        verbose_name = "frühere Fassung"
        verbose_name_plural = "frühere Fassungen"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["network_id", "table", "row_id"], name="version_of_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id} {self.operation}"
