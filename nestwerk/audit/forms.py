"""The filters of the page."""

from __future__ import annotations

from typing import Any

from django import forms

from .events import EVENTS


class Filters(forms.Form):
    """What the address asks for. A value that makes no sense is shown with its error and narrows nothing."""

    tag = forms.DateField(
        label="Tag", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    was = forms.ChoiceField(label="Was", required=False)
    wer = forms.TypedChoiceField(label="Wer", required=False, coerce=int, empty_value=None)

    def __init__(self, *given: Any, people: dict[int, str]) -> None:
        super().__init__(*given)
        sentences = sorted(EVENTS.items(), key=lambda one: one[1])
        was, wer = self.fields["was"], self.fields["wer"]
        assert isinstance(was, forms.ChoiceField)  # noqa: S101  # for the type checker
        assert isinstance(wer, forms.ChoiceField)  # noqa: S101
        was.choices = [("", "alles"), *sentences]
        wer.choices = [("", "alle"), *sorted(people.items(), key=lambda one: one[1].casefold())]

    def wanted(self) -> dict[str, Any]:
        """The filters that hold: ``day`` (a date), ``event``, ``user_id``."""
        self.is_valid()
        clean = self.cleaned_data
        return {"day": clean.get("tag"), "event": clean.get("was") or "", "user_id": clean.get("wer")}
