"""docs/sicherheit/asvs.md from asvs.tsv beside it: OWASP ASVS 5.0, levels 1 and 2, what is open on top (R-88).

The table says for each requirement, by its number and in our own words, where we stand and what shows it. Edit the
table, then run `python .ci/asvs.py`; a test fails while the page is older than the table.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "sicherheit"
STATES = ("offen", "teilweise", "erfüllt", "entfällt")
CHAPTERS = {
    1: "Kodieren und Bereinigen", 2: "Prüfen und Abläufe", 3: "Oberfläche im Browser", 4: "Schnittstellen",
    5: "Dateien", 6: "Anmeldung", 7: "Sitzungen", 8: "Berechtigung", 9: "Selbsttragende Zeichen",
    10: "OAuth und OpenID Connect", 11: "Kryptografie", 12: "Verbindungen", 13: "Einstellungen", 14: "Schutz der Daten",
    15: "Bauweise", 16: "Protokolle und Fehler", 17: "WebRTC",
}  # fmt: skip
Row = dict[str, str]
HEAD = """# OWASP ASVS 5.0, Stufen 1 und 2

Erzeugt aus [`asvs.tsv`](asvs.tsv) mit `python .ci/asvs.py`. Die Nummern sind die des Standards, die Worte unsere
eigenen: Was genau verlangt ist, steht im [Standard](https://owasp.org/www-project-application-security-verification-standard/).
„Erfüllt“ heißt: Ein Test oder der genannte Quelltext zeigt es. Das ist eine Selbsteinschätzung, keine Prüfung durch
Dritte. Stufe 3 ist nicht bewertet.

"""


def rows() -> list[Row]:
    """The table, in order."""
    with (FOLDER / "asvs.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def page(table: list[Row]) -> str:
    """The page: counts, then what is open or only partly there, then everything by chapter."""
    count = Counter(row["status"] for row in table)
    text = (
        HEAD + f"**{len(table)} Anforderungen: " + ", ".join(f"{count[state]} {state}" for state in STATES) + ".**\n\n"
    )
    for state in ("offen", "teilweise"):
        listed = [row for row in table if row["status"] == state]
        text += f"## {state.capitalize()}: {len(listed)}\n\n" + lines(("Nr.", "Stufe", "Worum es geht", "Was fehlt"))
        text += lines(*((row["item"], row["level"], row["asks"], row["note"]) for row in listed)) + "\n"
    for number, name in CHAPTERS.items():
        text += f"## V{number} {name}\n\n"
        text += lines(("Nr.", "Stufe", "Worum es geht", "Stand", "Nachweis", "Bemerkung"))
        text += lines(*(cells(row) for row in table if row["item"].startswith(f"V{number}."))) + "\n"
    return text.rstrip() + "\n"


def cells(row: Row) -> tuple[str, ...]:
    """One row with links to what shows it."""
    shown = ", ".join(f"[{Path(path).name}](../../{path})" for path in row["shown"].split())
    return (row["item"], row["level"], row["asks"], row["status"], shown, row["note"])


def lines(*table: tuple[str, ...]) -> str:
    """Rows of a Markdown table; a head is followed by its rule."""
    text = "".join("| " + " | ".join(row) + " |\n" for row in table)
    return text + "|" + "---|" * len(table[0]) + "\n" if table and table[0][0] == "Nr." else text


def main() -> int:
    """Write the page."""
    (FOLDER / "asvs.md").write_text(page(rows()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
