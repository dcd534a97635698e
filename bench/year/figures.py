"""What is counted on the way, and how it is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean, median

from bench.table import show

from .world import OFFERS

WEEKS = 52


@dataclass(slots=True)
class Figures:
    """One year's counts. Days as dates; ``fresh`` holds a share for each day."""

    fresh: list[float] = field(default_factory=list)
    mails: int = 0
    clicks: Counter[str] = field(default_factory=Counter)
    clicks_by_week: Counter[int] = field(default_factory=Counter)
    died: dict[int, date] = field(default_factory=dict)
    due_after_death: dict[int, date] = field(default_factory=dict)
    marked: dict[int, date] = field(default_factory=dict)
    off: dict[int, date] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)

    def click(self, what: str, number: int, week: int) -> None:
        """The coordinator clicked."""
        self.clicks[what] += number
        self.clicks_by_week[week] += number

    def print(self) -> None:
        """The lines of the table."""
        average, lowest = mean(self.fresh), min(self.fresh)
        show("public offers confirmed within six months, mean of the days", f"{average:.1%}",
             f"worst day {lowest:.1%}", "≥ 95 %", met=average >= 0.95)  # fmt: skip
        each = self.mails / OFFERS
        show("mails an offer and year", f"{each:.2f}", f"{self.mails} mails", "≤ 2", met=each <= 2)
        overdue = {one: max(day + timedelta(days=1), self.died[one]) for one, day in self.due_after_death.items()}
        late = [(self.marked[one] - day).days for one, day in overdue.items() if one in self.marked]
        show("a dead offer: days from its first overdue day until marked", f"{median(late) if late else 0:.0f}",
             f"most {max(late, default=0)}; {len(late)} came to be overdue", "0",
             met=max(late, default=0) == 0)  # fmt: skip
        gone = [(self.off[one] - day).days for one, day in overdue.items() if one in self.off]
        left = [one for one in overdue if one not in self.off]
        show("a dead offer: days from its first overdue day until off the list", f"{median(gone) if gone else 0:.0f}",
             f"most {max(gone, default=0)}; still there at the end {len(left)}", "≤ 90",
             met=max(gone, default=0) <= 90)  # fmt: skip
        real = [(self.off[one] - day).days for one, day in self.died.items() if one in self.off]
        show("a dead offer: days from its death until off the list", f"{median(real) if real else 0:.0f}",
             f"most {max(real, default=0)}; {len(real)} of {len(self.died)} off at the end of the year")  # fmt: skip
        weekly = sum(self.clicks.values()) / WEEKS
        show("the coordinator's clicks a week", f"{weekly:.1f}",
             f"busiest week {max(self.clicks_by_week.values(), default=0)}", "≤ 20", met=weekly <= 20)  # fmt: skip
        for what, number in self.clicks.most_common():
            show(f"  {what}", f"{number / WEEKS:.1f}")
        show("answers of the providers", ", ".join(f"{what} {number}" for what, number in self.answers.most_common()))
