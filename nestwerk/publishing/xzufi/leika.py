"""Keys of the Leistungskatalog (LeiKa) for kinds of offers: a table that may be empty, and is until somebody looked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("leika.tsv")
_KEY = re.compile(r"[0-9]{14}")


@cache
def leika_keys(path: Path = TABLE) -> dict[str, str]:
    """Kind of offer → its key. ValueError for a line that is none or names no source."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found: dict[str, str] = {}
    for line in lines[1:]:
        code, key, source = (*line.split("\t"), "", "")[:3]
        if not code.startswith("offer.") or not _KEY.fullmatch(key) or not source.strip():
            raise ValueError(f"{path.name}: {line!r}")
        found[code] = key
    return found
