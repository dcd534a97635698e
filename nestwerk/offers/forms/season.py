"""When in the year an offer is shown: always, every year from one day to another, or once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from nestwerk.common.season import LEAP_YEAR, MONTHS, Season, SeasonError, problems
from nestwerk.common.ui.dates_fields import DayField

ALWAYS, YEARLY, ONCE = "immer", "jaehrlich", "einmal"
_MONTHS = [("", "Monat"), *((str(number), name) for number, name in enumerate(MONTHS, 1))]


class _Month(forms.TypedChoiceField):
    def __init__(self, **rest: Any) -> None:
        super().__init__(choices=_MONTHS, coerce=int, empty_value=None, required=False, **rest)


class SeasonForm(forms.Form):
    """After ``is_valid`` the answer is ``season``, as the column holds it."""

    kind = forms.ChoiceField(
        label="Wann im Jahr?",
        choices=[(ALWAYS, "das ganze Jahr"), (YEARLY, "jedes Jahr in derselben Zeit"), (ONCE, "nur einmal")],
        initial=ALWAYS,
        widget=forms.RadioSelect,
        required=False,
        help_text="Außerhalb dieser Zeit sehen Familien das Angebot nicht.",
    )
    first_day = forms.IntegerField(label="Vom Tag", min_value=1, max_value=31, required=False)
    first_month = _Month(label="im Monat")
    last_day = forms.IntegerField(label="Bis zum Tag", min_value=1, max_value=31, required=False)
    last_month = _Month(label="im Monat")
    begins = DayField(label="Erster Tag", required=False)
    ends = DayField(label="Letzter Tag", required=False)

    def __init__(self, data: Any = None, *, kept: str = "", prefix: str = "saison") -> None:
        """``kept``: the season as the column holds it."""
        super().__init__(data, prefix=prefix, initial=_initial(kept))
        self.season = kept
        for name in self.fields:
            self[name].optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py

    def clean(self) -> dict[str, Any]:
        """Put the parts together."""
        cleaned: dict[str, Any] = self.cleaned_data
        if self.errors:
            return cleaned
        kind = cleaned.get("kind") or ALWAYS
        if kind == ALWAYS:
            self.season = ""
            return cleaned
        season = self._once(cleaned) if kind == ONCE else self._yearly(cleaned)
        if season is None:
            return cleaned
        if found := problems(season):
            raise forms.ValidationError([forms.ValidationError(text, code="impossible") for text in found])
        self.season = season.to_text()
        return cleaned

    def _once(self, cleaned: dict[str, Any]) -> Season | None:
        if cleaned.get("begins") and cleaned.get("ends"):
            return Season(cleaned["begins"], cleaned["ends"], every_year=False)
        self.add_error("begins", "Bitte geben Sie den ersten und den letzten Tag an.")
        return None

    def _yearly(self, cleaned: dict[str, Any]) -> Season | None:
        if not (cleaned.get("first_month") and cleaned.get("last_month")):
            self.add_error("first_month", "Bitte wählen Sie beide Monate.")
            return None
        try:
            first = date(LEAP_YEAR, cleaned["first_month"], cleaned.get("first_day") or 1)
        except ValueError:
            self.add_error("first_day", "Diesen Tag gibt es in dem Monat nicht.")
            return None
        last_month = cleaned["last_month"]
        try:
            last = date(LEAP_YEAR, last_month, cleaned.get("last_day") or _length(last_month))
        except ValueError:
            self.add_error("last_day", "Diesen Tag gibt es in dem Monat nicht.")
            return None
        return Season(first, last)


def _length(month: int) -> int:
    return 31 if month == 12 else (date(LEAP_YEAR, month + 1, 1) - date(LEAP_YEAR, month, 1)).days


def _initial(kept: str) -> dict[str, Any]:
    try:
        season = Season.from_text(kept)
    except SeasonError:
        season = None
    if season is None:
        return {"kind": ALWAYS}
    if not season.every_year:
        return {"kind": ONCE, "begins": season.begins, "ends": season.ends}
    return {
        "kind": YEARLY, "first_day": season.begins.day, "first_month": season.begins.month,
        "last_day": season.ends.day, "last_month": season.ends.month,
    }  # fmt: skip
