"""The fields that differ between two versions, each with both sides in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..editing.fields import label, same
from ..editing.merge import Conflict
from .diff import GONE, NEW, SAME, Piece, differences
from .values import PARTS, Names, in_words, is_text, language, texts_in_parts


@dataclass(frozen=True, slots=True)
class Wording:
    """One changed text or list: ``before`` and ``after`` as pieces. ``listed``: each piece is an entry of a list."""

    label: str
    before: list[Piece]
    after: list[Piece]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One changed field. ``conflict``: what stood there when the edit began, in words, if somebody else was faster."""

    name: str
    label: str
    wordings: list[Wording]
    conflict: list[str] | None = None


def rows(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    names: Names,
    *,
    fields: Iterable[str],
    conflicts: Iterable[Conflict] = (),
) -> list[Row]:
    """What of ``fields`` differs, in their order. ``before`` and ``after`` hold values as a draft does."""
    faster = {one.name: in_words(one.name, one.base, names) for one in conflicts}
    return [
        Row(name, label(name), _wordings(name, before.get(name), after.get(name), names), faster.get(name))
        for name in fields
        if name in after and not same(name, before.get(name), after[name])
    ]


def _wordings(name: str, before: Any, after: Any, names: Names) -> list[Wording]:
    if name == "texts":
        return _texts(before, after)
    if is_text(name, before) and is_text(name, after):
        return [Wording("", *differences(before or "", after or ""))]
    return [_lists("", in_words(name, before, names), in_words(name, after, names))]


def _texts(before: Any, after: Any) -> list[Wording]:
    old, new = texts_in_parts(before), texts_in_parts(after)
    changed = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    if not changed:  # only what the translation was compared with
        return [Wording("", [], [Piece(NEW, "Die Übersetzung passt weiterhin zum Original.")])]
    return [
        Wording(f"{PARTS[part]}, {language(code)}", *differences(old.get((code, part), ""), new.get((code, part), "")))
        for code, part in changed
    ]


def _lists(title: str, before: list[str], after: list[str]) -> Wording:
    return Wording(
        title,
        [Piece(SAME if one in after else GONE, one) for one in before],
        [Piece(SAME if one in before else NEW, one) for one in after],
        listed=len(before) > 1 or len(after) > 1,
    )
