"""What a professional asks, as it stands in the address: nothing else remembers it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from nestwerk.finder.asking import Question, read_question

MOST_TICKED = 40  # more than fit a sheet, so that nothing ticked is lost on the way
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``ticked``: ids of the offers chosen for a sheet; ``page`` counts from 1."""

    q: str = ""
    place: str = ""
    need: str = ""
    tongue: str = ""
    free: bool = False
    ticked: tuple[str, ...] = ()
    page: int = 1

    @property
    def any(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.q or self.place or self.need or self.tongue or self.free)

    def query(self) -> str:
        """The query string with its question mark, without the page; empty when nothing is asked."""
        parts = {"q": self.q, "ort": self.place, "thema": self.need, "familie": self.tongue}
        pairs = [(name, value) for name, value in parts.items() if value]
        pairs += [("frei", "1")] if self.free else []
        pairs += [("a", known) for known in self.ticked]
        return f"?{urlencode(pairs)}" if pairs else ""


def read(given: QueryDict) -> Asked:
    """The question in an address. What makes no sense is left out, never an error."""
    question: Question = read_question(given)
    tongue = given.get("familie", "")
    return Asked(
        q=question.q,
        place=question.place,
        need=next(iter(question.needs), ""),
        tongue=tongue if _LANGUAGE.match(tongue) else "",
        free=given.get("frei", "") == "1",
        ticked=tuple(dict.fromkeys(given.getlist("a")[:MOST_TICKED])),
        page=question.page,
    )
