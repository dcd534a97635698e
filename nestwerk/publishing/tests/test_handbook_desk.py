"""The Elternbegleitbuch in the workspace."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line
from nestwerk.catalogue import live
from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.tests.builders import AT
from nestwerk.publishing.handbook.book import Words, chapters, common
from nestwerk.publishing.models import HandbookText

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
DESK = "/netz/musterstadt/produkte/begleitbuch/"
SECTION = f"{DESK}geld/child_benefit/de/"
OURS = {"title": "Kindergeld bei uns", "text": "Die Familienkasse berät im Rathaus.\n\n- montags\n- dienstags"}


@pytest.fixture
def ada(network: Network) -> Client:
    return signed_in(make_member(network))


def own(network: Network, section: str = "child_benefit", **rest: Any) -> None:
    now = common("money", section, "de")
    assert now is not None
    values = {
        "common_title": now.title,
        "common_text": now.text,
        "changed_at": AT,
        "chapter": "money",
        "language": "de",
    }
    with tenant(network.pk):
        HandbookText.objects.create(network=network, section=section, **(OURS | values | rest))


def published() -> None:
    """Publish, and let this process notice it at once instead of in half a second."""
    publish(at=AT)
    if live._live is not None:
        live._live.look()


def rows(network: Network) -> list[HandbookText]:
    with tenant(network.pk):
        return list(HandbookText.objects.all())


def test_a_stranger_finds_nothing_and_a_partner_may_not(network: Network, ada: Client) -> None:
    stranger = signed_in(make_member(make_network("nachbarstadt", ags="16073")))
    partner = signed_in(make_member(network, "partner"))
    for address in (DESK, SECTION):
        assert stranger.get(address).status_code == 404
        assert partner.get(address).status_code == 403
    for verb in ("gemeinsam", "gesehen", "uebernehmen"):
        assert stranger.post(f"{SECTION}{verb}/").status_code == 404
        assert partner.post(f"{SECTION}{verb}/").status_code == 403
        assert ada.get(f"{SECTION}{verb}/").status_code == 405
    assert signed_in(make_member(network, "editor")).get(SECTION).status_code == 200


def test_the_list_says_of_each_section_how_it_stands(network: Network, ada: Client) -> None:
    own(network)
    own(network, section="alone", common_text="So war er früher.")
    page = ada.get(DESK).content.decode()
    sections = sum(len(chapter.sections) for chapter in chapters())
    assert page.count('<span class="badge good">eigener Text</span>') == 1
    assert page.count('<span class="badge warn">gemeinsamer Text hat sich geändert</span>') == 1
    assert page.count('<span class="badge ">gemeinsamer Text</span>') == sections - len(chapters()) - 2
    assert page.count("noch leer") == len(chapters())
    assert "Ein gemeinsamer Text hat sich geändert" in page
    assert "Child benefit" in ada.get(f"{DESK}?sprache=en").content.decode()
    assert ada.get(f"{DESK}?sprache=xx").status_code == 200


def test_the_list_costs_the_same_for_one_and_for_three(network: Network, ada: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connections["default"]) as queries:
            assert ada.get(DESK).status_code == 200
        return len(queries)

    own(network)
    asked()
    one = asked()
    own(network, section="alone")
    own(network, section="not_enough")
    assert asked() == one


def test_a_preview_saves_nothing_and_stands_beside_the_common_text(network: Network, ada: Client) -> None:
    page = ada.post(SECTION, OURS | {"ansehen": "1"}).content.decode()
    assert "Vorschau, noch nicht gespeichert" in page
    assert "<li>montags</li>" in page
    assert "Kindergeld bekommen fast alle Familien" in page
    assert rows(network) == []


def test_saved_words_are_public_and_the_way_back_is_one_button(network: Network, ada: Client) -> None:
    answer = ada.post(SECTION, OURS, follow=True)
    assert "Gespeichert. Familien lesen jetzt Ihren Text." in answer.content.decode()
    published()
    public = Client().get("/musterstadt/begleitbuch/geld").content.decode()
    assert "Kindergeld bei uns" in public
    assert "Hier steht wieder der gemeinsame Text." in ada.post(f"{SECTION}gemeinsam/", follow=True).content.decode()
    assert rows(network) == []
    published()
    assert "Kindergeld bei uns" not in Client().get("/musterstadt/begleitbuch/geld").content.decode()


def test_an_empty_text_is_asked_for_and_what_was_typed_stays(network: Network, ada: Client) -> None:
    answer = ada.post(SECTION, {"title": "Nur ein Titel", "text": ""})
    assert answer.status_code == 422
    assert "Bitte schreiben Sie einen Text." in answer.content.decode()
    assert 'value="Nur ein Titel"' in answer.content.decode()


def test_who_saves_second_is_told_and_can_save_again(network: Network, ada: Client) -> None:
    own(network)
    second = ada.post(SECTION, {"begun": "", "title": "Zweite", "text": "Zweite Fassung."})
    assert second.status_code == 409
    page = second.content.decode()
    assert "Inzwischen hat jemand anderes diesen Abschnitt geändert." in page
    assert "Zweite Fassung." in page
    assert "Kindergeld bei uns" in page
    digest = Words(OURS["title"], OURS["text"]).digest
    assert f'value="{digest}"' in page
    assert ada.post(SECTION, {"begun": digest, "title": "Zweite", "text": "Zweite Fassung."}).status_code == 302


def test_a_changed_common_text_is_shown_then_and_now(network: Network, ada: Client) -> None:
    own(network, common_text="So war er früher.")
    page = ada.get(SECTION).content.decode()
    assert "Der gemeinsame Text hat sich geändert" in page
    assert "So war er früher." in page
    assert ada.post(f"{SECTION}gesehen/").status_code == 302
    assert "Der gemeinsame Text hat sich geändert" not in ada.get(SECTION).content.decode()


def test_what_another_network_published_can_be_taken_over(network: Network, ada: Client) -> None:
    other = make_network("nachbarstadt", ags="16073", name="Netzwerk Nachbarstadt")
    own(other, title="Aus der Nachbarstadt", text="Text der Nachbarn.")
    assert "Nachbarn" not in ada.get(SECTION).content.decode()  # nothing unpublished crosses
    published()
    assert "Text der Nachbarn." in ada.get(SECTION).content.decode()
    page = ada.post(f"{SECTION}uebernehmen/", {"netzwerk": "nachbarstadt"}, follow=True).content.decode()
    assert "Übernommen von Netzwerk Nachbarstadt am " in page
    (mine,) = rows(network)
    assert (mine.text, mine.copied_from, mine.public) == ("Text der Nachbarn.", "Netzwerk Nachbarstadt", False)
    assert ada.post(f"{SECTION}uebernehmen/", {"netzwerk": "gibtesnicht"}).status_code == 409


@pytest.mark.parametrize("address", ["gibtesnicht/child_benefit/de/", "geld/gold/de/", "geld/child_benefit/xx/"])
def test_what_is_not_in_the_book_is_not_found(ada: Client, address: str) -> None:
    assert ada.get(DESK + address).status_code == 404


def test_the_book_stands_on_the_shelf(ada: Client) -> None:
    assert f'href="{DESK}"' in ada.get("/netz/musterstadt/produkte/").content.decode()


def test_what_was_taken_over_is_a_draft_until_somebody_publishes_it(network: Network, ada: Client) -> None:
    own(make_network("nachbarstadt", ags="16073", name="Netzwerk Nachbarstadt"), text="Text der Nachbarn.")
    published()
    taken = ada.post(f"{SECTION}uebernehmen/", {"netzwerk": "nachbarstadt"}, follow=True).content.decode()
    assert "Ihr Entwurf, noch nicht öffentlich" in taken
    assert '<span class="badge warn">Entwurf</span>' in ada.get(DESK).content.decode()
    published()
    public = Client()
    assert "Text der Nachbarn." not in public.get("/musterstadt/begleitbuch/geld").content.decode()
    (row,) = rows(network)
    words = {"title": row.title, "text": row.text, "begun": Words(row.title, row.text).digest}
    assert "Familien lesen jetzt Ihren Text." in ada.post(SECTION, words, follow=True).content.decode()
    published()
    assert "Text der Nachbarn." in public.get("/musterstadt/begleitbuch/geld").content.decode()


def test_own_words_can_wait_as_a_draft_but_public_ones_do_not_become_one(network: Network, ada: Client) -> None:
    answer = ada.post(SECTION, OURS | {"entwurf": "1"}, follow=True).content.decode()
    assert "Als Entwurf gespeichert" in answer
    published()
    assert "Kindergeld bei uns" not in Client().get("/musterstadt/begleitbuch/geld").content.decode()
    digest = Words(OURS["title"], OURS["text"]).digest
    ada.post(SECTION, OURS | {"begun": digest})
    back = ada.post(SECTION, OURS | {"begun": digest, "entwurf": "1"})
    assert back.status_code == 409
    assert "Diesen Text lesen Familien schon." in back.content.decode()
    assert [row.public for row in rows(network)] == [True]
    with tenant(network.pk):
        events = list(
            Line.objects.filter(event__startswith="publishing.h").order_by("pk").values_list("event", flat=True)
        )
    assert events == ["publishing.handbook_drafted", "publishing.handbook_saved"]
