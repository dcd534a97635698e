"""German sorting (DIN 5007-1) without the operating system's help: ä like a, ß like ss, case last."""

from __future__ import annotations

import unicodedata


def german_key(text: str) -> tuple[str, str]:
    """A sort key: base letters first, then the text itself so that equal ones keep a fixed order."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in letters).strip(), text


def german_letter(text: str) -> str:
    """The letter under which a German register lists ``text``: Ä under A; "#" where it begins with none."""
    first = german_key(text)[0][:1].upper()
    return first if first.isalpha() else "#"
