"""What a person decided about a list: what columns and values mean. A plain dict that is kept for the next file.

``columns``: column → meanings (codes of :mod:`.meanings`). ``values``: column → their value → ours: a code, or words
the reader of the column understands ("Krippenalter" → "0–3 Jahre"); empty means "left out on purpose". ``fixed``:
column of the interchange format → text where a row says nothing. ``area_code``: put before local numbers. ``days``:
weekdays for times without any ("Mo-Fr"). ``exact``: the table is in the interchange format, nothing is to be guessed.

A table that a machine has made of somebody's directory says three things more. ``given``: its columns that are in the
interchange format already, taken as they are; words in the others are kept apart by a bar. ``told``: its column of
sentences for whoever looks the rows through. ``partial``: it holds only what has changed, so nothing is missing in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from nestwerk.common.refusals import Refused

from .columns import Guess
from .meanings import MEANINGS

VERSION = 1
Chosen = dict[str, Any]
_TEXTS = ("area_code", "days")


def first_choice(guesses: Sequence[Guess], *, source: str) -> Chosen:
    """The guesses as a decision that a person may change. ``source`` names the list for ever."""
    return {
        "version": VERSION,
        "columns": {guess.column: list(guess.meanings) for guess in guesses},
        "values": {},
        "fixed": {"source": source},
        "area_code": "",
        "days": "",
        "exact": False,
    }


def exact_choice() -> Chosen:
    """The decision for a table in the interchange format: every column means what it is called."""
    return first_choice((), source="") | {"exact": True, "fixed": {}}


def given_choice(given: Sequence[str], columns: Mapping[str, str], *, told: str, partial: bool) -> Chosen:
    """The decision for a table that a machine has made. ``columns``: column → the one meaning of its words."""
    choice = first_choice((), source="") | {"fixed": {}, "given": list(given), "told": told, "partial": partial}
    return choice | {"columns": {column: [meaning] for column, meaning in columns.items()}}


def recalled(kept: Mapping[str, Any], guesses: Sequence[Guess], *, source: str) -> Chosen:
    """What was decided last time, for a file with these columns; columns that are new are guessed."""
    choice = first_choice(guesses, source=source)
    checked(kept)
    known = {column: list(meanings) for column, meanings in kept["columns"].items() if column in choice["columns"]}
    choice["columns"].update(known)
    choice["values"] = {column: dict(values) for column, values in kept.get("values", {}).items()}
    choice["fixed"] = {**choice["fixed"], **kept.get("fixed", {})}
    for name in _TEXTS:
        choice[name] = kept.get(name, "")
    return choice


def checked(choice: Mapping[str, Any]) -> None:
    """Raise Refused if a decision cannot be carried out: unknown meanings, or two columns for what is said once."""
    columns, values = choice.get("columns"), choice.get("values", {})
    if not isinstance(columns, Mapping) or not isinstance(values, Mapping):
        raise Refused("Diese Zuordnung lässt sich nicht lesen. Bitte ordnen Sie die Spalten neu zu.")
    used: Counter[str] = Counter()
    for column, meanings in columns.items():
        for meaning in meanings:
            if meaning not in MEANINGS:
                raise Refused(f"Was „{str(meaning)[:40]}“ für die Spalte „{column}“ bedeutet, wissen wir nicht.")
            used[meaning] += 1
    doubled = [
        MEANINGS[meaning].label for meaning, times in used.items() if times > 1 and not MEANINGS[meaning].several
    ]
    if doubled:
        raise Refused(f"„{doubled[0]}“ ist mehreren Spalten zugeordnet. Bitte entscheiden Sie sich für eine.")
