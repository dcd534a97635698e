"""German sorting (DIN 5007-1) without the operating system's help: ä like a, ß like ss, case last."""

from __future__ import annotations

import re
import unicodedata

_NO_LETTER = re.compile(r"[\W_]")  # nor a digit
_PLAIN = "\u0300"  # no sign before this one is a combining mark


def german_key(text: str) -> tuple[str, str]:
    """A sort key: base letters first, then the text itself so that equal ones keep a fixed order."""
    letters = text.casefold()
    if not letters.isascii():
        signs = unicodedata.normalize("NFKD", letters)
        letters = "".join(sign for sign in signs if sign < _PLAIN or not unicodedata.combining(sign))
    return _NO_LETTER.sub(" ", letters).strip(), text


def german_letter(text: str) -> str:
    """The letter under which a German register lists ``text``: Ä under A; "#" where it begins with none."""
    first = german_key(text)[0][:1].upper()
    return first if first.isalpha() else "#"
