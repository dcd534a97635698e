"""A flood of junk addresses: each worker's memory must reach a plateau. python -m bench.junk [--longest 60]"""

from __future__ import annotations

import argparse
import shutil

from .installation import installation
from .serving import web, workers_memory, wrk
from .table import show

CACHE_MB = 16
SLICE = 5.0  # seconds of flood between two looks at the memory
LEVEL = 1.0  # MiB the worst worker may still grow in …
CALM = 3  # … so many slices in a row

FLOOD = """
local n = 0
local forms = {
  function(n) return "/" .. n .. "-gibt-es-nicht-" .. n end,
  function(n) return "/netz-0/suche?q=wort" .. n end,
  function(n) return "/netz-0/?unbekannt=" .. n end,
  function(n) return "/netz-0/suche?ort=" .. n .. "&alter=" .. n .. "&seite=" .. n end,
  function(n) return "/netz-0/angebote/" .. n end,
  function(n) return "/static/" .. n .. ".js" end,
  function(n) return "/api/v1/search?q=" .. n .. "&offset=" .. n end,
}
request = function()
  n = n + 1
  return wrk.format("GET", forms[n % #forms + 1](n), {["Accept-Encoding"] = "gzip;x=" .. n % 1000})
end
"""


def main() -> None:
    """Print the memory of each worker over time until it no longer grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--longest", type=float, default=60)
    options = parser.parse_args()
    if not shutil.which("wrk"):
        show("junk addresses", "skipped: wrk is missing")
        return
    with installation(1000) as made, web(made, cache_mb=CACHE_MB) as (base, process):
        seen = [mebibytes(process)]
        requests, seconds, calm = 0.0, 0.0, False
        while seconds < options.longest and not calm:
            requests += wrk(base, seconds=SLICE, script=FLOOD).per_second * SLICE
            seconds += SLICE
            seen.append(mebibytes(process))
            calm = (
                len(seen) > CALM + 1
                and max(late - early for late, early in zip(seen[-1], seen[-1 - CALM], strict=True)) < LEVEL
            )
        for index in range(len(seen[0])):
            curve = " ".join(f"{one[index]:.0f}" for one in seen)
            show(f"junk addresses: private memory of worker {index + 1} every {SLICE:.0f} s", curve + " MiB")
        show(
            f"junk addresses: {requests:,.0f} of them, cache {CACHE_MB} MiB a worker",
            f"level after {seconds - CALM * SLICE:.0f} s" if calm else f"still growing after {seconds:.0f} s",
            f"from {max(seen[0]):.0f} to {max(seen[-1]):.0f} MiB",
            "bounded",
            met=calm,
        )


def mebibytes(process: object) -> list[float]:
    """Private memory of each worker, in the order of their numbers."""
    return [used / 2**20 for used in workers_memory(process)]


if __name__ == "__main__":
    main()
