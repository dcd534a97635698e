"""`make sbom`: the bill of materials of what a running Nestwerk needs, CycloneDX 1.6, the same bytes every time.

Made from the pins and reasons in requirements/base.txt and the licences of the installed packages; without addresses,
paths or the time; validated against the schema.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from scan_licences import licence

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "requirements" / "base.txt"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)")
FOREIGN = re.compile(r"https?://|file:|(?<![\w.:/-])/(?:work|home|root|tmp|usr|opt)/")


def main() -> int:
    """Write dist/nestwerk-<version>.cdx.json; 1 with a line on what is wrong."""
    bill = bill_of_materials(PINS.read_text(encoding="utf-8"))
    text = json.dumps(bill, ensure_ascii=False, indent=1) + "\n"
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    wrong = [f"not valid CycloneDX 1.6: {error}"] if error else []
    wrong += [f"an address or a path: {hit.group(0)}" for hit in FOREIGN.finditer(text)]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    path = ROOT / "dist" / f"nestwerk-{bill['metadata']['component']['version']}.cdx.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"   {path.relative_to(ROOT)}: {len(bill['components'])} components, CycloneDX {bill['specVersion']}, valid")
    return 0


def bill_of_materials(pins: str) -> dict[str, Any]:
    """The bill: every pinned package, its licence, and who needs it (pip-compile's "via"). ValueError without pins."""
    versions, needed_by = read_pins(pins)
    ours = metadata("nestwerk")
    refs = {name: f"pkg:pypi/{name}@{version}" for name, version in versions.items()}
    root = {"bom-ref": f"nestwerk@{ours['Version']}", "name": "nestwerk", "version": ours["Version"],
            "type": "application", "licenses": [{"license": {"id": "EUPL-1.2"}}]}  # fmt: skip
    refs["nestwerk"] = root["bom-ref"]
    needs: dict[str, set[str]] = {ref: set() for ref in refs.values()}
    for name, parents in needed_by.items():
        for parent in parents:
            needs[refs[parent]].add(refs[name])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": [
            {"bom-ref": refs[name], "type": "library", "name": name, "version": versions[name], "purl": refs[name],
             "licenses": [{"license": {"name": licence(metadata(name))}}]}
            for name in sorted(versions)
        ],
        "dependencies": [{"ref": ref, "dependsOn": sorted(children)} for ref, children in sorted(needs.items())],
    }  # fmt: skip


def read_pins(text: str) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Versions by package, and for each package those that need it; ``nestwerk`` for what we ask for ourselves."""
    versions: dict[str, str] = {}
    needed_by: dict[str, set[str]] = {}
    name = ""
    for line in text.splitlines():
        if found := PIN.match(line):
            name = found[1].lower()
            versions[name], needed_by[name] = found[2], set()
        elif (words := line.strip()).startswith("#") and (parent := words.lstrip("# ").removeprefix("via").strip()):
            needed_by[name].add("nestwerk" if parent.startswith("-r ") else parent.split("[")[0].lower())
    if not versions:
        raise ValueError("no pins found")
    return versions, needed_by


if __name__ == "__main__":
    sys.exit(main())
