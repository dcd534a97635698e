"""`make bench`: every benchmark in turn, each in a process of its own. `python -m bench pages junk` runs some."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUERIES = HERE / "queries"
STEPS = {
    "eval": ["eval_local.py", "--offers", str(QUERIES / "offers-blind.csv"), str(QUERIES / "blind.tsv")],
    "search": ["search_speed.py"],
    "pages": ["-m", "bench.pages"],
    "junk": ["-m", "bench.junk"],
}


def main(wanted: list[str]) -> int:
    """Run the wanted steps (default: all) and return 1 if any failed."""
    unknown = [name for name in wanted if name not in STEPS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    failed = 0
    for name in wanted or list(STEPS):
        command = STEPS[name]
        if command[0] != "-m":
            command = [str(HERE / command[0]), *command[1:]]
        print(f"\n── {name}", flush=True)
        failed |= subprocess.run([sys.executable, *command], cwd=HERE.parent, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
