"""R-81: the scans of .ci find what they are for; a scan that can find nothing would be green forever."""

from __future__ import annotations

import importlib
import json
import sys

import pytest

from tests.environment import ROOT


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))


def scan(name: str):
    return importlib.import_module(name)


@pytest.mark.usefixtures("scans")
def test_a_planted_secret_is_found_and_a_plain_sentence_is_not(tmp_path, monkeypatch) -> None:
    secrets = scan("scan_secrets")
    monkeypatch.setattr(secrets, "ROOT", tmp_path)
    token, key = "AKIA" + "Z7Q2" * 4, "-----BEGIN RSA " + "PRIVATE KEY-----"
    (tmp_path / "settings.py").write_text(f'KEY = "{token}"\npassword = "{"hunter2-" + "correct"}"\n')
    (tmp_path / "key.md").write_text(f"{key}\n")
    (tmp_path / "text.md").write_text("Das Kennwort steht nicht hier.\n")
    assert {kind for _, kind, _, _ in secrets.finds_in("settings.py")} >= {"AWS Access Key", "Secret Keyword"}
    assert [kind for _, kind, _, _ in secrets.finds_in("key.md")] == ["Private Key"]
    assert secrets.finds_in("text.md") == []
    assert secrets.TOKEN.search(f"x\t{token}\n".encode())


@pytest.mark.usefixtures("scans")
def test_a_licence_that_binds_the_whole_is_refused() -> None:
    refused = scan("scan_licences").refused
    assert refused("x", "GPL-3.0-only")
    assert refused("x", "GNU Affero General Public License v3")
    assert refused("x", "MIT AND GPL-2.0-or-later")
    assert refused("x", "unknown")
    assert not refused("x", "GPL-2.0-only OR MIT")
    assert not refused("x", "LGPL-3.0-only")
    assert not refused("x", "BSD License; Apache Software License")


@pytest.mark.usefixtures("scans")
def test_the_bill_of_materials_says_who_needs_what_and_nothing_of_the_machine() -> None:
    sbom = scan("scan_sbom")
    pins = (ROOT / "requirements" / "base.txt").read_text()
    bill = sbom.bill_of_materials(pins)
    assert bill == sbom.bill_of_materials(pins)
    assert bill["specVersion"] == "1.6"
    names = {part["name"] for part in bill["components"]}
    assert {"django", "psycopg", "cffi"} <= names
    needs = {entry["ref"].split("@")[0]: entry["dependsOn"] for entry in bill["dependencies"]}
    assert any(ref.startswith("pkg:pypi/django@") for ref in needs["nestwerk"])
    assert any(ref.startswith("pkg:pypi/cffi@") for ref in needs["pkg:pypi/cryptography"])
    assert not sbom.FOREIGN.search(json.dumps(bill))
    assert sbom.FOREIGN.search("see https://example.org")
    assert sbom.FOREIGN.search("in /home/ada/nestwerk")


@pytest.mark.usefixtures("scans")
@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', 0, "1 packages audited"),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "X-1"}]}]}', 1, "a 1: X-1"),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', 0, "SKIPPED: 1 of 1"),
        ("no answer", 0, "SKIPPED: no dependency was audited"),
    ],
)
def test_an_audit_without_an_answer_is_never_silently_green(answer, code, words, tmp_path, monkeypatch, capsys) -> None:
    audit = scan("scan_dependencies")
    (tmp_path / "pip-audit").write_text(f"#!/bin/sh\ncat <<'E'\n{answer}\nE\n")
    (tmp_path / "pip-audit").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert audit.main() == code
    said = capsys.readouterr()
    assert words in said.out + said.err
