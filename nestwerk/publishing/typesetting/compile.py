"""Plain data and a template become a PDF: tagged, PDF/UA-1 and PDF/A-2a in one file, the same for the same data.

The template lies in a folder of its own beside what it shares with others (``typ/``); what it says comes as JSON, what
it shows as files. All of it is put into a folder that lives as long as typst works: it can read nothing else.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import typst

from nestwerk.common.locales import numbers_kept

from .fonts import faces, writable

SHARED = Path(__file__).parent / "typ"
STANDARDS: tuple[Any, ...] = ("ua-1", "a-2a")  # typst 0.15 keeps both in one file
DATA = "data.json"


class TypesettingError(RuntimeError):
    """The template and its data do not go together: a fault of ours, with what typst says of it."""


def typeset(
    template: Path, data: Mapping[str, Any], *, at: datetime, files: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of ``template`` (a .typ file; its folder and ``typ/`` go with it) with ``data`` and ``files`` by name.

    ``at``: the moment written into the file. Raises TypesettingError.
    """
    with tempfile.TemporaryDirectory(prefix="nestwerk-") as place:
        root = Path(place)
        for source in (SHARED, template.parent):
            for file in source.glob("*.typ"):
                shutil.copyfile(file, root / file.name)
        for name, content in (files or {}).items():
            target = root / os.path.basename(name)
            target.write_bytes(content)
        (root / DATA).write_bytes(orjson.dumps(_clean(data, str(data.get("lang", "")))))
        try:
            return typst.compile(
                root / template.name,
                root=root,
                font_paths=faces(),
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=list(STANDARDS),
                timestamp=int(at.astimezone(UTC).timestamp()),
            )
        except typst.TypstError as problem:
            said = [str(problem.message), *map(str, problem.hints), *map(str, problem.trace)]
            raise TypesettingError("\n".join(said)) from problem


def _clean(value: Any, lang: str) -> Any:
    """The data with every text made writable, and numbers to dial in their order, in a document of this language."""
    if isinstance(value, str):
        return numbers_kept(writable(value), lang)
    if isinstance(value, Mapping):
        return {key: _clean(part, lang) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(part, lang) for part in value]
    return value
