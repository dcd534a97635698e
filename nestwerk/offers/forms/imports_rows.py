"""What was decided on a page of rows. Reads and cleans, never saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..imports.kept import Decision
from ..imports.weighing import NEW, PROBLEM, Weighed

SURE_ENOUGH = 0.5
LONGEST = 2000  # characters of a cell mended here
LIST, OURS = "list", "ours"


@dataclass(frozen=True, slots=True)
class Decided:
    """``rows``: decision by line, as text. ``wrong``: line → what was written as a type and is none."""

    rows: Mapping[str, Decision] = field(default_factory=dict)
    wrong: Mapping[int, str] = field(default_factory=dict)


def read_page(data: Any, rows: Sequence[Weighed], labels: Mapping[str, str]) -> Decided:
    """Everything a page says about these rows; rows it does not name keep what was decided. ``data``: a POST.

    ``labels``: types of offers, label by code. ``data["alle"]`` decides for the whole page: "vorschlaege" takes the
    first suggestions, "liste" what the list says wherever both have changed something.
    """
    known = {label.casefold(): code for code, label in labels.items()} | {code: code for code in labels}
    found: dict[str, Decision] = {}
    wrong: dict[int, str] = {}
    for one in rows:
        line = one.kept.line
        if f"r{line}" not in data:
            continue
        typed = " ".join(data.get(f"r{line}-art", "").split())[:160]
        code = known.get(typed.casefold(), "")
        if typed and not code:
            wrong[line] = typed
        found[str(line)] = _decision(one, data, code)
    return Decided(found, wrong)


def _decision(one: Weighed, data: Any, more: str) -> Decision:
    line, before, alle = one.kept.line, one.decision, data.get("alle", "")
    texts = dict(before.texts)
    if f"r{line}-begriffe" in data:
        types = [*data.getlist(f"r{line}-offer_types"), *([more] if more else [])]
        needs = data.getlist(f"r{line}-needs")
        if alle == "vorschlaege" and one.state in (NEW, PROBLEM):
            types = types or [code for code, _, _ in one.kept.types[:1]]
            needs = needs or [code for code, _, sure in one.kept.needs if sure >= SURE_ENOUGH]
        for name, codes in (("offer_types", types), ("needs", needs)):
            _put(texts, name, "|".join(dict.fromkeys(_clean(code, 60) for code in codes)), one)
    start = f"r{line}-x-"
    for name in data:
        if name.startswith(start) and name.removeprefix(start) in {column for column, _ in one.problems}:
            _put(texts, name.removeprefix(start), _clean(data.get(name, ""), LONGEST), one)
    take = dict(before.take)
    for found in one.found:
        side = data.get(f"r{line}-f-{found.name}", "")
        if alle == "liste" and found.kind == "both":
            side = LIST
        if side in (LIST, OURS) and (found.name in take or side != found.usual or found.kind == "both"):
            take[found.name] = side
    same = data.get(f"r{line}-same", before.same)
    offered = {str(pk) for pk, _, _ in one.kept.maybe} | ({str(one.offer.pk)} if one.offer else set())
    return Decision(
        skip=f"r{line}-skip" in data, same=same if same in {*offered, NEW} else before.same, texts=texts, take=take
    )


def _put(texts: dict[str, str], name: str, text: str, one: Weighed) -> None:
    """Keep a text that differs from what the list says, or that was decided before."""
    if text != one.kept.texts.get(name, "") or name in texts:
        texts[name] = text


def _clean(text: str, most: int) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()[:most]
