"""TRACE gives back what it was sent, cookies too; nobody here answers it with a page (ASVS V13.4.4)."""

from __future__ import annotations

import pytest
from django.test import Client

from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.mark.parametrize("path", ["/", "/suche", "/konto/anmelden/", "/api/v1/search", "/gibt-es-nicht"])
def test_public_pages_and_the_door_give_nothing_back(path: str) -> None:
    answer = Client().trace(path, headers={"x-canary": "kanarienvogel"})
    assert answer.status_code >= 400
    assert b"kanarienvogel" not in answer.content


def test_the_workspace_gives_nothing_back() -> None:
    member = make_member(make_network("musterstadt"), "editor")
    answer = signed_in(member).trace("/netz/musterstadt/", headers={"x-canary": "kanarienvogel"})
    assert b"kanarienvogel" not in answer.content
