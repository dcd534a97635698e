"""What every network shares: terms, lexicon, helplines, places. Read once per process and content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.types import Place, Term

from .gazetteer import Gazetteer
from .records import HelplineRecord, TermRecord
from .storage import read_packed


@dataclass(frozen=True)
class Commons:
    """The commons of a snapshot; two with the same checksum are the same object."""

    terms: dict[str, TermRecord]
    helplines: tuple[HelplineRecord, ...]
    lexicon: Lexicon
    gazetteer: Gazetteer


class _File:
    """A path that does not count in the cache's key: the checksum alone says what is in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _File)


def load_commons(path: Path, sha256: str) -> Commons:
    """The commons in the file with this checksum. Raises BrokenFile if it is another.

    Analysing the lexicon takes about a second; the last two contents are kept, so that one edit costs
    the publisher one shard and a reader nothing.
    """
    return _load(_File(path), sha256)


@lru_cache(maxsize=2)
def _load(file: _File, sha256: str) -> Commons:
    packed = read_packed(file.path, checksum=sha256)
    terms = orjson.loads(packed.blobs["terms"])
    places = [
        Place(**{**row, "names": tuple(row["names"]), "postal_codes": tuple(row["postal_codes"])})
        for row in orjson.loads(packed.blobs["places"])
    ]
    return Commons(
        terms={row["code"]: TermRecord(**row) for row in terms},
        helplines=tuple(
            HelplineRecord(**row | {name: tuple(row[name]) for name in ("kinds", "languages", "lands")})
            for row in orjson.loads(packed.blobs["helplines"])
        ),
        lexicon=_lexicon(terms, orjson.loads(packed.blobs["phrases"]), places),
        gazetteer=Gazetteer(places),
    )


def _lexicon(terms: Any, phrases: dict[str, dict[str, list[str]]], places: list[Place]) -> Lexicon:
    kinds = {term["code"]: term["kind"] for term in terms}
    return Lexicon.build(
        [
            Term(code=code, kind=kinds[code], phrases={lang: tuple(words) for lang, words in by.items()})
            for code, by in phrases.items()
            if code in kinds
        ],
        {code: by for code, by in phrases.items() if code not in kinds},
        places,
    )
