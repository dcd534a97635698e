"""Content lines of RFC 5545: escaped, folded at 75 octets, ended with CRLF."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

FOLD = 75  # octets of a line without its end

# The rules of the European Union since 1996; nothing in a catalogue is older.
BERLIN = (
    "BEGIN:VTIMEZONE", "TZID:Europe/Berlin",
    "BEGIN:DAYLIGHT", "TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
    "BEGIN:STANDARD", "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
    "END:VTIMEZONE",
)  # fmt: skip
_CONTROLS = {code: " " for code in (*range(32), 127) if code != 10}
_ESCAPES = _CONTROLS | {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,", 10: "\\n"}


def text(name: str, value: str) -> str:
    """A line whose value is text."""
    return f"{name}:{value.translate(_ESCAPES)}"


def plain(name: str, value: str) -> str:
    """A line whose value is an address or a number: taken as it is, without anything that could end the line."""
    return f"{name}:{value.translate(_CONTROLS | {10: ' '}).replace(' ', '%20')}"


def on(name: str, days: Iterable[date], at: time | None) -> str:
    """Days, at a time of day in Germany or as whole days."""
    if at is None:
        return f"{name};VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in days)
    return f"{name};TZID=Europe/Berlin:" + ",".join(f"{day:%Y%m%d}T{at:%H%M}00" for day in days)


def moment(name: str, at: datetime) -> str:
    """An instant in UTC."""
    return f"{name}:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def written(lines: Iterable[str]) -> bytes:
    """The lines as they go out."""
    return b"".join(_folded(line.encode()) for line in lines)


def _folded(line: bytes) -> bytes:
    if len(line) <= FOLD:
        return line + b"\r\n"
    pieces, start, room = [], 0, FOLD
    while start < len(line):
        end = min(start + room, len(line))
        while end < len(line) and line[end] & 0xC0 == 0x80:  # never within a letter
            end -= 1
        pieces.append(line[start:end])
        start, room = end, FOLD - 1
    return b"\r\n ".join(pieces) + b"\r\n"
