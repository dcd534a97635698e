"""Two neighbouring networks with a person for every role, and things that stand to them in every relation.

Relations of a thing to somebody of *musterstadt*: ``own`` (own organisation, own social space), ``organisation``
(own organisation, another space), ``space`` (own space, another organisation), ``network`` (neither), ``foreign``
(of the neighbouring network) and ``missing`` (no such id anywhere).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import Client
from django.utils import timezone

from nestwerk.accounts.models import Appointment, User
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.networks.rights import NETWORK_ROLES
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import SINCE, make_member, make_user
from nestwerk.offers.models import CalendarFeed, Offer
from nestwerk.offers.tests.builders import make_offer
from nestwerk.partners.models import Organisation
from nestwerk.publishing.tests.putting_out import put_out

HERE, THERE = "musterstadt", "nachbarstadt"
NAME, MAIL = "Kanaria Goldfink", "kanarienvogel"  # every member is called and written to like this
LAND, OTHER_LAND, NO_LAND = "16", "05", "13"  # of both networks; of nobody here; where nothing is
MISSING = 987_654_321
OPEN, HIDDEN, SIGN_IN, HATS, FACTOR = "open", "hidden", "sign in", "choose a hat", "second factor"
RELATIONS = ("own", "organisation", "space", "network")


@dataclass
class Actor:
    """Somebody at the door: the cookie she sends, the role she wears, and what each door says to her."""

    name: str
    role: str = ""
    cookie: str = ""
    hat: str = ""
    user_id: int = 0
    member: Membership | None = None
    account: str = OPEN
    network: str = HIDDEN
    land: str = HIDDEN
    operator: str = HIDDEN

    def client(self) -> Client:
        """A browser of its own, so that nothing is carried from one request to the next."""
        client = Client(raise_request_exception=False)
        if self.cookie:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookie
        return client


@dataclass
class World:
    """What the table of rights is tried out on."""

    here: Network
    there: Network
    organisations: dict[str, Organisation] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    members: dict[str, Membership] = field(default_factory=dict)
    neighbours: dict[str, Membership] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


def build_world() -> World:
    """Make it, committed."""
    world = World(make_network(HERE, "Netzwerk Musterstadt"), make_network(THERE, "Netzwerk Nachbarstadt", "16073"))
    for network in (world.here, world.there):
        with tenant(network.pk):
            for slug in ("mitte", "nord"):
                SocialSpace.objects.create(network=network, slug=slug, name=slug.title())
    _offers(world)
    _people(world)
    _lookers_after(world)
    put_out(HERE, at=timezone.now())
    return world


def canary(relation: str) -> str:
    """A word that stands in the title of the draft of this relation and nowhere else."""
    return f"Kanarienentwurf-{relation}-Ende"


def _offers(world: World) -> None:
    for relation in (*RELATIONS, "foreign"):
        network = world.there if relation == "foreign" else world.here
        owner = "Familienhaus" if relation in ("own", "organisation") else f"Haus {relation}"
        with tenant(network.pk):
            space = SocialSpace.objects.get(slug="mitte" if relation in ("own", "space", "foreign") else "nord")
        world.offers[relation] = make_offer(
            network, canary(relation), owner, social_space_id=space.pk, status=Offer.Status.DRAFT, published_at=None
        )
        with tenant(network.pk):
            CalendarFeed.objects.create(  # its dates come from a calendar, so that there is one to stop
                network=network, offer=world.offers[relation], address="https://kalender.example.org/", started_at=SINCE
            )
            world.organisations[relation] = Organisation.objects.get(pk=world.offers[relation].organisation_id)


def _people(world: World) -> None:
    own = world.organisations["own"].pk
    for role in NETWORK_ROLES:
        rest = {"organisations": [own]} if role == "partner" else {}
        member = world.members[role] = make_member(world.here, role, user=_user(role), **rest)
        _enters(world, Actor(role, role, network=OPEN), member)
        neighbour = world.neighbours[role] = make_member(world.there, role, user=_user(f"fremd-{role}"))
        _enters(world, Actor(f"stranger as {role}"), neighbour)
    now = timezone.now()
    left = make_member(world.here, "coordinator", user=_user("gegangen"), ends_at=now - timedelta(minutes=1))
    _enters(world, Actor("leaver"), left)
    soon = make_member(world.here, "coordinator", user=_user("kommt"), starts_at=now + timedelta(days=1))
    _enters(world, Actor("not yet"), soon)
    single = make_member(world.here, "coordinator", user=_user("einfach"))
    _enters(world, Actor("without second factor", "coordinator", network=FACTOR), single, factor=False)
    both = _user("beides")
    make_member(world.here, "coordinator", user=both)
    as_guest = make_member(world.here, "guest", user=both)
    _enters(world, Actor("coordinator under the hat of a guest", "guest", network=OPEN), as_guest)
    across = _user("quer")
    make_member(world.here, "coordinator", user=across)
    _enters(
        world, Actor("under the hat of the neighbour", network=HATS), make_member(world.there, "guest", user=across)
    )
    _appointed(world, Actor("operator", "operator", operator=OPEN), "operator", "")
    _appointed(world, Actor("land", "land", land=OPEN), "land", LAND)
    _appointed(world, Actor("another land", "land"), "land", OTHER_LAND)
    nobody = _user("niemand")
    _factors(nobody)
    world.actors["no role"] = Actor("no role", cookie=_session(nobody, ""), user_id=nobody.pk)
    world.actors["anonymous"] = Actor("anonymous", account=SIGN_IN, network=SIGN_IN, land=SIGN_IN, operator=SIGN_IN)


def _enters(world: World, actor: Actor, member: Membership, *, factor: bool = True) -> None:
    if factor:
        _factors(member.user)
    actor.hat = f"member:{member.pk}"
    actor.cookie = _session(member.user, actor.hat)
    actor.user_id, actor.member = member.user_id, member
    world.actors[actor.name] = actor


def _appointed(world: World, actor: Actor, role: str, land: str) -> None:
    user = _user(f"{role}{land}")
    one = Appointment.objects.using("owner").create(user_id=user.pk, role=role, land=land, starts_at=SINCE)
    _factors(user)
    actor.hat = f"appointed:{one.pk}"
    actor.cookie, actor.user_id = _session(user, actor.hat), user.pk
    world.actors[actor.name] = actor


def _factors(user: User) -> None:
    """A second step and codes for a bad day, so that an account's pages have something to show."""
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def _user(part: str) -> User:
    return make_user(f"{MAIL}-{part}@example.org", name=NAME)


def _session(user: User, hat: str) -> str:
    """Somebody who signed in a moment ago, so that no page asks once more before it shows what it does."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["hat"] = hat
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _lookers_after(world: World) -> None:
    """Who coordinates a space looks after the organisations of that space."""
    for relation in ("own", "space"):
        with tenant(world.here.pk):
            Organisation.objects.filter(pk=world.organisations[relation].pk).update(
                looked_after_by=world.members["space"].pk
            )
