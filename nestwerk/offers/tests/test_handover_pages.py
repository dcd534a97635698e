"""The pages on which partners are renamed, dissolved, merged and trusted."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.partners.models import Organisation

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
ROOT = "/netz/musterstadt/partner/"
WAYS = ("umbenennen", "aufloesen", "zusammenfuehren", "pflege")


def read(network: Network, pk: int) -> Organisation:
    with tenant(network.pk):
        return Organisation.objects.get(pk=pk)


def test_a_new_name_shows_the_old_one_and_a_taken_one_is_refused_with_the_text_kept(
    network: Network, host: Membership
) -> None:
    house = make_offer(network, organisation="Haus").organisation_id
    make_offer(network, organisation="Hof")
    client, path = signed_in(host), f"{ROOT}{house}/umbenennen/"
    taken = client.post(path, {"name": "Hof"})
    page = taken.content.decode()
    assert (taken.status_code, 'value="Hof"' in page, "Es gibt schon einen Partner" in page) == (422, True, True)
    page = client.post(path, {"name": "Haus am See"}, follow=True).content.decode()
    assert "Frühere Namen" in page
    assert read(network, house).name == "Haus am See"


def test_dissolving_asks_for_every_offer_and_hands_over_by_name(network: Network, host: Membership) -> None:
    first, second = make_offer(network, "Eins", "Haus"), make_offer(network, "Zwei", "Haus")
    heir = make_offer(network, organisation="Hof").organisation_id
    client, path = signed_in(host), f"{ROOT}{first.organisation_id}/aufloesen/"
    form: dict[str, Any] = {"heir": "Unbekannt", f"was-{first.pk}": "uebergeben"}
    answer = client.post(path, form)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Einen Partner „Unbekannt“ kennen wir nicht", "Bitte entscheiden Sie", 'value="Unbekannt"'):
        assert words in page, words
    form |= {"heir": "hof", f"was-{second.pk}": "beenden"}
    page = client.post(path, form, follow=True).content.decode()
    assert "Aufgelöst am" in page
    with tenant(network.pk):
        assert Offer.objects.get(pk=first.pk).organisation_id == heir
        assert Offer.objects.get(pk=second.pk).status == "ended"
    assert "Haus" not in client.get(ROOT).content.decode().split("<main")[1]
    client.post(f"{ROOT}{first.organisation_id}/wieder/")
    assert read(network, first.organisation_id).ended_at is None


def test_two_partners_become_one_on_the_page(network: Network, host: Membership) -> None:
    one, other = make_offer(network, "Eins", "Haus e. V."), make_offer(network, "Zwei", "Haus")
    with tenant(network.pk):
        Organisation.objects.filter(pk=other.organisation_id).update(upkeep_email="neu@example.org")
    client, path = signed_in(host), f"{ROOT}{one.organisation_id}/zusammenfuehren/"
    assert "Welcher Partner ist derselbe?" in client.get(path).content.decode()
    page = client.get(f"{path}?mit={other.organisation_id}").content.decode()
    assert "neu@example.org" in page
    sent = {"mit": other.organisation_id, "feld-upkeep_email": "second"}
    assert client.post(path, sent).status_code == 422
    client.post(path, sent | {"bleibt": "first"})
    assert read(network, one.organisation_id).upkeep_email == "neu@example.org"
    assert read(network, other.organisation_id).merged_into_id == one.organisation_id
    foreign = make_offer(make_network("nebenan"))
    assert client.get(f"{path}?mit={foreign.organisation_id}").status_code == 404


def test_trust_and_address_are_set_together_or_not_at_all(network: Network, host: Membership) -> None:
    house = make_offer(network, organisation="Haus").organisation_id
    client, path = signed_in(host), f"{ROOT}{house}/pflege/"
    wrong = client.post(path, {"trusted": "on", "upkeep_email": "keine"})
    assert (wrong.status_code, "keine Mail-Adresse" in wrong.content.decode()) == (422, True)
    assert read(network, house).trusted is False
    page = client.post(path, {"trusted": "on", "upkeep_email": "team@example.org"}, follow=True).content.decode()
    assert "gehen sofort hinaus" in page
    assert (read(network, house).trusted, read(network, house).upkeep_email) == (True, "team@example.org")


@pytest.mark.parametrize("way", ["pflege", "zusammenfuehren"])
def test_what_changes_rights_asks_again_after_five_minutes(network: Network, host: Membership, way: str) -> None:
    house = make_offer(network, organisation="Haus").organisation_id
    client = signed_in(host)
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(session["_auth_user_id"])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time() - 60 * 6}]
    session["began"] = session["seen"] = time.time()
    session.save()
    answer = client.get(f"{ROOT}{house}/{way}/")
    assert (answer.status_code, "next=" in answer["Location"]) == (302, True)


def test_other_roles_and_strangers_stay_outside(network: Network) -> None:
    house = make_offer(network, organisation="Haus").organisation_id
    foreign = make_offer(make_network("nebenan")).organisation_id
    host = signed_in(make_member(network))
    for role in ("space", "partner", "guest"):
        client = signed_in(make_member(network, role))
        assert [client.get(f"{ROOT}{house}/{way}/").status_code for way in WAYS] == [403] * 4
    assert [host.get(f"{ROOT}{foreign}/{way}/").status_code for way in WAYS] == [404] * 4
    editor = signed_in(make_member(network, "editor"))
    assert [editor.get(f"{ROOT}{house}/{way}/").status_code for way in WAYS] == [200, 403, 403, 403]


@pytest.mark.parametrize("way", ["", "umbenennen/", "aufloesen/", "zusammenfuehren/", "zusammenfuehren/?mit={other}"])
def test_a_page_asks_as_often_for_three_as_for_one(network: Network, host: Membership, way: str) -> None:
    house = make_offer(network, "Eins", "Haus").organisation_id
    other = make_offer(network, "Anderes", "Hof").organisation_id
    client, where = signed_in(host), f"{ROOT}{house}/{way.format(other=other)}"
    client.get(where)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(where).status_code == 200
        return len(seen)

    once = ask()
    for number in range(3):
        make_offer(network, f"Nr. {number}", "Haus")
        make_offer(network, f"Nr. {number}", f"Haus {number}")
    assert ask() == once
