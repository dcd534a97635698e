"""Invented people with sessions of their own in several networks, and what one of them does in a working day."""

from __future__ import annotations

import gzip
import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from .offers import NAMES, WHAT

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
SHARES = {"coordinator": 12, "space": 8, "editor": 25, "partner": 35, "guest": 12, "planner": 8}  # of a hundred
REPORTS = 40  # open ones of a network
# what → how often, who; {word} changes each time, {offer}, {partner} are ones this person's own lists name
GETS: tuple[tuple[str, int, str], ...] = (
    ("", 18, "coordinator space editor partner guest planner"),
    ("suche/?q={word}", 14, "coordinator space editor partner guest"),
    ("angebote/", 14, "coordinator space editor partner guest"),
    ("angebote/?frische=overdue&sortierung=-faellig", 8, "coordinator space editor partner guest"),
    ("angebote/?suche={word}&stand=published", 8, "coordinator space editor partner guest"),
    ("angebote/?seite=3", 4, "coordinator editor guest"),
    ("angebote/{offer}/", 16, "coordinator space editor partner guest"),
    ("partner/", 5, "coordinator space editor partner guest"),
    ("partner/{partner}/", 5, "coordinator space editor partner guest"),
    ("zahlen/", 5, "coordinator space editor planner"),
    ("mitglieder/", 5, "coordinator space"),
    ("hinweise/", 4, "coordinator space"),
    ("protokoll/", 2, "coordinator"),
    ("post/", 2, "coordinator"),
    ("netzwerk/", 1, "coordinator"),
)
POSTS = (
    ("tastatur/kuerzel/", 3, "coordinator space editor partner guest planner"),
    ("angebote/tabelle/", 1, "coordinator editor"),
    ("report", 5, "coordinator space"),
)
IDLE = 15  # seconds after which a browser opens a new connection for a form


@dataclass(slots=True)
class Person:
    """Somebody signed in: one session, one kept connection, one request at a time."""

    network: str
    role: str
    session: str
    chance: random.Random
    connection: http.client.HTTPConnection | None = None
    asked: float = 0.0
    token: str = ""
    cookie: str = ""
    offers: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def arrive(self, port: int) -> None:
        """Connect, fetch the token of a form, and remember what the own lists name."""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        page = self.ask("GET", "tastatur/")[1]
        self.token = found[1] if (found := re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)) else ""
        if self.role != "planner":
            self.offers = re.findall(r'/angebote/(\d+)/"', self.ask("GET", "angebote/")[1])
            self.partners = re.findall(r'/partner/(\d+)/"', self.ask("GET", "partner/")[1])

    def act(self) -> tuple[str, int]:
        """Do one thing by chance; its name and the status of the answer (0: none came)."""
        things = [one for one in (*GETS, *POSTS) if self.role in one[2].split() and self._can(one[0])]
        what = self.chance.choices(things, [one[1] for one in things])[0][0]
        if what == "report":
            return what, self._report()
        if what == "tastatur/kuerzel/":
            return what, self.ask("POST", what, on=self.chance.choice(["ja", "nein"]))[0]
        if what == "angebote/tabelle/":
            return what, self.ask("POST", what)[0]
        word = self.chance.choice([*WHAT, *NAMES]).lower()
        filled = what.format(
            word=f"{word}+{self.chance.randrange(900)}" if self.chance.random() < 0.3 else word,
            offer=self.chance.choice(self.offers) if "{offer}" in what else "",
            partner=self.chance.choice(self.partners) if "{partner}" in what else "",
        )
        return what, self.ask("GET", filled)[0]

    def _can(self, what: str) -> bool:
        return bool({"angebote/{offer}/": self.offers, "partner/{partner}/": self.partners,
                     "report": self.reports}.get(what, True))  # fmt: skip

    def _report(self) -> int:
        """Settle a report of one's own pile, or open it again."""
        number = self.chance.choice(self.reports)
        way = "offen" if number in self.settled else "erledigt"
        status = self.ask("POST", f"hinweise/{number}/{way}/")[0]
        self.settled ^= {number}
        return status

    def ask(self, method: str, path: str, **fields: str) -> tuple[int, str]:
        """One request as a browser sends it; status and text."""
        headers = {"Cookie": f"sitzung={self.session}" + (f"; formular={self.cookie}" if self.cookie else "")}
        headers |= {"Accept": "text/html", "Accept-Encoding": "gzip", "User-Agent": "bench"}
        body = None
        if method == "POST":
            body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.connection and time.monotonic() - self.asked > IDLE:
            self.connection.close()
        self.asked = time.monotonic()
        answer, text = request(self.connection, method, f"/netz/{self.network}/{path}", headers, body)
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("formular="):
                self.cookie = value.split(";")[0].removeprefix("formular=")
        return answer.status, text


def request(connection: Any, method: str, address: str, headers: dict[str, str], body: str | None = None) -> Any:
    """Answer and text over a kept connection; one that was closed meanwhile is opened again, once, for a GET."""
    for last in (method != "GET", True):
        try:
            connection.request(method, quote(address, safe="/?=&+-"), body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.getheader("Content-Encoding") == "gzip":
                text = gzip.decompress(text)
            return answer, text.decode(errors="replace")
        except (http.client.RemoteDisconnected, ConnectionError):
            connection.close()
            if last:
                raise
    raise AssertionError("unreachable")


def sign_in(networks: list[str], count: int) -> list[Person]:
    """Make ``count`` people with memberships and session rows as the sign-in leaves them (it lets in 60 a minute)."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.test import Client

    from nestwerk.accounts.models import User
    from nestwerk.common.tenancy import tenant
    from nestwerk.networks.models import Membership, Network, SocialSpace
    from nestwerk.offers.models import Offer, ProblemReport

    settings.ALLOWED_HOSTS = ["testserver"]
    roles = [role for role, share in SHARES.items() for _ in range(share)]
    chance = random.Random(85)
    people: list[Person] = []
    for slug in networks:
        network = Network.objects.get(slug=slug)
        with tenant(network.pk):
            SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
            offers = list(Offer.objects.filter(network=network).order_by("pk")[:REPORTS])
            kept = ProblemReport.objects.bulk_create(
                ProblemReport(network=network, offer=one, kind=ProblemReport.Kind.values[0], text="Die Nummer ist alt.",
                              reported_on=date(2026, 11, 20)) for one in offers
            )  # fmt: skip
        partners = sorted({one.organisation_id for one in offers})
        mine = range(len(people), count * (networks.index(slug) + 1) // len(networks))
        for number in mine:
            role = roles[number * 7 % 100]
            user = User.objects.create_user(f"bench-{number}@example.org", name="Ada Beispiel")
            if role in settings.SECOND_FACTOR_ROLES:
                TOTP.activate(user, generate_totp_secret())
            rest: dict[str, Any] = {"spaces": ["mitte"]} if role == "space" else {}
            if role == "partner":
                rest["organisations"] = [partners[number % len(partners)]]
            with tenant(network.pk):
                member = Membership.objects.create(network=network, user=user, role=role, starts_at=SINCE, **rest)
            client = Client()
            client.force_login(user)
            session = client.session
            now = time.time()
            session.update({"hat": f"member:{member.pk}", "began": now, "seen": now})
            session.save()
            people.append(Person(slug, role, str(session.session_key), random.Random(chance.random())))
        keepers = [one for one in people[mine.start :] if one.role == "coordinator"]
        for place, one in enumerate(keepers):
            one.reports = [str(report.pk) for report in kept[place :: len(keepers)]]
    return people
