"""Which classes together mean an emergency or a medical sign.

``data/rules.tsv`` holds one rule per line: ``result<TAB>pattern``. A pattern lists classes that must all stand within
a window of words; ``A/B`` is either, ``<`` asks for that order, ``~6`` sets the window (words between the beginnings;
9 unless said, ``~99`` the whole text), ``!A`` forbids a class anywhere in the text, ``!A@4`` within four words of what
was found. A result in capitals is a class of its own for the lines below it; anything else is an emergency or a sign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from nestwerk.matching.emergency.vocabulary import Span

STUDIED = ("STUDY", 4)  # who writes of an examination or a novel within so many words reports no alarm
PREVENTED = ("PREVENTS", 6)  # who asks how to keep a child from an accident reports none
_ACCIDENTS = ("need.poisoning", "need.acute_danger", "sign.")
_WINDOW = 9
_MOST_PLACES = 8  # places of one class that are looked at; keeps hostile repetition cheap
_COMMON = frozenset(
    {
        "CHILD",
        "ME",
        "I",
        "HE",
        "MIR",
        "NOT",
        "ADULT",
        "MALE",
        "HIM",
        "NUMBER",
        "HAS",
        "BABY",
        "URGE",
        "HAVE1",
        "PASSIVE",
        "OUR",
        "WORRY",
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    result: str
    wanted: tuple[tuple[str, ...], ...]  # each element: classes of which one must stand
    ordered: tuple[bool, ...]  # whether element n must come after element n − 1
    unwanted: tuple[str, ...]
    near: tuple[tuple[str, int], ...]  # classes that must not stand within so many words
    window: int


def _parse(result: str, pattern: str) -> Rule:
    wanted: list[tuple[str, ...]] = []
    ordered: list[bool] = []
    unwanted: list[str] = []
    near: list[tuple[str, int]] = []
    window, after = _WINDOW, False
    for part in pattern.split():
        if part == "<":
            after = True
        elif part.startswith("~"):
            window = int(part[1:])
        elif part.startswith("!"):
            name, at, words = part[1:].partition("@")
            if at:
                near.append((name, int(words)))
            else:
                unwanted.append(name)
        else:
            wanted.append(tuple(part.split("/")))
            ordered.append(after)
            after = False
    if not result.isupper():
        near.append(STUDIED)
    if result.startswith(_ACCIDENTS):
        near.append(PREVENTED)
    return Rule(result, tuple(wanted), tuple(ordered), tuple(unwanted), tuple(near), window)


def _load() -> tuple[tuple[Rule, ...], Mapping[str, tuple[int, ...]]]:
    rules: list[Rule] = []
    by_anchor: dict[str, list[int]] = defaultdict(list)
    table = resources.files(__package__).joinpath("data", "rules.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        result, _, pattern = line.partition("\t")
        rule = _parse(result.strip(), pattern)
        anchor = next((element for element in rule.wanted if not _COMMON & set(element)), rule.wanted[0])
        for name in anchor:
            by_anchor[name].append(len(rules))
        rules.append(rule)
    return tuple(rules), {name: tuple(places) for name, places in by_anchor.items()}


RULES, _BY_ANCHOR = _load()


def _places(rule: Rule, at: int, taken: tuple[Span, ...], found: Mapping[str, list[Span]]) -> Iterator[Span]:
    """Yield the span of each way to set the elements from ``at`` on beside those already ``taken``."""
    if at == len(rule.wanted):
        yield min(first for first, _ in taken), max(last for _, last in taken)
        return
    for name in rule.wanted[at]:
        for first, last in found.get(name, ())[:_MOST_PLACES]:
            if any({first, last} & set(span) for span in taken):
                continue
            if taken:
                if rule.ordered[at] and first <= taken[-1][0]:
                    continue
                starts = [first, *(start for start, _ in taken)]
                if max(starts) - min(starts) > rule.window:
                    continue
            yield from _places(rule, at + 1, (*taken, (first, last)), found)


def _excused(span: Span, rule: Rule, found: Mapping[str, list[Span]]) -> bool:
    """Whether a class that must not stand near does."""
    return any(
        first - words <= span[1] and last + words >= span[0]
        for name, words in rule.near
        for first, last in found.get(name, ())
    )


def results(found: dict[str, list[Span]]) -> set[str]:
    """Return what the rules conclude from ``found``; classes that rules derive are added to it."""
    reached: set[str] = set()
    waiting = {number for name in found for number in _BY_ANCHOR.get(name, ())}
    while waiting:
        number = min(waiting)
        waiting.discard(number)
        rule = RULES[number]
        if rule.result in reached or any(name in found for name in rule.unwanted):
            continue
        span = next((one for one in _places(rule, 0, (), found) if not _excused(one, rule, found)), None)
        if span is None:
            continue
        if rule.result.isupper():
            found.setdefault(rule.result, []).append(span)
            waiting |= {later for later in _BY_ANCHOR.get(rule.result, ()) if later > number}
        else:
            reached.add(rule.result)
    return reached
