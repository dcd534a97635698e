"""A strict look at a calendar, written from RFC 5545 and not from the code that writes it."""

from __future__ import annotations

import re

_LINE = re.compile(r"[A-Z0-9-]+(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*:.*", re.S)
_ONCE = ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS", "LAST-MODIFIED")
_AT_MOST_ONCE = ("DTEND", "RRULE", "RECURRENCE-ID", "LOCATION", "GEO", "URL", "DESCRIPTION", "CLASS")
_BAD_TEXT = re.compile(r"(?<!\\)(?:\\\\)*[;,]|(?<!\\)(?:\\\\)*\\[^\\;,nN]")


def problems(raw: bytes) -> list[str]:
    """Everything that the standard forbids and was found."""
    found = []
    if not raw.endswith(b"\r\n") or b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
        found.append("lines end with CRLF and nothing else")
    physical = raw.split(b"\r\n")[:-1]
    found += [f"longer than 75 octets: {line[:40]!r}" for line in physical if len(line) > 75]
    for line in physical:
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append(f"folded within a letter: {line!r}")
    lines = raw.replace(b"\r\n ", b"").decode("utf-8", "replace").split("\r\n")[:-1]
    found += [f"no content line: {line[:60]}" for line in lines if not _LINE.fullmatch(line)]
    found += [f"control character: {line[:60]!r}" for line in lines if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line)]
    if lines[0] != "BEGIN:VCALENDAR" or lines[-1] != "END:VCALENDAR":
        found.append("one calendar, from its first line to its last")
    for name in ("VERSION:2.0", "METHOD:PUBLISH"):
        if lines.count(name) != 1:
            found.append(f"not once: {name}")
    if sum(line.startswith("PRODID:") for line in lines) != 1:
        found.append("not once: PRODID")
    return found + _events(lines)


def _events(lines: list[str]) -> list[str]:
    found: list[str] = []
    seen: set[tuple[str, str]] = set()
    zones = {line.removeprefix("TZID:") for line in lines if line.startswith("TZID:")}
    current: list[str] | None = None
    for line in lines:
        if line == "BEGIN:VEVENT":
            current = []
        elif line == "END:VEVENT" and current is not None:
            found += _event(current, seen, zones)
            current = None
        elif current is not None:
            current.append(line)
    return found


def _event(lines: list[str], seen: set[tuple[str, str]], zones: set[str]) -> list[str]:
    names = [re.split("[;:]", line, maxsplit=1)[0] for line in lines]
    values = dict(zip(names, lines, strict=True))
    found = [f"not once: {name}" for name in _ONCE if names.count(name) != 1]
    found += [f"more than once: {name}" for name in _AT_MOST_ONCE if names.count(name) > 1]
    who = (values.get("UID", ""), values.get("RECURRENCE-ID", ""))
    if who in seen:
        found.append(f"the same UID twice: {who}")
    seen.add(who)
    for line in lines:
        named = re.search(r"TZID=([^:;]+)", line.split(":")[0])
        if named and named[1] not in zones:
            found.append(f"a zone nobody told: {named[1]}")
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
        if _BAD_TEXT.search(values.get(name, "").partition(":")[2]):
            found.append(f"not escaped: {values[name][:60]}")
    starts, ends, rule = (values.get(name, "") for name in ("DTSTART", "DTEND", "RRULE"))
    whole = "VALUE=DATE:" in starts
    if ends and ("VALUE=DATE:" in ends) is not whole:
        found.append("start and end of two kinds")
    if ends and ends.split(":")[1] <= starts.split(":")[1]:
        found.append("over before it begins")
    until = re.search(r"UNTIL=([^;]+)", rule)
    if until and (len(until[1]) == 8) is not whole:
        found.append("UNTIL is of another kind than DTSTART")
    if until and not whole and not until[1].endswith("Z"):
        found.append("UNTIL is not in UTC")
    for name in ("EXDATE", "RDATE", "RECURRENCE-ID"):
        if name in values and ("VALUE=DATE:" in values[name]) is not whole and name != "RECURRENCE-ID":
            found.append(f"{name} of another kind than DTSTART")
    if values.get("STATUS") not in ("STATUS:CONFIRMED", "STATUS:CANCELLED", "STATUS:TENTATIVE"):
        found.append("no such state")
    return found
