"""For whom it is, and how many may still come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from babel import Locale
from django import forms
from django.utils.dateformat import format as german

from nestwerk.common.hours import BERLIN
from nestwerk.common.ui.dates_fields import DayField

from ..imports.values.languages import read_languages
from ..models import Offer
from .section import SectionForm, Ticks, YesNo

SPOKEN = ("de", "dgs", "en", "tr", "ru", "uk", "ar", "fa", "ku", "pl", "ro", "bg", "fr", "es", "it", "vi", "sq", "ti")
FROM = (-9, 0, 1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 48, 60, 72, 120, 144)
TO = (0, 3, 6, 9, 12, 18, 24, 36, 48, 72, 120, 144, 168, 216, 252, 324)


def age_from(months: int) -> str:
    """ "ab der Geburt", "ab 6 Monaten", "ab 3 Jahren"."""
    if months < 0:
        return "schon in der Schwangerschaft"
    return "ab der Geburt" if months == 0 else f"ab {_age(months)}"


def age_to(months: int) -> str:
    """ "bis zur Geburt", "bis zum 1. Geburtstag", "bis 18 Monate"."""
    if months <= 0:
        return "bis zur Geburt"
    return f"bis zum {months // 12}. Geburtstag" if months % 12 == 0 else f"bis {months} Monate"


def _age(months: int) -> str:
    if months % 12 == 0:
        return f"{months // 12} {'Jahr' if months == 12 else 'Jahren'}"
    return f"{months} {'Monat' if months == 1 else 'Monaten'}"


class AudienceForm(SectionForm):
    """Ages, languages, and what makes it easier to come."""

    age_from_months = forms.TypedChoiceField(label="Ab welchem Alter der Kinder?", coerce=int, empty_value=None)
    age_to_months = forms.TypedChoiceField(label="Bis zu welchem Alter?", coerce=int, empty_value=None)
    languages = Ticks(label="In welchen Sprachen können Sie sprechen?")
    further_languages = forms.CharField(
        label="Weitere Sprachen", max_length=200, help_text="Mit Komma getrennt, zum Beispiel: Somali, Paschto."
    )
    interpreter = forms.ChoiceField(
        label="Holen Sie jemanden dazu, der übersetzt?",
        choices=[("", "weiß ich nicht"), *Offer.Interpreter.choices],
        widget=forms.RadioSelect,
    )
    anonymous = YesNo(label="Kann man kommen, ohne den eigenen Namen zu sagen?")
    certificate = YesNo(
        label="Stellen Sie die Bescheinigung nach § 219 StGB aus?",
        help_text="Nur für anerkannte Schwangerschaftskonflikt-Beratungsstellen.",
    )

    def prepare(self) -> None:
        """The usual ages and languages, and those that stand there already."""
        for name, usual, words in (("age_from_months", FROM, age_from), ("age_to_months", TO, age_to)):
            kept = self.values.get(name)
            ages = sorted({*usual, *([kept] if kept is not None else [])})
            field: Any = self.fields[name]
            field.choices = [("", "keine Angabe"), *((str(age), words(age)) for age in ages)]
        names = Locale("de").languages
        spoken: Any = self.fields["languages"]
        kept_languages = self.values.get("languages") or []
        codes = dict.fromkeys((*SPOKEN, *kept_languages))
        spoken.offer(((code, _language(code, names)) for code in codes), kept_languages)

    def clean_further_languages(self) -> list[str]:
        """Names of languages as codes; a word that is none is named."""
        text = self.cleaned_data["further_languages"]
        read = read_languages(text) if text else None
        if read and (not read.fields or read.rest):
            raise forms.ValidationError(read.note or "Diese Sprache kennen wir nicht.")
        return read.fields["languages"].split("|") if read else []

    def clean(self) -> dict[str, Any]:
        """From must not lie above to."""
        cleaned: dict[str, Any] = self.cleaned_data
        first, last = cleaned.get("age_from_months"), cleaned.get("age_to_months")
        if first is not None and last is not None and first > last:
            for name in ("age_from_months", "age_to_months"):
                self.add_error(name, "Das Alter passt nicht zusammen: „ab“ liegt über „bis“.")
        return cleaned

    def entered(self) -> dict[str, Any]:
        """The further languages among the others."""
        kept = super().entered()
        further = kept.pop("further_languages", [])
        if "languages" in kept:
            kept["languages"] = list(dict.fromkeys([*kept["languages"], *further]))
        return kept


def _language(code: str, names: Mapping[str, str]) -> str:
    return {"dgs": "Deutsche Gebärdensprache"}.get(code) or str(names.get(code, code))


class PlacesForm(SectionForm):
    """Free places and waiting time, until a day."""

    places_free = forms.IntegerField(
        label="Wie viele Plätze sind frei?",
        min_value=0,
        max_value=999,
        help_text="Leer, wenn Sie keine Plätze vergeben.",
    )
    waiting_weeks = forms.IntegerField(
        label="Wie viele Wochen muss man warten?", min_value=0, max_value=200, help_text="0 heißt: sofort."
    )
    places_until = DayField(label="Bis wann gilt das?")

    def prepare(self) -> None:
        """Say how long it may hold."""
        self.fields[
            "places_until"
        ].help_text = (
            f"Leer heißt: {self.known.places_days} Tage. Länger geht nicht, damit nie ein alter Stand dort steht."
        )

    def clean_places_until(self) -> str | None:
        """A day ahead, and not too far."""
        day = self.cleaned_data["places_until"]
        if day is None:
            return None
        today = self.known.at.astimezone(BERLIN).date()
        latest = today + timedelta(days=self.known.places_days)
        if not today <= day <= latest:
            raise forms.ValidationError(f"Bitte nennen Sie einen Tag von heute bis zum {german(latest, 'j. F Y')}.")
        return str(day.isoformat())

    def expired(self) -> bool:
        """Whether what is said now has run out."""
        until = self.values.get("places_until")
        return bool(until) and str(until) < self.known.at.astimezone(BERLIN).date().isoformat()
