"""Embeds: who may frame them, what they show, and the desk on which a coordinator makes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line
from nestwerk.catalogue import live
from nestwerk.catalogue.publish import publish
from nestwerk.common.dates import Series
from nestwerk.common.hours import BERLIN
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.publishing.actions import embeds
from nestwerk.publishing.models import EmbedOrigin

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
DESK = "/netz/musterstadt/produkte/einbetten/"
TOWN = "https://www.musterstadt.de"
NOW = datetime.now(UTC)
TOMORROW = NOW.astimezone(BERLIN).date() + timedelta(days=1)
SECRET = ("Geheimweg", "Geheimstadt", "Geheimsaal", "96599")


@pytest.fixture
def network(data_dir: Path) -> Network:
    return make_network("musterstadt", name="Netzwerk Musterstadt")


@pytest.fixture
def boss(network: Network) -> Membership:
    return make_member(network)


@pytest.fixture
def cafe(network: Network) -> Offer:
    """An offer with dates; beside it one whose address is secret."""
    weekly = Series("weekly", TOMORROW, weekdays=(TOMORROW.weekday(),)).to_dict()
    found = make_offer(
        network, "Elterncafé <Nord>", dates=[{**weekly, "place": "Saal 2"}], city="Sonneberg", postal_code="96515"
    )
    make_offer(
        network, "Frauenhaus", dates=[{**weekly, "place": "Geheimsaal"}], hidden_address=True, street="Geheimweg 7",
        postal_code="96599", city="Geheimstadt",
    )  # fmt: skip
    return found


def add(member: Membership, *origins: str) -> list[EmbedOrigin]:
    with tenant(member.network_id, user_id=member.user_id, hat=member.hat):
        return [embeds.allow_origin(member.network, one, loopback=True, by=member, at=AT) for one in origins]


def published() -> None:
    """Publish, and let this process notice it at once."""
    publish(at=AT)
    if live._live is not None:
        live._live.look()


def ancestors(answer: Any) -> str:
    found = re.search(r"frame-ancestors ([^;]*)", answer["Content-Security-Policy"])
    assert found
    return found[1]


def events(member: Membership) -> list[tuple[str, str]]:
    with tenant(member.network_id):
        lines = Line.objects.filter(event__startswith="publishing.embed").order_by("pk")
        return [(line.event, line.detail) for line in lines]


def pages(cafe: Offer) -> list[str]:
    rest = ("suche", "ergebnisse", "termine", f"angebot/{cafe.public_id}")
    return [f"{prefix}/musterstadt/einbetten/{one}" for prefix in ("", "/en", "/de-einfach") for one in rest]


def test_each_network_is_framed_by_its_own_list_only(boss: Membership, cafe: Offer, client: Client) -> None:
    other = make_member(make_network("nachbarstadt", ags="16073"))
    add(boss, TOWN, "https://b.example.org:8443")
    add(other, "https://nachbar.example.org")
    published()
    for address in pages(cafe):
        with CaptureQueriesContext(connections["default"]) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(queries) == 0
        assert ancestors(answer) == f"'self' https://b.example.org:8443 {TOWN}"
        assert "X-Frame-Options" not in answer
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
    assert ancestors(client.get("/nachbarstadt/einbetten/suche")) == "'self' https://nachbar.example.org"
    for closed in ("/musterstadt/", f"/musterstadt/angebote/{cafe.public_id}", "/musterstadt/notfall"):
        assert ancestors(client.get(closed)) == "'none'"


def test_without_a_list_only_our_own_preview_may_frame(cafe: Offer, client: Client) -> None:
    published()
    assert ancestors(client.get("/musterstadt/einbetten/suche")) == "'self'"
    assert 'data-hosts=""' in client.get("/musterstadt/einbetten/suche").content.decode()


def test_a_loopback_website_counts_only_where_somebody_tries_things_out(
    boss: Membership, cafe: Offer, client: Client, settings: Any
) -> None:
    settings.DEMO, settings.HTTPS = True, False
    add(boss, "http://127.0.0.1:9")
    published()
    assert ancestors(client.get("/musterstadt/einbetten/suche")) == "'self' http://127.0.0.1:9"
    settings.DEMO = False
    assert ancestors(client.get("/musterstadt/einbetten/suche")) == "'self'"


def test_what_is_shown_is_escaped_leaks_nothing_and_leads_to_a_new_tab(
    boss: Membership, cafe: Offer, client: Client
) -> None:
    add(boss, TOWN)
    published()
    for address in pages(cafe):
        for query in ("", "?kompakt=1&farben=dunkel", "?q=%3Cscript%3Ex%3C/script%3E&ort=%22%3E%3Cimg%3E"):
            page = client.get(address + query).content.decode()
            assert "<Nord>" not in page
            assert "<script>x" not in page
            assert "<img>" not in page
            assert not any(word in page for word in SECRET), address
            assert '<a href="tel:112">' in page
            assert "/musterstadt/notfall" in page
            for link in re.findall(r"<a [^>]*>", page):
                assert 'href="tel:' in link or 'href="mailto:' in link or 'target="_blank" rel="noopener' in link, link
            assert re.search(r'<main aria-labelledby="titel">\s*<h1 id="titel"', page)


def test_the_list_of_offers_keeps_to_what_was_asked(cafe: Offer, network: Network, client: Client) -> None:
    make_offer(network, "Hebamme am Markt", offer_types=["offer.midwife_care"])
    published()

    def shown(query: str) -> set[str]:
        page = client.get(f"/musterstadt/einbetten/ergebnisse{query}").content.decode()
        return set(re.findall(r'/musterstadt/angebote/[^"]+" target[^>]*>([^<]+)<', page))

    assert shown("") == {"Elterncafé &lt;Nord&gt;", "Frauenhaus", "Hebamme am Markt"}
    assert shown("?thema=offer.midwife_care") == {"Hebamme am Markt"}
    assert shown("?anzahl=1") == {"Elterncafé &lt;Nord&gt;"}
    assert shown("?thema=offer.gibtesnicht") == shown("")
    more = client.get("/musterstadt/einbetten/ergebnisse?anzahl=1").content.decode()
    assert 'href="/musterstadt/angebote" target="_blank" rel="noopener">Alle 3 Angebote ansehen' in more
    cafes = client.get("/musterstadt/einbetten/ergebnisse?thema=offer.parent_cafe&anzahl=1").content.decode()
    assert 'href="/musterstadt/suche?art=offer.parent_cafe" target="_blank"' in cafes
    asked = client.get("/musterstadt/einbetten/ergebnisse?q=Elterncaf%C3%A9")
    assert asked["Cache-Control"] == "no-store"


def test_urgent_words_lead_to_help_first(cafe: Offer, client: Client) -> None:
    published()
    page = client.get("/musterstadt/einbetten/ergebnisse?q=ich+will+nicht+mehr+leben").content.decode()
    assert page.index("tel:112") < page.index("</section>") < page.index("</main>")
    assert "Hier hilft Ihnen sofort jemand" in page


def test_dates_keep_to_topic_and_place(cafe: Offer, network: Network, client: Client) -> None:
    once = Series("once", TOMORROW + timedelta(days=400)).to_dict()
    make_offer(network, "In einem Jahr", dates=[once])
    published()

    def shown(query: str) -> int:
        return client.get(f"/musterstadt/einbetten/termine{query}").content.decode().count('<p class="when">')

    assert shown("?anzahl=30") == 2 * 9
    assert shown("?anzahl=3") == 3
    assert shown("?ort=Sonneberg&anzahl=30") == shown("?ort=96515&anzahl=30") == 9
    assert shown("?ort=Geheimstadt") == 0
    assert shown("?thema=offer.midwife_care") == 0
    assert "steht hier kein Termin fest" in client.get("/musterstadt/einbetten/termine?ort=X").content.decode()
    assert "Saal 2, Sonneberg" in client.get("/musterstadt/einbetten/termine").content.decode()


@pytest.fixture
def north(cafe: Offer, network: Network) -> None:
    """A region with one offer and its dates, in a network with others."""
    with tenant(network.pk):
        space = network.social_spaces.create(slug="nord", name="Region Nord")
        network.social_spaces.create(slug="leer", name="Region ohne Angebote")
    weekly = Series("weekly", TOMORROW, weekdays=(TOMORROW.weekday(),)).to_dict()
    make_offer(network, "Treff im Norden", social_space=space, dates=[weekly], city="Sonneberg", postal_code="96515")
    make_offer(
        network, "Zuflucht", social_space=space, dates=[weekly], hidden_address=True, offer_types=["offer.parent_cafe"]
    )
    published()


def test_a_list_can_keep_to_a_region(north: None, client: Client) -> None:
    def shown(query: str) -> set[str]:
        page = client.get(f"/musterstadt/einbetten/ergebnisse{query}").content.decode()
        return set(re.findall(r'/musterstadt/angebote/[^"]+" target[^>]*>([^<]+)<', page))

    assert shown("?region=nord") == {"Treff im Norden"}  # a secret address names no region
    assert shown("?region=nord&thema=offer.parent_cafe&anzahl=1") == {"Treff im Norden"}
    assert shown("?region=leer") == set()
    assert shown("?region=gibtesnicht") == shown("") != {"Treff im Norden"}
    page = client.get("/musterstadt/einbetten/ergebnisse?region=nord").content.decode()
    assert "Region Nord</span></h1>" in page
    assert "Alle " not in page.split("</h1>")[1].split("</main>")[0]  # there is no page with only these


def test_dates_can_keep_to_a_region(north: None, client: Client) -> None:
    def shown(query: str) -> int:
        return client.get(f"/musterstadt/einbetten/termine{query}").content.decode().count('<p class="when">')

    assert shown("?anzahl=30") > shown("?region=nord&anzahl=30") == 9
    assert shown("?region=leer") == 0
    assert "Region Nord</span></h1>" in client.get("/musterstadt/einbetten/termine?region=nord").content.decode()


def test_the_desk_offers_regions_where_there_are_any(boss: Membership, north: None) -> None:
    client = signed_in(boss)
    page = client.get(f"{DESK}?art=termine&region=nord").content.decode()
    assert '<iframe src="/musterstadt/einbetten/termine?region=nord"' in page
    assert "Region Nord – Netzwerk Musterstadt" in page
    assert "?region=" not in client.get(f"{DESK}?art=suche&region=nord").content.decode().split('id="vorschau"')[1]
    neighbour = signed_in(make_member(make_network("nachbarstadt", ags="16073")))
    published()
    assert 'name="region"' not in neighbour.get(DESK.replace("musterstadt", "nachbarstadt")).content.decode()


def test_what_is_gone_says_so_inside_the_frame(boss: Membership, cafe: Offer, client: Client) -> None:
    add(boss, TOWN)
    published()
    gone = client.get("/musterstadt/einbetten/angebot/gibtesnicht")
    assert gone.status_code == 404
    assert "Dieses Angebot gibt es hier nicht mehr." in gone.content.decode()
    assert TOWN in ancestors(gone)
    assert client.get("/gibtesnicht/einbetten/suche").status_code == 404
    assert client.post("/musterstadt/einbetten/suche").status_code == 405


def test_a_search_goes_to_the_public_site_in_a_new_tab(cafe: Offer, client: Client) -> None:
    published()
    page = client.get("/en/musterstadt/einbetten/suche?thema=offer.parent_cafe&ort=96515").content.decode()
    assert '<form class="ask" action="/en/musterstadt/suche" method="get" target="_blank" rel="noopener"' in page
    assert '<input type="hidden" name="art" value="offer.parent_cafe">' in page
    assert 'value="96515"' in page


def test_each_scheme_has_a_sheet(cafe: Offer, client: Client) -> None:
    published()
    for scheme in ("hell", "dunkel", "auto"):
        answer = client.get(f"/musterstadt/einbetten/{scheme}.css")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert client.get("/musterstadt/einbetten/rosa.css").status_code == 404


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
