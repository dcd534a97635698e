"""The address of a calendar, and which of its dates are meant."""

from __future__ import annotations

from django import forms

from nestwerk.common.fetch.addresses import read_address
from nestwerk.common.fetch.result import Failed

from ..calendars.answers import asked_for
from .section import OneLine


class CalendarForm(forms.Form):
    """What is asked before the preview."""

    address = OneLine(
        label="Adresse des Kalenders",
        max_length=2000,
        help_text="Sie beginnt mit https:// oder webcal:// und endet meist auf .ics. In Ihrem Kalenderprogramm heißt "
        "sie „öffentliche Adresse“, „iCal-Adresse“ oder „Abonnieren“.",
        error_messages={"required": "Bitte tragen Sie die Adresse des Kalenders ein."},
    )
    word = OneLine(
        label="Nur Termine, in deren Titel dieses Wort steht",
        max_length=60,
        required=False,
        help_text="Zum Beispiel: Elterncafé. Leer: alle Termine des Kalenders.",
    )

    def clean_address(self) -> str:
        """The address as it will be opened; one that we never open is told here."""
        address = asked_for(self.cleaned_data["address"])
        try:
            return read_address(address).address
        except Failed as no:
            raise forms.ValidationError(no.sentence) from no
