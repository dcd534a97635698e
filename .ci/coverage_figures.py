"""What `make coverage` prints: all of the code, what nobody may get wrong, and the ten with most left to try (R-82)."""

from __future__ import annotations

import json
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

LEAST = 95.0  # percent of lines and branches together
# Access, keys, consent and deletion: these are to be at 100.
GUARDED = (
    "nestwerk/accounts/middleware.py", "nestwerk/accounts/sealing.py", "nestwerk/accounts/sessions.py",
    "nestwerk/audit/actions_cutting.py", "nestwerk/audit/chain.py", "nestwerk/audit/cutting.py",
    "nestwerk/audit/erasing.py", "nestwerk/audit/record.py",
    "nestwerk/common/doors.py", "nestwerk/common/rowsecurity.py", "nestwerk/common/tenancy.py",
    "nestwerk/config/actions_retention.py", "nestwerk/config/retention*.py", "nestwerk/jobs/seal.py",
    "nestwerk/networks/hats.py", "nestwerk/networks/middleware.py", "nestwerk/networks/rights.py",
    "nestwerk/networks/rules.py", "nestwerk/networks/tokens.py", "nestwerk/networks/validity.py",
    "nestwerk/offers/actions/retention.py", "nestwerk/partners/actions_consent.py", "nestwerk/partners/consent.py",
    "nestwerk/partners/public.py",
)  # fmt: skip


def main() -> int:
    """Print the figures of a report in JSON; 1 below the least or when a guarded module is gone."""
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    files: dict[str, Any] = report["files"]
    print(f"   all of it: {words(report['totals'])}, {len(files)} modules")
    print("   access, keys, consent, deletion:")
    missing = [pattern for pattern in GUARDED if not any(fnmatch(name, pattern) for name in files)]
    for name in sorted(name for name in files if any(fnmatch(name, pattern) for pattern in GUARDED)):
        print(f"     {name:44} {words(files[name]['summary'])}{left(files[name])}")
    print("   most left to try:")
    for name in sorted(files, key=lambda one: -untried(files[one]))[:10]:
        print(f"     {name:44} {words(files[name]['summary'])}{left(files[name])}")
    for pattern in missing:
        print(f"no such module any more: {pattern}", file=sys.stderr)
    share = float(report["totals"]["percent_covered"])
    if share < LEAST:
        print(f"{share:.1f} % is less than {LEAST} %", file=sys.stderr)
    return int(bool(missing) or share < LEAST)


def words(sums: dict[str, Any]) -> str:
    """Both together, lines and branches."""
    lines = 100 * sums["covered_lines"] / (sums["num_statements"] or 1)
    branches = 100 * sums["covered_branches"] / sums["num_branches"] if sums["num_branches"] else 100.0
    return f"{sums['percent_covered']:5.1f} % (lines {lines:.1f}, branches {branches:.1f})"


def untried(file: dict[str, Any]) -> int:
    """Lines and branches no test reached."""
    return int(file["summary"]["missing_lines"] + file["summary"]["missing_branches"])


def left(file: dict[str, Any]) -> str:
    """Where: lines, and branches from → to."""
    lines = [str(one) for one in file["missing_lines"]]
    lines += [
        f"{start}→{to if to > 0 else 'end'}"
        for start, to in file["missing_branches"]
        if start not in file["missing_lines"]
    ]
    return f"  {' '.join(lines[:12])}{' …' if len(lines) > 12 else ''}" if lines else ""


if __name__ == "__main__":
    sys.exit(main())
