"""Embeds: the list of websites and the desk on which a coordinator makes them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test.utils import CaptureQueriesContext

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.actions import embeds
from nestwerk.publishing.models import EmbedOrigin

from .embedding import DESK, TOWN, add, ancestors, events, published

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_the_desk_offers_regions_where_there_are_any(boss: Membership, north: None) -> None:
    client = signed_in(boss)
    page = client.get(f"{DESK}?art=termine&region=nord").content.decode()
    assert '<iframe src="/musterstadt/einbetten/termine?region=nord"' in page
    assert "Region Nord – Netzwerk Musterstadt" in page
    assert "?region=" not in client.get(f"{DESK}?art=suche&region=nord").content.decode().split('id="vorschau"')[1]
    neighbour = signed_in(make_member(make_network("nachbarstadt", ags="16073")))
    published()
    assert 'name="region"' not in neighbour.get(DESK.replace("musterstadt", "nachbarstadt")).content.decode()


def test_a_website_is_written_recorded_and_refused_twice(boss: Membership, network: Network) -> None:
    (row,) = add(boss, f"{TOWN}/familie")
    assert (row.origin, row.added_by_id, row.added_at) == (TOWN, boss.pk, AT)
    with pytest.raises(Refused, match="steht schon"):
        add(boss, TOWN)
    with tenant(network.pk, user_id=boss.user_id, hat=boss.hat):
        assert embeds.remove_origin(row, by=boss, at=AT) is True
        assert embeds.remove_origin(row, by=boss, at=AT) is False
        assert embeds.restore_origin(row, by=boss, at=AT) is True
        assert embeds.restore_origin(row, by=boss, at=AT) is False
        embeds.remove_origin(row, by=boss, at=AT)
    (again,) = add(boss, TOWN)
    assert again.pk == row.pk
    verbs = [event.removeprefix("publishing.embed_") for event, detail in events(boss) if detail == TOWN]
    assert verbs == ["allowed", "removed", "restored", "removed", "allowed"]


def test_the_list_has_an_end_and_forgets(boss: Membership, network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeds, "MOST", 2)
    first, _ = add(boss, "https://a.example.org", "https://b.example.org")
    with pytest.raises(Refused, match="Mehr als 2"):
        add(boss, "https://c.example.org")
    with tenant(network.pk, user_id=boss.user_id, hat=boss.hat):
        embeds.remove_origin(first, by=boss, at=AT)
        embeds.allow_origin(network, "https://c.example.org", loopback=False, by=boss, at=AT)
        with pytest.raises(Refused, match="Mehr als 2"):
            embeds.restore_origin(first, by=boss, at=AT)
        last = EmbedOrigin.objects.get(origin="https://c.example.org")
        embeds.remove_origin(last, by=boss, at=AT + timedelta(days=31))
        assert set(EmbedOrigin.objects.values_list("origin", flat=True)) == {
            "https://b.example.org",
            "https://c.example.org",
        }


def test_the_database_holds_no_half_policy(boss: Membership, network: Network) -> None:
    for bad in ("https://a.de; script-src *", "*", "https://*.de", "https://a.de/pfad", "https://A.de"):
        with tenant(network.pk), pytest.raises(IntegrityError), transaction.atomic():
            EmbedOrigin.objects.create(network=network, origin=bad, added_at=AT)


def test_a_stranger_finds_nothing_and_other_roles_may_not(boss: Membership, network: Network) -> None:
    (row,) = add(boss, TOWN)
    stranger = signed_in(make_member(make_network("nachbarstadt", ags="16073")))
    posts = (f"{DESK}websites/", f"{DESK}websites/{row.pk}/entfernen/", f"{DESK}websites/{row.pk}/zurueck/")
    assert stranger.get(DESK).status_code == 404
    assert [stranger.post(one).status_code for one in posts] == [404, 404, 404]
    for role in ("editor", "partner", "space", "guest"):
        member = signed_in(make_member(network, role))
        assert [member.get(DESK).status_code, *(member.post(one).status_code for one in posts)] == [403] * 4
    mine = signed_in(boss)
    assert [mine.get(one).status_code for one in posts] == [405] * 3
    there = "/netz/nachbarstadt/produkte/einbetten/"
    assert stranger.post(f"{there}websites/{row.pk}/entfernen/").status_code == 404


def test_the_desk_manages_the_list(boss: Membership, cafe: Offer) -> None:
    published()
    client = signed_in(boss)
    assert "Noch darf keine Website einbetten." in client.get(DESK).content.decode()
    bad = client.post(f"{DESK}websites/", {"website": "http://musterstadt.de"})
    assert bad.status_code == 409
    assert "Die Website muss mit https:// beginnen." in bad.content.decode()
    assert 'value="http://musterstadt.de"' in bad.content.decode()
    assert client.post(f"{DESK}websites/", {}).status_code == 422
    good = client.post(f"{DESK}websites/", {"website": f"{TOWN}/familie"}, follow=True).content.decode()
    assert f"Alle Seiten von {TOWN} dürfen Ihre Angebote jetzt einbetten." in good
    with tenant(boss.network_id):
        row = EmbedOrigin.objects.get()
    removed = client.post(f"{DESK}websites/{row.pk}/entfernen/", follow=True).content.decode()
    assert "Unten können Sie das zurücknehmen." in removed
    published()
    assert TOWN not in ancestors(client.get("/musterstadt/einbetten/suche"))
    client.post(f"{DESK}websites/{row.pk}/zurueck/")
    published()
    again = client.get("/musterstadt/einbetten/suche")
    assert TOWN in ancestors(again)
    assert f'data-hosts="{TOWN}"' in again.content.decode()  # with the list the page changes, and so its ETag


def test_the_desk_costs_the_same_for_one_website_and_for_three(boss: Membership, cafe: Offer) -> None:
    published()
    client = signed_in(boss)

    def asked() -> int:
        with CaptureQueriesContext(connections["default"]) as queries:
            assert client.get(DESK).status_code == 200
        return len(queries)

    add(boss, TOWN)
    asked()
    one = asked()
    add(boss, "https://b.example.org", "https://c.example.org")
    assert asked() == one


def test_the_desk_previews_and_gives_the_code(boss: Membership, cafe: Offer, settings: Any) -> None:
    published()
    settings.PUBLIC_URL = "https://nest.example.org"
    client = signed_in(boss)
    query = "?art=ergebnisse&thema=offer.parent_cafe&sprache=en&anzahl=3&kompakt=on&farben=dunkel&breite=320&hoehe=500"
    answer = client.get(DESK + query)
    page = answer.content.decode()
    src = "/en/musterstadt/einbetten/ergebnisse?thema=offer.parent_cafe&amp;anzahl=3&amp;kompakt=1&amp;farben=dunkel"
    assert f'<iframe src="{src}"' in page
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    assert "&lt;iframe src=&quot;https://nest.example.org/en/musterstadt/einbetten/ergebnisse?" in page
    assert "width=&quot;320&quot; height=&quot;500&quot;" in page
    assert "Help for families:" in page
    one = client.get(f"{DESK}?art=angebot&angebot={cafe.public_id}").content.decode()
    assert f'<iframe src="/musterstadt/einbetten/angebot/{cafe.public_id}"' in one
    assert "Bitte wählen Sie das Angebot aus" in client.get(f"{DESK}?art=angebot").content.decode()
    assert "<iframe" not in client.get(f"{DESK}?art=quatsch").content.decode()


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("?art=ergebnisse&thema=offer.midwife_care", "gibt es im Moment kein Angebot"),
        ("?art=suche&thema=offer.midwife_care", "gibt es im Moment kein Angebot"),
        ("?art=termine&thema=offer.midwife_care", "kein Termin fest"),
        ("?art=termine&ort=Nirgendsheimhausen", "Diesen Ort kennen wir nicht"),
        ("?art=ergebnisse&thema=offer.parent_cafe", ""),
        ("?art=termine", ""),
        ("", ""),
    ],
)
def test_the_desk_warns_of_an_embed_that_finds_nothing(boss: Membership, cafe: Offer, query: str, warning: str) -> None:
    published()
    page = signed_in(boss).get(DESK + query).content.decode()
    section = page.split('id="vorschau"')[1].split("<iframe")[0]
    assert (warning in section) if warning else ("<strong>" not in section)


def test_before_anything_is_published_the_desk_says_what_comes(boss: Membership) -> None:
    page = signed_in(boss).get(DESK).content.decode()
    assert "Noch ist nichts veröffentlicht." in page
    assert "Website aufnehmen" in page


def test_embeds_stand_on_the_shelf_of_who_may_make_them(boss: Membership, network: Network) -> None:
    shelf = "/netz/musterstadt/produkte/"
    assert f'href="{DESK}"' in signed_in(boss).get(shelf).content.decode()
    assert DESK not in signed_in(make_member(network, "editor")).get(shelf).content.decode()
