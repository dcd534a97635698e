"""Whole data sets: seconds and memory of each format.

    python -m bench.datasets            # 100,000 offers of 300 networks
    python -m bench.datasets 10000

Each format is made in a process of its own; its peak of resident memory counts the mapped catalogue as well. The
reference of a run is the processor time the same machine needs to read every record once. Budget: ≤ 300 MiB.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

MIB = 1 << 20
BUDGET = 300  # MiB


def prepare(folder: Path, count: int) -> None:
    """Write the records of ``count`` offers as a shard keeps them: one file a network, and where each record ends."""
    import numpy as np
    import orjson

    from bench.offers import rows
    from nestwerk.catalogue.records import OfferRecord

    known = {field.name for field in fields(OfferRecord)}
    networks = max(1, count // 333)
    for number in range(networks):
        pieces = []
        for row in rows(count // networks, seed=number):
            unknown = {f.name: _nothing(str(f.type)) for f in fields(OfferRecord)}
            said = {name: value for name, value in row.items() if name in known and value is not None}
            pieces.append(orjson.dumps(unknown | said | {
                "id": f"00000000-0000-5000-{number:04d}-{row['external_id'][2:]:0>12}",
                "network": f"netz-{number}", "organisation": f"Verein Beispiel {number % 20}",
                "organisation_id": f"{number}-{number % 20}", "last_verified": row["last_verified_on"].isoformat(),
            }))  # fmt: skip
        (folder / f"netz-{number}.records").write_bytes(b"".join(pieces))
        np.save(folder / f"netz-{number}.npy", np.cumsum([0, *map(len, pieces)], dtype=np.int64))


def _nothing(kind: str) -> Any:
    if kind.startswith("tuple"):
        return []
    if kind.startswith("dict"):
        return {}
    return None if "None" in kind else False if kind == "bool" else 0 if kind == "int" else ""


class Catalogue:
    """As much of a published catalogue as the files need: records read from maps."""

    def __init__(self, folder: Path) -> None:
        import mmap

        import numpy as np

        from nestwerk.catalogue.snapshot import Offers
        from nestwerk.finder.tests.builders import make_network

        self.networks, self.shards, self._offers = {}, {}, {}
        self.terms: dict[str, Any] = {}
        for path in sorted(folder.glob("*.records")):
            with path.open("rb") as file:
                mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            slug = path.stem
            self.networks[slug] = make_network(slug=slug, name=f"Frühe Hilfen {slug}", unverified=False)
            self.shards[slug] = path
            self._offers[slug] = Offers(mapped, np.load(path.with_suffix(".npy")))

    def offers(self, slug: str) -> Sequence[Any]:
        """The offers of a network."""
        return self._offers[slug]

    def withheld(self, slug: str) -> dict[str, int]:
        """None here."""
        return {}


class _Shard:
    def __init__(self, file: str) -> None:
        self.file = file


def whole(folder: Path) -> Any:
    """The data set of the installation."""
    from nestwerk.publishing.datasets.scope import Scope

    snap: Any = Catalogue(folder)
    snap.shards = {slug: _Shard(path.name) for slug, path in snap.shards.items()}
    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    return Scope(snap, "", list(snap.networks.values()), dict.fromkeys(snap.networks, at), "https://example.org")


def measured(work: Callable[[], object]) -> tuple[float, float, float]:
    """Do ``work`` in a process of its own: seconds, processor seconds, MiB at its peak."""
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit("measuring failed")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def read_all(folder: Path) -> None:
    """Read every record once."""
    for _ in whole(folder).all_offers():
        pass


def make(folder: Path, key: str) -> None:
    """Write one format to disk."""
    from nestwerk.publishing.datasets.formats import FORMATS

    FORMATS[key].write(whole(folder), folder / f"out.{key}")


def stream(folder: Path, key: str) -> None:
    """Write one format without keeping it, as it is sent while somebody reads it."""
    from nestwerk.publishing.datasets.formats import FORMATS

    lines = FORMATS[key].lines
    assert lines is not None
    with Path(os.devnull).open("wb") as nowhere:
        for line in lines(whole(folder)):
            nowhere.write(line)


def main(count: int) -> None:
    """Print one line a format."""
    os.environ.setdefault("NESTWERK_DATA_DIR", tempfile.mkdtemp(prefix="nestwerk-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "nestwerk.config.settings"
    import django

    django.setup()
    from nestwerk.publishing.datasets.formats import FORMATS, raw_size

    with tempfile.TemporaryDirectory(prefix="nestwerk-bench-") as name:
        folder = Path(name)
        measured(lambda: prepare(folder, count))
        _, reference, least = measured(lambda: read_all(folder))
        print(f"{count} offers; reading all once: {reference:.1f} s of processor, peak {least:.0f} MiB (reference)")
        for key, form in FORMATS.items():
            seconds, used, peak = measured(partial(make, folder, key))
            size, packed = raw_size(form, folder / f"out.{key}"), (folder / f"out.{key}").stat().st_size
            mark = "" if peak <= BUDGET else "  OVER"
            print(
                f"{key:>7}: {seconds:6.1f} s, processor {used:6.1f} s ({used / reference:4.1f} × reference), peak "
                f"{peak:4.0f} MiB{mark}, file {size / MIB:6.1f} MiB"
                + (f", packed {packed / MIB:.1f}" if form.packed else "")
            )
            if form.packed:
                _, used, peak = measured(partial(stream, folder, key))
                print(f"{'':>7}  streamed: processor {used:.1f} s, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
