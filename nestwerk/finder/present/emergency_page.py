"""The page "Im Notfall": every line for parents once, by what is the matter, in the order of the alarms."""

from __future__ import annotations

from dataclasses import dataclass

from nestwerk.finder.page import Page
from nestwerk.finder.present.alarms import (
    CRISIS_LINE,
    DOCTOR,
    MEN_LINE,
    PARENTS_LINE,
    POISON,
    POLICE,
    RESCUE,
    VIOLENCE_LINE,
    centres_by_land,
    land_of,
)
from nestwerk.finder.present.help_lines import Line, all_lines

LARGE = frozenset({RESCUE, POLICE, DOCTOR})  # numbers that stand large at the top of the page
TALK = frozenset({"need.losing_control", "need.suicidality", "comfort"})
VIOLENCE = frozenset({"need.violence"})
_FRONT = (PARENTS_LINE, VIOLENCE_LINE, CRISIS_LINE)


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """Lines to talk to by subject, and those without the voice. ``centres`` where the Land is not known."""

    poison: tuple[Line, ...]
    centres: tuple[tuple[str, Line], ...]
    talk: tuple[Line, ...]
    violence: tuple[Line, ...]
    others: tuple[Line, ...]
    silent: tuple[Line, ...]


def emergency_page(page: Page) -> EmergencyPage:
    """The page for this network, or for the whole country."""
    lines = all_lines(page)
    land = land_of(page, None, by_hand=False)
    spoken = [line for line in lines if line.call and line.number not in LARGE]
    centres = [line for line in spoken if POISON in line.kinds and line.lands]
    own = tuple(line for line in centres if land in line.lands)
    rest = [line for line in spoken if line not in centres]
    talk = [line for line in rest if TALK & line.kinds]
    violence = [line for line in rest if VIOLENCE & line.kinds and line not in talk]
    return EmergencyPage(
        poison=own,
        centres=() if own else centres_by_land(page, centres),
        talk=_ordered(talk),
        violence=_ordered(violence),
        others=tuple(line for line in rest if line not in talk and line not in violence),
        silent=tuple(
            line
            for line in lines
            if line.written and line.silent and (not land or not line.lands or land in line.lands)
        ),
    )


def _ordered(lines: list[Line]) -> tuple[Line, ...]:
    """Those that answer now first, the one made for the subject before the others, the men's line last."""
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                line.number == MEN_LINE,
                line.opening.open is False,
                line.number not in _FRONT,
                line.number != PARENTS_LINE,
            ),
        )
    )
