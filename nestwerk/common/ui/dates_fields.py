"""Fields for days and times: the browser's own pickers, and days as people type them where it has none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")
TIME_FORMATS = ("%H:%M", "%H.%M", "%H:%M:%S", "%H", "%H Uhr", "%H:%M Uhr")
MOST_DAYS = 200


class DayField(forms.DateField):
    """A day with the browser's calendar."""

    def __init__(self, **rest: Any) -> None:
        """All words and formats are German."""
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        messages = {"invalid": "Diesen Tag verstehen wir nicht. Schreiben Sie zum Beispiel 3.12.2026."}
        defaults: dict[str, Any] = {"widget": widget, "input_formats": DAY_FORMATS, "error_messages": messages}
        super().__init__(**defaults | rest)


class TimeField(forms.TimeField):
    """A time of day with the browser's clock."""

    def __init__(self, **rest: Any) -> None:
        """All words and formats are German."""
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        messages = {"invalid": "Diese Uhrzeit verstehen wir nicht. Schreiben Sie zum Beispiel 9:30."}
        defaults: dict[str, Any] = {"widget": widget, "input_formats": TIME_FORMATS, "error_messages": messages}
        super().__init__(**defaults | rest)

    def to_python(self, value: Any) -> time | None:
        """The time without seconds; None if nothing was written."""
        found: time | None = super().to_python(value)
        return found.replace(second=0, microsecond=0) if found else None


class NumbersField(forms.TypedMultipleChoiceField):
    """Boxes to tick whose values are numbers, in the order of the choices."""

    def __init__(self, *, choices: Iterable[tuple[str, str]], **rest: Any) -> None:
        """Nothing is a must here: what a rule needs, the rule says."""
        defaults: dict[str, Any] = {"required": False, "empty_value": [], "widget": forms.CheckboxSelectMultiple}
        super().__init__(choices=choices, coerce=int, **defaults | rest)

    def clean(self, value: Any) -> tuple[int, ...]:
        """The numbers as a tuple."""
        return tuple(sorted(super().clean(value), key=lambda number: number if number >= 0 else 99))

    def prepare_value(self, value: Any) -> Any:
        """Numbers of a series as the texts the boxes have."""
        return [str(item) for item in value] if isinstance(value, list | tuple) else value


class DaysField(forms.CharField):
    """Single days, one per line or with commas between them."""

    def __init__(self, **rest: Any) -> None:
        """An area of text: faster than twenty calendars."""
        defaults: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 5}), "required": False, "max_length": 4000}
        super().__init__(**defaults | rest)

    def clean(self, value: Any) -> tuple[date, ...]:
        """The days in order, each once; a ValidationError names the one that cannot be read."""
        text = super().clean(value)
        words = [
            word.strip() for line in text.splitlines() for word in line.replace(";", ",").split(",") if word.strip()
        ]
        if len(words) > MOST_DAYS:
            raise ValidationError(f"Das sind zu viele Tage: höchstens {MOST_DAYS}.", code="too_many")
        return tuple(sorted({_day(word) for word in words}))

    def prepare_value(self, value: Any) -> Any:
        """The days of a series as people write them."""
        return "\n".join(f"{day:%d.%m.%Y}" for day in value) if isinstance(value, tuple) else value


def _day(word: str) -> date:
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(word, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise ValidationError(f"„{word[:30]}“ verstehen wir nicht. Schreiben Sie zum Beispiel 3.12.2026.", code="invalid")
