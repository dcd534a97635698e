"""The page on which a partner is taken into the network."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.partners.models import Organisation

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
LIST = "/netz/musterstadt/partner/"
NEW = f"{LIST}neu/"
LIKE = f"{NEW}aehnliche/"
SENT = {"name": "Familienzentrum Nord", "kind": "pt.midwife", "email": "team@example.org"}


def names(network: Network) -> list[str]:
    with tenant(network.pk):
        return list(Organisation.objects.values_list("name", flat=True))


def test_a_coordinator_takes_a_partner_in_and_stands_on_its_page(network: Network, host: Membership) -> None:
    client = signed_in(host)
    assert 'href="neu/"' in client.get(LIST).content.decode()
    answer = client.post(NEW, SENT, follow=True)
    page = answer.content.decode()
    for words in ("Familienzentrum Nord ist jetzt Partner im Netzwerk", "Hebamme", "team@example.org"):
        assert words in page, words
    assert names(network) == ["Familienzentrum Nord"]


def test_a_like_name_is_asked_about_once_also_a_former_one_and_never_a_neighbours(
    network: Network, host: Membership
) -> None:
    make_offer(network, organisation="Deutsches Rotes Kreuz, Kreisverband Musterstadt e. V.")
    with tenant(network.pk):
        Organisation.objects.create(network=network, name="Haus am See", former_names=["Familienzentrum Süd"])
    make_offer(make_network("nebenan"), organisation="Awo Hof")
    client = signed_in(host)
    page = client.post(NEW, {"name": "DRK-Kreisverband Musterstadt"}).content.decode()
    assert "Deutsches Rotes Kreuz, Kreisverband Musterstadt e. V.</a> (Name" in page
    assert 'value="DRK-Kreisverband Musterstadt"' in page
    assert "Haus am See" in client.post(LIKE, {"name": "Familienzentrum Süd"}).content.decode()
    assert client.post(LIKE, {"name": "Awo Hof"}).content.decode().strip() == ""
    assert len(names(network)) == 2
    client.post(NEW, {"name": "DRK-Kreisverband Musterstadt", "trotzdem": "1"})
    assert len(names(network)) == 3


def test_what_is_wrong_stands_there_again_and_nothing_is_kept(network: Network, host: Membership) -> None:
    client = signed_in(host)
    for sent, words in (
        (SENT | {"name": ""}, "Wie heißt der Partner?"),
        (SENT | {"email": "keine"}, "Das ist keine Mail-Adresse"),
        (SENT | {"name": "x" * 201}, "höchstens 200 Zeichen"),
        (SENT | {"kind": "pt.unbekannt"}, "pt.unbekannt"),
    ):
        answer = client.post(NEW, sent)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert names(network) == []
    make_offer(network, organisation="Familienzentrum Nord")
    answer = client.post(NEW, SENT | {"trotzdem": "1"})
    assert (answer.status_code, "gibt es schon" in answer.content.decode()) == (422, True)


def test_an_editor_takes_partners_in_but_does_not_say_where_they_are_asked(network: Network) -> None:
    client = signed_in(make_member(network, "editor"))
    assert "E-Mail" not in client.get(NEW).content.decode().split("<main")[1]
    client.post(NEW, SENT)
    with tenant(network.pk):
        assert Organisation.objects.get().upkeep_email == ""


def test_strangers_find_nothing_and_other_roles_may_not(network: Network) -> None:
    stranger = signed_in(make_member(make_network("nebenan")))
    assert [stranger.get(path).status_code for path in (NEW, LIKE)] == [404, 404]
    for role in ("space", "partner", "guest"):
        client = signed_in(make_member(network, role))
        assert [client.get(path).status_code for path in (NEW, LIKE)] == [403, 403], role
        assert client.post(NEW, SENT).status_code == 403
        assert 'href="neu/"' not in client.get(LIST).content.decode()
    assert names(network) == []


@pytest.mark.parametrize("path", [NEW, LIKE])
def test_a_page_asks_as_often_for_three_as_for_one(network: Network, host: Membership, path: str) -> None:
    client = signed_in(host)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert "Familienhaus" in client.post(path, {"name": "Familienhaus Nord"}).content.decode()
        return len(seen)

    make_offer(network, organisation="Familienhaus Nord")
    ask()
    once = ask()
    for number in range(3):
        make_offer(network, organisation=f"Familienhaus Nord {number}")
    assert ask() == once


def test_a_single_person_is_hidden_from_the_start_and_her_consent_is_asked_next(
    network: Network, host: Membership
) -> None:
    client = signed_in(host)
    answer = client.post(NEW, {"name": "Hebamme Ada Beispiel", "kind": "pt.midwife", "single": "on"})
    with tenant(network.pk):
        partner = Organisation.objects.get()
        assert partner.single_person
        events = list(Line.objects.order_by("pk").values_list("event", flat=True))
        assert events[-2:] == ["partners.created", "partners.single_person"]
    assert answer["Location"] == f"{LIST}{partner.pk}/einwilligung/"
    assert "nicht öffentlich" in client.get(answer["Location"]).content.decode()
    assert "Oft arbeitet hier eine Person allein" not in client.get(f"{LIST}{partner.pk}/").content.decode()


def test_an_editor_may_tick_it_too_and_stands_on_the_partners_page(network: Network, host: Membership) -> None:
    editor = signed_in(make_member(network, "editor"))
    answer = editor.post(NEW, {"name": "Hebamme Ada Beispiel", "single": "on"})
    with tenant(network.pk):
        assert answer["Location"] == f"{LIST}{Organisation.objects.get(single_person=True).pk}/"


def test_a_partner_of_a_kind_that_mostly_works_alone_is_asked_about(network: Network, host: Membership) -> None:
    client, asked = signed_in(host), "Oft arbeitet hier eine Person allein"
    with tenant(network.pk):
        midwife = Organisation.objects.create(network=network, name="Hebamme Ada Beispiel", type_id="pt.midwife")
        centre = Organisation.objects.create(network=network, name="Nord", type_id="pt.family_centre")
    assert asked in client.get(f"{LIST}{midwife.pk}/").content.decode()
    assert asked not in client.get(f"{LIST}{centre.pk}/").content.decode()
    editor = signed_in(make_member(network, "editor")).get(f"{LIST}{midwife.pk}/").content.decode()
    assert asked not in editor  # she may not put a consent down
