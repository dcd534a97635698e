"""The rules of upkeep as forms. They read and clean, they never save."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from ..editing.fields import EDITABLE, label
from ..models import Upkeep

MORE = 2  # empty lines for further types
MOST_STEPS = 6
NUMBERS: dict[str, tuple[str, str, int, int]] = {
    "due_months": ("Ein Angebot ist wieder zu bestätigen nach (Monaten)", "Gilt ab der nächsten Bestätigung.", 1, 36),
    "desk_days": (
        "Auf Ihren Tisch kommt es, wenn es so viele Tage überfällig ist",
        "Erst dann können Sie es ausblenden. Von selbst verschwindet nichts.", 7, 365,
    ),
    "report_days": (
        "Hinweise von Familien kommen zu Ihnen nach (Tagen)", "Vorher kann der Partner selbst antworten.", 1, 90,
    ),
    "link_days": (
        "Der Link in der Mail gilt (Tage)", "Länger als die Zeit bis zur nächsten Erinnerung.", 7, 120,
    ),
    "places_days": (
        "„3 Plätze frei“ gilt höchstens (Tage)", "Danach verschwindet die Angabe, damit sie nie lügt.", 1, 90,
    ),
}  # fmt: skip


class UpkeepForm(forms.Form):
    """Days and months, the clock for what was brought in, an absence."""

    reminder_days = forms.CharField(
        label="Erinnerungen so viele Tage vorher",
        max_length=40,
        required=False,
        help_text="Mit Komma getrennt, zum Beispiel: 30, 14, 3. Leer: Es gehen keine Mails von selbst hinaus.",
    )
    clock_for_imported = forms.BooleanField(
        label="Die Uhr auch für eingelesene Angebote einschalten",
        required=False,
        help_text=(
            "Angebote aus einer Liste, die noch niemand über Nestwerk bestätigt hat, werden dann ab heute behandelt "
            "wie alle anderen: Vor Ablauf der Frist oben wird gefragt, danach lesen Familien „nicht bestätigt“. Heute "
            "wird kein Angebot überfällig. Ohne Haken werden sie nur als „nie bestätigt“ gezählt, niemand wird gefragt."
        ),
    )
    absent_until = forms.DateField(
        label="Ich bin nicht da bis",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=(
            "Urlaub oder krank? So lange sollte niemand etwas ausblenden, Familien lesen „bitte vorher anrufen“, und "
            "das Land erfährt, wenn viel liegen bleibt. Leer: Sie sind da."
        ),
    )

    def __init__(self, upkeep: Upkeep, types: Mapping[str, str], data: Any = None) -> None:
        """``types``: labels of offer types by code."""
        self.upkeep, self.types = upkeep, types
        kept = {name: getattr(upkeep, name) for name in (*NUMBERS, "clock_for_imported", "absent_until")}
        kept["reminder_days"] = ", ".join(map(str, upkeep.reminder_days))
        super().__init__(data, initial=kept, label_suffix="")
        for name, (words, hint, least, most) in NUMBERS.items():
            self.fields[name] = forms.IntegerField(label=words, help_text=hint, min_value=least, max_value=most)
        special = [(code, months) for code, months in upkeep.due_months_by_type.items() if code in types]
        self.lines = len(special) + MORE
        for number, (code, months) in enumerate([*special, *[("", None)] * MORE]):
            self.fields[f"art-{number}"] = forms.ChoiceField(
                label="Angebotsart", choices=[("", "–"), *types.items()], required=False, initial=code
            )
            self.fields[f"monate-{number}"] = forms.IntegerField(
                label="nach (Monaten)", min_value=1, max_value=36, required=False, initial=months
            )

    def __getitem__(self, name: str) -> Any:
        """What may stay empty says so in its hint."""
        field = super().__getitem__(name)
        field.optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py
        return field

    @property
    def months(self) -> Any:
        """The period of all offers."""
        return self["due_months"]

    @property
    def special(self) -> Iterator[tuple[Any, Any]]:
        """Pairs of fields: a type, its period."""
        return ((self[f"art-{number}"], self[f"monate-{number}"]) for number in range(self.lines))

    @property
    def days(self) -> list[Any]:
        """The other days."""
        return [self["reminder_days"], *(self[name] for name in NUMBERS if name != "due_months")]

    def clean_reminder_days(self) -> list[int]:
        """Different days, the longest ahead first."""
        words = re.findall(r"[^\s,;]+", self.cleaned_data["reminder_days"])
        if len(words) > MOST_STEPS or not all(
            re.fullmatch(r"[0-9]{1,3}", word) and 0 < int(word) <= 120 for word in words
        ):
            raise forms.ValidationError(
                "Bitte schreiben Sie höchstens sechs Zahlen von 1 bis 120, zum Beispiel: 30, 14, 3."
            )
        return sorted({int(word) for word in words}, reverse=True)

    def clean(self) -> dict[str, Any]:
        """A type without a period, or a period without a type, is half a rule."""
        for number in range(self.lines):
            code, months = self.cleaned_data.get(f"art-{number}"), self.cleaned_data.get(f"monate-{number}")
            if f"monate-{number}" not in self.errors and bool(code) != bool(months):
                name = f"monate-{number}" if code else f"art-{number}"
                self.add_error(name, "Bitte füllen Sie beides aus oder keines von beiden.")
        return self.cleaned_data

    def wanted(self) -> dict[str, Any]:
        """The rules as they shall be. Only for a valid form."""
        found = {name: self.cleaned_data[name] for name in (*NUMBERS, *UpkeepForm.base_fields)}
        pairs = ((self.cleaned_data[f"art-{n}"], self.cleaned_data[f"monate-{n}"]) for n in range(self.lines))
        return found | {"due_months_by_type": {code: months for code, months in pairs if code}}


NOT_ALONE = {"title", "offer_types", "needs", "target_groups", "hidden_address", "social_space_id", "texts"}
CHOICES = [*(name for name in EDITABLE if name not in NOT_ALONE), "pause_reason", "paused_until"]


class DirectForm(forms.Form):
    """What trusted partners may change without a review."""

    direct_fields = forms.MultipleChoiceField(
        label="Das geht bei vertrauten Partnern sofort hinaus",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, label(name)) for name in CHOICES],
        help_text="Alles andere liest vorher jemand aus Koordination oder Redaktion.",
    )

    def __init__(self, upkeep: Upkeep, data: Any = None) -> None:
        super().__init__(data, initial={"direct_fields": upkeep.direct_fields}, label_suffix="")

    def __getitem__(self, name: str) -> Any:
        """No box is a must."""
        field = super().__getitem__(name)
        field.optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py
        return field
