"""Opening hours by clicking: a form field that shows a table and keeps the standard syntax.

The form around it is ``Redrawn``. Its page links ``{{ form.media.css }}`` in the head and ``{{ form.media.js }}`` at
the end; it works without the script, then adding a line is a click that draws the page again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from nestwerk.common import hours
from nestwerk.common.hours_table import MOST_LINES, HoursTable, TableLine, from_syntax, problems, to_syntax
from nestwerk.common.hours_words import WEEKDAYS, in_words

READY = 5  # lines that stand ready in an empty table
SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


@dataclass(frozen=True)
class HoursEntry:
    """What stands in the form: the table, and the text that no table can hold (kept while it is there)."""

    table: HoursTable
    kept: str = ""
    judged: bool = False  # the errors of the lines are shown only where somebody sent them

    @property
    def syntax(self) -> str:
        """What would be kept. Only for an entry without problems."""
        return self.kept or to_syntax(self.table)


def entry_of(syntax: str) -> HoursEntry:
    """The entry for kept opening hours: as a table if that holds everything, otherwise as they are."""
    table = from_syntax(syntax)
    return HoursEntry(HoursTable(), kept=syntax.strip()) if table is None else HoursEntry(table)


class HoursWidget(forms.Widget):
    """The table with its buttons; see ``common/_hours.html``."""

    template_name = "common/_hours.html"
    use_fieldset = True

    class Media:
        css = {"all": ["common/css/schedule.css"]}
        js = [forms.Script("common/js/hours.js", type="module")]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """No single control carries the label; the first one of the table has the number 0."""
        return "" if index is None else f"{id_}_{index}"

    def wants_redraw(self, data: Mapping[str, Any], name: str) -> bool:
        """Whether "Zeile hinzufügen" or "Zeile entfernen" was pressed."""
        return f"{name}-mehr" in data or f"{name}-weg" in data

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> HoursEntry:
        """Everything that was typed, also what is wrong."""
        lines = [_line(data, f"{name}-{number}") for number in range(_count(data, name))]
        if f"{name}-mehr" in data:
            lines.append(TableLine())
        gone = str(data.get(f"{name}-weg", ""))
        if gone.isascii() and gone.isdigit() and int(gone) < len(lines):
            del lines[int(gone)]
        table = HoursTable(
            tuple(lines[:MOST_LINES]),
            closed_on_public_holidays=f"{name}-feiertage" in data,
            not_in_school_holidays=f"{name}-ferien" in data,
            by_appointment=f"{name}-vereinbarung" in data,
        )
        kept = "" if f"{name}-ersetzen" in data else str(data.get(f"{name}-text", "")).strip()
        return HoursEntry(table, kept, judged=not self.wants_redraw(data, name))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Whether this field was not on the page at all."""
        return f"{name}-zeilen" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The lines with their errors, the weekdays and the words."""
        context = super().get_context(name, None, attrs)
        entry = value if isinstance(value, HoursEntry) else entry_of(str(value or ""))
        found = problems(entry.table)
        errors = found if entry.judged and not entry.kept else {}
        lines = list(entry.table.lines) or [TableLine()] * READY
        context["widget"] |= {
            "id": (attrs or {}).get("id") or f"id_{name}",
            "kept": entry.kept,
            "kept_words": in_words(entry.kept),
            "words": () if found or entry.kept else in_words(entry.syntax),
            "table": entry.table,
            "table_errors": errors.get(-1, ()),
            "full": len(lines) >= MOST_LINES,
            "lines": [_shown(number, line, errors.get(number, ())) for number, line in enumerate(lines)],
        }
        return context


class HoursField(forms.Field):
    """Opening hours in the syntax of ``opening_hours``; empty for none."""

    widget = HoursWidget

    def to_python(self, value: HoursEntry | str | None) -> str:
        """The syntax; a ValidationError that names each line that is wrong."""
        entry = value if isinstance(value, HoursEntry) else entry_of(value or "")
        if entry.kept:
            try:
                hours.check(entry.kept)
            except hours.HoursError as error:
                raise ValidationError(str(error), code="invalid") from error
            if any(not line.empty for line in entry.table.lines):
                raise ValidationError(
                    "Sie haben auch die Tabelle ausgefüllt. Soll sie gelten, setzen Sie bitte den Haken "
                    "„Durch die Tabelle ersetzen“.",
                    code="both",
                )
            return entry.kept
        if found := problems(entry.table):
            raise ValidationError(
                [
                    ValidationError(text if number < 0 else f"Zeile {number + 1}: {text}", code="invalid")
                    for number, texts in sorted(found.items())
                    for text in texts
                ]
            )
        return entry.syntax

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other hours would be kept; what cannot be read has changed."""
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """Nothing in the table is a must, so no word about it stands in the legend."""
        bound = super().get_bound_field(form, field_name)
        bound.optional_is_plain = True  # type: ignore[attr-defined]  # our own bound field, see ui/forms.py
        return bound


def _count(data: Mapping[str, Any], name: str) -> int:
    text = str(data.get(f"{name}-zeilen", ""))
    return min(int(text), MOST_LINES) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _line(data: Mapping[str, Any], name: str) -> TableLine:
    days = data.getlist(f"{name}-tage") if hasattr(data, "getlist") else data.get(f"{name}-tage", [])
    line = TableLine(
        tuple(sorted({int(day) for day in days if day in set("0123456")})),
        *(str(data.get(f"{name}-{part}", "")).strip() for part in ("von", "bis", "hinweis")),
    )
    return replace(line, ends="24:00") if line.ends == "00:00" else line


def _shown(number: int, line: TableLine, errors: tuple[str, ...]) -> dict[str, Any]:
    days = [(str(day), SHORT[day], WEEKDAYS[day], day in line.weekdays) for day in range(7)]
    ends = "00:00" if line.ends == "24:00" else line.ends  # a field for times ends at 23:59
    return {"number": number, "label": number + 1, "days": days, "line": line, "ends": ends, "errors": errors}
