"""What the code expects of a snapshot file, and which code made it: two marks in the manifest.

``SHAPE`` names the fields of the records and of the index: a reader refuses a snapshot of another shape
instead of failing page by page. ``made_by`` changes with every line of the code that builds, analyses or decides what
is public: the next publication then rebuilds everything, so that old and new analysis never stand side by side.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from pathlib import Path

from nestwerk import matching

from . import records
from .additions import sources

_PUBLIC = (  # what decides which words become public
    "networks/public.py", "partners/public.py", "partners/consent.py", "offers/public.py", "offers/rules/freshness.py",
    "common/season.py", "common/lands.py",
)  # fmt: skip
FORMAT = 4  # count up when arrays or blobs change their meaning, or one comes that nobody may do without


def _shape() -> str:
    named = [
        f"{name}.{field.name}:{field.type}"
        for name in sorted(vars(records))
        if name.endswith("Record")
        for field in fields(getattr(records, name))
    ]
    return hashlib.sha256("\n".join([str(FORMAT), *named]).encode()).hexdigest()[:16]


SHAPE = _shape()


@cache
def made_by() -> str:
    """A mark of the code that builds a snapshot."""
    digest = hashlib.sha256(SHAPE.encode())
    here = Path(__file__).parent
    core = Path(matching.__file__).parent
    for path in [
        here / "build.py",
        here / "entries.py",
        here / "changes.py",
        here / "commons.py",
        here / "gazetteer.py",
        *(here.parent / name for name in _PUBLIC),
        *sorted(core.rglob("*.py")),
        *sorted(core.rglob("*.tsv")),
        *sources(),
    ]:
        if "tests" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
