"""What is asked about a practice example."""

from __future__ import annotations

from typing import Any

from django import forms

from ..examples.content import LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE, MOST_MONEY, Example

HINTS = {
    "goal": "Ein, zwei Sätze: Was sollte für Familien besser werden?",
    "audience": "Zum Beispiel: Eltern mit Babys im ersten Jahr, die neu im Ort sind",
    "effort": "Zum Beispiel: zwei Stunden in der Woche, ein halbes Jahr Vorbereitung",
    "partners": "Stellen, keine Namen von Personen",
    "failed": "Das hilft anderen am meisten.",
    "material": "Adressen von Vorlagen und Dateien, zum Beispiel auf Ihren eigenen Seiten",
    "contact": "Die Stelle mit Telefon oder Mail, kein Name einer Person",
}
LABELS = {
    "goal": "Was wollten Sie erreichen?", "audience": "Für wen?", "steps": "Wie sind Sie vorgegangen?",
    "effort": "Wie viel Arbeit war es?", "partners": "Wer hat mitgemacht?", "worked": "Was ging gut?",
    "failed": "Was ging nicht?", "material": "Material", "contact": "Wer gibt Auskunft?",
}  # fmt: skip
LINES = ("audience", "effort", "contact")


class NewExampleForm(forms.Form):
    """Its title."""

    title = forms.CharField(label="Titel", max_length=LONGEST_TITLE, help_text="Zum Beispiel: Elterncafé im Bürgerbus")


class ExampleForm(forms.Form):
    """The whole example."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Titel", max_length=LONGEST_TITLE, required=False)

    def __init__(self, example: Example, version: int, data: Any = None) -> None:
        super().__init__(data, initial=example.stored() | {"seen": version})
        for name, label in LABELS.items():
            line = name in LINES
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST_LINE if line else LONGEST_TEXT,
                help_text=HINTS.get(name, ""),
                widget=forms.TextInput() if line else forms.Textarea({"rows": 4}),
            )
        self.fields["money"] = forms.IntegerField(
            label="Was hat es gekostet (Euro)?", required=False, min_value=0, max_value=MOST_MONEY
        )

    def wanted(self) -> Example:
        """The example as it was written."""
        given = self.cleaned_data
        texts = {name: given[name].replace("\r\n", "\n").strip() for name in LABELS}
        return Example(title=" ".join(given["title"].split()), money=given["money"], **texts)
