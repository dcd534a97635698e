"""Saying that an offer pauses."""

from __future__ import annotations

from django import forms

from nestwerk.common.ui.dates_fields import DayField

from .section import OneLine


class PauseForm(forms.Form):
    """Why, and until when."""

    reason = OneLine(
        label="Warum?",
        max_length=200,
        required=False,
        help_text="Das lesen Familien. Zum Beispiel: Sommerpause, oder: Wir ziehen um. Bitte ohne Namen.",
    )
    until = DayField(
        label="Wann geht es weiter?",
        required=False,
        help_text="An diesem Tag ist es von selbst wieder da. Ohne Tag steht es so lange nicht im Verzeichnis.",
    )
