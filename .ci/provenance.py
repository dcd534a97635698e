"""Where a bundle comes from: an in-toto statement with SLSA's provenance, signed where there is a key (R-81).

python .ci/provenance.py dist/nestwerk-0.1.0-bundle.tar.gz dist/nestwerk-0.1.0.cdx.json [--begun 2026-11-22T09:00:00Z]

``NESTWERK_SIGNING_KEY`` names the file of an Ed25519 key (PEM, no passphrase). Without it the statement is written all
the same, in an envelope without a signature, and that is said. ``verify_bundle.py`` is the other side.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import platform
import subprocess
import sys
import sysconfig
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from verify_bundle import PAYLOAD_TYPE, PREDICATE, STATEMENT, digest, pre_authentication

ROOT = Path(__file__).resolve().parents[1]
KEY = "NESTWERK_SIGNING_KEY"
COMMAND = "make bundle"
LOCKS = ("requirements/base.txt", "requirements/build.txt", "requirements/test.txt", "pyproject.toml")
MAKERS = ("Makefile", ".ci/bundle", ".ci/provenance.py", ".ci/scan_sbom.py")


def main(words: list[str] | None = None) -> int:
    """Write dist/<bundle>.intoto.jsonl; 1 with a line on what is wrong."""
    parser = argparse.ArgumentParser(description="Say where a bundle comes from.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("others", type=Path, nargs="*", help="what is handed out beside it: the bill of materials")
    parser.add_argument("--begun", default="", help="when the build began, RFC 3339")
    options = parser.parse_args(words)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stated = statement([options.bundle, *options.others], source=source(), begun=options.begun or now, ended=now)
    try:
        key = signing_key(os.environ.get(KEY, ""))
    except ValueError as problem:
        print(f"{KEY}: {problem}", file=sys.stderr)
        return 1
    path = options.bundle.with_name(options.bundle.name.removesuffix(".tar.gz") + ".intoto.jsonl")
    path.write_text(json.dumps(envelope(stated, key), ensure_ascii=False) + "\n", encoding="utf-8")
    commit = stated["predicate"]["buildDefinition"]["externalParameters"]["source"]
    state = f"commit {commit['commit'][:12]}" + ("" if commit["clean"] else ", WITH CHANGES NOBODY COMMITTED")
    if key is None:
        print(f"{path}: NOT SIGNED ({KEY} names no key); {state}")
    else:
        print(f"{path}: signed with {key_id(key)[:16]}…; {state}")
    return 0


def source() -> dict[str, Any]:
    """The commit this tree stands on, and whether anything differs from it. Raises CalledProcessError outside git."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    return {"commit": git("rev-parse", "HEAD"), "clean": not git("status", "--porcelain")}


def statement(subjects: list[Path], *, source: dict[str, Any], begun: str, ended: str) -> dict[str, Any]:
    """What was made from what, how and when; without names of machines, people or registries."""
    wheels = sorted((subjects[0].with_name(subjects[0].name.removesuffix(".tar.gz")) / "wheels").glob("*.whl"))
    return {
        "_type": STATEMENT,
        "subject": [{"name": one.name, "digest": {"sha256": digest(one)}} for one in subjects],
        "predicateType": PREDICATE,
        "predicate": {
            "buildDefinition": {
                "buildType": "urn:nestwerk:build:make-bundle:1",
                "externalParameters": {"command": COMMAND, "source": source},
                "internalParameters": {"python": platform.python_version(), "platform": sysconfig.get_platform()},
                "resolvedDependencies": [
                    {"name": "nestwerk", "digest": {"gitCommit": source["commit"]}},
                    *({"name": name, "digest": {"sha256": digest(ROOT / name)}} for name in (*LOCKS, *MAKERS)),
                    *({"name": one.name, "digest": {"sha256": digest(one)}} for one in wheels),
                ],
            },
            "runDetails": {
                "builder": {"id": "urn:nestwerk:builder:own-machine:1"},
                "metadata": {"startedOn": begun, "finishedOn": ended},
            },
        },
    }


def envelope(stated: dict[str, Any], key: Ed25519PrivateKey | None) -> dict[str, Any]:
    """The statement in a DSSE envelope; without a key with an empty list of signatures."""
    payload = json.dumps(stated, ensure_ascii=False, sort_keys=True).encode()
    signatures = []
    if key is not None:
        signed = key.sign(pre_authentication(PAYLOAD_TYPE, payload))
        signatures = [{"keyid": key_id(key), "sig": base64.b64encode(signed).decode()}]
    return {
        "payloadType": PAYLOAD_TYPE,
        "payload": base64.b64encode(payload).decode(),
        "signatures": signatures,
    }


def signing_key(path: str) -> Ed25519PrivateKey | None:
    """The key in a file; None where none is named. Raises ValueError with the reason."""
    if not path:
        return None
    try:
        key = serialization.load_pem_private_key(Path(path).read_bytes(), password=None)
    except OSError as problem:
        raise ValueError(f"cannot be read ({problem.strerror})") from problem
    except (ValueError, TypeError) as problem:
        raise ValueError("is no PEM key without a passphrase") from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("is not an Ed25519 key")
    return key


def key_id(key: Ed25519PrivateKey) -> str:
    """SHA-256 of the public half (DER), so that one can tell keys apart."""
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return hashlib.sha256(key.public_key().public_bytes(*form)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
