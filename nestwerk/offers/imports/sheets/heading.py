"""Where a table begins: which line is its heading, what its columns are called, what stands above and between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from nestwerk.common.invisible import CONTROL
from nestwerk.common.refusals import Refused

from ..meanings import is_heading_word
from .sheet import MOST_COLUMNS, Sheet, refuse_too_long

_SEARCHED = 25  # lines in which the heading may be
_DATA = re.compile(r"@|https?:|www\.|\d{5}|^\d+([.,]\d+)?$|\d\d?[.:]\d\d|\d{4}-\d\d")
_BLANKS = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def sheet_of(name: str, lines: Iterable[list[str]]) -> Sheet | None:
    """The table in these lines; None if there is none. Raises Refused if it is too large."""
    kept: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(lines, 1):
        texts = [clean(cell) for cell in cells]
        if any(texts):
            kept.append((number, texts))
            refuse_too_long(name, len(kept) - _SEARCHED)
    width = max((len(texts) for _, texts in kept), default=0)
    if width > MOST_COLUMNS:
        raise Refused(f"„{name}“ hat {width} Spalten, höchstens {MOST_COLUMNS} sind möglich.")
    if width < 2 or not kept:
        return None
    table = [(number, texts + [""] * (width - len(texts))) for number, texts in kept]
    place = _heading(table)
    titles = table[: max(place, 0)]
    names = _names(table, place, width)
    rows = [(number, tuple(texts)) for number, texts in table[place + 1 :] if place < 0 or texts != table[place][1]]
    used = [column for column in range(width) if any(row[column] for _, row in rows) or _named(table, place, column)]
    refuse_too_long(name, len(rows))
    return Sheet(
        name=name,
        header=tuple(names[column] for column in used),
        rows=tuple(tuple(row[column] for column in used) for _, row in rows),
        header_row=table[place][0] if place >= 0 else 0,
        lines=tuple(number for number, _ in rows),
        above=tuple(" ".join(filter(None, texts)) for _, texts in titles),
    )


def clean(cell: str) -> str:
    """A cell without what nobody sees. Line ends inside stay."""
    text = _UNSEEN.sub("", cell.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))
    text = "\n".join(_BLANKS.sub(" ", line).strip() for line in CONTROL.sub(" ", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _heading(table: list[tuple[int, list[str]]]) -> int:
    """The place of the heading in the table, −1 if the first line is data already."""
    usual = Counter(sum(map(bool, texts)) for _, texts in table[:60]).most_common(1)[0][0]
    best, most = -1, 0.0
    for place, (_, texts) in enumerate(table[:_SEARCHED]):
        said = [text for text in texts if text]
        if len(said) < 2:
            continue
        known = sum(is_heading_word(text) for text in said)
        data = sum(bool(_DATA.search(text)) for text in said)
        long = sum(len(text) > 60 for text in said)
        score = known / len(said) + 0.3 * min(len(said) / max(usual, 1), 1.2) - 1.2 * (data + long) / len(said)
        score -= 0.02 * place + 0.3 * (len(set(said)) < len(said))
        if score > most:
            best, most = place, score
    if most < 0.25:
        return -1
    while best + 1 < len(table) and _second_line(table[best][1], table[best + 1][1]):
        best += 1
    return best


def _second_line(first: list[str], second: list[str]) -> bool:
    """Whether a heading goes on in the next line: "Kontakt" over "Telefon" and "E-Mail"."""
    said = [text for text in second if text]
    merged = any(below and not above for above, below in zip(first, second, strict=True))
    return merged and len(said) > 1 and all(map(is_heading_word, said))


def _names(table: list[tuple[int, list[str]]], place: int, width: int) -> list[str]:
    """One name for each column: a merged heading above is put before names that stand twice, or fills a gap."""
    if place < 0:
        return [f"Spalte {number}" for number in range(1, width + 1)]
    texts = [" ".join(text.split()) for text in table[place][1]]
    above = table[place - 1][1] if place and sum(map(bool, table[place - 1][1])) > 1 else [""] * width
    twice = {text for text, times in Counter(texts).items() if times > 1}
    group = ""
    names: list[str] = []
    for number, text in enumerate(texts):
        group = above[number] or group
        name = text or above[number]
        if text in twice and text and group:
            name = f"{group} – {text}"
        names.append(name[:120] or f"Spalte {number + 1}")
    return _once(names)


def _once(names: list[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        number, wanted = 1, name
        while wanted.casefold() in {each.casefold() for each in found}:
            number += 1
            wanted = f"{name} ({number})"
        found.append(wanted)
    return found


def _named(table: list[tuple[int, list[str]]], place: int, column: int) -> bool:
    return place >= 0 and bool(table[place][1][column])
