"""TOML files that people write by hand, read with an error message that shows the line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_LONGEST_SHOWN = 60


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """The tables of the file at ``path``. Refused with ``what`` ("Die Zuordnung x.toml") and line, if it is no TOML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{what} lässt sich nicht lesen: {os_cause(error)}.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{what} lässt sich nicht lesen: bitte als Text in UTF-8 speichern.") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{what} lässt sich nicht lesen: {_place(text, str(error))}") from error


def _place(text: str, said: str) -> str:
    """Where it went wrong, with the line itself and how it should look."""
    if not (at := _AT_LINE.search(said)):
        return "am Ende fehlt etwas, zum Beispiel ein Anführungszeichen oder eine Klammer."
    number = int(at[1])
    lines = text.split("\n")
    line = lines[number - 1].strip()[:_LONGEST_SHOWN] if number <= len(lines) else ""
    return f'Zeile {number} „{line}“ ist nicht zu verstehen. Hier steht [Abschnitt] oder Name = "Wert", je nur einmal.'
