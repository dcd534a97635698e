"""Files of the data set on disk: made once for a state of the catalogue, then only handed out.

A file carries the mark of what it was made of in its name; the next one takes its place. Written beside its name and
renamed, so nobody ever reads half a file.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from .formats import FORMATS, Format, raw_size
from .scope import Scope

WHOLE = "_alle"
HALF_MADE = 3600  # seconds after which a file that was begun is one that somebody gave up
SMALL = 3000  # offers somebody may wait for; files with more are made in the background


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
        form.write(scope, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    for other in folder().glob(f"{scope.slug or WHOLE}.*.{form.name}*"):
        if other != path:
            with suppress(OSError):
                other.unlink()
    return path


def sweep(scopes: Iterable[Scope]) -> None:
    """Remove what none of ``scopes`` hands out: files of an older state, of a network that is gone, half a file."""
    wanted = {newest(scope, form) for scope in scopes for form in FORMATS.values()}
    for path in folder().glob("*") if folder().exists() else ():
        fresh = path.name.startswith(".") and time.time() - path.stat().st_mtime < HALF_MADE
        if path not in wanted and not fresh:
            path.unlink(missing_ok=True)


def newest(scope: Scope, form: Format) -> Path | None:
    """The file to hand out: of a small data set the one of this very state, of a large one the last that was made."""
    path = place(scope, form)
    if path.exists():
        return path
    if is_small(scope):
        return None
    older = folder().glob(f"{scope.slug or WHOLE}.*.{path.name.split('.', 2)[2]}")
    return max(older, key=lambda one: one.stat().st_mtime, default=None)


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
