"""Types, needs and target groups suggested from an offer's own words, each with a reason. A person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nestwerk.matching.affinity import GROUP_NEEDS, HELP, MEANING
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.types import EMERGENCIES, Term
from nestwerk.taxonomy.terms import TermRow, read_terms, shipped_lexicon

from .said import Listener, sentences

TITLE, SUMMARY, DESCRIPTION, PROVIDER = 1.0, 0.75, 0.45, 0.4  # how far a field tells what an offer is
MOST_SENTENCES = 12  # of a description that are read
LEAST = 0.2  # below, nothing is suggested
MOST = 5  # suggestions of one kind
EMERGENCY = 0.6  # of what is heard of an emergency: few offers are for one, many speak of "Notfall" or "Gefahr"
_FIELDS = {
    "title": (TITLE, "im Titel"),
    "summary": (SUMMARY, "in der Kurzfassung"),
    "description": (DESCRIPTION, "in der Beschreibung"),
    "provider": (PROVIDER, "im Namen des Anbieters"),
}
_KINDS = {"offer_types": "offer.", "needs": "need.", "target_groups": "tg."}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that may fit: ``rank`` 1 is the best of its kind, ``sure`` 0 to 1, ``reason`` a German phrase."""

    code: str
    rank: int
    sure: float
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What an offer's words suggest, best first; empty where they say nothing."""

    offer_types: tuple[Suggestion, ...] = ()
    needs: tuple[Suggestion, ...] = ()
    target_groups: tuple[Suggestion, ...] = ()


class Suggester:
    """Suggests codes of one taxonomy. Loading takes about a second, one offer some milliseconds.

    ``labels``: German names of the codes, for reasons that name a type.
    """

    def __init__(self, lexicon: Lexicon, labels: Mapping[str, str]) -> None:
        self._listener = Listener(lexicon)
        self._labels = labels

    def suggest(self, *, title: str, summary: str = "", description: str = "", provider: str = "") -> Suggestions:
        """What title, summary, description and the provider's name speak of."""
        told = _Told()
        for field, text in (("title", title), ("summary", summary), ("provider", provider)):
            for sentence in sentences(text):
                told.add(field, self._listener.hears(sentence))
        for sentence in sentences(description)[:MOST_SENTENCES]:
            told.add("description", self._listener.hears(sentence))
        self._conclude(told)
        return Suggestions(**{kind: told.best(start) for kind, start in _KINDS.items()})

    def codes(self, kind: str, text: str, *, most: int = 3) -> tuple[str, ...]:
        """What a single word of a list may stand for. ``kind``: offer_types, needs or target_groups; else nothing."""
        if kind not in _KINDS:
            return ()
        return tuple(found.code for found in getattr(self.suggest(title=text), kind)[:most])

    def _conclude(self, told: _Told) -> None:
        """What a likely type means in needs, and what needs spoken of mean in types."""
        types = sorted(((sure, code) for code, sure in told.sure.items() if code.startswith("offer.")), reverse=True)
        for sure, code in types[:3]:
            for need, weight in MEANING.get(code, ()):
                told.conclude(need, sure * weight, f"passt meist zu „{self._labels.get(code, code)}“")
        for code, sure in list(told.sure.items()):
            for need, weight in GROUP_NEEDS.get(code, ()):
                told.conclude(need, 0.4 * sure * weight, f"wegen der Zielgruppe „{self._labels.get(code, code)}“")
        for code, sure in list(told.spoken.items()):
            for offer_type, weight in HELP.get(code, ())[:3]:
                told.conclude(offer_type, 0.25 * sure * weight, f"hilft bei „{self._labels.get(code, code)}“")


class _Told:
    def __init__(self) -> None:
        self.sure: dict[str, float] = defaultdict(float)
        self.spoken: dict[str, float] = {}
        self._reasons: dict[str, tuple[float, str]] = {}

    def add(self, field: str, said: Iterable[tuple[str, float, str]]) -> None:
        trust, where = _FIELDS[field]
        for code, heard, words in said:
            sure = heard * (EMERGENCY if code in EMERGENCIES else 1.0)
            self._join(code, sure * trust, f"wegen „{words}“ {where}")
            self.spoken[code] = self.sure[code]

    def conclude(self, code: str, sure: float, reason: str) -> None:
        if sure > 0:
            self._join(code, sure, reason)

    def _join(self, code: str, sure: float, reason: str) -> None:
        self.sure[code] = 1 - (1 - self.sure[code]) * (1 - sure)
        if sure > self._reasons.get(code, (0.0, ""))[0]:
            self._reasons[code] = sure, reason

    def best(self, start: str) -> tuple[Suggestion, ...]:
        found = sorted(
            ((sure, code) for code, sure in self.sure.items() if code.startswith(start) and sure >= LEAST),
            key=lambda pair: (-pair[0], pair[1]),
        )
        return tuple(
            Suggestion(code, rank, round(min(sure, 0.98), 3), self._reasons[code][1])
            for rank, (sure, code) in enumerate(found[:MOST], 1)
        )


def suggester_for(terms: Iterable[TermRow], lexicon: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Suggester:
    """A suggester for these terms and ways of saying them; only German is read."""
    said, labels = [], {}
    for term in terms:
        own = lexicon.get(term.code, {}).get("de", ())
        said.append(Term(term.code, term.kind, {"de": (term.de, term.de_plain, *term.synonyms, *own)}))
        labels[term.code] = term.de
    slots = {code: {"de": by.get("de", ())} for code, by in lexicon.items() if code.startswith(("slot.", "veto."))}
    return Suggester(Lexicon.build(said, slots, ()), labels)


@lru_cache(maxsize=1)
def shipped() -> Suggester:
    """The suggester for the taxonomy as it comes with Nestwerk; for own terms see :func:`suggester_for`."""
    return suggester_for(read_terms(), shipped_lexicon())
