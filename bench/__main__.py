"""`make bench`: every benchmark in turn, each in a process of its own; eight minutes on two idle cores.

python -m bench            all of them
python -m bench pages junk some of them
python -m bench --large    pages and snapshots of 100,000 offers as well: some minutes more
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from .table import heading

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ROOT / "bench" / "queries"
SHARED = ROOT.parent / "shared" / "eval"


def steps(large: bool) -> dict[str, list[list[str]]]:
    """The commands of each benchmark, without the interpreter."""
    offers = ["--offers", str(QUERIES / "offers-blind.csv")]
    score = "bench/eval_local.py"
    quality = [[score, *offers, str(path)] for path in sorted(QUERIES.glob("*.tsv"))]
    if (SHARED / "queries-dev.tsv").exists():
        quality.insert(0, [score, "--offers", str(SHARED / "offers-dev.csv"), str(SHARED / "queries-dev.tsv")])
    hundred = [["-m", "bench.snapshot", "100000"]] if large else []
    return {
        "start": [["-m", "bench.start"]],
        "pages": [["-m", "bench.pages", *(["--offers", "1000", "10000", "100000"] if large else [])]],
        "hsds": [["-m", "bench.hsds"]],
        "junk": [["-m", "bench.junk"]],
        "import": [["-m", "bench.imports"]],
        "search": [["bench/search_speed.py"]],
        "snapshot": [["-m", "bench.snapshot"], *hundred],
        "workspace": [["-m", "bench.workspace"], ["-m", "bench.first_pages"]],
        "duplicates": [["-m", "bench.duplicates"]],
        "signed-in": [["-m", "bench.signed_in"]],
        "suggestions": [["-m", "bench.suggestions"]],
        "brochure": [["-m", "bench.brochure"]],
        "year": [["-m", "bench.year"]],
        "quality": quality,
    }


def main(words: list[str]) -> int:
    """Run the wanted benchmarks (default: all) and return 1 if any failed."""
    all_steps = steps("--large" in words)
    wanted = [word for word in words if word != "--large"] or list(all_steps)
    if unknown := [name for name in wanted if name not in all_steps]:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(all_steps)}", file=sys.stderr)
        return 2
    begun, failed = time.monotonic(), 0
    print(
        f"Python {platform.python_version()}, {len(os.sched_getaffinity(0))} processors, load {os.getloadavg()[0]:.1f}"
    )
    heading()
    for name in wanted:
        print(f"\n── {name}", flush=True)
        for command in all_steps[name]:
            if name == "quality":
                print(Path(command[-1]).name, flush=True)
            failed |= subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode != 0
    print(f"\n{time.monotonic() - begun:.0f} s, load {os.getloadavg()[0]:.1f}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
