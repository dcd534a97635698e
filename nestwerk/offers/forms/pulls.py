"""A new source, or a file of one. Reads and cleans, never saves."""

from __future__ import annotations

from django import forms

from ..models import Source
from .section import OneLine


class SourceForm(forms.Form):
    """Where a directory is, and how far it is trusted."""

    address = OneLine(
        label="Adresse der Schnittstelle",
        max_length=2000,
        help_text="Zum Beispiel https://angebote.beispiel.de/api/hsds/v3 oder die Adresse einer Datei (ZIP, JSON).",
    )
    title = OneLine(label="Name der Quelle", max_length=120, help_text="So steht sie in Ihren Listen.")
    takes = forms.ChoiceField(
        label="Was aus der Quelle kommt",
        choices=[
            (Source.Takes.ASK, "sehe ich mir vorher an"),
            (
                Source.Takes.ALONE,
                "kommt von selbst: Neues als Entwurf, Änderungen nur, wo hier niemand etwas geändert hat",
            ),
        ],
        initial=Source.Takes.ASK,
        widget=forms.RadioSelect,
    )


class FileForm(forms.Form):
    """A package as a file."""

    name = OneLine(
        label="Name der Quelle",
        max_length=120,
        help_text="Bei der nächsten Datei derselben Quelle bitte genauso: Daran erkennen wir die Angebote wieder.",
    )
    package = forms.FileField(
        label="Datei",
        help_text="Ein ZIP mit CSV-Dateien (HSDS 3.0, 2.x oder Ohana) oder JSON, höchstens 5 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.json,.jsonl,.ndjson"}),
    )
