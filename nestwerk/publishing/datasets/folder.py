"""The data set as files in a folder, named as a browser would save them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import orjson

from .catalogue import catalogue
from .database import metadata
from .formats import FORMATS, Format
from .graph import turtle
from .scope import Scope

EVERYTHING = "fruehe-hilfen"  # the front of a name where there is no network


def write_files(scope: Scope, folder: Path, keys: Iterable[str]) -> Iterator[Path]:
    """Write the formats with these keys, then what describes them; gives each file when it is whole.

    Each is written beside its name and renamed: whoever reads the folder meanwhile, or finds it after something broke
    off, sees the old file or the new one. OSError if the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    front = scope.slug or EVERYTHING
    sizes: dict[tuple[str, str], int] = {}
    for key in keys:
        form = FORMATS[key]
        path = _write(folder / f"{front}-{form.name}", partial(_unpacked, scope, form))
        sizes[scope.slug, key] = path.stat().st_size
        yield path
        if form.key == "sqlite":
            described = orjson.dumps(metadata(scope), option=orjson.OPT_INDENT_2)
            yield _write(folder / f"{front}-metadata.json", partial(_put, described))
    if not scope.slug:  # data portals take the description of the whole installation
        yield _write(folder / "katalog.ttl", partial(_put, turtle(catalogue(scope, sizes)).encode()))


def _write(path: Path, make: Callable[[Path], None]) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    draft.unlink()  # whoever writes wants no file there
    try:
        make(draft)
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def _unpacked(scope: Scope, form: Format, draft: Path) -> None:
    """The file as it is read: text formats are made as gzip."""
    if not form.packed:
        form.write(scope, draft)
        return
    if form.lines is not None:
        with draft.open("wb") as file:
            file.writelines(form.lines(scope))


def _put(content: bytes, draft: Path) -> None:
    draft.write_bytes(content)
