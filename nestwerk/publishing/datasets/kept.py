"""Files of the data set on disk: made once for a state of the catalogue, then only handed out.

A file carries the mark of what it was made of in its name; the next one takes its place. Beside it lies what it gives
away of each offer (:mod:`.given`), as numbers. Written beside its name and renamed, so nobody ever reads half a file.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
from django.conf import settings

from nestwerk.finder.kept import KeptWithSnapshot

from .formats import FORMATS, Format, raw_size
from .scope import Scope

WHOLE = "_alle"
HALF_MADE = 3600  # seconds after which a file that was begun is one that somebody gave up
SMALL = 3000  # offers somebody may wait for; files with more are made in the background

_stands: KeptWithSnapshot[bool] = KeptWithSnapshot()


def folder() -> Path:
    """Where they lie."""
    return Path(settings.DATA_DIR) / "datasets"


def place(scope: Scope, form: Format) -> Path:
    """The name of a file; a slug has no dot in it."""
    return folder() / f"{scope.slug or WHOLE}.{scope.mark}.{form.name}{'.gz' if form.packed else ''}"


def make(scope: Scope, form: Format) -> Path:
    """The file, made now if it is not there. OSError if the folder cannot be written to."""
    path = place(scope, form)
    if path.exists():
        return path
    folder().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder())
    os.close(handle)
    draft = Path(name)
    draft.unlink()  # whoever writes wants no file there
    try:
        _note(scope, draft)
        form.write(scope, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    for other in folder().glob(f"{scope.slug or WHOLE}.*.{form.name}*"):
        if other != path:
            with suppress(OSError):
                other.unlink()
    return path


def _noted(scope: Scope, mark: str) -> Path:
    return folder() / f"{scope.slug or WHOLE}.{mark}.given"


def _note(scope: Scope, draft: Path) -> None:
    """Write down what the files of this state give away, before there is one."""
    path = _noted(scope, scope.mark)
    if not path.exists():
        draft.write_bytes(scope.given.tobytes())
        draft.replace(path)


def sweep(scopes: Iterable[Scope]) -> None:
    """Remove what none of ``scopes`` hands out: files of an older state, of a network that is gone, half a file."""
    wanted = set()
    for scope in scopes:
        for path in filter(None, (newest(scope, form) for form in FORMATS.values())):
            wanted |= {path, _noted(scope, mark_of(path))}
    for path in folder().glob("*") if folder().exists() else ():
        fresh = path.name.startswith(".") and time.time() - path.stat().st_mtime < HALF_MADE
        if path not in wanted and not fresh:
            path.unlink(missing_ok=True)


def newest(scope: Scope, form: Format) -> Path | None:
    """The file to hand out: of a small data set the one of this very state, of a large one the last that was made.

    An older one only as long as nothing in it was taken back since: see :func:`_may_serve`.
    """
    path = place(scope, form)
    if path.exists():
        return path
    if is_small(scope):
        return None
    older = folder().glob(f"{scope.slug or WHOLE}.{scope.frame}-*.{path.name.split('.', 2)[2]}")
    last = max(older, key=lambda one: one.stat().st_mtime, default=None)
    return last if last is not None and _may_serve(scope, last) else None


def _may_serve(scope: Scope, older: Path) -> bool:
    """Whether a file of an older state may still be given away: all it gives away still stands in the catalogue."""
    return _stands.get(scope.snap, older.name, lambda: _all_stands(scope, older))


def _all_stands(scope: Scope, older: Path) -> bool:
    try:
        before = np.frombuffer(_noted(scope, mark_of(older)).read_bytes(), np.uint64)
    except (OSError, ValueError):
        return False
    return bool(np.isin(before, scope.given).all())


def is_small(scope: Scope) -> bool:
    """Whether its files are made while somebody waits."""
    return scope.size() <= SMALL


def sizes(scope: Scope) -> dict[tuple[str, str], int]:
    """Bytes by network (empty: all of them) and format, of the files that have been made."""
    found = {}
    for form in FORMATS.values():
        path = newest(scope, form)
        if path is not None:
            with suppress(OSError):  # another process put the next one in its place
                found[scope.slug, form.key] = raw_size(form, path)
    return found


def mark_of(path: Path) -> str:
    """The mark in the name of a file."""
    return path.name.split(".")[1] if not path.name.startswith(".") else ""
