"""Sentences in which nobody does it: "Sie werden beraten"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lists import active_for, word_list
from .types import Finding, Kind
from .words import Sentence, Word

_PARTICIPLE = re.compile(
    r"(?:[a-zäöü]{2,8})?ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer|über|unter)[a-zäöüß]{3,}t|[a-zäöüß]{3,}iert"
)
_CLAUSE = re.compile(r"[,;()–—]")


def passive(text: str, sentence: Sentence) -> Iterator[Finding]:
    """A passive. Only where the participle closes its clause, so that few alarms are false."""
    becoming, after = word_list("becoming"), word_list("after_participles")
    if not any(word.plain in becoming for word in sentence.words):
        return
    for clause in _clauses(text, sentence.words):
        verbs = [word for word in clause if word.plain in becoming]
        tail = len(clause)
        while tail and clause[tail - 1].plain in after:
            tail -= 1
        last = clause[tail - 1] if tail else None
        if not verbs or last is None or last.text != last.plain or last.plain in word_list("no_participles"):
            continue
        if last.plain in word_list("strong_participles") or _PARTICIPLE.fullmatch(last.plain):
            start, end = min(verbs[0].start, last.start), max(verbs[-1].end, last.end)
            hint = "Wer macht das? Mit „wir“ oder „Sie“ klingt der Satz näher."
            yield Finding(start, end, Kind.PASSIVE, hint, active_for(last.plain))


def _clauses(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    clause: list[Word] = []
    for word in words:
        if clause and _CLAUSE.search(text[clause[-1].end : word.start]):
            yield clause
            clause = []
        clause.append(word)
    if clause:
        yield clause
