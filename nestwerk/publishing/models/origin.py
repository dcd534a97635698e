"""Where something was taken over from: the same two columns for whatever one network copies from another."""

from __future__ import annotations

from django.db import models


class WithOrigin(models.Model):
    """Mix-in for a copy. Both empty: written here. ``copied_from`` is a name in words, not a reference: it stays true
    when the other network changes or takes back what was copied."""

    copied_from = models.CharField("übernommen aus", max_length=200, blank=True)
    copied_at = models.DateTimeField("übernommen am", null=True, blank=True)

    class Meta:
        abstract = True
