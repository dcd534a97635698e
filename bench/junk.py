"""A flood of junk addresses: each worker's memory must stay bounded. python -m bench.junk [--seconds 20]"""

from __future__ import annotations

import argparse
import shutil
import time

from .installation import installation
from .pages import show
from .serving import web, workers_memory, wrk

CACHE_MB = 16

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
    """Print memory before, after one flood and after a second: growth must end at the cache's bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    if not shutil.which("wrk"):
        show("junk addresses", "skipped: wrk is not installed")
        return
    with installation(1000) as made, web(made, cache_mb=CACHE_MB) as (base, process):
        wrk(base, seconds=5, script=FLOOD)
        before = workers_memory(process)
        for turn in ("first", "second"):
            load = wrk(base, seconds=options.seconds / 2, script=FLOOD)
            time.sleep(1)
            after = workers_memory(process)
            grown = max(a - b for a, b in zip(sorted(after), sorted(before), strict=True))
            show(
                f"junk addresses, {turn} flood: growth of the worst worker (cache {CACHE_MB} MiB)",
                f"{grown / 2**20:+.1f} MiB after {load.per_second * options.seconds / 2:,.0f} requests",
            )
            before = after


if __name__ == "__main__":
    main()
