"""Recurring dates by clicking: a form that reads and shows a ``Series``, with its exceptions and a preview.

Render it inside a form of your own with ``{% include "common/_dates.html" with form=dates %}``. "Vorschau" and
"Ausnahme hinzufügen" draw the page again; ``is_valid`` is then False, so a view asks nothing else. Its page links
``{{ form.media.css }}`` in the head and ``{{ form.media.js }}`` at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from nestwerk.common.dates import Series, date_in_words, in_words, next_dates, notes_in_words, problems
from nestwerk.common.dates.series import LAST, LONGEST_TEXT
from nestwerk.common.hours_words import WEEKDAYS
from nestwerk.common.ui.dates_changes import ChangeRows
from nestwerk.common.ui.dates_fields import DayField, DaysField, NumbersField, TimeField

KINDS = (
    ("once", "Nur einmal"),
    ("weekly", "Jede Woche oder alle paar Wochen"),
    ("monthly_weekday", "Jeden Monat an einem Wochentag, zum Beispiel am 1. Dienstag"),
    ("monthly_day", "Jeden Monat an einem Tag, zum Beispiel am 15."),
    ("list", "An einzelnen Tagen"),
)
NTH = (("1", "1."), ("2", "2."), ("3", "3."), ("4", "4."), ("5", "5."), (str(LAST), "letzter"))
DAYS = tuple((str(number), name) for number, name in enumerate(WEEKDAYS))
NEEDED = {
    "once": (),
    "weekly": ("weekdays", "every_weeks"),
    "monthly_weekday": ("nth", "nth_weekdays", "every_months"),
    "monthly_day": ("month_day",),
    "list": ("days",),
}


@dataclass(frozen=True)
class Preview:
    """What families will read: the rule, the next dates and what else must be known, in German."""

    words: str
    dates: tuple[str, ...]
    notes: tuple[str, ...]


class SeriesForm(forms.Form):
    """Dates as people say them. After ``is_valid`` the answer is ``form.series``."""

    kind = forms.ChoiceField(label="Wie oft?", choices=KINDS, initial="weekly", widget=forms.RadioSelect)
    first = DayField(label="Erster Tag", help_text="Bei einem einzelnen Termin: der Tag.", required=False)
    begins = TimeField(label="Beginn", required=False)
    ends = TimeField(label="Ende", required=False, help_text="Leer, wenn das Ende offen ist.")
    weekdays = NumbersField(label="Wochentage", choices=DAYS)
    every_weeks = forms.IntegerField(
        label="Alle wie viele Wochen?", min_value=1, max_value=52, initial=1, required=False
    )
    nth = NumbersField(label="Der wievielte im Monat?", choices=NTH)
    nth_weekdays = NumbersField(label="Wochentag", choices=DAYS)
    every_months = forms.IntegerField(
        label="Alle wie viele Monate?", min_value=1, max_value=52, initial=1, required=False
    )
    month_day = forms.TypedChoiceField(
        label="Tag im Monat",
        choices=[("", "Bitte wählen"), *((str(n), f"{n}.") for n in range(1, 32)), (str(LAST), "letzter Tag")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    days = DaysField(label="Einzelne Tage", help_text="Ein Tag je Zeile, zum Beispiel 3.12.2026.")
    until = DayField(label="Letzter Tag", required=False, help_text="Leer, wenn noch kein Ende feststeht.")
    not_in_school_holidays = forms.BooleanField(label="Nicht in den Schulferien", required=False)
    not_on_public_holidays = forms.BooleanField(label="Nicht an Feiertagen", required=False)
    place = forms.CharField(
        label="Anderer Ort",
        required=False,
        max_length=LONGEST_TEXT,
        help_text="Nur, wenn es nicht am Ort des Angebots ist.",
    )
    link = forms.CharField(label="Im Internet", required=False, max_length=500, help_text="Zum Beispiel https://…")
    registration = forms.CharField(
        label="Anmeldung", required=False, max_length=LONGEST_TEXT, help_text="Zum Beispiel: bis Montag am Telefon."
    )

    class Media:
        css = {"all": ["common/css/schedule.css"]}
        js = [forms.Script("common/js/dates.js", type="module")]

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        at: datetime,
        series: Series | None = None,
        land: str = "",
        prefix: str = "termine",
        **rest: Any,
    ) -> None:
        """``at``: the moment now, for the preview. ``land``: whose holidays count. ``series``: what is kept so far."""
        super().__init__(data, prefix=prefix, initial=_initial(series) if series else None, **rest)
        self.at, self.land = at, land
        self.series = series
        for name in self.fields:
            self[name].optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py
        self.changes: ChangeRows = ChangeRows(data, series.changes if series else (), prefix=f"{prefix}-ausnahmen")

    @property
    def asks_more(self) -> bool:
        """Whether "Ausnahme hinzufügen" was pressed: the page is drawn again and nothing is judged."""
        return self.is_bound and self.changes.asks_more

    @property
    def asks_preview(self) -> bool:
        """Whether "Vorschau" was pressed: everything is judged and shown, nothing is kept."""
        return self.is_bound and f"{self.prefix}-vorschau" in self.data

    @property
    def preview(self) -> Preview | None:
        """The next five dates in words, if what stands there has any."""
        series = self.series
        if series is None or (self.is_bound and (self.asks_more or self.errors)):
            return None
        today = self.at.date()
        dates = tuple(date_in_words(item) for item in next_dates(series, self.at, land=self.land))
        return Preview(in_words(series, today=today), dates, notes_in_words(series, today=today))

    def is_valid(self) -> bool:
        """Whether the series is right and somebody wanted it kept."""
        return not (self.asks_more or self.asks_preview) and super().is_valid()

    def full_clean(self) -> None:
        """Judge nothing while lines are being added."""
        if self.asks_more:
            self._errors: Any = ErrorDict(renderer=self.renderer)
            self.cleaned_data = {}
        else:
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        """Put the parts together; what cannot be meant stands on top as sentences."""
        cleaned: dict[str, Any] = self.cleaned_data
        if not self.changes.is_valid():
            self.add_error(None, "Bitte sehen Sie sich die Ausnahmen noch einmal an.")
        if not cleaned.get("first") and cleaned.get("kind") != "list" and "first" not in self.errors:
            self.add_error("first", "Bitte geben Sie den ersten Tag an.")
        if self.errors:
            return cleaned
        series = _series(cleaned, self.changes)
        if found := problems(series, land=self.land):
            raise ValidationError([ValidationError(text, code="impossible") for text in found])
        self.series = series
        for name in self.fields:
            self[name].optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py
        return cleaned


def _series(cleaned: Mapping[str, Any], changes: ChangeRows) -> Series:
    kind: str = cleaned["kind"]
    days: tuple[date, ...] = cleaned["days"] if kind == "list" else ()
    every = {"weekly": "every_weeks", "monthly_weekday": "every_months"}.get(kind, "")
    weekdays = {"weekly": "weekdays", "monthly_weekday": "nth_weekdays"}.get(kind, "")
    return Series(
        kind,
        min(days, default=cleaned.get("first") or date.max) if kind == "list" else cleaned["first"],
        cleaned["begins"],
        cleaned["ends"],
        every=(cleaned.get(every) or 1) if every else 1,
        weekdays=cleaned[weekdays] if weekdays else (),
        nth=cleaned["nth"] if kind == "monthly_weekday" else (),
        month_day=cleaned["month_day"] or 0 if kind == "monthly_day" else 0,
        days=days,
        until=cleaned["until"] if kind in ("weekly", "monthly_weekday", "monthly_day") else None,
        not_in_school_holidays=cleaned["not_in_school_holidays"],
        not_on_public_holidays=cleaned["not_on_public_holidays"],
        changes=changes.kept,
        place=cleaned["place"],
        link=cleaned["link"],
        registration=cleaned["registration"],
    )


def _initial(series: Series) -> dict[str, Any]:
    names = (
        "kind", "first", "begins", "ends", "weekdays", "nth", "days", "until", "place", "link", "registration",
        "not_in_school_holidays", "not_on_public_holidays", "month_day",
    )  # fmt: skip
    initial = {name: getattr(series, name) for name in names}
    return initial | {"nth_weekdays": series.weekdays, "every_weeks": series.every, "every_months": series.every}
