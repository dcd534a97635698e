"""What is asked about how a partner's offers are kept."""

from __future__ import annotations

from django import forms


class UpkeepForm(forms.Form):
    """Whether small changes go out at once, and where one asks."""

    trusted = forms.BooleanField(
        label="Kleine Änderungen gehen sofort hinaus",
        required=False,
        help_text="Telefon, Zeiten, freie Plätze: was in den Pflegeregeln steht. Alles andere lesen Sie vorher.",
    )
    upkeep_email = forms.CharField(
        label="E-Mail für die Pflege der Angebote",
        max_length=254,
        required=False,
        help_text="Dorthin geht die Frage, ob noch alles stimmt. Öffentlich ist die Adresse nie.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
