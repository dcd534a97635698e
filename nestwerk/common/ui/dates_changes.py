"""The exceptions of a series as rows of a form: one row, one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nestwerk.common.dates import Change
from nestwerk.common.dates.series import LONGEST_TEXT
from nestwerk.common.ui.dates_fields import DayField, TimeField

READY = 2  # empty rows that stand ready
MOST_ROWS = 60
KINDS = (
    ("", "Bitte wählen"),
    ("cancelled", "fällt aus"),
    ("moved", "ist verlegt"),
    ("extra", "kommt dazu"),
    ("skipped", "lassen wir weg, ohne Hinweis"),
)


class ChangeForm(forms.Form):
    """One exception; an empty row is none."""

    kind = forms.ChoiceField(label="Der Termin", choices=KINDS, required=False)
    day = DayField(label="am", required=False)
    to = DayField(label="neuer Tag", required=False)
    begins = TimeField(label="von", required=False)
    ends = TimeField(label="bis", required=False)
    place = forms.CharField(label="Ort", required=False, max_length=LONGEST_TEXT)
    reason = forms.CharField(label="Grund", required=False, max_length=LONGEST_TEXT)

    def clean(self) -> dict[str, Any]:
        """What is missing in a row that somebody began."""
        cleaned: dict[str, Any] = self.cleaned_data
        if self.errors or not any(cleaned.values()):
            return cleaned
        kind, day = cleaned["kind"], cleaned["day"]
        if kind == "moved" and not any(cleaned[name] for name in ("to", "begins", "ends", "place")):
            self.add_error("to", "Bitte geben Sie an, wohin: einen Tag, eine Uhrzeit oder einen Ort.")
        if not kind:
            self.add_error("kind", "Bitte wählen Sie, was mit diesem Termin ist.")
        if not day:
            self.add_error("day", "Bitte geben Sie den Tag an.")
        return cleaned

    @property
    def change(self) -> Change | None:
        """The exception; None for an empty row."""
        cleaned = self.cleaned_data
        if not cleaned.get("kind"):
            return None
        moved, placed = cleaned["kind"] == "moved", cleaned["kind"] in ("moved", "extra")
        return Change(
            cleaned["kind"],
            cleaned["day"],
            cleaned["reason"],
            to=cleaned["to"] if moved else None,
            begins=cleaned["begins"] if placed else None,
            ends=cleaned["ends"] if placed else None,
            place=cleaned["place"] if placed else "",
        )


class ChangeRows:
    """All exceptions of a series, and two empty rows."""

    def __init__(self, data: Mapping[str, Any] | None, changes: Sequence[Change], *, prefix: str) -> None:
        """Rows from what was sent, otherwise from what is kept."""
        self.prefix = prefix
        self.asks_more = data is not None and f"{prefix}-mehr" in data
        sent = str(data.get(f"{prefix}-zeilen", "")) if data is not None else ""
        if data is None:
            self.rows = [ChangeForm(prefix=f"{prefix}-{n}", initial=_initial(item)) for n, item in enumerate(changes)]
            self.rows += [ChangeForm(prefix=f"{prefix}-{len(changes) + n}") for n in range(READY)]
            return
        count = min(int(sent), MOST_ROWS) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
        self.rows = [ChangeForm(data, prefix=f"{prefix}-{n}") for n in range(count)]
        if self.asks_more:
            self.rows = [ChangeForm(prefix=row.prefix, initial=_typed(row)) for row in self.rows]
            self.rows += [ChangeForm(prefix=f"{prefix}-{count}")] if count < MOST_ROWS else []

    def is_valid(self) -> bool:
        """Whether each row is empty or complete; every row is judged."""
        return not [row for row in self.rows if not row.is_valid()]

    @property
    def kept(self) -> tuple[Change, ...]:
        """The exceptions in the order of their days. Only after ``is_valid``."""
        return tuple(sorted((row.change for row in self.rows if row.change is not None), key=lambda change: change.day))


def _initial(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in ChangeForm.base_fields}


def _typed(row: ChangeForm) -> dict[str, Any]:
    return {name: row[name].value() for name in row.fields}
