"""Files of the snapshot: one header, many aligned sections, one checksum. Written whole or not at all.

Layout: 8 bytes magic, 8 bytes length of the header, the header as JSON, then sections aligned to
64 bytes so that numpy reads them from the memory map without copying. No pickle anywhere. A file is
written beside its final name, fsynced, renamed, and its folder fsynced: after a power cut there is the
old state or the new one.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson

MAGIC = b"NESTWRK1"
ALIGN = 64


class BrokenFile(Exception):
    """A snapshot file that is not what the manifest says: half-written, damaged or of another version."""


@dataclass(frozen=True, slots=True)
class Packed:
    """An opened file: arrays and bytes are views into the memory map, ``meta`` is small and parsed."""

    meta: dict[str, Any]
    arrays: dict[str, np.ndarray[Any, Any]]
    blobs: dict[str, memoryview]


def write_packed(
    folder: Path,
    stem: str,
    *,
    meta: Mapping[str, Any],
    arrays: Mapping[str, np.ndarray[Any, Any]],
    blobs: Mapping[str, bytes],
) -> tuple[str, str]:
    """Write a file named ``<stem>-<checksum>.nest`` and return (file name, SHA-256 in hex).

    The name carries the content's checksum: what does not change keeps its file.
    """
    sections: list[dict[str, Any]] = []
    parts: list[tuple[int, memoryview | bytes]] = []
    offset = 0
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    for name, array in contiguous.items():
        sections.append(
            {"name": name, "dtype": array.dtype.str, "shape": array.shape, "offset": offset, "size": array.nbytes}
        )
        parts.append((offset, array.tobytes()))
        offset += -(-array.nbytes // ALIGN) * ALIGN
    for name, blob in blobs.items():
        sections.append({"name": name, "offset": offset, "size": len(blob)})
        parts.append((offset, blob))
        offset += -(-len(blob) // ALIGN) * ALIGN
    header = orjson.dumps({"meta": dict(meta), "sections": sections, "size": offset})
    start = -(-(16 + len(header)) // ALIGN) * ALIGN
    digest = hashlib.sha256()

    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{stem}-{os.getpid()}.part"
    with draft.open("wb") as file:

        def put(piece: memoryview | bytes) -> None:
            digest.update(piece)
            file.write(piece)

        put(MAGIC + len(header).to_bytes(8, "little") + header)
        put(b"\0" * (start - 16 - len(header)))
        at = 0
        for wanted, piece in parts:
            put(b"\0" * (wanted - at))
            put(piece)
            at = wanted + len(piece)
        put(b"\0" * (offset - at))
        file.flush()
        os.fsync(file.fileno())
    checksum = digest.hexdigest()
    name = f"{stem}-{checksum[:16]}.nest"
    draft.rename(folder / name)
    sync_folder(folder)
    return name, checksum


def read_packed(path: Path, *, checksum: str) -> Packed:
    """Map a file into memory after checking every byte of it. Raises BrokenFile with the cause."""
    try:
        with path.open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as problem:
        raise BrokenFile(f"{path.name}: {problem}") from problem
    if hashlib.sha256(mapped).hexdigest() != checksum:
        raise BrokenFile(f"{path.name}: Prüfsumme stimmt nicht")
    if bytes(mapped[:8]) != MAGIC:
        raise BrokenFile(f"{path.name}: anderes Format")
    length = int.from_bytes(mapped[8:16], "little")
    header = orjson.loads(mapped[16 : 16 + length])
    start = -(-(16 + length) // ALIGN) * ALIGN
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    blobs: dict[str, memoryview] = {}
    for section in header["sections"]:
        piece = mapped[start + section["offset"] : start + section["offset"] + section["size"]]
        if "dtype" in section:
            arrays[section["name"]] = np.frombuffer(piece, dtype=section["dtype"]).reshape(section["shape"])
        else:
            blobs[section["name"]] = piece
    return Packed(meta=header["meta"], arrays=arrays, blobs=blobs)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Replace a small JSON file atomically and durably."""
    draft = path.with_name(f".{path.name}-{os.getpid()}.part")
    with draft.open("wb") as file:
        file.write(orjson.dumps(content, option=orjson.OPT_INDENT_2))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
