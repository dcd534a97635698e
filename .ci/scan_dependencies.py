"""`make audit`: every pinned package against the known weaknesses. Where nobody answers, one line says SKIPPED.

Fails on a known weakness; never waits longer than a few seconds. A package that could not be looked up counts as not
audited, and that is said, never hidden.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 20
# Weakness → why it does not touch us, and until when we look again. Empty is best.
ACCEPTED: dict[str, str] = {}


def main() -> int:
    """Audit base, build and test requirements; 1 if there is a known weakness we have not accepted."""
    command = [str(Path(sys.executable).with_name("pip-audit")), "--format", "json", "--progress-spinner", "off"]
    command += ["--disable-pip", "--require-hashes", "--timeout", "3", "--desc", "off"]
    for kind in ("build", "test"):  # test holds everything of base
        command += ["-r", str(ROOT / "requirements" / f"{kind}.txt")]
    for weakness in ACCEPTED:
        command += ["--ignore-vuln", weakness]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
        listed = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print("SKIPPED: no dependency was audited, the advisory service did not answer.")
        return 0
    weak = [(one["name"], one["version"], each["id"]) for one in listed for each in one.get("vulns", ())]
    silent = [one["name"] for one in listed if "skip_reason" in one]
    for name, version, weakness in weak:
        print(f"{name} {version}: {weakness}", file=sys.stderr)
    if silent:
        print(f"SKIPPED: {len(silent)} of {len(listed)} packages not audited, the advisory service does not know them.")
    else:
        print(f"   {len(listed)} packages audited, {len(weak)} known weaknesses")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
