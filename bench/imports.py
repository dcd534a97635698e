"""Importing a real list, if the shared data lie beside the project. The reference: its rows into a bare table.

python -m bench.imports [FILE MAPPING]
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nestwerk.config.postgres import DATABASE, cluster

from .installation import NESTWERK, ROOT, Installation
from .table import show

FILE = ROOT.parent / "shared" / "data" / "directories_de" / "schleswig_holstein_kitas.csv"
MAPPING = ROOT / "docs" / "betrieb" / "zuordnungen" / "kitas-schleswig-holstein.toml"


def main(words: list[str]) -> None:
    """Import the list into an empty network, and once more, when nothing changes."""
    file, mapping = (Path(words[0]), Path(words[1])) if len(words) == 2 else (FILE, MAPPING)
    if not file.exists():
        show("import of a real list", "skipped", f"{file.name} is not there")
        return
    folder = Path(tempfile.mkdtemp(prefix="nestwerk-bench-"))
    folder.chmod(0o711)
    made = Installation(folder / "data", 0)
    try:
        with cluster(made.data_dir).running() as embedded:
            made.command("migrate")
            made.command("create-network", "netz-0", "--name", "Frühe Hilfen Beispielkreis", "--ags", "01051")
            empty = timed(made, header_of(file, folder), mapping)
            first, again = timed(made, file, mapping), timed(made, file, mapping)
            with embedded.connect("nestwerk_backup", DATABASE) as connection:
                count = connection.execute("SELECT count(*) FROM offers_offer").fetchone()
            with embedded.connect("nestwerk_owner", DATABASE) as connection:
                begun = time.perf_counter()
                connection.execute("CREATE TEMP TABLE bare (cells text[])")
                with file.open(encoding="utf-8", newline="") as stream, connection.transaction():
                    for row in csv.reader(stream):
                        connection.execute("INSERT INTO bare VALUES (%s)", [row])
                bare = time.perf_counter() - begun
        number = count[0] if count else 0
        for name, seconds in (("first time", first - empty), ("again, nothing changes", again - empty)):
            show(f"import of {number:,} day-care centres, {name}", f"{seconds:.1f} s",
                 f"{seconds / bare:.1f} × bare INSERTs ({bare:.2f} s)")  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def timed(made: Installation, file: Path, mapping: Path) -> float:
    """Seconds of one import. Exit code 1 is none to worry about: some rows of a real list are rejected."""
    begun = time.perf_counter()
    command = [*NESTWERK, "import-offers", str(file), "--network", "netz-0", "--mapping", str(mapping)]
    code = subprocess.run(command, env=made.environ(), check=False, capture_output=True).returncode
    if code > 1:
        raise RuntimeError(f"the import ended with {code}")
    return time.perf_counter() - begun


def header_of(file: Path, folder: Path) -> Path:
    """The list without its rows: what the command costs before it reads any."""
    copy = folder / "header.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        copy.write_text(stream.readline(), encoding="utf-8")
    return copy


if __name__ == "__main__":
    main(sys.argv[1:])
