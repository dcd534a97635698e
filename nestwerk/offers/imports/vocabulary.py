"""Words for terms of the taxonomy: "Krabbelgruppen" in a cell is a parent-child group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from nestwerk.matching.german import stem
from nestwerk.matching.text import folded

FIELDS = {"offer_types": "offer_type", "needs": "need", "target_groups": "target_group"}


class TermLike(Protocol):
    """A term with its German names, as row of a file or of the database."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def de(self) -> str: ...
    @property
    def de_plain(self) -> str: ...
    @property
    def synonyms(self) -> Sequence[str]: ...


class Vocabulary:
    """Looks terms up by code, label, synonym or a way of saying it, whatever the ending. Read-only."""

    def __init__(self, terms: Iterable[TermLike], phrases: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        labels: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._codes: dict[str, set[str]] = defaultdict(set)
        for term in terms:
            self._codes[term.kind].add(term.code)
            for label in (term.de, term.de_plain, term.de.split("(")[0]):
                labels[term.kind][_key(label)].add(term.code)
            for phrase in (*term.synonyms, *phrases.get(term.code, {}).get("de", ())):
                if not phrase.startswith('"') and len(phrase.split()) <= 4:
                    said[term.kind][_key(phrase)].add(term.code)
        self._words = {kind: {**_alone(said[kind]), **_alone(labels[kind])} for kind in {*labels, *said}}

    def code(self, text: str, field: str) -> str:
        """The code a text names for ``offer_types``, ``needs`` or ``target_groups``; empty if none or several."""
        kind = FIELDS[field]
        bare = text.strip()
        if bare in self._codes[kind]:
            return bare
        return self._words.get(kind, {}).get(_key(bare), "")

    def names_a_type(self, text: str) -> bool:
        """Whether a text names a type of offer."""
        return bool(self.code(text, "offer_types"))


def _key(text: str) -> str:
    return " ".join(stem(word) for word in folded(text))


def _alone(words: Mapping[str, set[str]]) -> dict[str, str]:
    """Words that mean one code only."""
    return {word: next(iter(codes)) for word, codes in words.items() if word and len(codes) == 1}
