"""Which ways of packing an answer a client takes (``Accept-Encoding``, RFC 9110 § 12.5.3)."""

from __future__ import annotations

import re
from functools import lru_cache

_REFUSED = re.compile(r"q\s*=\s*0(?:\.0*)?")
LONGEST_HEADER = 256  # characters; a longer one no browser sends, and what is remembered must stay small


def accepted(header: str) -> frozenset[str]:
    """The encodings named in a header; what is named with ``q=0`` is refused. A header too long names none."""
    return _accepted(header) if len(header) <= LONGEST_HEADER else frozenset()


@lru_cache(maxsize=256)
def _accepted(header: str) -> frozenset[str]:
    taken = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if not _REFUSED.fullmatch(weight.strip()):
            taken.add(name.strip())
    return frozenset(taken)


def wanted_encoding(header: str) -> str:
    """Return ``br``, ``gzip`` or nothing: the better one of those a client takes."""
    takes = accepted(header)
    return "br" if "br" in takes else "gzip" if "gzip" in takes else ""
