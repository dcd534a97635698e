"""Where it takes place and for which area."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from nestwerk.networks.public import position_of

from ..models import Offer
from .section import OneLine, SectionForm, Ticks

ADDRESS = ("street", "postal_code", "city", "hidden_address", "social_space_id", "served_postal_codes", "served_ags")
UNKNOWN = "Diese Postleitzahl kennen wir nicht. Sie hat fünf Ziffern, zum Beispiel 96515."


def is_postal_code(text: str) -> bool:
    """Whether the post delivers there."""
    return bool(re.fullmatch(r"\d{5}", text)) and position_of(text) is not None


class PostalCodes(forms.CharField):
    """Postal codes with blanks or commas between them; the answer is a list."""

    def clean(self, value: Any) -> Any:
        """Each once; the first that does not exist is named."""
        found = list(dict.fromkeys(re.findall(r"[^\s,;]+", str(value or ""))))
        for code in found:
            if not is_postal_code(code):
                raise forms.ValidationError(f"„{code[:20]}“: {UNKNOWN}")
        return found

    def prepare_value(self, value: Any) -> Any:
        """A list as people write it."""
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other codes would be kept."""
        return re.findall(r"[^\s,;]+", str(data or "")) != list(initial or [])


class PlaceForm(SectionForm):
    """How one gets there, the address, the area. Without the address for whoever may not see a secret one."""

    access = Ticks(label="Wie kommt man zusammen?", choices=Offer.Access.choices)
    street = OneLine(label="Straße und Hausnummer", max_length=120)
    postal_code = OneLine(label="Postleitzahl", max_length=20)
    city = OneLine(label="Ort", max_length=80)
    hidden_address = forms.BooleanField(
        label="Die Adresse ist geheim",
        help_text=(
            "Zum Beispiel bei einem Frauenhaus. Dann steht nirgends öffentlich, wo es ist: keine Straße, kein Ort, "
            "keine Karte. Familien sehen nur, wie sie Sie erreichen."
        ),
    )
    wheelchair = forms.ChoiceField(
        label="Kommt man mit Rollstuhl und Kinderwagen hinein?",
        choices=[("", "weiß ich nicht"), *Offer.Wheelchair.choices],
        widget=forms.RadioSelect,
    )
    social_space_id = forms.TypedChoiceField(
        label="Sozialraum", coerce=int, empty_value=None, help_text="Wer dort koordiniert, kümmert sich mit."
    )
    served_ags = Ticks(label="Für welche Orte ist es da?")
    served_postal_codes = PostalCodes(
        label="Oder für welche Postleitzahlen?", max_length=2000, help_text="Mit Komma getrennt: 96515, 96523"
    )

    def prepare(self) -> None:
        """Spaces and municipalities of the network."""
        access: Any = self.fields["access"]
        access.offer(Offer.Access.choices, self.values.get("access") or [])
        if self.known.secret_place:
            for name in ADDRESS:
                del self.fields[name]
            return
        areas: Any = self.fields["served_ags"]
        areas.offer(self.known.areas, self.values.get("served_ags") or [])
        spaces: Any = self.fields["social_space_id"]
        if self.known.spaces:
            spaces.choices = [("", "keiner"), *((str(pk), name) for pk, name in self.known.spaces)]
        else:
            del self.fields["social_space_id"]

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing of a secret address, not even in what a page hides."""
        hidden = ADDRESS if self.known.secret_place else ()
        return {name: value for name, value in values.items() if name not in hidden}

    def clean_postal_code(self) -> str:
        """Five digits the post knows."""
        code = str(self.cleaned_data["postal_code"]).removeprefix("D-").replace(" ", "")
        if code and not is_postal_code(code):
            raise forms.ValidationError(UNKNOWN)
        return code
