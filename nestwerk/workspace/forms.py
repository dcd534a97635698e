"""What is asked on the pages that need several apps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class ConceptForm(forms.Form):
    """Whose offer a concept becomes."""

    organisation = forms.TypedChoiceField(
        label="Wer soll es bei Ihnen anbieten?",
        coerce=int,
        help_text="Sie können den Partner später nicht mehr wechseln, alles andere schon.",
        error_messages={"required": "Wer soll es anbieten? Bitte wählen Sie einen Partner."},
    )

    def __init__(self, data: Any = None, *, organisations: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        field: Any = self.fields["organisation"]
        field.choices = [("", "Bitte wählen"), *((str(pk), name) for pk, name in organisations)]
