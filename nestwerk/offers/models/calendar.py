"""Calendars of partners whose dates become those of an offer."""

from __future__ import annotations

from django.db import models

from nestwerk.networks.models import Membership, Network

from .drafts import Draft
from .offer import Offer


class CalendarFeed(models.Model):
    """The address of a calendar that is read every day for one offer.

    ``taken``: key → series as they were last put into the offer; ``offered``: the same while a draft waits for review.
    What stands in the offer and in neither is somebody's own and is never touched. ``trouble`` is empty if all is well.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="calendar_feeds")
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="calendar")
    address = models.CharField("Adresse des Kalenders", max_length=2000)
    word = models.CharField("nur Termine mit diesem Wort", max_length=60, blank=True)
    started_at = models.DateTimeField("begonnen am")
    started_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    taken = models.JSONField("übernommene Termine", default=dict, blank=True)
    offered = models.JSONField("zur Prüfung gegebene Termine", default=dict, blank=True)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_hand = models.PositiveSmallIntegerField("von Hand geänderte Reihen", default=0)
    told = models.JSONField("was nicht ganz passte", default=list, blank=True)
    checked_at = models.DateTimeField("zuletzt gelesen am", null=True, blank=True)
    good_at = models.DateTimeField("zuletzt richtig gelesen am", null=True, blank=True)
    trouble = models.CharField("was nicht stimmt", max_length=300, blank=True)
    trouble_since = models.DateTimeField("stimmt nicht seit", null=True, blank=True)
    told_at = models.DateTimeField("davon geschrieben am", null=True, blank=True)

    class Meta:
        verbose_name = "übernommener Kalender"
        verbose_name_plural = "übernommene Kalender"

    def __str__(self) -> str:
        return f"seit {self.started_at:%d.%m.%Y}"
