"""The form of one section. It reads; saving is an action's."""

from __future__ import annotations

from django import forms

from ..handbook.own import LONGEST_TEXT, LONGEST_TITLE


class WordsForm(forms.Form):
    """Title and text of a section; ``begun`` remembers what lay there when it was opened."""

    begun = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    title = forms.CharField(
        label="Überschrift",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Bitte schreiben Sie eine Überschrift."},
    )
    text = forms.CharField(
        label="Text",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 16}),
        help_text="Eine leere Zeile beginnt einen neuen Absatz. Zeilen mit - am Anfang werden eine Liste."
        " Fristen und Angebote setzt das Buch selbst darunter.",
        error_messages={"required": "Bitte schreiben Sie einen Text."},
    )
