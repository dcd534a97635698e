"""What an editor wrote loses the sentences about a single person who wants to be public no longer.

The offers of an issue are read from the catalogue and go by themselves; the words at its beginning are a person's own
and may name anybody. They stay as they were written in the workspace; archive, feed and mails leave sentences out. In
case of doubt one too many: a name is found as it is written at the partner, without title and profession, or after a
form of address; not in another script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nestwerk.offers.public import Withheld

TITLES = frozenset({
    "hebamme", "familienhebamme", "hebammenpraxis", "praxis", "frau", "herr", "dr", "med", "prof", "dipl", "psych",
    "psychotherapeutin", "psychotherapeut", "psychotherapie", "tagesmutter", "tagesvater", "kindertagespflege",
    "tagespflege", "beratung", "doula", "stillberaterin", "freiberuflich", "freiberufliche", "für", "und",
})  # fmt: skip
ADDRESSED = "Frau|Herrn?|Hebamme|Familienhebamme|Tagesmutter|Tagesvater|Dr\\.|Ms\\.?|Mrs\\.?|Mr\\.?|Bayan|Bay"
FEWEST_DIGITS = 6  # of a phone number; shorter ones would be found in years and postal codes
SHORT = frozenset({"dr", "prof", "med", "dipl", "tel", "nr", "st", "str", "fr", "hr", "bzw", "ca", "ggf"})
SENTENCE = re.compile(r"[.!?…]+[\"“”»)]*\s+")


@dataclass(frozen=True, slots=True)
class Silence:
    """What no issue may say: offers by public id, and what no sentence may hold."""

    offers: frozenset[str] = frozenset()
    words: tuple[re.Pattern[str], ...] = ()
    numbers: tuple[str, ...] = ()

    def breaks(self, sentence: str) -> bool:
        """Whether a sentence tells what it may not."""
        digits = re.sub(r"\D", "", sentence)
        return any(word.search(sentence) for word in self.words) or any(number in digits for number in self.numbers)


NOTHING = Silence()


@dataclass(slots=True)
class Struck:
    """Texts by language as they may be read, and the sentences that went."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


def silence(people: Iterable[Withheld]) -> Silence:
    """What these persons did not agree to, as something that can be looked for."""
    offers: set[str] = set()
    words: list[re.Pattern[str]] = []
    numbers: set[str] = set()
    for one in people:
        offers.update(one.offers)
        words += _names(one.name) if one.name else []
        words += [_word(street) for street in one.streets]
        for fact in one.contact:
            digits = re.sub(r"\D", "", fact)
            if "@" in fact or re.search(r"[a-z]", fact):
                words.append(re.compile(re.escape(re.sub(r"^https?://(www\.)?|/$", "", fact)), re.IGNORECASE))
            elif len(digits) >= FEWEST_DIGITS:
                numbers.add(digits.removeprefix("0049").removeprefix("49").lstrip("0"))
    return Silence(frozenset(offers), tuple(words), tuple(sorted(numbers)))


def strike(texts: Mapping[str, Mapping[str, str]], kept: Silence) -> Struck:
    """The editor's words without the sentences that break the silence; lines and empty lines stay as they are."""
    found = Struck()
    for code, parts in texts.items():
        found.texts[code] = {}
        for name, text in parts.items():
            lines = [_line(line, kept, found.gone) for line in text.split("\n")]
            whole = [line for line in lines if line is not None]
            found.texts[code][name] = re.sub(r"\n{3,}", "\n\n", "\n".join(whole)).strip("\n") if found.gone else text
    return found


def _line(line: str, kept: Silence, gone: list[str]) -> str | None:
    """A line without what may not stand; None if nothing of it is left."""
    every = _sentences(line)
    left = [one for one in every if not kept.breaks(one)]
    gone += [one.strip() for one in every if kept.breaks(one)]
    return "".join(left).rstrip() if left or not every else None


def _sentences(line: str) -> list[str]:
    """Cut after a full stop, but not after a number or a short word: «12. Dezember», «Dr. Beispiel», «Tel. 0 36 75»."""
    found, begin = [], 0
    for mark in SENTENCE.finditer(line):
        before = re.search(r"(\w*)$", line[begin : mark.start()])
        last = before[1] if before else ""
        if mark[0].startswith(".") and (len(last) == 1 or last.isdigit() or last.casefold() in SHORT):
            continue
        found.append(line[begin : mark.end()])
        begin = mark.end()
    return [*found, line[begin:]] if line[begin:] else found


def _names(name: str) -> list[re.Pattern[str]]:
    plain = [word for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name) if word.casefold() not in TITLES]
    found = [_word(name)]
    if 2 <= len(plain) <= 4:
        found.append(_word(" ".join(plain)))
        surname = re.escape(plain[-1])
        found.append(re.compile(rf"\b(?:{ADDRESSED}|{re.escape(plain[0][0])}\.)\s+(?:\w+\.?\s+)?{surname}s?\b"))
    return found


def _word(words: str) -> re.Pattern[str]:
    """The words in this order with any space between, also with the s of a genitive."""
    return re.compile(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"s?(?!\w)", re.IGNORECASE)
