"""One cell: an actor asks an address about a thing; what the table says, what the answer was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import reverse

from nestwerk.networks.rights import ROLES, Page, pages

from .addresses import Address, addresses
from .things import DATA, PERSONAL, SWITCHED_OFF, Things, unknown_keys
from .world import FACTOR, HATS, HIDDEN, OPEN, RELATIONS, SIGN_IN, Actor, World

# An account's own pages do not know networks: they are tried once per role.
AT_HOME = (*ROLES, "no role", "anonymous")
FORBIDDEN, DENIED, BROKEN = "forbidden", "forbidden or hidden", "broken"
WITHIN = {
    "network": (*RELATIONS, "network"),
    "spaces": ("own", "space"),
    "own": ("own", "organisation"),
    "self": ("own",),
    "land": ("network",),
    "all": (*RELATIONS, "network"),
}


class Cell(NamedTuple):
    """Who asks what how."""

    actor: Actor
    page: Page
    address: Address
    relation: str
    method: str

    def __str__(self) -> str:
        return f"{self.method} {self.page.name} by {self.actor.name}" + (f", {self.relation}" if self.relation else "")


@dataclass
class Answer:
    """What came back, with the transaction it ran in rolled back."""

    outcome: str
    status: int
    body: bytes
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    broke: str = ""
    cookies: tuple[str, ...] = ()

    @property
    def location(self) -> str:
        """Where it sends us."""
        return self.headers.get("location", "")


def private_addresses() -> list[Address]:
    """Those with a row of their own and keys we know; the others fail tests of their own."""
    return [one for one in addresses() if one.private and one.name in pages() and not unknown_keys(one)]


def cells(world: World, things: Things) -> list[Cell]:
    """Every actor × address × relation × method: GET where one reads, GET and POST where one writes."""
    return [
        Cell(actor, page, address, relation, method)
        for address in private_addresses()
        for page in (pages()[address.name],)
        for relation in things.relations(address)
        for actor in world.actors.values()
        if actor.name in AT_HOME or page.door not in ("entrance", "account")
        for method in (("GET", "POST") if page.action == "write" else ("GET",))
    ]


def expected(cell: Cell) -> str:
    """What the table of rights says about it."""
    actor, page, relation = cell.actor, cell.page, cell.relation
    if SWITCHED_OFF.keys() & {f"{cell.method} {page.name}", str(cell)}:
        return actor.account if page.door == "account" and actor.account != OPEN else HIDDEN
    if page.door == "entrance":
        return OPEN
    if page.door == "account":
        return actor.account
    door = getattr(actor, page.door)
    if page.door == "land" and actor.role == "land":
        door = OPEN if relation == {"land": "network", "another land": "foreign"}[actor.name] else HIDDEN
        relation = "network" if door == OPEN else relation
    if door != OPEN:
        return str(door)
    if not page.allows(actor.role):
        return FORBIDDEN
    if relation in ("foreign", "missing"):
        return HIDDEN
    if not relation or relation in WITHIN[page.reach[actor.role]]:
        return OPEN
    return DENIED if not _about_a_person(cell) else HIDDEN


def _about_a_person(cell: Cell) -> bool:
    return any(key in PERSONAL for key in cell.address.keys)


def fits(wanted: str, outcome: str) -> bool:
    """Whether the answer is what the table says."""
    return outcome in (FORBIDDEN, HIDDEN) if wanted == DENIED else outcome == wanted


def ask(cell: Cell, world: World, things: Things) -> Answer:
    """The request, through the whole stack, and nothing of it kept."""
    path = reverse(cell.address.name, kwargs=things.fill(cell.address, cell.relation))
    form = DATA[cell.page.name](world, cell.actor) if cell.page.name in DATA else {}
    with transaction.atomic():
        response: Any = cell.actor.client().generic(cell.method, path) if not form else _send(cell, path, form)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    headers = {name.lower(): value for name, value in response.headers.items()}
    broke = repr(response.exc_info[1]) if getattr(response, "exc_info", None) else ""
    return Answer(
        _outcome(cell.page, response.status_code, headers.get("location", "")),
        response.status_code, body, path, headers, broke, tuple(response.cookies),
    )  # fmt: skip


def _send(cell: Cell, path: str, form: dict[str, Any]) -> Any:
    client = cell.actor.client()
    return client.post(path, form) if cell.method == "POST" else client.get(path)


def _outcome(page: Page, status: int, location: str) -> str:
    if status >= 500:
        return BROKEN
    if status in (403, 404):
        return FORBIDDEN if status == 403 else HIDDEN
    sent_to = urlsplit(location)
    if status == 302 and "next=" in sent_to.query and page.door != "entrance":
        turned_away = {"/konto/anmelden/": SIGN_IN, "/konto/rollen/": HATS, "/konto/sicherheit/": FACTOR}
        return turned_away.get(sent_to.path, OPEN)
    return OPEN
