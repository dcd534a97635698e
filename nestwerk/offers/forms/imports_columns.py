"""What the columns of a list mean, and what holds for every row. Reads and cleans, never saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nestwerk.common.refusals import Refused

from ..imports import cells
from ..imports.chosen import Chosen, checked
from ..imports.columns import PERSON_HINT
from ..imports.kept import ColumnAsked
from ..imports.meanings import KEEP, MEANINGS, PERSON
from .section import OneLine

BOTH_NAMES = "title|organisation"  # a column that stands for offer and provider at once
GROUPS = (
    ("Nicht öffentlich", ("keep", "leave", "person")),
    ("Worum es geht", ("title", BOTH_NAMES, "organisation", "summary", "description", "offer_types", "needs",
                       "target_groups", "carriers", "funders")),
    ("Für wen und wie", ("ages", "age_from", "age_to", "languages", "access", "costs", "anonymous", "wheelchair",
                         "interpreter", "certificate")),
    ("Wann", ("opening_hours", "opens", "closes", "last_verified")),
    ("Wo", ("address", "street", "house_number", "place", "postal_code", "city", "lat", "lon", "served_postal_codes",
            "social_space")),
    ("Kontakt", ("contact", "phone", "email", "website", "sms", "messenger")),
    ("Kennung", ("external_id",)),
)  # fmt: skip
FIXED = ("organisation", "offer_types", "city", "postal_code", "social_space")
_LABELS = {BOTH_NAMES: "Titel und Anbieter zugleich"}


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(group, [(code, _LABELS.get(code) or MEANINGS[code].label) for code in codes]) for group, codes in GROUPS]


class ColumnsForm(forms.Form):
    """One choice a column, and the few things a list often leaves out because its readers know them."""

    organisation = OneLine(
        label="Anbieter", max_length=200, required=False, help_text="Wenn alle Angebote vom selben Anbieter kommen."
    )
    offer_types = forms.ChoiceField(
        label="Art des Angebots", required=False, help_text="Wenn die Liste nur eine Art nennt, zum Beispiel Kitas."
    )
    city = OneLine(label="Ort", max_length=80, required=False)
    postal_code = OneLine(label="Postleitzahl", max_length=5, required=False)
    social_space = forms.ChoiceField(label="Sozialraum", required=False)
    area_code = OneLine(
        label="Vorwahl für Nummern ohne Vorwahl", max_length=8, required=False, help_text="Zum Beispiel 03675."
    )
    days = forms.ChoiceField(
        label="Wochentage für Uhrzeiten ohne Tag",
        required=False,
        choices=[("", "steht in der Liste"), ("Mo-Fr", "Montag bis Freitag"), ("Mo-Sa", "Montag bis Samstag"),
                 ("Mo-So", "jeden Tag")],
    )  # fmt: skip

    def __init__(
        self,
        asked: Sequence[ColumnAsked],
        choice: Chosen,
        data: Any = None,
        *,
        types: Mapping[str, str],
        common: Sequence[str],
        spaces: Mapping[str, str],
    ) -> None:
        """``types``: labels by code, ``common``: those the list seems to be of; ``spaces``: names by slug."""
        fixed = choice.get("fixed", {})
        initial = {name: fixed.get(name, "") for name in FIXED}
        initial |= {name: choice.get(name, "") for name in ("area_code", "days")}
        initial |= {
            _name(number): _joined(choice["columns"].get(one.column, one.meanings)) for number, one in enumerate(asked)
        }
        super().__init__(data, initial=initial)
        self.asked = asked
        for number, one in enumerate(asked):
            self.fields[_name(number)] = forms.ChoiceField(label=one.column, choices=_choices())
        likely = [(code, types[code]) for code in common if code in types]
        rest = [(code, label) for code, label in types.items() if code not in common]
        nothing = ("", "steht in der Liste")
        kinds: list[Any] = [nothing, *([("passt am ehesten", likely), ("alle", rest)] if likely else rest)]
        self._choose("offer_types", kinds)
        self._choose("social_space", [nothing, *spaces.items()])
        if not spaces:
            del self.fields["social_space"]

    def _choose(self, name: str, choices: Sequence[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def columns(self) -> list[tuple[Any, ColumnAsked]]:
        """Each column's field with what is known of it."""
        return [(self[_name(number)], one) for number, one in enumerate(self.asked)]

    @property
    def for_all(self) -> list[Any]:
        """The fields that hold for every row."""
        return [self[name] for name in (*FIXED, "area_code", "days") if name in self.fields]

    def clean_postal_code(self) -> str:
        """Five digits."""
        text = str(self.cleaned_data["postal_code"] or "")
        try:
            return cells.postal_code(text) if text else ""
        except cells.Problem as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        """Somebody must be named, and what is said once must be claimed once."""
        found = super().clean() or {}
        if self.errors:
            return found
        choice = self.choice()
        meant = {meaning for meanings in choice["columns"].values() for meaning in meanings}
        if not {"title", "organisation"} & meant:
            raise forms.ValidationError("Welche Spalte nennt den Titel? Ohne ihn kann nichts hereinkommen.")
        try:
            checked(choice)
        except Refused as no:
            raise forms.ValidationError(no.sentence) from no
        return found

    def choice(self) -> Chosen:
        """What was decided, to be kept."""
        values = self.cleaned_data
        return {
            "columns": {one.column: values[_name(number)].split("|") for number, one in enumerate(self.asked)},
            "fixed": {name: values[name] for name in FIXED if values.get(name)},
            "area_code": values["area_code"],
            "days": values["days"],
        }


def _name(number: int) -> str:
    return f"spalte-{number}"


def _joined(meanings: Sequence[str]) -> str:
    if set(meanings) == {"title", "organisation"}:
        return BOTH_NAMES
    return meanings[0] if meanings else KEEP


def speaks_of_persons(one: ColumnAsked) -> str:
    """What to know before such a column is made public; empty for all others."""
    return PERSON_HINT if PERSON in one.meanings else one.hint
