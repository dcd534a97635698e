"""CSV files: encoding and delimiter guessed, because no spreadsheet says which it wrote."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from nestwerk.common.refusals import Refused

from ..shape import csv_cause, said_delimiter
from .sheet import MOST_LINES

_DELIMITERS = (";", ",", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_OLD = ("cp1252", "cp850", "mac_roman")  # Windows, DOS, old Macintosh; the first wins where they agree
_GERMAN = re.compile("[äöüÄÖÜß]")
_TWICE = re.compile("Ã[¤¶¼Ÿ\x84\x96\x9c„–œ]|â€")
_SAMPLE = 60  # lines looked at for the delimiter


def lines_of(content: bytes, name: str) -> Iterator[list[str]]:
    """The lines of a CSV file as lists of cells, empty lines too. Raises Refused for what is no such file."""
    text = decoded(content, name)
    first, _, rest = text.partition("\n")
    named = said_delimiter(first)
    if named:
        yield []
    reader = csv.reader(io.StringIO(rest if named else text, newline=""), delimiter=named or delimiter(text))
    number = 0
    try:
        for cells in reader:
            number += 1
            if number > MOST_LINES:
                raise Refused(
                    f"{name} hat mehr als {MOST_LINES:,} Zeilen. Bitte teilen Sie die Datei.".replace(",", ".")
                )
            yield cells
    except csv.Error as problem:
        raise Refused(
            f"{name} ist nach Zeile {number} keine gültige CSV-Datei: {csv_cause(problem)}. "
            "Öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie als XLSX."
        ) from problem


def decoded(content: bytes, name: str) -> str:
    """The text of a file in whatever encoding it was written. Raises Refused if it is no text."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as problem:
                raise Refused(f"{name} ist beschädigt: {problem.reason}. Bitte noch einmal speichern.") from problem
    head = content[:4000]
    first, second = head[::2].count(0) / max(len(head) / 2, 1), head[1::2].count(0) / max(len(head) / 2, 1)
    if max(first, second) > 0.5 and min(first, second) < 0.05:  # plain letters in two bytes each
        try:
            return content.decode("utf-16-le" if second > first else "utf-16-be")
        except UnicodeDecodeError:
            raise Refused(f"{name} ist keine Textdatei. Möglich sind CSV und XLSX.") from None
    if 0 in head:
        raise Refused(f"{name} ist keine Textdatei. Möglich sind CSV und XLSX.")
    try:
        return _mended(content.decode("utf-8"))
    except UnicodeDecodeError:
        texts = [content.decode(encoding, errors="replace") for encoding in _OLD]
        return max(texts, key=lambda text: len(_GERMAN.findall(text)) - 3 * text.count("\ufffd"))


def _mended(text: str) -> str:
    """A text that was saved twice ("KrÃ¤he") as it once was."""
    if len(_TWICE.findall(text)) < 2 or _GERMAN.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def delimiter(text: str) -> str:
    """The sign between the cells: the one that gives most lines the same number of cells, and more than one."""
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    best, most = ";", 0.0
    for sign in _DELIMITERS:
        try:
            widths = [len(cells) for cells in csv.reader(io.StringIO(sample), delimiter=sign) if cells]
        except csv.Error:
            continue
        wide = Counter(width for width in widths if width > 1)
        if not wide:
            continue
        width, times = wide.most_common(1)[0]
        score = times / len(widths) + min(width, 20) / 100
        if score > most:
            best, most = sign, score
    return best
