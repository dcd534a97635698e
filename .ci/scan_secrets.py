"""No password, key or token in a tracked file, except the finds somebody has looked at (`.ci/secrets.baseline`).

Text and code go through detect-secrets. Lock files and data tables are full of fingerprints and words of six scripts;
they are searched for the shapes that real tokens and private keys have. `--accept` writes the baseline anew.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

ROOT = Path(__file__).resolve().parents[1]
BASELINE = Path(__file__).with_name("secrets.baseline")
TABLES = (".csv", ".tsv", ".txt", ".baseline", "-lock.json")
PICTURES = (".png", ".jpg", ".ico", ".woff2", ".gz", ".mo")
PLUGINS = {
    "plugins_used": [
        {"name": name}
        for name in (
            "AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector", "GitHubTokenDetector",
            "GitLabTokenDetector", "JwtTokenDetector", "KeywordDetector", "MailchimpDetector", "NpmDetector",
            "OpenAIDetector", "PrivateKeyDetector", "PypiTokenDetector", "SendGridDetector", "SlackDetector",
            "StripeDetector", "TwilioKeyDetector",
        )
    ]
    + [{"name": "Base64HighEntropyString", "limit": 4.5}, {"name": "HexHighEntropyString", "limit": 3.0}],
    "filters_used": [
        {"path": f"detect_secrets.filters.heuristic.{name}"}
        for name in ("is_likely_id_string", "is_potential_uuid", "is_sequential_string", "is_templated_secret",
                     "is_prefixed_with_dollar_sign", "is_indirect_reference", "is_not_alphanumeric_string")
    ]
    + [{"path": "detect_secrets.filters.allowlist.is_line_allowlisted"}],
}  # fmt: skip
TOKEN = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bglpat-[\w-]{20}"
    rb"|\bxox[abprs]-[\w-]{10,}|\bpypi-AgE[\w-]{20,}|\bsk_live_\w{20,}"
)
WORDS = re.compile(r" |^[a-z_]+(\.[a-z_]+)+$|^.{1,7}$")  # a sentence, a dotted name, a short word is no password
Find = tuple[str, str, str, int]  # file, kind, fingerprint, line


def main() -> int:
    """Report new finds with file and line, never the secret itself; 1 if there are any."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    files = [name for name in names.split("\0") if name and not name.endswith(PICTURES) and (ROOT / name).is_file()]
    texts = [name for name in files if not name.endswith(TABLES)]
    with ProcessPoolExecutor() as pool:
        shares = [texts[start::8] for start in range(8)]
        finds = [find for some in pool.map(finds_share, shares) for find in some]
    finds += [
        (name, "token", "", 0) for name in files if name.endswith(TABLES) and TOKEN.search((ROOT / name).read_bytes())
    ]
    if "--accept" in sys.argv:
        kept = [{"file": name, "kind": kind, "sha1": mark} for name, kind, mark, _ in sorted(set(finds))]
        BASELINE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(f"   {len(kept)} finds accepted; look at each before you commit them")
        return 0
    known = {(one["file"], one["sha1"]) for one in json.loads(BASELINE.read_text(encoding="utf-8"))}
    fresh = sorted({find for find in finds if (find[0], find[2]) not in known})
    for name, kind, _, line in fresh:
        print(f"{name}:{line}: looks like a secret ({kind})", file=sys.stderr)
    print(f"   {len(files)} files, {len(fresh)} new finds, {len(finds) - len(fresh)} known")
    return 1 if fresh else 0


def finds_share(names: list[str]) -> list[Find]:
    """One process's share of the files."""
    return finds_in(*names)


def finds_in(*names: str) -> list[Find]:
    """What looks like a secret in some files, by fingerprint."""
    with transient_settings(PLUGINS):  # costs more than scanning a file: once for many
        return [
            (name, one.type, one.secret_hash, one.line_number)
            for name in names
            for one in scan_file(str(ROOT / name))
            if one.type != "Secret Keyword" or not (in_tests(name) or WORDS.search(one.secret_value or ""))
        ]


def in_tests(name: str) -> bool:
    """Whether a file belongs to the tests, which use fixed words as passwords."""
    return name.startswith("tests/") or "/tests/" in name


if __name__ == "__main__":
    sys.exit(main())
