"""Somebody before the door: an account with a password, a browser at some network address, and the lines it leaves."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from nestwerk.accounts.models import User
from nestwerk.audit.models import Line

PASSWORD = "vier lila Kraniche tanzen"
SIGN_IN = "/konto/anmelden/"
HOME, ELSEWHERE = "192.0.2.10", "198.51.100.7"


class QuickArgon2(Argon2PasswordHasher):
    """The same hash with next to no work."""

    time_cost, memory_cost, parallelism = 1, 8, 1


def ada(email: str = "ada@example.org", *, password: str | None = PASSWORD) -> User:
    user = User.objects.create_user(email, name="Ada Beispiel", password=password)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def browser(address: str = HOME) -> Client:
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")


def sign_in(client: Client, email: str = "ada@example.org", password: str = PASSWORD, **rest: Any) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password}, **rest)


def confirm(client: Client, password: str = PASSWORD) -> Any:
    return client.post("/konto/nochmal/", {"password": password})


def lines(event: str = "") -> list[tuple[str, int | None, str]]:
    """Lines about accounts, oldest first: event, account, detail."""
    found = Line.objects.filter(event__startswith=event or "account.").select_related("actor").order_by("pk")
    return [(line.event, line.actor.user_id, line.detail) for line in found]
