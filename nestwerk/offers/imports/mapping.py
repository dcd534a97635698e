"""The small mapping that reads foreign columns; its file is explained in ``docs/betrieb/import.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nestwerk.common.refusals import Refused
from nestwerk.common.toml_files import read_toml

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_SECTIONS = ("file", "columns", "constants", "templates", "values")


@dataclass(frozen=True, slots=True)
class Mapping:
    """How foreign columns become ours."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    delimiter_said: bool = False  # the file itself says it in a first line, as Excel does: "sep=;"
    columns: dict[str, str] = field(default_factory=dict)  # ours → theirs
    constants: dict[str, str] = field(default_factory=dict)  # ours → fixed text
    templates: dict[str, str] = field(default_factory=dict)  # ours → text with {theirs}
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # ours → their value → ours, wherever it is from

    @property
    def theirs(self) -> set[str]:
        """The columns of their file that this mapping reads."""
        used = {name for template in self.templates.values() for name in _PLACEHOLDER.findall(template)}
        return used | set(self.columns.values())

    def row(self, theirs: dict[str, str]) -> dict[str, str]:
        """One of their rows in our columns. Columns the mapping does not name are kept under their own name."""
        if not (self.columns or self.constants or self.templates or self.values):
            return theirs
        ours = dict(self.constants)
        for column, template in self.templates.items():
            cells = {name: (cell or "").strip() for name, cell in theirs.items()}
            used = [name for name in cells if "{" + name + "}" in template]
            if all(cells[name] for name in used):
                for name in used:
                    template = template.replace("{" + name + "}", cells[name])
                ours[column] = template
        for column, name in self.columns.items():
            ours[column] = theirs.get(name) or ""
        taken = set(self.columns.values())
        ours.update({name: cell for name, cell in theirs.items() if name not in taken and name not in ours})
        for column in ours.keys() & self.values.keys():
            cell = ours[column] or ""
            ours[column] = self.values[column].get(cell.strip(), cell)
        return ours


def read_mapping(path: Path) -> Mapping:
    """A mapping file in TOML with the tables ``file``, ``columns``, ``constants``, ``templates``, ``values``.

    Raises Refused with table and key for anything that is not what it should be.
    """
    tables = read_toml(path, f"Die Zuordnung {path.name}")
    unknown = set(tables) - set(_SECTIONS)
    if unknown:
        raise Refused(f"Die Zuordnung {path.name} hat unbekannte Abschnitte: {', '.join(sorted(unknown))}.")
    about = _texts(path, "file", tables.get("file", {}))
    if more := sorted(set(about) - {"encoding", "delimiter"}):
        raise Refused(f"Zuordnung {path.name}, [file]: {', '.join(more)} kennen wir hier nicht.")
    values = tables.get("values", {})
    if not isinstance(values, dict):
        raise Refused(f"Zuordnung {path.name}: [values] muss aus Abschnitten wie [values.wheelchair] bestehen.")
    return Mapping(
        encoding=_encoding(path, about.get("encoding", "utf-8-sig")),
        delimiter=_delimiter(path, about.get("delimiter", ",")),
        columns=_texts(path, "columns", tables.get("columns", {})),
        constants=_texts(path, "constants", tables.get("constants", {})),
        templates=_texts(path, "templates", tables.get("templates", {})),
        values={column: _texts(path, f"values.{column}", table) for column, table in values.items()},
    )


def _texts(path: Path, section: str, table: Any) -> dict[str, str]:
    if not isinstance(table, dict):
        raise Refused(f"Zuordnung {path.name}: [{section}] muss ein Abschnitt mit Zeilen wie title = „Name“ sein.")
    for key, value in table.items():
        if not isinstance(value, str):
            raise Refused(f"Zuordnung {path.name}, [{section}], {key}: Hier gehört ein Text in Anführungszeichen hin.")
    return dict(table)


def _encoding(path: Path, name: str) -> str:
    try:
        "".encode(name)
    except (LookupError, UnicodeError, ValueError) as problem:
        raise Refused(
            f"Zuordnung {path.name}, [file], encoding: „{name}“ gibt es nicht. Üblich sind utf-8 und cp1252."
        ) from problem
    return name


def _delimiter(path: Path, sign: str) -> str:
    if len(sign) != 1 or sign.isalnum() or sign in '"\r\n ':
        raise Refused(
            f"Zuordnung {path.name}, [file], delimiter: „{sign}“ geht nicht. Möglich ist ein einzelnes Zeichen "
            "wie ; oder ein Tabulator."
        )
    return sign
