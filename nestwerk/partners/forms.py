"""What is asked about how a partner's offers are kept."""

from __future__ import annotations

from django import forms

from .models import PublicationConsent


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


class ConsentForm(forms.Form):
    """What a single person agreed to, when and how."""

    on = forms.DateField(label="Eingewilligt am", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    way = forms.ChoiceField(label="Wie", choices=PublicationConsent.Way.choices)
    address = forms.BooleanField(
        label="Straße und Ort dürfen öffentlich stehen",
        required=False,
        help_text="Ohne Haken sehen Familien nur, in welcher Gegend die Person arbeitet. Viele arbeiten zu Hause.",
    )
    bulk = forms.BooleanField(
        label="Auch in Datensätzen zum Herunterladen",
        required=False,
        help_text=(
            "Ohne Haken fehlt die Person in allem, womit andere das ganze Verzeichnis übernehmen. "
            "Auf den Seiten, in Kalendern und in der Broschüre steht sie trotzdem."
        ),
    )
