"""What both ways of reading a list, the command and the workspace, know of files that others wrote."""

from __future__ import annotations

import csv
import re

_SAID = re.compile(r"\ufeff?sep=(.)\r?\n?")  # what Excel writes into a first line of its own
_NO_TABLE = (
    (b"\xd0\xcf\x11\xe0", "ist im alten Excel-Format oder mit einem Kennwort geschützt"),
    (b"%PDF", "ist eine PDF-Datei"),
    (b"{\\rtf", "ist ein Text, keine Tabelle"),
    (b"<!doctype html", "ist eine Internetseite"),
    (b"<html", "ist eine Internetseite"),
    (b"<?xml", "ist eine XML-Datei"),
)
_CAUSES = {  # what Python's reader says
    "unexpected end of data": "ein Anführungszeichen wird nicht wieder geschlossen",
    "expected after": "nach einem schließenden Anführungszeichen steht noch etwas",
    "NUL": "sie enthält Nullzeichen",
    "field limit": "ein Feld ist länger als 1 MB",
    "new-line character": "ein Zeilenumbruch steht mitten in einem Feld",
}


def no_table(begin: bytes) -> str:
    """What a file that begins so is instead of a table, as "ist eine PDF-Datei"; empty if it may be one."""
    head = begin.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return next((sentence for start, sentence in _NO_TABLE if head.startswith(start.lower())), "")


def said_delimiter(first: str) -> str:
    """The delimiter a first line names; empty if it is a line as any other."""
    named = _SAID.fullmatch(first)
    return named[1] if named else ""


def csv_cause(problem: csv.Error) -> str:
    """What is wrong with a CSV file, in German; of rare causes what the reader says."""
    return next((german for sign, german in _CAUSES.items() if sign in str(problem)), str(problem))
