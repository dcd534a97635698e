"""Beginning an offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from .section import OneLine


class NewOffer(forms.Form):
    """Whose offer it is and what it is called. What there is only one of is not asked."""

    organisation = forms.TypedChoiceField(label="Wer bietet es an?", coerce=int)
    social_space = forms.TypedChoiceField(label="In welchem Sozialraum?", coerce=int)
    title = OneLine(
        label="Wie heißt das Angebot?",
        max_length=200,
        help_text="So, wie Familien es nennen würden. Zum Beispiel: Elterncafé in der Nordstadt.",
        error_messages={
            "required": "Wie heißt das Angebot? Ein kurzer Titel genügt für den Anfang.",
            "max_length": "Der Titel ist zu lang: höchstens 200 Zeichen.",
        },
    )

    def __init__(
        self, data: Any = None, *, organisations: Sequence[tuple[int, str]], spaces: Sequence[tuple[int, str]] | None
    ) -> None:
        """``spaces``: those she coordinates; None for whoever reaches further."""
        super().__init__(data)
        self.only: dict[str, int] = {}
        for name, choices in (("organisation", organisations), ("social_space", spaces)):
            field: Any = self.fields[name]
            if choices is None or len(choices) == 1:
                self.only |= {name: choices[0][0]} if choices else {}
                del self.fields[name]
            else:
                field.choices = [("", "Bitte wählen"), *((str(pk), label) for pk, label in choices)]

    def chosen(self, name: str) -> int | None:
        """The id chosen, or the only one there is."""
        found: int | None = self.only.get(name) or self.cleaned_data.get(name)
        return found
