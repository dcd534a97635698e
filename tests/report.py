"""Figures a run of the tests prints at its end: cells of the rights table, policies, the audit's chain, the restore."""

from __future__ import annotations

from pathlib import Path

from tests.environment import DATA

FILE = DATA.with_name(f"{DATA.name}.report")


def note(line: str) -> None:
    """Print this line after the tests, whichever process of a parallel run says it."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("a", encoding="utf-8") as stream:
        stream.write(line.rstrip() + "\n")


def noted(path: Path = FILE) -> list[str]:
    """The lines of this run, sorted, each once."""
    return sorted(set(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []
