"""What a machine without space or rights says to its operator."""

from __future__ import annotations

import errno
import sqlite3

import pytest

from nestwerk.common.os_causes import in_the_way


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/srv/nestwerk/snapshot"), "Der Datenträger ist voll"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/x"), "/srv/x: fehlende Rechte."),
        (OSError(errno.EROFS, "Read-only file system", "/srv/x"), "/srv/x: der Datenträger ist schreibgeschützt."),
        (sqlite3.OperationalError("database or disk is full"), "Der Datenträger ist voll"),
        (sqlite3.OperationalError("unable to open database file"), "lässt sich nicht anlegen"),
        (RuntimeError('could not extend file "base/1": No space left on device'), "Der Datenträger ist voll"),
    ],
)
def test_a_machine_at_its_limits_is_named_in_german(error: Exception, words: str) -> None:
    said = in_the_way(error)
    assert said is not None
    assert words in said
    assert "space" not in said


def test_the_cause_behind_an_error_counts() -> None:
    error = ValueError("could not save")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert "voll" in str(in_the_way(error))


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        FileNotFoundError(errno.ENOENT, "gone", "/x"),
        FileExistsError(errno.EEXIST, "x"),
        ConnectionRefusedError(errno.ECONNREFUSED, "no"),
    ],
)
def test_a_defect_of_the_program_stays_one(error: Exception) -> None:
    assert in_the_way(error) is None
