"""``nestwerk check`` says when the record's heads are missing, old or cannot be written, and when nothing links."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from nestwerk.audit.actions import link_chain
from nestwerk.audit.record import record
from nestwerk.config.check import check_county
from nestwerk.config.check_record import check_record

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher", "backup"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def tell() -> None:
    with transaction.atomic():
        record(None, "installation.saved", at=AT)


def said(folder: Path, minutes: int = 1) -> list[tuple[str, str]]:
    found = check_record(folder / "audit-heads", folder / "deletions", AT + timedelta(minutes=minutes))
    return [(one.level, one.sentence.replace(f"{folder}/", "")) for one in found]


def test_a_linked_record_with_its_heads_is_well(tmp_path: Path) -> None:
    tell()
    link_chain(None, at=AT, heads=tmp_path / "audit-heads")
    assert said(tmp_path) == [("good", "Protokoll ist verkettet, Kopfdatei audit-heads")]


def test_lines_that_wait_for_long_are_named(tmp_path: Path) -> None:
    tell()
    assert said(tmp_path, 9) == [("good", "Protokoll ist verkettet, Kopfdatei audit-heads")]
    assert said(tmp_path, 25) == [
        ("hint", "Protokoll: 1 Zeile seit 25 Minuten nicht verkettet. Läuft „nestwerk serve“?")
    ]
    assert "seit 4 Stunden" in said(tmp_path, 250)[0][1]


def test_missing_old_and_damaged_heads_are_named(tmp_path: Path) -> None:
    heads = tmp_path / "audit-heads"
    tell()
    link_chain(None, at=AT, heads=heads)
    before = heads.read_text()
    tell()
    link_chain(None, at=AT, heads=heads)
    heads.write_text(before)
    assert said(tmp_path) == [
        ("wrong", "Kopfdatei audit-heads ist älter als das Protokoll: Von einer Kette kennt sie das Ende nicht.")
    ]
    heads.write_text(f"quatsch 1 2 {AT.isoformat()}\n")
    assert said(tmp_path) == [("wrong", "In der Kopfdatei audit-heads ist Zeile 1 beschädigt.")]
    heads.unlink()
    ((level, sentence),) = said(tmp_path)
    assert (level, sentence[:29]) == ("wrong", "Kopfdatei audit-heads fehlt: ")


def test_files_that_cannot_be_written_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    assert said(tmp_path) == [
        ("wrong", "Kopfdatei audit-heads ist für diesen Benutzer nicht beschreibbar."),
        ("wrong", "Löschbuch deletions ist für diesen Benutzer nicht beschreibbar."),
    ]


def test_the_countys_sign_in_has_to_be_reached_by_tls() -> None:
    assert [one.level for one in check_county("http://anmeldung.example.org")] == ["wrong"]
    for fine in ("", "https://anmeldung.example.org", "http://127.0.0.1:9000"):
        assert list(check_county(fine)) == []
