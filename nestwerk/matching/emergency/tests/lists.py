"""Reads the lists of invented queries in ``data/``: a heading ``== <lang> <code>``, then one query per line."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"


def queries(name: str) -> list[tuple[str, str, str]]:
    """Return (language, expected code or "", query) for every line of the list ``name``."""
    found = []
    language = code = ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            language, _, code = line[2:].strip().partition(" ")
        elif line.strip() and not line.startswith("#"):
            found.append((language, code, line.strip()))
    return found
