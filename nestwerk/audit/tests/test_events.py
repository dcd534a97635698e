"""R-37: every event the code records has its sentence, and every sentence is recorded somewhere."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from nestwerk.audit.events import EVENTS

PACKAGE = Path(__file__).parents[2]
NAME = re.compile(r"[a-z]+\.[a-z_]+")


def literals(node: ast.expr) -> list[str] | None:
    """The event names an argument can have; None if it is not written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        both = literals(node.body), literals(node.orelse)
        return both[0] + both[1] if both[0] is not None and both[1] is not None else None
    return None


def sources() -> list[tuple[Path, ast.Module]]:
    paths = [path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@cache
def handing_on(tree: ast.Module) -> dict[str, int]:
    """Functions that take an ``event`` and hand it on to ``record``: their name → the place of that argument."""
    found = {}
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = [argument.arg for argument in function.args.args]
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and called(node) == "record"]
        if "event" in names and any(isinstance(a, ast.Name) and a.id == "event" for c in calls for a in c.args):
            found[function.name] = names.index("event")
    return found


@cache
def recorded() -> tuple[dict[str, str], list[str]]:
    """Event → where it is recorded; and the calls whose event is not written out."""
    found: dict[str, str] = {}
    unclear: list[str] = []
    trees = sources()
    for path, tree in trees:
        app = path.relative_to(PACKAGE).parts[0]
        takes = {"record": 1}
        for other, its in trees:  # such a function serves its own app only, a private one its own module
            if other.relative_to(PACKAGE).parts[0] == app:
                mine = handing_on(its)
                takes |= mine if other == path else {name: at for name, at in mine.items() if name[0] != "_"}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or called(node) not in takes:
                continue
            at = takes[called(node)]
            given = [*node.args[at : at + 1], *(word.value for word in node.keywords if word.arg == "event")]
            if not given:
                continue  # another function of that name
            events = literals(given[0])
            inside_one = isinstance(given[0], ast.Name) and given[0].id == "event"
            if events is None and not inside_one:
                unclear.append(f"{path.relative_to(PACKAGE.parent)}:{node.lineno}")
            found.update(dict.fromkeys(events or [], f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"))
    return {event: place for event, place in found.items() if NAME.fullmatch(event)}, unclear


def test_every_event_the_code_records_has_a_sentence() -> None:
    found, unclear = recorded()
    assert unclear == [], 'Call record(by, "app.what_happened", …) with the event written out.'
    missing = {event: place for event, place in found.items() if event not in EVENTS}
    assert missing == {}, "Please give each its German sentence in nestwerk/audit/events.py (one line, sorted)."


def test_every_sentence_belongs_to_an_event_the_code_records() -> None:
    found, _ = recorded()
    assert sorted(set(EVENTS) - set(found)) == [], "Nothing records these: take them out of nestwerk/audit/events.py."


def test_the_list_is_sorted_and_fits_its_column() -> None:
    assert list(EVENTS) == sorted(EVENTS)
    assert [event for event in EVENTS if len(event) > 60 or "." not in event] == []
