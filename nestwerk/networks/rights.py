"""Who may open what: one table, ``data/rights.tsv``. An address that is not in it is refused (R-01, R-02).

A cell says how far the right reaches: ``network`` (everything of the network), ``spaces`` (the regions of the
membership), ``own`` (the own organisations), ``self`` (the own account), ``land``, ``all``, or ``-`` for no.
A row of the public door may speak for many addresses, ``finder:*``; behind a private door each has a row of its own.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "data" / "rights.tsv"
NETWORK_ROLES = ("coordinator", "space", "editor", "partner", "guest", "planner")
INSTALLATION_ROLES = ("operator", "land")
ROLES = (*NETWORK_ROLES, *INSTALLATION_ROLES)
NOTHING = "-"


class Page(NamedTuple):
    """One address: its name, what kind of thing it shows or changes, how, who opens it, and how far each role sees."""

    name: str
    thing: str
    action: str  # read, write, export
    door: str  # public, entrance (before sign-in), account (signed in, no hat), network, land, operator
    reach: dict[str, str]

    def allows(self, role: str) -> bool:
        """Whether the role may open it at all."""
        return self.reach.get(role, NOTHING) != NOTHING


@cache
def pages() -> dict[str, Page]:
    """Every declared address by its name."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["page"]: Page(
                row["page"], row["thing"], row["action"], row["door"], {role: row[role] for role in ROLES}
            )
            for row in rows
        }


def declared(page: str) -> Page | None:
    """The row an address falls under: its own, else the longest ``…*`` it begins with (public door only)."""
    if page in pages():
        return pages()[page]
    fitting = [row for name, row in pages().items() if name.endswith("*") and page.startswith(name[:-1])]
    return max(fitting, key=lambda row: len(row.name), default=None)


def reach(role: str, page: str) -> str:
    """How far a role sees on a page; ``-`` where it may not open it or the page is unknown."""
    declared = pages().get(page)
    return declared.reach.get(role, NOTHING) if declared else NOTHING
