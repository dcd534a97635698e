"""What a network writes as news can be subscribed to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.actions import pages
from nestwerk.publishing.pages.content import Content, Text

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/musterstadt/aktuelles.atom"


def write(boss: Membership, title: str, *, kind: str = "news", public: bool = True) -> None:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        page = pages.create_page(boss.network, kind=kind, title=title, by=boss, at=AT)
        text = Text(title, "", "Ein **neues** Café <hier> & dort.")
        pages.save_page(page, Content({"de": text}, on="2026-11-20"), seen=1, by=boss, at=AT)
        if public:
            pages.publish_page(page, by=boss, at=AT)


def test_the_feed_holds_published_news_and_answers_without_the_database(
    data_dir: Path, client: Client, django_db_blocker: Any
) -> None:
    boss = make_member(make_network("musterstadt"))
    write(boss, "Neues Café")
    write(boss, "Noch ein Entwurf", public=False)
    write(boss, "Über uns", kind="page")
    put_out("musterstadt", at=AT)
    with django_db_blocker.block():
        answer = client.get(FEED)
        listed = client.get("/musterstadt/aktuelles").content.decode()
        again = client.get(FEED, headers={"if-none-match": answer["ETag"]}).status_code
        missing = client.get("/nirgends/aktuelles.atom").status_code
    feed = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert answer["Access-Control-Allow-Origin"] == "*"
    (entry,) = feed.iterfind("a:entry", ATOM)
    assert entry.findtext("a:title", "", ATOM) == "Neues Café"
    assert entry.findtext("a:summary", "", ATOM) == "Ein neues Café <hier> & dort."
    assert entry.findtext("a:updated", "", ATOM).startswith("2026-11-22T09:00:00")
    link = entry.find("a:link", ATOM)
    assert link is not None
    assert (link.get("href") or "").endswith("/musterstadt/seiten/neues-cafe")
    assert f'href="{FEED}"' in listed
    assert (again, missing) == (304, 404)


def test_before_the_first_news_it_is_empty(data_dir: Path, client: Client) -> None:
    make_network("musterstadt")
    put_out("musterstadt", at=AT)
    feed = ElementTree.fromstring(client.get(FEED).content)
    assert list(feed.iterfind("a:entry", ATOM)) == []
