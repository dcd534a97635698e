"""The page for an emergency, on paper: no clock, so every line says when somebody answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nestwerk.catalogue.records import HelplineRecord
from nestwerk.finder.present.alarms import DOCTOR, MEN_LINE, PARENTS_LINE, POISON, POLICE, RESCUE
from nestwerk.finder.present.contact import ways
from nestwerk.finder.present.emergency_page import TALK, VIOLENCE
from nestwerk.finder.present.help_lines import PARENTS
from nestwerk.finder.texts import Texts
from nestwerk.finder.wording import dates
from nestwerk.finder.wording.usual_hours import hours_in_words

LARGE = ((RESCUE, "rescue"), (POLICE, "police"), (DOCTOR, "doctor"))


def emergency(lines: Iterable[HelplineRecord], land: str, texts: Texts) -> dict[str, Any]:
    """The emergency page of a network in the Land ``land``: large numbers, then lines by what is the matter."""
    here = [line for line in lines if line.audience == PARENTS and (not line.lands or not land or land in line.lands)]
    spoken = [line for line in here if line.phone and _digits(line) not in dict(LARGE)]
    poison = [line for line in spoken if POISON in line.kinds and line.lands]
    rest = [line for line in spoken if line not in poison]
    talk = [line for line in rest if TALK & set(line.kinds)]
    violence = [line for line in rest if VIOLENCE & set(line.kinds) and line not in talk]
    others = [line for line in rest if line not in talk and line not in violence]
    groups = (("poison", poison), ("lines", _ordered(talk)), ("violence", _ordered(violence)), ("others", others))
    written = [line for line in here if line.without_voice and not (line.phone and line in talk + violence)]
    checked = min((line.checked_on for line in here if line.checked_on), default="")
    return {
        "title": texts("emergency.title"),
        "lead": texts("emergency.lead"),
        "large": [
            {"number": "116 117" if number == DOCTOR else number, "text": texts(f"emergency.{key}")}
            for number, key in LARGE
        ],
        "groups": [
            {
                "title": texts(f"emergency.{key}"),
                "text": texts("alarm.poisoning") if key == "poison" else "",
                "shake": texts("emergency.shake") if key == "lines" else "",
                "lines": [_line(line, texts) for line in found],
            }
            for key, found in groups
            if found
        ],
        "written": [_written(line, texts) for line in written],
        "written_title": texts("emergency.written"),
        "written_text": texts("emergency.written_text"),
        "checked": texts("emergency.checked", day=dates.long_day(checked, texts)) if checked else "",
    }


def _digits(line: HelplineRecord) -> str:
    return "".join(sign for sign in line.phone if sign.isdigit())


def _ordered(lines: list[HelplineRecord]) -> list[HelplineRecord]:
    return sorted(lines, key=lambda line: (_digits(line) == MEN_LINE, _digits(line) != PARENTS_LINE))


def _name(line: HelplineRecord, texts: Texts) -> str:
    return line.names.get(texts.language.labels) or line.names["de"]


def _line(line: HelplineRecord, texts: Texts) -> dict[str, str]:
    call = next(way for way in ways(line, texts) if way.voice)
    when = hours_in_words(line.opening_hours, texts)
    return {"name": _name(line, texts), "number": call.shown, "href": call.href, "when": ". ".join(when)}


def _written(line: HelplineRecord, texts: Texts) -> dict[str, str]:
    silent = [way for way in ways(line, texts) if not way.voice]
    ways_said = [way for way in silent if way.kind != "website"] or silent
    return {"name": _name(line, texts), "ways": ", ".join(f"{way.label}: {way.shown}" for way in ways_said)}
