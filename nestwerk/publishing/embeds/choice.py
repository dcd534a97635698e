"""What an embed is asked for by its address: read, bounded, written back. Nonsense is left out, never an error."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import QueryDict

from nestwerk.catalogue.records import TermRecord
from nestwerk.finder.asking import Question, read_question

SEARCH, RESULTS, DATES, OFFER = "suche", "ergebnisse", "termine", "angebot"
KINDS = (SEARCH, RESULTS, DATES, OFFER)
LIGHT, DARK, AUTO = "hell", "dunkel", "auto"
SCHEMES = (AUTO, LIGHT, DARK)
FEW, MOST = 6, 30  # rows: unless told otherwise, and at most


@dataclass(frozen=True, slots=True)
class Choice:
    """``topic``: code of a kind of offer or a need. ``place``: name or postal code as written. ``space``: slug of a
    region of the network. ``number``: rows."""

    q: str = ""
    topic: str = ""
    place: str = ""
    space: str = ""
    number: int = FEW
    compact: bool = False
    scheme: str = AUTO

    @property
    def question(self) -> Question:
        """The same as a question to the search, for the page behind the embed."""
        types = (self.topic,) if self.topic.startswith("offer.") else ()
        needs = (self.topic,) if self.topic and not types else ()
        return Question(q=self.q, place=self.place, types=types, needs=needs)

    def query(self) -> str:
        """As the parameters of an address; what is usual is left out."""
        given = {
            "q": self.q,
            "thema": self.topic,
            "ort": self.place,
            "region": self.space,
            "anzahl": str(self.number) if self.number != FEW else "",
            "kompakt": "1" if self.compact else "",
            "farben": self.scheme if self.scheme != AUTO else "",
        }
        found = urlencode({name: value for name, value in given.items() if value})
        return f"?{found}" if found else ""


def read_choice(params: QueryDict, terms: Mapping[str, TermRecord], spaces: Collection[str] = ()) -> Choice:
    """The choice in an address. Unknown topics and regions and impossible numbers count as not said."""
    asked = read_question(params)
    number, scheme = params.get("anzahl", ""), params.get("farben", "")
    topics = (code for code in (*asked.needs, *asked.types) if is_topic(terms.get(code)))
    return Choice(
        q=asked.q,
        topic=next(topics, ""),
        place=asked.place,
        space=region if (region := params.get("region", "")) in spaces else "",
        number=min(max(int(number), 1), MOST) if re.fullmatch(r"\d{1,3}", number, re.ASCII) else FEW,
        compact=params.get("kompakt") == "1",
        scheme=scheme if scheme in SCHEMES else AUTO,
    )


def is_topic(term: TermRecord | None) -> bool:
    """Whether a term may be the subject of an embed: a kind of offer or a need that is said aloud."""
    return term is not None and term.shown and term.code.startswith(("offer.", "need."))


def path(kind: str, network: str, prefix: str = "", offer_id: str = "") -> str:
    """The path of an embed; ``prefix`` of the language, empty for German."""
    front = f"/{prefix}/{network}" if prefix else f"/{network}"
    return f"{front}/einbetten/{kind}" + (f"/{quote(offer_id, safe='')}" if kind == OFFER else "")
