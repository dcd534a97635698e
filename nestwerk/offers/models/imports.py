"""Lists that coordinators bring in: the file as it was read, what was done with it, and how to undo it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nestwerk.networks.models import Membership, Network


class ImportMapping(models.Model):
    """How columns and values of a list were understood last time; found again by its heading."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="import_mappings")
    signature = models.CharField("Fingerabdruck der Kopfzeile", max_length=64)
    mapping = models.JSONField("Zuordnung", default=dict)
    saved_at = models.DateTimeField("gemerkt am")

    class Meta:
        verbose_name = "gemerkte Zuordnung"
        verbose_name_plural = "gemerkte Zuordnungen"
        constraints = [models.UniqueConstraint(fields=["network", "signature"], name="mapping_once_a_heading")]

    def __str__(self) -> str:
        return self.signature[:12]


class ImportRun(models.Model):
    """One list on its way into the directory: read, then done as a whole, then perhaps undone as a whole."""

    class State(models.TextChoices):
        READ = "read", "gelesen"
        DONE = "done", "übernommen"
        UNDONE = "undone", "rückgängig gemacht"
        DROPPED = "dropped", "verworfen"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="import_runs")
    member = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField("Datei", max_length=120)
    sheet = models.JSONField("gelesene Tabelle", default=dict)  # header, rows, name; emptied when done or dropped
    mapping = models.JSONField("Zuordnung", default=dict)
    plan = models.JSONField("geplante Zeilen", default=dict)  # see imports.kept; emptied when done or dropped
    choices = models.JSONField("Entscheidungen je Zeile", default=dict)
    counts = models.JSONField("Zahlen", default=dict)
    state = models.CharField("Stand", max_length=8, choices=State, default=State.READ)
    read_at = models.DateTimeField("gelesen am")
    done_at = models.DateTimeField("übernommen am", null=True, blank=True)
    undone_at = models.DateTimeField("rückgängig gemacht am", null=True, blank=True)

    class Meta:
        verbose_name = "eingelesene Liste"
        verbose_name_plural = "eingelesene Listen"
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_done_has_a_time",
                condition=Q(state__in=["read", "dropped"]) | Q(done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportedRow(models.Model):
    """What one line of a list did to an offer; enough to take it back."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="imported_rows")
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("Zeile")
    offer_id = models.BigIntegerField("Angebot")  # no key: undoing may remove the offer
    before = models.JSONField("vorher", null=True, blank=True)  # None: the offer was new
    after = models.JSONField("nachher", default=dict)

    class Meta:
        verbose_name = "eingelesene Zeile"
        verbose_name_plural = "eingelesene Zeilen"
        ordering = ["line"]

    def __str__(self) -> str:
        return f"Zeile {self.line}"
