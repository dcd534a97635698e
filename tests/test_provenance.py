"""R-81: a bundle says where it comes from, and what was changed, wrongly signed or not signed at all is found."""

from __future__ import annotations

import base64
import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.environment import ROOT

NAME = "nestwerk-0.1.0-bundle"
openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is missing")


def pem(key, path: Path) -> Path:
    """Write a private key, and its public half beside it."""
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(key.private_bytes(*form))
    public = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    path.with_suffix(".pub").write_bytes(key.public_key().public_bytes(*public))
    return path


@pytest.fixture
def tools(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    return importlib.import_module("provenance"), importlib.import_module("verify_bundle")


@pytest.fixture
def made(tools, tmp_path, monkeypatch):
    """A bundle with one wheel and its bill of materials, signed with ``our.key``."""
    provenance, _ = tools
    wheels = tmp_path / NAME / "wheels"
    wheels.mkdir(parents=True)
    (wheels / "django-5.2-py3-none-any.whl").write_bytes(b"wheel")
    (tmp_path / f"{NAME}.tar.gz").write_bytes(b"everything")
    (tmp_path / "nestwerk-0.1.0.cdx.json").write_text("{}")
    monkeypatch.setattr(provenance, "source", lambda: {"commit": "a" * 40, "clean": True})
    monkeypatch.setenv("NESTWERK_SIGNING_KEY", str(pem(Ed25519PrivateKey.generate(), tmp_path / "our.key")))
    assert sign(tools, tmp_path) == 0
    return tmp_path


def sign(tools, folder: Path) -> int:
    return tools[0].main([str(folder / f"{NAME}.tar.gz"), str(folder / "nestwerk-0.1.0.cdx.json")])


def verify(tools, folder: Path, key: str = "our.pub") -> int:
    return tools[1].main([str(folder / f"{NAME}.tar.gz"), "--key", str(folder / key)])


def envelope(folder: Path) -> dict:
    return json.loads((folder / f"{NAME}.intoto.jsonl").read_text())


def rewrite(folder: Path, changed: dict) -> None:
    (folder / f"{NAME}.intoto.jsonl").write_text(json.dumps(changed) + "\n")


def test_a_signed_bundle_is_genuine_and_says_what_it_was_made_of(tools, made, capsys) -> None:
    assert verify(tools, made) == 0
    said = capsys.readouterr().out
    assert "Die Unterschrift ist echt." in said
    assert "a" * 40 in said
    stated = json.loads(base64.b64decode(envelope(made)["payload"]))
    assert stated["_type"] == "https://in-toto.io/Statement/v1"
    assert stated["predicateType"] == "https://slsa.dev/provenance/v1"
    assert [one["name"] for one in stated["subject"]] == [f"{NAME}.tar.gz", "nestwerk-0.1.0.cdx.json"]
    built = stated["predicate"]["buildDefinition"]
    assert built["externalParameters"]["command"] == "make bundle"
    used = {one["name"]: one["digest"] for one in built["resolvedDependencies"]}
    assert used["nestwerk"] == {"gitCommit": "a" * 40}
    assert used["requirements/base.txt"]["sha256"] == tools[1].digest(ROOT / "requirements" / "base.txt")
    assert "django-5.2-py3-none-any.whl" in used
    assert str(made) not in json.dumps(stated), "no path of the machine"


@pytest.mark.parametrize("name", [f"{NAME}.tar.gz", "nestwerk-0.1.0.cdx.json"])
def test_one_changed_byte_is_found(tools, made, name, capsys) -> None:
    content = bytearray((made / name).read_bytes())
    content[0] ^= 1
    (made / name).write_bytes(content)
    assert verify(tools, made) == 1
    assert f"{name} ist nicht die Datei" in capsys.readouterr().err


def test_a_changed_statement_is_found(tools, made, capsys) -> None:
    changed = envelope(made)
    stated = base64.b64decode(changed["payload"]).replace(b"a" * 40, b"b" * 40)
    rewrite(made, {**changed, "payload": base64.b64encode(stated).decode()})
    assert verify(tools, made) == 1
    assert "passt nicht zu our.pub" in capsys.readouterr().err


def test_a_wrong_key_is_found(tools, made, capsys) -> None:
    pem(Ed25519PrivateKey.generate(), made / "foreign.key")
    assert verify(tools, made, "foreign.pub") == 1
    assert "passt nicht zu foreign.pub" in capsys.readouterr().err
    pem(generate_private_key(SECP256R1()), made / "curve.key")
    assert verify(tools, made, "curve.pub") == 1
    assert verify(tools, made, "missing.pub") == 1


def test_a_missing_signature_is_said_by_both_sides(tools, made, monkeypatch, capsys) -> None:
    monkeypatch.delenv("NESTWERK_SIGNING_KEY")
    assert sign(tools, made) == 0
    assert "NOT SIGNED" in capsys.readouterr().out
    assert verify(tools, made) == 1
    assert "nicht unterschrieben" in capsys.readouterr().err


def test_a_signature_for_another_kind_of_text_does_not_count(tools, made) -> None:
    rewrite(made, {**envelope(made), "payloadType": "text/plain"})
    assert verify(tools, made) == 1


def test_a_statement_about_another_bundle_does_not_count(tools, made, capsys) -> None:
    for name in (f"{NAME}.tar.gz", f"{NAME}.intoto.jsonl"):
        shutil.copy(made / name, made / name.replace("0.1.0", "0.2.0"))
    assert tools[1].main([str(made / "nestwerk-0.2.0-bundle.tar.gz"), "--key", str(made / "our.pub")]) == 1
    assert "spricht nicht von nestwerk-0.2.0-bundle.tar.gz" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"payload": "%", "payloadType": "x", "signatures": []}'])
def test_a_damaged_or_missing_file_is_a_sentence_not_a_traceback(tools, made, text, capsys) -> None:
    (made / f"{NAME}.intoto.jsonl").write_text(text)
    assert verify(tools, made) == 1
    assert "beschädigt" in capsys.readouterr().err
    (made / f"{NAME}.intoto.jsonl").unlink()
    assert verify(tools, made) == 1
    assert "fehlt" in capsys.readouterr().err


def test_changes_nobody_committed_are_said_by_both_sides(tools, made, monkeypatch, capsys) -> None:
    monkeypatch.setattr(tools[0], "source", lambda: {"commit": "a" * 40, "clean": False})
    assert sign(tools, made) == 0
    assert "WITH CHANGES NOBODY COMMITTED" in capsys.readouterr().out
    assert verify(tools, made) == 0
    assert "ACHTUNG" in capsys.readouterr().out


def test_what_does_not_lie_beside_it_is_said_not_to_be_checked(tools, made, capsys) -> None:
    (made / "nestwerk-0.1.0.cdx.json").unlink()
    assert verify(tools, made) == 0
    assert "Nicht geprüft, weil es nicht daneben liegt: nestwerk-0.1.0.cdx.json" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, "no key"])
def test_a_key_that_cannot_be_used_stops_the_build(tools, made, monkeypatch, content, capsys) -> None:
    path = made / "bad.key"
    if content:
        path.write_text(content)
    monkeypatch.setenv("NESTWERK_SIGNING_KEY", str(path))
    assert sign(tools, made) == 1
    assert "NESTWERK_SIGNING_KEY" in capsys.readouterr().err
    monkeypatch.setenv("NESTWERK_SIGNING_KEY", str(pem(generate_private_key(SECP256R1()), made / "curve.key")))
    assert sign(tools, made) == 1


@openssl
def test_openssl_alone_is_enough_to_check(tools, made) -> None:
    _, check = tools
    message = check.pre_authentication(check.PAYLOAD_TYPE, base64.b64decode(envelope(made)["payload"]))
    mark = base64.b64decode(envelope(made)["signatures"][0]["sig"])
    assert check.signed_says_openssl(made / "our.pub", message, mark)
    assert not check.signed_says_openssl(made / "our.pub", message + b"x", mark)
    pem(Ed25519PrivateKey.generate(), made / "foreign.key")
    assert not check.signed_says_openssl(made / "foreign.pub", message, mark)


@openssl
def test_the_script_runs_alone_with_nothing_installed(made) -> None:
    shutil.copy(ROOT / ".ci" / "verify_bundle.py", made / "verify_bundle.py")
    command = [sys.executable, "-I", "-S", "verify_bundle.py", f"{NAME}.tar.gz", "--key", "our.pub"]
    done = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Unverändert: nestwerk-0.1.0-bundle.tar.gz" in done.stdout


def test_the_text_that_is_signed_is_that_of_the_standard(tools) -> None:
    assert tools[1].pre_authentication("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_the_commit_is_that_of_this_tree(tools) -> None:
    here = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert tools[0].source()["commit"] == here.strip()
