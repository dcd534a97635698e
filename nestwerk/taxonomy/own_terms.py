"""Reading the terms an installation adds of its own: a table like ``data/terms.tsv``, checked cell by cell."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from nestwerk.common.invisible import CONTROL
from nestwerk.common.os_causes import os_cause
from nestwerk.common.refusals import Refused

from .terms import FURTHER, TermRow, term_row

KINDS = {
    "need": "need",
    "offer": "offer_type",
    "tg": "target_group",
    "pt": "partner_type",
    "prev": "prevention_level",
}
NEEDED = ("code", "kind", "de", "de_plain", "en")
OPTIONAL = ("parent", "synonyms", "shown", *FURTHER)
LARGEST = 5 * 1024 * 1024  # bytes
_LONGEST = {"code": 60, "de": 160, "de_plain": 160, "en": 160, "parent": 160, **dict.fromkeys(FURTHER, 160)}
_LONGEST_SYNONYM = 120
_CODE = re.compile(r"([a-z]+)\.[a-z0-9_]+")


def read_own_terms(path: Path) -> tuple[list[TermRow], list[tuple[int, str]]]:
    """The terms of a file and what is wrong with it: (line, German sentence). Refused if it is no table of terms."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"{path.name} ist zu groß für eine Begriffsliste.")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as problem:
        raise Refused(f"{path.name} ist nicht in UTF-8 gespeichert.") from problem
    except OSError as problem:
        raise Refused(f"Die Datei {path} lässt sich nicht lesen ({os_cause(problem)}).") from problem
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise Refused(f"{path.name} ist leer.")
    table = list(csv.reader([line for _, line in numbered], delimiter="\t", quoting=csv.QUOTE_NONE))
    header = [name.strip() for name in table[0]]
    missing = [name for name in NEEDED if name not in header]
    unknown = [name for name in header if name not in NEEDED + OPTIONAL]
    if missing or unknown or len(set(header)) != len(header):
        raise Refused(
            f"Die erste Zeile von {path.name} nennt andere Spalten. Nötig: {', '.join(NEEDED)}; möglich: "
            f"{', '.join(OPTIONAL)}; dazwischen Tabulatoren."
        )
    rows: list[TermRow] = []
    problems: list[tuple[int, str]] = []
    seen: set[str] = set()
    for (number, _), cells in zip(numbered[1:], table[1:], strict=True):
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        wrong = _problems(row, len(cells), len(header))
        if row.get("code") in seen:
            wrong.append(f"{row['code']} kommt schon einmal vor.")
        seen.add(row.get("code", ""))
        problems += [(number, sentence) for sentence in wrong]
        if not wrong:
            rows.append(term_row(row, {}))
    return rows, problems


def _problems(row: dict[str, str], cells: int, columns: int) -> list[str]:
    if cells != columns:
        return [f"Die Zeile hat {cells} Felder, die Überschrift {columns}."]
    if any(CONTROL.search(text) for text in row.values()):
        return ["Hier stehen unsichtbare Steuerzeichen."]
    found = [f"{name}: Diese Angabe fehlt." for name in NEEDED if not row[name]]
    found += [
        f"{name}: höchstens {longest} Zeichen sind möglich."
        for name, longest in _LONGEST.items()
        if len(row.get(name, "")) > longest
    ]
    if any(len(word.strip()) > _LONGEST_SYNONYM for word in row.get("synonyms", "").split("|")):
        found.append(f"synonyms: ein Wort ist länger als {_LONGEST_SYNONYM} Zeichen.")
    if row.get("shown", "") not in ("", "yes", "no"):
        found.append("shown: möglich sind yes und no.")
    code = _CODE.fullmatch(row["code"])
    if row["code"] and (code is None or code.group(1) not in KINDS):
        found.append(f"code: „{row['code'][:40]}“ beginnt nicht mit {', '.join(f'{front}.' for front in KINDS)}.")
    elif code and row["kind"] and row["kind"] != KINDS[code.group(1)]:
        found.append(f"kind: zu {row['code']} gehört {KINDS[code.group(1)]}.")
    return found
