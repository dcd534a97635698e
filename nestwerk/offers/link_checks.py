"""Whether addresses of offers answer: which are opened, whose turn it is, what a look says. Values in, values out.

A note is what is kept of an address: ``{address, sentence, broken, since, moved, checked_on}``, days as ISO text.
``since`` is the first of the failed looks in a row; only a second one on another day makes the address broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from nestwerk.common.fetch import Result

FIELDS = ("website", "chat", "video", "messenger")
WEEK = timedelta(days=7)
NIGHTS = 6  # of the seven: one is left for what failed
LEAST = 20  # a small directory is done in a few nights

Note = Mapping[str, Any]


def addresses(values: Mapping[str, Any]) -> dict[str, str]:
    """Column → address. A messenger or chat may name a number or an account instead, which is no address."""
    found = {name: str(values.get(name) or "").strip() for name in FIELDS}
    return {
        name: text
        for name, text in found.items()
        if text and (name == "website" or text.startswith(("http:", "https:")))
    }


def turn(kept: Iterable[tuple[str, Note | None]], *, today: date) -> list[str]:
    """The addresses to open today, each once: what failed for the first time, then what was not opened for a week.

    ``kept``: addresses with what is known of them, if anything. The share of a night is a sixth of all, so that the
    directory is done in a week.
    """
    known: dict[str, Note | None] = {}
    for address, note in kept:
        note = note if note and note.get("address") == address else None
        before = known.get(address)
        if address not in known or (before and (not note or note["checked_on"] < before["checked_on"])):
            known[address] = note
    suspects = [one for one, note in known.items() if note and _is_suspect(note, today)]
    due = [one for one, note in known.items() if one not in set(suspects) and _is_due(note, today)]
    due.sort(key=lambda one: (known[one] or {}).get("checked_on", ""))
    return [*suspects, *due[: max(LEAST, -(-len(known) // NIGHTS))]]


def changed(kept: Iterable[tuple[str, Note | None]]) -> list[str]:
    """The addresses that somebody has put in the place of one that was known."""
    return list(dict.fromkeys(address for address, note in kept if note and note.get("address") != address))


def noted(before: Note | None, address: str, result: Result, *, on: date) -> dict[str, Any]:
    """What to keep after a look. An answer that says neither yes nor no leaves open what was open."""
    before = before if before and before.get("address") == address else {}
    note = {"address": address, "sentence": "", "broken": False, "since": "", "moved": "", "checked_on": on.isoformat()}
    if result.works:
        return note | {"moved": result.address if result.moved else ""}
    since = str(before.get("since", ""))
    if result.broken:
        since = since or on.isoformat()
        return note | {"sentence": result.sentence, "since": since, "broken": since < on.isoformat()}
    broken = bool(before.get("broken"))
    return note | {"sentence": before["sentence"] if broken else result.sentence, "since": since, "broken": broken}


def broken(links: Mapping[str, Note], now: Mapping[str, str]) -> dict[str, str]:
    """Column → sentence, where the address that stands there now is surely broken."""
    return {name: note["sentence"] for name, note in _current(links, now) if note["broken"]}


def moved(links: Mapping[str, Note], now: Mapping[str, str]) -> dict[str, str]:
    """Column → new address, where the page has moved for good."""
    return {name: note["moved"] for name, note in _current(links, now) if note["moved"]}


def _current(links: Mapping[str, Note], now: Mapping[str, str]) -> list[tuple[str, Note]]:
    return [(name, links[name]) for name, address in now.items() if links.get(name, {}).get("address") == address]


def _is_suspect(note: Note, today: date) -> bool:
    return bool(note["since"]) and not note["broken"] and str(note["checked_on"]) < today.isoformat()


def _is_due(note: Note | None, today: date) -> bool:
    return note is None or str(note["checked_on"]) <= (today - WEEK).isoformat()
