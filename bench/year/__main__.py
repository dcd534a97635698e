"""python -m bench.year [--seed 1] [--begins 2026-01-05]: the simulated year, in an installation of its own."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date

from bench.filled import open_installation
from bench.table import heading


def main(words: list[str]) -> int:
    """Run the year and print its figures."""
    parser = argparse.ArgumentParser(prog="nestwerk simulate-year", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other people (default 1)")
    parser.add_argument("--begins", type=date.fromisoformat, default=date(2026, 1, 5), help="first day (ISO)")
    chosen = parser.parse_args(words)
    begun = time.monotonic()
    open_installation()
    from .run import Year
    from .world import World

    show_progress = sys.stderr.isatty()
    year = Year(
        World.drawn(chosen.seed, chosen.begins), lambda text: print(text, file=sys.stderr) if show_progress else None
    )
    figures = year.run()
    heading()
    figures.print()
    print(f"seed {chosen.seed}, {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
