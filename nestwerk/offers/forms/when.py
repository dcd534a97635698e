"""Opening hours and the time of the year. Recurring dates have a page of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nestwerk.common.ui.hours import HoursField

from .season import SeasonForm
from .section import Known, SectionForm


class TimesForm(SectionForm):
    """The table of hours, and beside it the season."""

    opening_hours = HoursField(
        label="Öffnungszeiten",
        help_text="Wann kann man kommen oder anrufen? Einzelne Termine und Kurse stehen weiter unten.",
    )

    def __init__(self, data: Any = None, *, values: Mapping[str, Any], known: Known, **rest: Any) -> None:
        """The season is a form of its own inside."""
        self.season = SeasonForm(data, kept=values.get("season") or "")
        super().__init__(data, values=values, known=known, **rest)

    def clean(self) -> dict[str, Any]:
        """Both have to be right."""
        if not self.season.is_valid():
            self.add_error(None, "Bitte sehen Sie sich die Zeit im Jahr noch einmal an.")
        return self.cleaned_data

    def entered(self) -> dict[str, Any]:
        """The hours, and the season if it is one."""
        kept = super().entered()
        if not self.redraw and self.season.is_valid():
            kept["season"] = self.season.season
        return kept
