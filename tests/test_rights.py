"""The table of rights holds: every address is in it, and every role gets from every page what it says (R-01, R-02).

When a test here names an address: give it a row in ``nestwerk/networks/data/rights.tsv`` (columns: see
``nestwerk/networks/rights.py``). When it names a key of an address: teach it in ``tests/rights/things.py``.
"""

from __future__ import annotations

import logging
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import pytest
from django.db import transaction
from django.test import TransactionTestCase, override_settings
from django.urls import reverse

from nestwerk.common.doors import ACCOUNT, LAND, NETWORK, OPERATION
from nestwerk.networks.rights import INSTALLATION_ROLES, NETWORK_ROLES, NOTHING, ROLES, declared, pages
from tests.report import note
from tests.rights.addresses import Address, addresses
from tests.rights.cells import (
    BROKEN,
    FORBIDDEN,
    STRANGER,
    WITHIN,
    Answer,
    Cell,
    address_of,
    ask,
    cells,
    expected,
    fits,
    form_of,
    private_addresses,
)
from tests.rights.things import NAMING, Things, unknown_keys
from tests.rights.world import HIDDEN, MAIL, MISSING, NAME, OPEN, RELATIONS, SIGN_IN, Actor, World, build_world, canary

ROW = "Bitte eine Zeile in nestwerk/networks/data/rights.tsv ergänzen: page, thing, action, door, Reichweite je Rolle."
KEY = "Bitte in tests/rights/things.py sagen, wofür der Schlüssel steht (THINGS, PLAIN oder SAME_KEY)."
PAIRS = 40
DOOR_OF = {NETWORK: ("network",), ACCOUNT: ("entrance", "account"), LAND: ("land",), OPERATION: ("operator",)}
OPEN_TO = {
    "public": ROLES, "entrance": ROLES, "account": ROLES,
    "network": NETWORK_ROLES, "land": ("land",), "operator": ("operator",),
}  # fmt: skip


# --- every address is in the table, and the table names nothing else -----------------------------------------------


def test_every_address_has_a_name() -> None:
    assert [one.route for one in addresses() if one.name.split(":")[-1] == ""] == []


def test_every_address_is_declared_with_thing_and_action() -> None:
    missing = [f"{one.name} ({one.route})" for one in addresses() if declared(one.name) is None]
    assert missing == [], ROW
    own_row = [one.name for one in addresses() if one.private and one.name not in pages()]
    assert own_row == [], f"Private Adressen brauchen eine eigene Zeile. {ROW}"


def test_every_row_names_an_address() -> None:
    names = {one.name for one in addresses()}
    rules = {page for page in pages() if page.endswith("*")}
    used = {row.name for one in names if (row := declared(one))}
    assert sorted(set(pages()) - names - rules) == [], "Zeilen ohne Adresse: bitte löschen oder berichtigen."
    assert sorted(rules - used) == []
    assert [page for page in rules if pages()[page].door != "public"] == [], "Sammelzeilen nur für Öffentliches."


def test_every_address_stands_behind_the_door_its_row_names() -> None:
    wrong = []
    for one in addresses():
        row = declared(one.name)
        allowed = next((doors for prefix, doors in DOOR_OF.items() if f"/{one.route}".startswith(prefix)), ("public",))
        if row and row.door not in allowed:
            wrong.append(f"{one.name}: {row.door}, but /{one.route}")
    assert wrong == []


def test_every_key_of_an_address_can_be_filled_in() -> None:
    unknown = {one.name: unknown_keys(one) for one in addresses() if one.private and unknown_keys(one)}
    assert unknown == {}, KEY


def test_every_row_says_something_possible() -> None:
    reaches = {*WITHIN, NOTHING}
    wrong = [
        f"{row.name}: {role} = {reach}"
        for row in pages().values()
        for role, reach in row.reach.items()
        if reach not in reaches or (reach != NOTHING) > (role in OPEN_TO.get(row.door, ()))
    ]
    wrong += [f"{row.name}: {row.action}" for row in pages().values() if row.action not in ("read", "write", "export")]
    wrong += [f"{row.name}: nobody may" for row in pages().values() if set(row.reach.values()) == {NOTHING}]
    assert wrong == []


def test_every_page_before_and_around_sign_in_is_open_to_every_role() -> None:
    halves = [row for row in pages().values() if row.door in ("entrance", "account", "public")]
    assert [row.name for row in halves if NOTHING in row.reach.values()] == []


# --- one real request per cell --------------------------------------------------------------------------------------


@dataclass
class Walk:
    """All answers of one walk through the table."""

    world: World
    things: Things
    answers: list[tuple[Cell, Answer]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)


class Keep(logging.Handler):
    """Collects what would be logged."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def things(django_db_setup: None, django_db_blocker: Any) -> Iterator[Things]:
    """The world, committed; each request is rolled back, the tables are emptied at the end."""
    with django_db_blocker.unblock():
        try:
            yield Things(build_world())
        finally:
            TransactionTestCase._fixture_teardown(TransactionTestCase())


@pytest.fixture(scope="module")
def walk(things: Things) -> Walk:
    """Everything asked once."""
    done = Walk(things.world, things)
    keep, root = Keep(done.log), logging.getLogger()
    root.addHandler(keep)
    try:
        with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=86_400):  # asking again is a story of `accounts`
            for cell in cells(things.world, things):
                done.answers.append((cell, ask(cell, address_of(cell, things), form_of(cell, things.world))))
    finally:
        root.removeHandler(keep)
    return done


@pytest.mark.slow
def test_every_role_gets_from_every_page_what_the_table_says(walk: Walk) -> None:
    """R-02. A failure says what the table says, what came, and below it to whom."""
    wrong = defaultdict(list)
    for cell, answer in walk.answers:
        if not fits(expected(cell), answer.outcome):
            got = f"{answer.outcome} ({answer.status}) {answer.broke}"
            difference = f"{cell.method} {cell.page.name}: table says {expected(cell)}, got {got}"
            wrong[difference].append(f"{cell.actor.name} {cell.relation}".strip())
    note(f"Rechtetabelle: {len(walk.answers):n} Zellen geprüft, {sum(map(len, wrong.values()))} Abweichungen")
    if wrong:
        pytest.fail("\n".join(f"{what}\n    {', '.join(who)}" for what, who in wrong.items()), pytrace=False)


def test_the_walk_is_wide_enough(walk: Walk) -> None:
    seen = Counter(expected(cell) for cell, _ in walk.answers)
    assert len(walk.answers) >= 2_000
    assert min(seen[OPEN], seen[HIDDEN], seen[FORBIDDEN], seen[SIGN_IN]) > 50, "every answer is really tried"
    assert {cell.actor.role for cell, _ in walk.answers} >= {*NETWORK_ROLES, *INSTALLATION_ROLES}


def test_a_foreign_thing_answers_exactly_like_one_that_does_not_exist(walk: Walk) -> None:
    """R-03: status and body."""
    pairs = 0
    found = {str(cell): answer for cell, answer in walk.answers}
    for cell, answer in walk.answers:
        if cell.relation == "foreign" and cell.page.door == "network":
            missing = found.get(str(cell._replace(relation="missing")))  # a stranger is not asked twice
            if missing:
                assert answer.said == missing.said, str(cell)
                pairs += 1
    assert pairs
    note(f"Fremde Kennungen: {pairs} Paare fremd/fehlend, gleich in Status und Inhalt")


@pytest.mark.parametrize("naming", NAMING, ids=lambda naming: f"{naming[0]} {naming[1]}")
def test_a_foreign_thing_in_a_form_answers_like_one_that_does_not_exist(things: Things, naming: Any) -> None:
    """R-03 for what is sent: nothing is done, and nothing tells one from the other."""
    name, field_name, make, rest = naming
    address = next(one for one in addresses() if one.name == name)
    cell = Cell(things.world.actors["coordinator"], pages()[name], address, things.relations(address)[0], "POST")
    path, theirs = address_of(cell, things), things.of(make)["foreign"]
    foreign, missing = (ask(cell, path, rest | {field_name: value}) for value in (theirs, MISSING))
    assert foreign.status in (200, 404, 409, 422), "nothing was done"
    assert foreign.status == missing.status
    assert foreign.said[1] == missing.said[1].replace(str(MISSING).encode(), str(theirs).encode())
    assert b"Nachbarstadt" not in foreign.body


def test_a_stranger_sees_of_a_network_what_everybody_sees_of_none(things: Things) -> None:
    """R-03 for the network itself: the page of a neighbour equals that of a network nobody founded."""
    page, address = pages()["workspace:today"], Address("workspace:today", "", ("network",))
    cell = Cell(things.world.actors[STRANGER], page, address, "", "GET")
    there, nowhere = ask(cell, f"/netz/{things.world.here.slug}/"), ask(cell, "/netz/gibt-es-nicht/")
    assert there.said == nowhere.said
    assert there.status == 404


@pytest.mark.slow
def test_a_foreign_thing_takes_as_long_as_one_that_does_not_exist(things: Things) -> None:
    """R-03: the medians of paired requests lie within the noise, for things in an address and for networks."""
    coordinator, stranger = (things.world.actors[name] for name in ("coordinator", STRANGER))
    for address in private_addresses():
        page = pages()[address.name]
        if page.door == "network" and page.allows("coordinator") and "foreign" in things.relations(address):
            method = "POST" if page.action == "write" else "GET"
            paths = [reverse(address.name, kwargs=things.fill(address, one)) for one in ("foreign", "missing")]
            _takes_as_long(coordinator, method, *paths, what=f"Kennung, {page.name}")
            break
    _takes_as_long(stranger, "GET", f"/netz/{things.world.here.slug}/", "/netz/gibt-es-nicht/", what="Netzwerk")


def _takes_as_long(actor: Actor, method: str, foreign: str, missing: str, *, what: str) -> None:
    taken: dict[str, list[float]] = {foreign: [], missing: []}
    for number in range(2 * PAIRS):
        path = (foreign, missing)[(number + number // 2) % 2]  # neither always comes first
        client = actor.client()
        with transaction.atomic():
            began = time.perf_counter()
            assert client.generic(method, path).status_code == 404
            taken[path].append(time.perf_counter() - began)
            transaction.set_rollback(True)
    ratio = median(taken[foreign]) / median(taken[missing])
    note(f"Fremd oder fehlend ({what}): {median(taken[foreign]) * 1000:.1f} ms, Verhältnis {ratio:.2f}")
    assert 0.5 < ratio < 2, what


def test_nothing_of_the_neighbour_or_out_of_reach_stands_on_any_page(walk: Walk) -> None:
    """Drafts carry a word of their own; it stands only where its reader reaches it, for planning nowhere (R-62)."""
    leaks = []
    for cell, answer in walk.answers:
        reach = cell.page.reach.get(cell.actor.role, NOTHING)
        inside = answer.outcome == OPEN and cell.page.door == "network" and cell.actor.role != "planner"
        seen = WITHIN.get(reach, ()) if inside else ()
        leaks += [
            f"{cell}: {relation}"
            for relation in (*RELATIONS, "foreign")
            if relation not in seen and canary(relation).encode() in answer.body
        ]
    assert leaks == []
    assert any(canary("own").encode() in answer.body for _, answer in walk.answers), "or this test proves nothing"


def test_every_answer_forbids_foreign_content_and_keeps_out_of_caches(walk: Walk) -> None:
    """R-57, R-58."""
    wrong = [f"{cell}: {problem}" for cell, answer in walk.answers for problem in _headers(cell, answer)]
    assert wrong == []


FRAMED = "workspace:preview"  # the one page our own pages hold in a frame


def _headers(cell: Cell, answer: Answer) -> list[str]:
    headers = answer.headers
    policy = headers.get("content-security-policy", "")
    by = "'self'" if cell.page.name == FRAMED and answer.status == 200 else "'none'"
    problems = [] if "default-src 'none'" in policy and f"frame-ancestors {by}" in policy else ["no strict CSP"]
    problems += ["unsafe-… in CSP"] if "unsafe-" in policy or "*" in policy or "data:" in policy else []
    personal = not headers.get("content-type", "").startswith("text/css")  # a network's colour is no secret
    problems += ["may be stored"] if personal and "no-store" not in headers.get("cache-control", "") else []
    problems += [] if headers.get("referrer-policy") in ("no-referrer", "same-origin") else ["tells where one was"]
    problems += [] if headers.get("x-content-type-options") == "nosniff" else ["may be sniffed"]
    return problems


def test_no_name_and_no_address_of_a_person_stands_in_url_title_or_log(walk: Walk) -> None:
    """R-58."""
    told = []
    for cell, answer in walk.answers:
        titles = " ".join(re.findall(r"<title>(.*?)</title>", answer.body.decode("utf-8", "replace"), re.S))
        told += [
            f"{cell}: {where}"
            for where, text in (("title", titles), ("address", answer.path), ("Location", answer.location))
            if NAME in text or MAIL in text
        ]
    told += [f"log: {line}" for line in walk.log if NAME in line or MAIL in line]
    assert told == []
    shown = [answer for _, answer in walk.answers if NAME.encode() in answer.body or MAIL.encode() in answer.body]
    assert shown, "the names stand on some page, or this test proves nothing"


def test_no_answer_is_an_accident(walk: Walk) -> None:
    assert [f"{cell}: {answer.broke}" for cell, answer in walk.answers if answer.outcome == BROKEN] == []
    assert FORBIDDEN in {answer.outcome for _, answer in walk.answers} or len(private_addresses()) < 60
