"""Licences of what is installed beside us: only those that let a public body run, change and pass on the whole.

A package with a licence outside the list fails the step: read it, then add the licence here with a reason, or leave the
package out. Packages only the tests need are held to the same list.
"""

from __future__ import annotations

import re
import sys
from email.message import Message
from importlib.metadata import distributions
from typing import Any

ALLOWED = re.compile(
    r"\b(?:MIT|MIT-0|MIT-CMU|BSD|0BSD|BSD-2-Clause|BSD-3-Clause|Apache|Apache-2\.0|ISC|ISCL|PSF-2\.0|Python Software"
    r" Foundation|Zlib|CC0-1\.0|Unlicense|EUPL-1\.2|MPL|MPL-2\.0|Mozilla Public|LGPL-3\.0-only|LGPL-3\.0-or-later"
    r"|GNU Lesser General Public License v3 or later|OFL-1\.1)\b"
)  # MPL and LGPL bind changes to the package itself, not what uses it: allowed by EUPL-1.2's own list; OFL binds fonts
COPYLEFT = re.compile(r"(?<!L)\b(?:AGPL|GPL)|GNU (?:Affero )?General Public|SSPL|Commons Clause|BUSL|Proprietary", re.I)
READ = {
    "axe-playwright-python": "MIT, says its LICENSE file; its metadata are silent",
    "qrcode": "BSD-3-Clause; the classifier “Other” stands for the MIT licence of the code it began from",
}


def licence(about: Message[str, str] | Any) -> str:
    """What a package says of its licence: the expression, else its classifiers, else the first line of the field."""
    if expression := about.get("License-Expression"):
        return str(expression)
    named = [value.split(" :: ")[-1] for value in about.get_all("Classifier") or () if value.startswith("License ::")]
    named = [name for name in named if name != "OSI Approved"] or named
    return "; ".join(named) or (about.get("License") or "unknown").strip().splitlines()[0][:80]


def refused(name: str, words: str) -> bool:
    """Whether nobody may rely on this licence without having read it. A choice (OR) is as good as its best part."""
    if name in READ:
        return False
    return not any(ALLOWED.search(part) and not COPYLEFT.search(part) for part in re.split(r"\bOR\b", words))


def main() -> int:
    """Print the packages whose licence is not on the list; 1 if there are any."""
    found = {one.name.lower(): licence(one.metadata) for one in distributions()}
    wrong = {name: words for name, words in sorted(found.items()) if refused(name, words)}
    for name, words in wrong.items():
        print(f"{name}: licence „{words}“ is not on the list in .ci/scan_licences.py", file=sys.stderr)
    print(f"   {len(found)} packages, {len(wrong)} with a licence nobody has agreed to")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
