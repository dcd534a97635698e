"""What stands in the addresses: for each key of a URL, the thing of every relation. Missing here? Add it here.

A key is what a URL pattern captures (``<int:offer_id>``). ``THINGS`` makes one id per relation (see ``world``); two
keys that mean different things under one name get a line in ``SAME_KEY``. ``DATA`` is the form a page needs before
it does its work; without one it is sent empty, which is enough to pass the door.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from nestwerk.audit.models import RowVersion
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Invitation
from nestwerk.networks.tests.people import make_member, make_user
from nestwerk.offers.actions.lists import choose_columns
from nestwerk.offers.models import Draft, ImportRun, Merge, Offer, Pair, ProblemReport, Source
from nestwerk.publishing.models import (
    AccessPiece,
    Edition,
    EmbedOrigin,
    ExampleFile,
    Issue,
    OwnPage,
    PageFile,
    PageVersion,
    PracticeExample,
)
from nestwerk.publishing.pages.content import Content, Text

from .addresses import Address
from .world import HERE, LAND, MAIL, MISSING, NAME, NO_LAND, OTHER_LAND, Actor, World

Ids = dict[str, Any]  # relation → what stands in the address


def offers(world: World) -> Ids:
    """Drafts: nobody but the network sees them."""
    return {relation: offer.pk for relation, offer in world.offers.items()}


def organisations(world: World) -> Ids:
    """Two relations share the partner's own organisation."""
    return {relation: one.pk for relation, one in world.organisations.items()}


def members(world: World) -> Ids:
    """Guests: of the space that is coordinated, of none, and next door."""
    near = make_member(world.here, "guest", user=make_user(f"{MAIL}-nah@example.org", name=NAME), spaces=["mitte"])
    return {"space": near.pk, "network": world.members["guest"].pk, "foreign": world.neighbours["guest"].pk}


def invitations(world: World) -> Ids:
    """Open ones."""
    return {
        relation: _invitation(network, host, spaces).pk
        for relation, network, host, spaces in (
            ("space", world.here, world.members["coordinator"], ["mitte"]),
            ("network", world.here, world.members["coordinator"], []),
            ("foreign", world.there, world.neighbours["coordinator"], []),
        )
    }


def _invitation(network: Any, host: Any, spaces: list[str]) -> Invitation:
    now = timezone.now()
    with tenant(network.pk):
        return Invitation.objects.create(
            network=network,
            email=f"eingeladen{len(spaces)}@{network.slug}.example.org",
            role="guest",
            spaces=spaces,
            fingerprint=secrets.token_hex(32),
            invited_by=host,
            invited_at=now,
            expires_at=now + timedelta(days=7),
        )


def reports(world: World) -> Ids:
    """One about each offer."""
    made: Ids = {}
    for relation, offer in world.offers.items():
        with tenant(offer.network_id):
            made[relation] = ProblemReport.objects.create(
                network_id=offer.network_id, offer=offer, kind="gone", reported_on=timezone.localdate()
            ).pk
    return made


def drafts(world: World) -> Ids:
    """One that waits for a review at each offer."""
    made: Ids = {}
    for relation, offer in world.offers.items():
        with tenant(offer.network_id):
            now = timezone.now()
            made[relation] = Draft.objects.create(
                network_id=offer.network_id, offer=offer, state=Draft.State.SUBMITTED, message="Bitte ansehen",
                started_at=now, saved_at=now, submitted_at=now,
            ).pk  # fmt: skip
    return made


def versions(world: World) -> Ids:
    """What each offer was before a change."""
    made: Ids = {}
    for relation, offer in world.offers.items():
        with tenant(offer.network_id):
            Offer.objects.filter(pk=offer.pk).update(city="Musterstadt")
            made[relation] = RowVersion.objects.filter(row_id=offer.pk, operation="UPDATE").latest("pk").pk
    return made


def pairs(world: World) -> Ids:
    """Two offers that look like one, here and next door."""
    return {
        relation: _two(world, relation, Pair, found_at=timezone.now(), first=first, second=second).pk
        for relation, first, second in _twos(world)
    }


def merges(world: World) -> Ids:
    """One that became another."""
    return {
        relation: _two(world, relation, Merge, at=timezone.now(), by=1, kept=first, gone=second).pk
        for relation, first, second in _twos(world)
    }


def _twos(world: World) -> list[tuple[str, int, int]]:
    here = sorted((world.offers["network"].pk, world.offers["space"].pk))
    there = world.offers["foreign"].pk
    return [("network", here[0], here[1]), ("foreign", there, there + 1_000_000)]


def _two(world: World, relation: str, model: Any, **values: Any) -> Any:
    network = world.there if relation == "foreign" else world.here
    with tenant(network.pk):
        return model.objects.create(network=network, kind="offer", **values)


def lists(world: World) -> Ids:
    """One on its way in each network."""
    sheet = {"name": "Liste", "header": ["Titel", "Ort"], "rows": [["Treff", "Sonneberg"]], "header_row": 1}
    made: Ids = {}
    for relation, network in (("network", world.here), ("foreign", world.there)):
        with tenant(network.pk):
            run = ImportRun.objects.create(network=network, file_name="liste.csv", sheet=sheet, read_at=timezone.now())
            made[relation] = choose_columns(run, {"columns": {"Titel": ["title"]}}, at=timezone.now()).pk
    return made


def editions(world: World) -> Ids:
    """One that nobody has laid out, in each network."""
    made: Ids = {}
    for relation, network in (("network", world.here), ("foreign", world.there)):
        with tenant(network.pk):
            made[relation] = Edition.objects.create(
                network=network, key="de-a5", stand=timezone.localdate(), made_at=timezone.now(), digest="0" * 64,
                pages=1, offers=0, size=5, content=b"%PDF-",
            ).pk  # fmt: skip
    return made


def origins(world: World) -> Ids:
    """One website on the list of each network."""
    made: Ids = {}
    for relation, network in (("network", world.here), ("foreign", world.there)):
        with tenant(network.pk):
            made[relation] = EmbedOrigin.objects.create(
                network=network, origin="https://www.example.org", added_at=timezone.now()
            ).pk
    return made


def access_pieces(world: World) -> Ids:
    """A text in Leichte Sprache nobody has published, in each network."""
    made: Ids = {}
    for relation, network in (("network", world.here), ("foreign", world.there)):
        with tenant(network.pk):
            made[relation] = AccessPiece.objects.create(
                network=network, kind="easy", title="Kanarienentwurf", text="Hallo.", changed_at=timezone.now()
            ).pk
    return made


def own_pages(world: World) -> Ids:
    """One nobody has published, in each network."""
    made: Ids = {}
    for relation, network in (("network", world.here), ("foreign", world.there)):
        with tenant(network.pk):
            page = OwnPage.objects.create(
                network=network, kind="portrait", slug="entwurf", title="Kanarienentwurf", latest=1
            )
            stored = Content({"de": Text(title="Kanarienentwurf")}).stored()
            PageVersion.objects.create(network=network, page=page, number=1, content=stored, saved_at=timezone.now())
            PageFile.objects.create(
                network=network, page=page, mark="0123456789abcdef", name="bild.png", media_type="image/png",
                content=b"\x89PNG", size=4, width=1, height=1, added_at=timezone.now(),
            )  # fmt: skip
            made[relation] = page.pk
    return made


def examples(world: World) -> Ids:
    """A draft in each network."""
    made: Ids = {}
    for relation, network in (("network", world.here), ("foreign", world.there)):
        with tenant(network.pk):
            made[relation] = PracticeExample.objects.create(
                network=network, title="Kanarienentwurf", content={"title": "Kanarienentwurf"},
                created_at=timezone.now(),
            ).pk  # fmt: skip
            ExampleFile.objects.create(
                network=network, example_id=made[relation], mark="0123456789abcdef", name="bild.png",
                media_type="image/png", content=b"\x89PNG", size=4, added_at=timezone.now(),
            )  # fmt: skip
    return made


def sources(world: World) -> Ids:
    """A directory each network draws from."""
    made: Ids = {}
    for relation, network in (("network", world.here), ("foreign", world.there)):
        with tenant(network.pk):
            made[relation] = Source.objects.create(
                network=network, name="kreis", title="Verzeichnis des Kreises", address="https://hsds.example.org/",
                added_at=timezone.now(),
            ).pk  # fmt: skip
    return made


def issues(world: World) -> Ids:
    """A draft of the newsletter in each network."""
    made: Ids = {}
    for relation, network in (("network", world.here), ("foreign", world.there)):
        with tenant(network.pk):
            made[relation] = Issue.objects.create(
                network=network, audience="parents", texts={"de": {"title": "Kanarienentwurf", "intro": "Hallo"}},
                saved_at=timezone.now(),
            ).pk  # fmt: skip
    return made


def lands(world: World) -> Ids:
    """Of the Land's coordination."""
    return {"network": LAND, "foreign": OTHER_LAND, "missing": NO_LAND}


THINGS: Mapping[str, Callable[[World], Ids]] = {
    "offer_id": offers,
    "organisation_id": organisations,
    "partner_id": organisations,
    "member_id": members,
    "membership_id": members,
    "invitation_id": invitations,
    "report_id": reports,
    "draft_id": drafts,
    "version_id": versions,
    "pair_id": pairs,
    "merge_id": merges,
    "run_id": lists,
    "edition_id": editions,
    "origin_id": origins,
    "page_id": own_pages,
    "piece_id": access_pieces,
    "example_id": examples,
    "issue_id": issues,
    "source_id": sources,
    "land": lands,
}
# What names no thing of ours.
PLAIN: Mapping[str, Any] = {
    "network": HERE,
    "key": "MQ-geraten",
    "uidb36": "zz",
    "token": "geraten",
    "provider_id": "verwaltung",
    "pk": MISSING,
    "wish": "dunkel",
    "section": "text",
    "which": "neu",
    "chapter": "geld",
    "part": "alone",
    "audience": "parents",
    "language": "de",
    "mark": "0123456789abcdef",
}
# Another meaning of a key at one address: (address, key) → maker.
SAME_KEY: Mapping[tuple[str, str], Callable[[World], Ids]] = {}
# Closed for everybody as these tests are set up, and why: "METHOD address" or a whole cell.
SWITCHED_OFF: Mapping[str, str] = {
    f"{method} {name}": why
    for methods, name, why in (
        ("GET POST", "openid_connect_login", "no NESTWERK_OIDC_URL"),
        ("GET POST", "openid_connect_callback", "no NESTWERK_OIDC_URL"),
        ("POST", "account_confirm_email", "the key is guessed"),
        ("GET POST", "roles:invitation", "the link is guessed"),
        ("GET POST", "mfa_remove_webauthn", "the passkey named is nobody's"),
        ("GET POST", "mfa_edit_webauthn", "the passkey named is nobody's"),
    )
    for method in methods.split()
} | {
    "POST roles:wear_hat by no role": "there is none to put on",
    **{f"POST publishing:example_copy by {role}": "it names no example" for role in ("coordinator", "editor")},
    **{
        f"{method} workspace:concept by {role}": "it names no example"
        for method in ("GET", "POST")
        for role in ("coordinator", "editor")
    },
}
# The form a page needs: address → (world, actor) → fields.
DATA: Mapping[str, Callable[[World, Actor], dict[str, Any]]] = {
    "roles:wear_hat": lambda world, actor: {"hat": actor.hat},
    "workspace:find": lambda world, actor: {"q": "Kanarienentwurf"},
    "publishing:access_new": lambda world, actor: {"art": "easy"},
    "publishing:page_restore": lambda world, actor: {"fassung": "1"},
}
# Forms that name a thing: address, field, what it names, and the rest of the form.
NAMING: tuple[tuple[str, str, Callable[[World], Ids], dict[str, Any]], ...] = (
    ("partners:assign", "mitglied", members, {}),
    ("networks:hand_over", "successor", members, {}),
    ("offers:merge_partner", "mit", organisations, {"bleibt": "first"}),
    ("networks:invite", "organisations", organisations, {"email": "neu@example.org", "role": "partner"}),
)


def unknown_keys(address: Address) -> list[str]:
    """Keys of an address nobody has taught this file."""
    return [
        key for key in address.keys if key not in THINGS and key not in PLAIN and (address.name, key) not in SAME_KEY
    ]


class Things:
    """Ids by key and relation, each made once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._made: dict[Callable[[World], Ids], Ids] = {}

    def ids(self, address: Address, key: str) -> Ids | None:
        """The relations of a key; None where it names no thing."""
        make = SAME_KEY.get((address.name, key)) or THINGS.get(key)
        return None if make is None else self.of(make)

    def of(self, make: Callable[[World], Ids]) -> Ids:
        """What a maker makes, once."""
        if make not in self._made:
            self._made[make] = {"missing": MISSING} | make(self.world)
        return self._made[make]

    def relations(self, address: Address) -> list[str]:
        """In which relations the things of this address can stand; one empty word if it names none."""
        named = [ids for key in address.keys if (ids := self.ids(address, key)) is not None]
        return [one for one in named[0] if all(one in other for other in named)] if named else [""]

    def fill(self, address: Address, relation: str) -> dict[str, Any]:
        """What to put into the address."""
        filled = {}
        for key in address.keys:
            ids = self.ids(address, key)
            filled[key] = PLAIN[key] if ids is None else ids[relation]
        return filled
