"""Errors of the operating system in German: what stands in the way, without the path."""

from __future__ import annotations

import errno

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
}


def os_cause(error: OSError) -> str:
    """Return the cause in German words; of rare ones what the system says."""
    return CAUSES.get(error.errno or 0) or error.strerror or "unbekannte Ursache"
