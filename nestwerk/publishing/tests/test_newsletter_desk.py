"""The desk of the newsletter: who may what, numbers from five, an issue from its first word to the archive."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line
from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal as unseal_mail
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer
from nestwerk.publishing.models import Issue, Newsletter, Subscriber
from nestwerk.publishing.newsletter.sealing import mark, seal

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
DESK = "/netz/musterstadt/produkte/newsletter/"
NOW = datetime.now(tz=UTC)


@pytest.fixture
def network(data_dir: Path) -> Network:
    made = make_network("musterstadt")
    make_offer(made, "Babymassage", age_from_months=0, age_to_months=6)
    make_offer(made, "Laufradtreff", age_from_months=18, age_to_months=36)
    publish(at=NOW)
    return made


@pytest.fixture
def client(boss: Membership) -> Client:
    return signed_in(boss)


def readers(network: Network, number: int, audience: str = "parents") -> None:
    """So many confirmed addresses."""
    with tenant(network.pk):
        begin = Subscriber.objects.count()
        for n in range(begin, begin + number):
            handle = n.to_bytes(16, "big")
            Subscriber.objects.create(
                network=network, audience=audience, mark=mark(f"kanarie{n}@example.org", network.pk), handle=handle,
                sealed=seal(f"kanarie{n}@example.org", handle), consent=1, asked_at=NOW, confirmed_at=NOW,
                month=NOW.date().replace(day=1) if audience == "parents" else None,
            )  # fmt: skip


def issue_of(network: Network) -> Issue:
    with tenant(network.pk):
        return Issue.objects.latest("pk")


def written(client: Client, network: Network, **more: Any) -> str:
    """A saved draft; its address."""
    page = client.post(f"{DESK}neu/", {"audience": "parents"})
    form = client.get(page["Location"]).context["form"]
    given = {"seen": form.initial["seen"], "title_de": "Advent", "intro_de": "Guten Tag!", "new": form.initial["new"]}
    saved = client.post(page["Location"], given | more)
    assert saved.status_code == 302, saved.context["form"].errors
    return str(page["Location"])


def test_who_coordinates_or_edits_writes_and_only_who_coordinates_sends(network: Network, client: Client) -> None:
    address = written(client, network)
    editor = signed_in(make_member(network, "editor"))
    assert editor.get(address).status_code == 200
    for move in ("freigeben/", "anhalten/", "weiter/", "loeschen/"):
        assert editor.post(address + move).status_code == 403
    assert editor.post(f"{DESK}leeren/parents/").status_code == 403
    assert signed_in(make_member(network, "partner")).get(DESK).status_code == 403
    stranger = signed_in(make_member(make_network("nachbarstadt", ags="16073")))
    assert stranger.get(DESK).status_code == 404
    assert stranger.get(f"/netz/nachbarstadt/produkte/newsletter/{issue_of(network).pk}/").status_code == 404


def test_what_is_offered_reaches_the_public_page(network: Network, client: Client) -> None:
    assert "keinen Newsletter" in Client().get("/musterstadt/newsletter").content.decode()
    assert client.post(f"{DESK}angebot/", {"for_parents": "on"}).status_code == 302
    publish(["musterstadt"], at=NOW, wait=True)
    page = Client().get("/musterstadt/newsletter").content.decode()
    assert "Newsletter für Eltern bestellen" in page
    assert "Newsletter für Fachkräfte bestellen" not in page


def test_numbers_are_told_from_five_and_addresses_never(network: Network, client: Client) -> None:
    readers(network, 4)
    few = client.get(DESK).content.decode()
    readers(network, 1)
    enough = client.get(DESK).content.decode()
    assert few.count("weniger als 5") == 2
    assert "5 Adressen" in enough
    assert enough.count("weniger als 5") == 1
    for page in (few, enough, client.get("/netz/musterstadt/post/").content.decode()):
        assert "kanarie" not in page


def test_the_desk_asks_as_often_for_one_issue_as_for_three(network: Network, client: Client) -> None:
    written(client, network)
    client.get(DESK)
    with CaptureQueriesContext(connection) as one:
        client.get(DESK)
    written(client, network)
    written(client, network)
    client.get(DESK)  # what it says once is said
    with CaptureQueriesContext(connection) as three:
        client.get(DESK)
    assert len(one) == len(three)


def test_from_the_first_word_to_the_archive(network: Network, boss: Membership, client: Client) -> None:
    readers(network, 6)
    page = client.get(client.post(f"{DESK}neu/", {"audience": "parents"})["Location"])
    names = [name for _, name in page.context["form"].fields["new"].choices]
    assert sorted(names) == ["Babymassage (Familienhaus)", "Laufradtreff (Familienhaus)"]
    left = next(key for key, name in page.context["form"].fields["new"].choices if name.startswith("Baby"))
    address = written(client, network, new=[left], title_en="Winter", intro_en="Hello!")
    look = client.get(f"{address}vorschau/?alter=m0&sprache=en").content.decode()
    assert "Hello!" in look
    assert "Babymassage" in look
    assert "Laufradtreff" not in look
    assert "kein Angebot dabei" in client.get(f"{address}vorschau/?alter=y1").content.decode()
    assert client.post(f"{address}probe/", {"alter": "m0"}).status_code == 302
    with tenant(network.pk):
        (test,) = Mail.objects.all()
    assert (test.kind, test.to) == ("newsletter.test", boss.user.email)
    assert "Babymassage" in unseal_mail(bytes(test.sealed or b""))["text"]
    assert Client().get(f"/musterstadt/newsletter/archiv/{issue_of(network).pk}").status_code == 404
    assert client.post(f"{address}freigeben/").status_code == 302
    publish(["musterstadt"], at=NOW, wait=True)
    number = issue_of(network).pk
    with CaptureQueriesContext(connection) as queries:
        archive = Client().get("/musterstadt/newsletter/archiv").content.decode()
        german = Client().get(f"/musterstadt/newsletter/archiv/{number}").content.decode()
        english = Client().get(f"/en/musterstadt/newsletter/archiv/{number}").content.decode()
        feed = Client().get("/musterstadt/newsletter.atom")
    assert len(queries) == 0
    assert f'href="/musterstadt/newsletter/archiv/{number}"' in archive
    assert "Babymassage" in german
    assert "Laufradtreff" not in german
    assert "Winter" in english
    titles = [one.text for one in ET.fromstring(feed.content).iter("{http://www.w3.org/2005/Atom}title")]  # noqa: S314
    assert titles == ["Newsletter – Netzwerk Musterstadt", "Advent"]
    assert "wird verschickt" in client.get(address).content.decode()
    with tenant(network.pk):
        lines = Line.objects.filter(event__startswith="publishing.issue").order_by("pk")
        events = list(lines.values_list("event", flat=True))
        known = Newsletter.objects.get().known
    assert events[-1] == "publishing.issue_approved"
    assert len(known["parents"]) == 2
    nothing = client.get(client.post(f"{DESK}neu/", {"audience": "parents"})["Location"]).content.decode()
    assert "Seit der letzten Ausgabe ist nichts neu" in nothing


def test_an_offer_that_is_withdrawn_leaves_the_archive(network: Network, client: Client) -> None:
    readers(network, 1)
    client.post(f"{written(client, network)}freigeben/")
    with tenant(network.pk):
        Offer.objects.filter(title="Babymassage").update(status=Offer.Status.DRAFT, published_at=None)
    publish(["musterstadt"], at=NOW, wait=True)
    page = Client().get(f"/musterstadt/newsletter/archiv/{issue_of(network).pk}").content.decode()
    assert "Laufradtreff" in page
    assert "Babymassage" not in page


def test_two_editors_do_not_overwrite_each_other(network: Network, client: Client) -> None:
    address = written(client, network)
    seen = client.get(address).context["form"].initial["seen"]
    client.post(address, {"seen": seen, "intro_de": "Erste"})
    second = client.post(address, {"seen": seen, "intro_de": "Zweite"})
    assert second.status_code == 409
    text = second.content.decode()
    assert "Zweite" in text
    again = re.search(r'name="seen" value="([^"]+)"', text)
    assert again
    assert client.post(address, {"seen": again[1], "intro_de": "Zweite"}).status_code == 302
    assert issue_of(network).texts["de"]["intro"] == "Zweite"


def test_refusals_are_told_and_change_nothing(network: Network, client: Client) -> None:
    address = written(client, network)
    assert "niemand angemeldet" in client.post(f"{address}freigeben/").content.decode()
    assert client.post(f"{address}anhalten/").status_code == 409
    assert client.get(f"{address}freigeben/").status_code == 200
    assert client.post(f"{address}loeschen/").status_code == 302
    assert client.get(address).status_code == 404
    assert client.post(f"{DESK}neu/", {"audience": "alle"}).status_code == 302


def test_all_addresses_go_when_a_newsletter_ends(network: Network, client: Client) -> None:
    readers(network, 3)
    readers(network, 2, "professionals")
    assert "Alle Adressen für Eltern löschen" in client.get(f"{DESK}leeren/parents/").content.decode()
    assert client.get(f"{DESK}leeren/niemand/").status_code == 404
    client.post(f"{DESK}leeren/parents/")
    with tenant(network.pk):
        assert list(Subscriber.objects.values_list("audience", flat=True)) == ["professionals"] * 2
        assert Line.objects.filter(event="publishing.newsletter_emptied").count() == 1
