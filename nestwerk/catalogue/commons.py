"""What every network shares: terms, lexicon, helplines, places. Read once per process and content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.packing import Array, Places, part
from nestwerk.matching.types import Term

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

    Nothing is analysed here: words and places are looked up in the file itself. The last two contents are kept, so
    that one edit costs the publisher one shard and a reader nothing.
    """
    return _load(_File(path), sha256)


@lru_cache(maxsize=2)
def _load(file: _File, sha256: str) -> Commons:
    packed = read_packed(file.path, checksum=sha256)
    lexicon = Lexicon.load(part(packed.arrays, "lexicon"), packed.meta["lexicon"])
    return Commons(
        terms={row["code"]: TermRecord(**row) for row in orjson.loads(packed.blobs["terms"])},
        helplines=tuple(
            HelplineRecord(**row | {name: tuple(row[name]) for name in ("kinds", "languages", "lands")})
            for row in orjson.loads(packed.blobs["helplines"])
        ),
        lexicon=lexicon,
        gazetteer=Gazetteer(part(packed.arrays, "gazetteer"), lexicon.place_table.places),
    )


class Words:
    """What is to be analysed: the kind of every term, the ways of saying each code by language, the places.

    ``places`` makes the arrays of :class:`Places`, which takes longer than all else, so it is asked only when they are
    needed. Codes that are no term are slots of the lexicon. Two with the same ``mark`` are the same; ``code``, the
    marks of the places and of the code that analyses, is part of it.
    """

    def __init__(
        self,
        kinds: Mapping[str, str],
        phrases: Mapping[str, Mapping[str, Sequence[str]]],
        places: Callable[[], Mapping[str, Array]],
        code: str,
    ) -> None:
        self.kinds, self.phrases, self.places = kinds, phrases, places
        digest = hashlib.sha256(code.encode())
        for piece in (orjson.dumps(kinds), orjson.dumps(phrases)):
            digest.update(piece)
        self.mark = digest.hexdigest()

    def __hash__(self) -> int:
        return hash(self.mark)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and other.mark == self.mark


@lru_cache(maxsize=1)
def analysed(words: Words) -> tuple[dict[str, Array], dict[str, Any]]:
    """Lexicon and places as arrays and what describes them. Takes a second; the last ones are kept."""
    kinds, phrases, places = words.kinds, words.phrases, Places(words.places())
    lexicon = Lexicon.build(
        [
            Term(code=code, kind=kinds[code], phrases={lang: tuple(said) for lang, said in by.items()})
            for code, by in phrases.items()
            if code in kinds
        ],
        {code: by for code, by in phrases.items() if code not in kinds},
        places,
    )
    arrays = {f"lexicon.{name}": array for name, array in lexicon.arrays().items()}
    arrays |= {f"gazetteer.{name}": array for name, array in Gazetteer.build(places).items()}
    return arrays, {"lexicon": lexicon.meta()}
