"""Errors of the operating system in German: what stands in the way of a command."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator

CAUSES = {
    errno.ENOENT: "gibt es nicht",
    errno.EACCES: "fehlende Rechte",
    errno.EPERM: "fehlende Rechte",
    errno.ENOSPC: "der Datenträger ist voll",
    errno.EDQUOT: "das Kontingent auf dem Datenträger ist erschöpft",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.EISDIR: "das ist ein Ordner",
    errno.ENOTDIR: "ein Teil des Pfades ist kein Ordner",
    errno.EEXIST: "dort liegt schon etwas anderes",
    errno.EIO: "der Datenträger antwortet mit Fehlern",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EAGAIN: "das System lässt gerade keine weiteren Prozesse zu",
    errno.ENOMEM: "der Speicher ist voll",
}


def os_cause(error: OSError) -> str:
    """Return the cause in German words; of rare ones what the system says."""
    return CAUSES.get(error.errno or 0) or error.strerror or "unbekannte Ursache"


FULL = "Der Datenträger ist voll. Bitte Platz schaffen und noch einmal aufrufen."
_LIMITS = {errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
_SQLITE = {
    "disk is full": FULL,
    "unable to open": "Eine Datei im Datenordner lässt sich nicht anlegen. Bitte die Rechte prüfen.",
    "readonly database": "Eine Datei im Datenordner lässt sich nicht schreiben. Bitte die Rechte prüfen.",
}


def in_the_way(error: BaseException) -> str | None:
    """Return a German sentence if the machine and not the program is at fault (no space, no rights); else None."""
    for one in _chain(error):
        if isinstance(one, OSError) and one.errno in _LIMITS:
            if one.errno in (errno.ENOSPC, errno.EDQUOT):
                return FULL
            return f"{one.filename or 'Eine Datei'}: {os_cause(one)}."
        text = str(one).lower()
        if isinstance(one, sqlite3.OperationalError):
            found = next((sentence for sign, sentence in _SQLITE.items() if sign in text), None)
            if found:
                return found
        if "no space left on device" in text or getattr(one, "sqlstate", "") == "53100":  # as PostgreSQL says it
            return FULL
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__
