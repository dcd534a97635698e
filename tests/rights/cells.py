"""One cell: an actor asks an address about a thing; what the table says, what the answer was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from django.db import transaction
from django.urls import reverse

from nestwerk.networks.rights import NETWORK_ROLES, ROLES, Page, pages

from .addresses import Address, addresses
from .things import DATA, SWITCHED_OFF, Things, unknown_keys
from .world import FACTOR, HATS, HIDDEN, OPEN, RELATIONS, SIGN_IN, Actor, World

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|(?<=X-CSRFToken": ")[^"]+')
# An account's own pages do not know networks: they are tried once per role.
AT_HOME = (*ROLES, "no role", "anonymous")
STRANGER = "stranger as coordinator"
IN_TURN = (
    *(f"stranger as {role}" for role in NETWORK_ROLES if role != "coordinator"),
    "not yet", "under the hat of the neighbour", "another land", "no role",
)  # fmt: skip
TURNS = 3
TWICE = ("coordinator under the hat of a guest",)  # the guest is asked about everything
FORBIDDEN, DENIED, GONE = "forbidden", "forbidden or hidden", "no such thing"
METHOD, BROKEN = "other method", "broken"  # 405 says nothing about the thing in the address
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

    @property
    def said(self) -> tuple[int, bytes]:
        """Status and body, without what is drawn anew each time and without the address that was asked."""
        body = TOKEN.sub(b"", self.body)
        return self.status, body.replace(quote(self.path).encode(), b"").replace(self.path.encode(), b"")

    @property
    def location(self) -> str:
        """Where it sends us."""
        return self.headers.get("location", "")


def private_addresses() -> list[Address]:
    """Those with a row of their own and keys we know; the others fail tests of their own."""
    return [one for one in addresses() if one.private and one.name in pages() and not unknown_keys(one)]


def cells(world: World, things: Things) -> list[Cell]:
    """Every actor × address × relation × method: GET where one reads, GET and POST where one writes.

    The door does not look at the page, so those whom it turns away for the same reason take turns.
    """
    return [
        Cell(actor, page, address, relation, method)
        for number, address in enumerate(private_addresses())
        for page in (pages()[address.name],)
        for actor in world.actors.values()
        if actor.name in AT_HOME or page.door not in ("entrance", "account")
        if page.door != "network" or actor.name not in IN_TURN or (IN_TURN.index(actor.name) - number) % TURNS == 0
        for relation in _relations(actor, page, things.relations(address))
        for method in (("GET", "POST") if page.action == "write" else ("GET",))
    ]


def _relations(actor: Actor, page: Page, relations: list[str]) -> list[str]:
    """The things worth asking about: where the answer cannot hang on the thing, one of each network is enough.

    Whoever gets in and may open the page is asked about every kind of thing her reach tells apart; whoever may not
    open it, about one here and one there; whoever does not get past the door, about one here (and one stranger about
    one of her own network too).
    """
    if page.door != "network" or len(relations) < 3:
        return relations
    here = next(one for one in relations if one not in ("foreign", "missing"))
    if actor.name in TWICE or (actor.network != OPEN and actor.name != STRANGER):
        return [here]
    if actor.network != OPEN or not page.allows(actor.role):
        return [here, "foreign"]
    if page.reach[actor.role] == "network":
        return [one for one in relations if one not in ("organisation", "space")]
    return relations


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
        return GONE
    if not relation or relation in WITHIN[page.reach[actor.role]]:
        return OPEN
    return DENIED


def fits(wanted: str, outcome: str) -> bool:
    """Whether the answer is what the table says."""
    also = {OPEN: (METHOD,), GONE: (HIDDEN, METHOD), DENIED: (FORBIDDEN, HIDDEN, METHOD)}
    return outcome == wanted or outcome in also.get(wanted, ())


def address_of(cell: Cell, things: Things) -> str:
    """The path it asks."""
    return reverse(cell.address.name, kwargs=things.fill(cell.address, cell.relation))


def form_of(cell: Cell, world: World) -> dict[str, Any]:
    """What it sends."""
    return DATA[cell.page.name](world, cell.actor) if cell.page.name in DATA else {}


def ask(cell: Cell, path: str, form: dict[str, Any] | None = None) -> Answer:
    """The request, through the whole stack, and nothing of it kept."""
    client = cell.actor.client()
    with transaction.atomic():
        response: Any = client.post(path, form) if cell.method == "POST" else client.get(path, form)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    headers = {name.lower(): value for name, value in response.headers.items()}
    broke = repr(response.exc_info[1]) if getattr(response, "exc_info", None) else ""
    return Answer(
        _outcome(cell.page, response.status_code, headers.get("location", "")),
        response.status_code, body, path, headers, broke,
    )  # fmt: skip


def _outcome(page: Page, status: int, location: str) -> str:
    if status >= 500:
        return BROKEN
    if status in (403, 404, 405):
        return {403: FORBIDDEN, 404: HIDDEN, 405: METHOD}[status]
    sent_to = urlsplit(location)
    if status == 302 and "next=" in sent_to.query and page.door != "entrance":
        turned_away = {"/konto/anmelden/": SIGN_IN, "/konto/rollen/": HATS, "/konto/sicherheit/": FACTOR}
        return turned_away.get(sent_to.path, OPEN)
    return OPEN
