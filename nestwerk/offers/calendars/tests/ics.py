"""Calendars for tests, written as a partner's programme writes them."""

from __future__ import annotations

from itertools import count

_numbers = count(1)


def event(*lines: str, title: str = "Elterncafé", uid: str = "") -> str:
    """One event with these lines."""
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid or f'e{next(_numbers)}@example.org'}", f"SUMMARY:{title}", *lines, "END:VEVENT"]
    )


def calendar(*events: str) -> bytes:
    """A calendar with these events."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//DE", *events, "END:VCALENDAR", ""]).encode()


def at(day: str, begins: str = "0930", ends: str = "1100") -> tuple[str, str]:
    """When it is, in Germany."""
    zone = "TZID=Europe/Berlin"
    return f"DTSTART;{zone}:{day}T{begins}00", f"DTEND;{zone}:{day}T{ends}00"
