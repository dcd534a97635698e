"""The coordinator's page about the brochure, and the page for everybody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.publishing.actions.brochure import keep_edition
from nestwerk.publishing.brochure.make import Made
from nestwerk.publishing.brochure.variants import Variant
from nestwerk.publishing.models import Brochure, Edition, Foreword

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
PAGE = "/netz/musterstadt/broschuere/"


@pytest.fixture
def client(network: Network) -> Client:
    return signed_in(make_member(network, "coordinator"))


def make_edition(network: Network, variant: Variant | None = None, *, public: bool = True) -> Edition:
    with tenant(network.pk):
        return keep_edition(network, variant or Variant(), Made(b"%PDF-1.7 x", 15, 3, "a" * 64), public=public, at=AT)


def test_only_who_coordinates_or_edits_gets_in(network: Network, client: Client) -> None:
    assert client.get(PAGE).status_code == 200
    assert signed_in(make_member(network, "partner")).get(PAGE).status_code == 403
    stranger = make_member(make_network("nachbarstadt", ags="16073"), "coordinator")
    assert signed_in(stranger).get(PAGE).status_code == 404


def test_the_page_asks_as_often_for_one_edition_as_for_three(network: Network, client: Client) -> None:
    make_edition(network)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    make_edition(network, Variant(paper="a4"))
    make_edition(network, Variant(language="en"), public=False)
    with CaptureQueriesContext(connection) as three:
        text = client.get(PAGE).content.decode()
    assert len(one) == len(three)
    assert "Alle Angebote, auf Englisch, DIN A5" in text
    assert text.count("liegt aus") == 2


def test_choosing_and_asking_show_the_progress(network: Network, client: Client) -> None:
    done = client.post(f"{PAGE}auswahl/", {"public": "on", "variants": ["de-a5", "de-a4-gross"]}, follow=True)
    text = done.content.decode()
    assert "Ihre Hefte werden gemacht" in text
    assert "0 von 2 Heften fertig" in text
    assert "HX-Refresh" not in client.get(f"{PAGE}stand/")
    assert client.post(f"{PAGE}machen/", {"alle": "1"}).status_code == 409
    with tenant(network.pk):
        Brochure.objects.update(asked_at=None)
    assert client.get(f"{PAGE}stand/")["HX-Refresh"] == "true"
    one = {"language": "en", "paper": "a6", "order": "place", "space": "", "topic": "", "marks": "on"}
    assert client.post(f"{PAGE}machen/", one).status_code == 302
    assert client.post(f"{PAGE}machen/", one | {"paper": "a3"}).status_code == 422
    assert client.post(f"{PAGE}auswahl/", {"public": "on"}).status_code == 422


def test_a_foreword_is_written_and_the_common_one_is_nobodys(network: Network, client: Client) -> None:
    address = f"{PAGE}vorwort/?sprache=de"
    page = client.get(address)
    assert "Liebe Mütter, liebe Väter" in page.content.decode()
    assert client.post(address, {"text": page.context["form"].initial["text"], "seen": 0}).status_code == 302
    with tenant(network.pk):
        assert not Foreword.objects.exists()
    assert client.post(address, {"text": "Guten Tag!", "seen": 0}).status_code == 302
    assert "Guten Tag!" in client.get(address).content.decode()
    assert client.post(address, {"text": "Hallo!", "seen": 0}).status_code == 409
    assert client.get(f"{PAGE}vorwort/?sprache=xx").status_code == 404


def test_the_box_is_ticked_until_somebody_says_no(network: Network, client: Client) -> None:
    client.post(f"{PAGE}vorwort/?sprache=de", {"text": "Guten Tag!", "seen": 0})
    choice = client.get(PAGE).context["choice"]
    assert (choice.initial["public"], choice.initial["variants"][0]) == (True, "de-a5")
    client.post(f"{PAGE}auswahl/", {"variants": ["de-a4"]})
    choice = client.get(PAGE).context["choice"]
    assert (choice.initial["public"], choice.initial["variants"]) == (False, ["de-a4"])


def test_editions_are_read_kept_and_deleted(network: Network, client: Client) -> None:
    one = make_edition(network)
    file = client.get(f"{PAGE}ausgaben/{one.pk}/")
    assert (file.content, file["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert "musterstadt-de-a5-2026-11-22.pdf" in file["Content-Disposition"]
    client.post(f"{PAGE}ausgaben/{one.pk}/festhalten/", {"ja": "1"})
    assert "festgehalten" in client.get(PAGE).content.decode()
    asked = client.post(f"{PAGE}ausgaben/{one.pk}/loeschen/").content.decode()
    assert "liegt gerade für Familien aus" in asked
    assert client.get(f"{PAGE}ausgaben/{one.pk}/").status_code == 200
    client.post(f"{PAGE}ausgaben/{one.pk}/loeschen/", {"sicher": "1"})
    assert client.get(f"{PAGE}ausgaben/{one.pk}/").status_code == 404
    own = make_edition(network, public=False)
    client.post(f"{PAGE}ausgaben/{own.pk}/loeschen/")
    assert client.get(f"{PAGE}ausgaben/{own.pk}/").status_code == 404


def test_everybody_downloads_what_is_laid_out_without_the_database(network: Network) -> None:
    put_out("musterstadt", at=AT)
    assert "Eine Broschüre gibt es hier noch nicht" in Client().get("/musterstadt/broschuere").content.decode()
    make_edition(network)
    make_edition(network, Variant(language="en"))
    make_edition(network, Variant(paper="a6"), public=False)
    put_out("musterstadt", at=AT)
    with CaptureQueriesContext(connection) as queries:
        german = Client().get("/musterstadt/broschuere").content.decode()
        english = Client().get("/en/musterstadt/broschuere").content.decode()
        file = Client().get("/musterstadt/broschuere/de-a5.pdf")
    assert len(queries) == 0
    assert "Alle Angebote, DIN A5" in german
    assert '<a href="/musterstadt/broschuere">' in Client().get("/musterstadt/angebote").content.decode()
    assert "15 Seiten. Stand: 22. November 2026." in german
    assert english.index("en-a5.pdf") < english.index("de-a5.pdf")
    assert (file.content, file["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    for missing in ("/musterstadt/broschuere/de-a6.pdf", "/nirgends/broschuere/de-a5.pdf", "/nirgends/broschuere"):
        assert Client().get(missing).status_code == 404
