"""The order of help in an emergency: what to press first, what next, and the ways without the voice at the end.

The line made for just this need comes first, then 112, then what else fits. 112 itself comes first in acute danger
and after medical signs that ask for it. Lines for professionals are never among them. Decision record:
docs/decisions/0008-order-of-help-lines.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nestwerk.common.lands import LANDS, land_of_ags, lands_of_ags
from nestwerk.common.locales import numbers_kept
from nestwerk.finder.page import Page
from nestwerk.finder.present.contact import Way, dial
from nestwerk.finder.present.help_lines import Line, all_lines
from nestwerk.finder.wording.hours import UNKNOWN
from nestwerk.matching.emergency import SIGNS
from nestwerk.matching.types import EMERGENCIES, Place, Understood

RESCUE, POLICE, DOCTOR = "112", "110", "116117"
VIOLENCE_LINE, CRISIS_LINE, PARENTS_LINE = "116016", "08001110111", "08001110550"
MEN_LINE = "08001239900"  # for men who experience violence: below the line most need
POISON = "need.poisoning"
DANGER = "need.acute_danger"
MEDICAL = "medical"
OF_THE_LAND = "of the Land"  # stands for the poison centre, whose number depends on the Land
# The numbers to press, by what is the matter. Everything else that fits stands smaller below.
FIRST = {
    DANGER: (RESCUE, POLICE),
    POISON: (OF_THE_LAND, RESCUE),
    "need.suicidality": (RESCUE, CRISIS_LINE),
    "need.violence": (VIOLENCE_LINE, POLICE, RESCUE),
    "need.losing_control": (PARENTS_LINE, CRISIS_LINE, RESCUE),
}
ONLY_WHEN_OPEN = frozenset({PARENTS_LINE})  # closed, it stands among the others and says when it opens
ORDER = (DANGER, POISON, "need.suicidality", "need.violence", "need.losing_control")


@dataclass(frozen=True, slots=True)
class Call:
    """A number to press: what it is for, in one line."""

    line: Line
    way: Way
    purpose: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that needs a doctor first: the number to call and the words about it."""

    way: Way
    text: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """One emergency: what to do now, whom to call, who else answers, and poison centres where the Land is unknown."""

    code: str
    key: str
    calls: tuple[Call, ...]
    lines: tuple[Line, ...]
    centres: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Alarms:
    """All that stands in the red block, in the order of the page."""

    signs: tuple[Sign, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    later_signs: tuple[Sign, ...] = ()
    rescue: Way | None = None
    silent: tuple[Line, ...] = ()


def land_of(page: Page, place: Place | None, *, by_hand: bool) -> str:
    """The Land whose numbers apply; empty when it is not known for sure.

    A place the reader wrote into its field decides, then a network that lies in one Land, then a place in the words.
    """
    there = land_of_ags(place.ags) if place else ""
    own = lands_of_ags(page.network.ags) or {page.network.land} - {""} if page.network else set()
    if there and by_hand:
        return there
    return next(iter(own)) if len(own) == 1 else there


def land_names(lands: Iterable[str], page: Page) -> str:
    """Names of Länder in the reader's language, joined by commas."""
    return page.t.comma.join(page.t(f"land.{land}") for land in sorted(lands))


def raised(page: Page, understood: Understood, *, place_by_hand: bool) -> Alarms:
    """The red block for what was understood; empty when nothing is urgent."""
    if not understood.emergency and not understood.signs:
        return Alarms()
    lines = all_lines(page)
    land = land_of(page, understood.place, by_hand=place_by_hand)
    signs = tuple(_sign(page, code) for code in understood.signs if code in SIGNS)
    at_once = tuple(sign for sign in signs if sign.way.href == dial(RESCUE))
    shown: set[str] = set()
    alarms = tuple(_alarm(page, code, lines, land, shown) for code in ORDER if code in frozenset(understood.emergency))
    kinds = {*understood.emergency, *((MEDICAL,) if signs else ())}
    pressed = bool(at_once) or bool(alarms)
    return Alarms(
        signs=at_once,
        alarms=alarms,
        later_signs=tuple(sign for sign in signs if sign not in at_once),
        rescue=None if pressed else _rescue(page, lines).call,
        silent=silent_lines(lines, kinds),
    )


def suspected(page: Page, understood: Understood, *, place_by_hand: bool) -> Alarm | None:
    """The numbers for a suspicion in which seconds count. For the others somebody listens (see ``outcome``)."""
    if understood.perhaps not in (DANGER, POISON):
        return None
    land = land_of(page, understood.place, by_hand=place_by_hand)
    return _alarm(page, understood.perhaps, all_lines(page), land, set())


def _sign(page: Page, code: str) -> Sign:
    sign = SIGNS[code]
    shown = "116 117" if sign.call == DOCTOR else sign.call
    way = Way("phone", "phone", page.t("contact.phone"), shown, dial(sign.call), voice=True)
    return Sign(way, numbers_kept(sign.text.get(page.language.code, sign.text["de"]), page.language.locale))


def _rescue(page: Page, lines: Sequence[Line]) -> Line:
    """112, whatever the catalogue holds."""
    found = next((line for line in lines if line.number == RESCUE), None)
    if found is not None:
        return found
    way = Way("phone", "phone", page.t("contact.phone"), RESCUE, dial(RESCUE), voice=True)
    name = page.t("fallback.rescue")
    return Line(RESCUE, name, "", (way,), UNKNOWN, "", False, "", RESCUE, frozenset(), frozenset())


def _alarm(page: Page, code: str, lines: Sequence[Line], land: str, shown: set[str]) -> Alarm:
    fitting = [line for line in lines if code in line.kinds and line.call]
    by_number = {line.number: line for line in lines if line.call and not line.lands} | {RESCUE: _rescue(page, lines)}
    centres = [line for line in fitting if line.lands] if code == POISON else []
    own = [line for line in centres if land in line.lands] if land else []
    first: list[Line] = []
    for number in FIRST[code] if own or code != POISON else (RESCUE, DOCTOR):
        found = own[0] if number == OF_THE_LAND else by_number.get(number)
        if found and not (number in ONLY_WHEN_OPEN and not found.opening.open):
            first.append(found)
    calls = tuple(
        Call(line, line.call, _purpose(page, code, line))
        for line in first
        if line.call and (line is first[0] or line.key not in shown)
    )
    shown |= {line.key for line in first}
    further = [
        line
        for line in fitting
        if line not in centres and line.key not in shown and (not line.lands or not land or land in line.lands)
    ]
    further.sort(key=lambda line: (line.number == MEN_LINE, line.opening.open is False))
    shown |= {line.key for line in further}
    return Alarm(
        code,
        code.removeprefix("need."),
        calls,
        tuple(further),
        centres_by_land(page, centres) if code == POISON and not own else (),
    )


def _purpose(page: Page, code: str, line: Line) -> str:
    """What a number is for in this emergency, in a few words; its own note where it has only one use."""
    key = f"call.{code.removeprefix('need.')}.{line.number}"
    return page.t(key) if page.t.has(key) else line.note


def centres_by_land(page: Page, centres: Sequence[Line]) -> tuple[tuple[str, Line], ...]:
    """Poison centres with the Länder they serve, by name; a network in several Länder keeps to these."""
    own = (lands_of_ags(page.network.ags) if page.network else frozenset()) or frozenset(LANDS)
    found = [(land_names(line.lands & own, page), line) for line in centres if line.lands & own]
    return tuple(sorted(found, key=lambda pair: pair[0]))


def silent_lines(lines: Sequence[Line], kinds: Iterable[str]) -> tuple[Line, ...]:
    """The lines for these situations that can be reached without the voice, those made for fewest situations first."""
    wanted = frozenset(kinds)
    fitting = [line for line in lines if line.written and line.silent and wanted & line.kinds]
    return tuple(sorted(fitting, key=lambda line: (line.number == MEN_LINE, len(line.kinds.intersection(EMERGENCIES)))))
