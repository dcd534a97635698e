"""What came of opening an address, and the limits within which it is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why there is no answer."""

    REFUSED = "refused"  # we do not open an address that is written so
    INSIDE = "inside"  # from here it leads where we do not go; elsewhere it may lead to a page
    NAME = "name"  # nobody knows the name
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    CERTIFICATE = "certificate"  # another name, out of date, or its own witness
    CHAIN = "chain"  # the server forgets to send a link of the chain: many browsers find it themselves
    REDIRECTS = "redirects"
    TOO_BIG = "too_big"
    UNREADABLE = "unreadable"  # an answer, but not one of a web server in order


SENTENCES = {
    Trouble.REFUSED: "Diese Adresse liegt nicht im öffentlichen Internet. Wir öffnen sie nicht.",
    Trouble.INSIDE: "Diese Adresse führt von hier aus in ein inneres Netz. Bitte öffnen Sie die Seite einmal selbst.",
    Trouble.NAME: "Diese Internetadresse gibt es nicht. Bitte prüfen Sie, ob sie richtig geschrieben ist.",
    Trouble.UNREACHABLE: "Die Seite ist gerade nicht erreichbar.",
    Trouble.SLOW: "Die Seite braucht zu lange, bis sie antwortet.",
    Trouble.CERTIFICATE: "Das Zertifikat der Seite stimmt nicht: Familien sehen eine Warnung statt der Seite.",
    Trouble.CHAIN: "Das Zertifikat der Seite können wir nicht ganz prüfen. Bitte öffnen Sie die Seite einmal selbst.",
    Trouble.REDIRECTS: "Die Seite leitet immer weiter und kommt nirgends an.",
    Trouble.TOO_BIG: "Was unter dieser Adresse liegt, ist zu groß.",
    Trouble.UNREADABLE: "Die Seite antwortet so, dass wir die Antwort nicht lesen können.",
}


class Failed(Exception):
    """Ends an attempt; the caller gets a Result, never this."""

    def __init__(self, trouble: Trouble, sentence: str = "") -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.sentence = sentence or SENTENCES[trouble]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience we have. Seconds and bytes."""

    connect: float = 5.0
    whole: float = 15.0
    body: int = 256 * 1024  # after unpacking
    header: int = 32 * 1024
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it.

    ``address``: the last one that was opened, after redirects. ``status``: HTTP, None without an answer. ``body``: at
    most ``Limits.body`` bytes, unpacked; ``complete`` is False where more would have come. ``moved``: every redirect
    on the way said "for good". ``trouble`` and ``cause`` (a German sentence) say why there is no answer.
    """

    address: str
    status: int | None = None
    media_type: str = ""
    body: bytes = b""
    complete: bool = True
    moved: bool = False
    trouble: Trouble | None = None
    cause: str = ""

    @property
    def works(self) -> bool:
        """A page is there."""
        return self.trouble is None and self.status is not None and 200 <= self.status < 300

    @property
    def broken(self) -> bool:
        """Families surely find nothing there. Neither ``works`` nor ``broken``: ask again another day."""
        certain = {Trouble.REFUSED, Trouble.NAME, Trouble.CERTIFICATE}
        return self.trouble in certain or self.status in (404, 410)

    @property
    def sentence(self) -> str:
        """What to tell the person who keeps the address; empty if all is well."""
        if self.cause or self.works:
            return self.cause
        if self.status in (404, 410):
            return "Diese Seite gibt es nicht mehr."
        if self.status in (401, 403, 407, 429, 451):
            return "Die Seite lässt unsere Prüfung nicht zu. Bitte öffnen Sie sie einmal selbst."
        return f"Die Seite meldet einen Fehler ({self.status})."
