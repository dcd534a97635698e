#!/usr/bin/env python3
"""Prüft vor dem Installieren, ob ein Bündel von Nestwerk echt und unverändert ist. Braucht kein Internet.

    python3 verify_bundle.py nestwerk-0.1.0-bundle.tar.gz --key nestwerk.pub

Daneben muss nestwerk-0.1.0-bundle.intoto.jsonl liegen. Die Unterschrift (Ed25519) rechnet das Python-Paket
„cryptography“ nach oder, wo es fehlt, das Programm openssl (3.0 oder neuer). Endet mit 0 nur, wenn alles stimmt.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"
PAYLOAD_TYPE = "application/vnd.in-toto+json"


class NotGenuine(Exception):
    """Was nicht stimmt, als deutscher Satz."""


def main(words: list[str] | None = None) -> int:
    """Prüfen und in ganzen Sätzen sagen, was herauskam; 0 nur, wenn alles stimmt."""
    parser = argparse.ArgumentParser(description="Prüft, ob ein Bündel von Nestwerk echt und unverändert ist.")
    parser.add_argument("bundle", type=Path, help="das Bündel, nestwerk-VERSION-bundle.tar.gz")
    parser.add_argument("--key", type=Path, required=True, help="der öffentliche Schlüssel, auf anderem Weg bekommen")
    options = parser.parse_args(words)
    try:
        said = check(options.bundle, options.key)
    except NotGenuine as problem:
        print(f"NICHT INSTALLIEREN: {problem}", file=sys.stderr)
        return 1
    print("\n".join(said))
    return 0


def check(bundle: Path, key: Path) -> list[str]:
    """Sätze über ein echtes Bündel. Löst NotGenuine aus."""
    statement_file = bundle.with_name(bundle.name.removesuffix(".tar.gz") + ".intoto.jsonl")
    stated = read(statement_file, key)
    wanted = {one["name"]: one["digest"]["sha256"] for one in stated["subject"]}
    if bundle.name not in wanted:
        raise NotGenuine(f"{statement_file.name} spricht nicht von {bundle.name}.")
    said = []
    for name, should in wanted.items():
        file = bundle.with_name(name)
        if not file.is_file() and name != bundle.name:
            said.append(f"Nicht geprüft, weil es nicht daneben liegt: {name}")
            continue
        if digest(file) != should:
            raise NotGenuine(f"{name} ist nicht die Datei, die unterschrieben wurde.")
        said.append(f"Unverändert: {name}")
    built = stated["predicate"]["buildDefinition"]
    source, made = built["externalParameters"]["source"], built["internalParameters"]
    said.append(f"Gebaut aus dem Stand {source['commit']} für Python {made['python']}, {made['platform']},")
    said.append(f"am {stated['predicate']['runDetails']['metadata']['finishedOn']} mit „make bundle“.")
    if not source["clean"]:
        said.append("ACHTUNG: Dabei war etwas geändert, das in diesem Stand nicht steht. Bitte nachfragen.")
    return ["Die Unterschrift ist echt.", *said]


def read(path: Path, key: Path) -> dict[str, Any]:
    """Die Aussage über die Herkunft, nachdem ihre Unterschrift geprüft ist. Löst NotGenuine aus."""
    try:
        envelope = json.loads(path.read_text(encoding="utf-8"))
        payload = base64.b64decode(envelope["payload"], validate=True)
        signatures = [base64.b64decode(one["sig"], validate=True) for one in envelope["signatures"]]
        kind = envelope["payloadType"]
    except OSError as problem:
        raise NotGenuine(f"{path.name} fehlt oder ist nicht lesbar.") from problem
    except (ValueError, KeyError, TypeError, binascii.Error) as problem:
        raise NotGenuine(f"{path.name} ist beschädigt.") from problem
    if not signatures:
        raise NotGenuine(f"{path.name} ist nicht unterschrieben. Niemand steht für dieses Bündel ein.")
    if kind != PAYLOAD_TYPE or not any(signed(key, pre_authentication(kind, payload), one) for one in signatures):
        raise NotGenuine(f"Die Unterschrift in {path.name} passt nicht zu {key.name}.")
    stated: dict[str, Any] = json.loads(payload)
    if stated.get("_type") != STATEMENT or stated.get("predicateType") != PREDICATE:
        raise NotGenuine(f"{path.name} sagt nichts über die Herkunft.")
    return stated


def pre_authentication(kind: str, payload: bytes) -> bytes:
    """Was unterschrieben wird (DSSE 1): Art und Inhalt, jeweils mit ihrer Länge."""
    return b"DSSEv1 %d %s %d %s" % (len(kind.encode()), kind.encode(), len(payload), payload)


def digest(path: Path) -> str:
    """SHA-256 einer Datei. Löst NotGenuine aus, wenn sie fehlt."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise NotGenuine(f"{path.name} fehlt oder ist nicht lesbar.") from problem


def signed(key: Path, message: bytes, signature: bytes) -> bool:
    """Ob die Unterschrift zum öffentlichen Schlüssel (PEM, Ed25519) passt. Löst NotGenuine aus."""
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # there is another way without it
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
        from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415
    except ImportError:
        return signed_says_openssl(key, message, signature)
    try:
        public = load_pem_public_key(key.read_bytes())
    except (OSError, ValueError) as problem:
        raise NotGenuine(f"{key.name} ist kein lesbarer öffentlicher Schlüssel.") from problem
    if not isinstance(public, Ed25519PublicKey):
        raise NotGenuine(f"{key.name} ist kein Ed25519-Schlüssel.")
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def signed_says_openssl(key: Path, message: bytes, signature: bytes) -> bool:
    """Dasselbe mit dem Programm openssl."""
    if not key.is_file():
        raise NotGenuine(f"{key.name} ist kein lesbarer öffentlicher Schlüssel.")
    with tempfile.TemporaryDirectory() as folder:
        text, mark = Path(folder, "text"), Path(folder, "mark")
        text.write_bytes(message)
        mark.write_bytes(signature)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(key), "-rawin"]
        try:
            done = subprocess.run([*command, "-in", str(text), "-sigfile", str(mark)], capture_output=True, check=False)
        except FileNotFoundError as problem:
            raise NotGenuine("Zum Prüfen fehlt openssl oder das Python-Paket cryptography.") from problem
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
