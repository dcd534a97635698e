"""What is there twice: searched, decided, merged and taken apart again on the pages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.pairs import search_pairs
from nestwerk.offers.models import Merge, Offer, Pair
from nestwerk.partners.models import Organisation

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ROOT = "/netz/musterstadt/doppelt/"
PLACE = {"street": "Hauptstraße 1", "postal_code": "96515", "city": "Sonneberg"}


def twins(network: Network, number: int = 1) -> tuple[Offer, Offer]:
    place = PLACE | {"street": f"Hauptstraße {number}"}
    one = make_offer(network, f"Elterncafé Nord {number}", phone=f"03675 70{number}1", **place)
    other = make_offer(
        network, f"Eltern-Café Nord {number}", phone=f"03675 70{number}1", summary="Kaffee.", confirmed_at=AT,
        last_verified_on=AT.date(), **place,
    )  # fmt: skip
    return one, other


def searched(network: Network) -> Pair:
    with tenant(network.pk):
        search_pairs(network, at=AT)
        return Pair.objects.get(kind="offer")


def test_the_search_updates_open_pairs_and_leaves_decided_ones_alone(network: Network, host: Membership) -> None:
    one, _ = twins(network)
    pair = searched(network)
    with tenant(network.pk):
        Pair.objects.filter(pk=pair.pk).update(score=0.2, reasons=[])
    assert searched(network).score > 0.2
    with tenant(network.pk):
        Pair.objects.filter(pk=pair.pk).update(state="different", score=0.2)
    assert (searched(network).score, searched(network).state) == (0.2, "different")
    with tenant(network.pk):
        Pair.objects.filter(pk=pair.pk).update(state="open")
        Offer.objects.filter(pk=one.pk).update(title="Schuldnerberatung", status="ended")
        search_pairs(network, at=AT)
        assert Pair.objects.count() == 0, "what is not found any more goes"


def test_partners_that_are_called_alike_are_found_as_well(network: Network, host: Membership) -> None:
    make_offer(network, "Schuldnerberatung", "Familienzentrum Sonne e. V.", **PLACE)
    make_offer(network, "Elterncafé", "Familienzentrum Sonne", **PLACE)
    client = signed_in(host)
    client.post(f"{ROOT}suchen/")
    page = client.get(f"{ROOT}?was=partner").content.decode()
    assert "Familienzentrum Sonne e. V." in page
    with tenant(network.pk):
        pair = Pair.objects.get(kind="organisation")
    to = client.get(f"{ROOT}{pair.pk}/")["Location"]
    assert to == f"/netz/musterstadt/partner/{pair.first}/zusammenfuehren/?mit={pair.second}"


def test_two_offers_side_by_side_propose_the_fuller_and_newer(network: Network, host: Membership) -> None:
    one, _ = twins(network)
    pair = searched(network)
    answer = signed_in(host).get(f"{ROOT}{pair.pk}/")
    sides = {field.name: side for field, side in answer.context["fields"]}
    newer = "second" if pair.first == one.pk else "first"
    assert (sides["summary"], sides["title"], answer.context["stays"]) == (newer, newer, newer)
    assert "Kaffee." in answer.content.decode()


def test_merged_on_the_page_with_the_origin_told_and_undone_from_the_list(network: Network, host: Membership) -> None:
    one, other = twins(network)
    pair, client = searched(network), signed_in(host)
    kept, gone = ("first", "second") if pair.first == one.pk else ("second", "first")
    form = {"bleibt": kept, "feld-summary": gone, "feld-title": kept}
    page = client.post(f"{ROOT}{pair.pk}/zusammenfuehren/", form, follow=True).content.decode()
    assert "von „Eltern-Café Nord 1“ übernommen" in page
    with tenant(network.pk):
        one.refresh_from_db()
        merge = Merge.objects.get()
    assert (one.summary, one.title) == ("Kaffee.", "Elterncafé Nord 1")
    assert "aufgegangen" in client.get(f"/netz/musterstadt/angebote/{other.pk}/").content.decode()
    assert "Rückgängig machen" in client.get(f"{ROOT}zusammengefuehrt/").content.decode()
    client.post(f"{ROOT}zusammengefuehrt/{merge.pk}/rueckgaengig/")
    with tenant(network.pk):
        one.refresh_from_db()
        assert (one.summary, Pair.objects.get().state) == ("", "open")
    assert "übernommen" not in client.get(f"/netz/musterstadt/angebote/{one.pk}/").content.decode()


def test_without_saying_which_stays_nothing_is_merged_and_choices_stay(network: Network, host: Membership) -> None:
    one, _ = twins(network)
    pair = searched(network)
    older = "first" if pair.first == one.pk else "second"
    answer = signed_in(host).post(f"{ROOT}{pair.pk}/zusammenfuehren/", {"feld-summary": older})
    assert answer.status_code == 422
    assert {field.name: side for field, side in answer.context["fields"]}["summary"] == older


def test_not_a_duplicate_is_remembered_over_the_next_night(network: Network, host: Membership) -> None:
    twins(network)
    pair, client = searched(network), signed_in(host)
    client.post(f"{ROOT}{pair.pk}/verschieden/")
    assert client.post(f"{ROOT}suchen/", follow=True).context["rows"] == []
    assert "schon entschieden" in client.get(f"{ROOT}{pair.pk}/", follow=True).content.decode()


def test_editors_merge_offers_and_leave_partners_to_the_coordination(network: Network) -> None:
    editor = signed_in(make_member(network, "editor"))
    with tenant(network.pk):
        first, second = (Organisation.objects.create(network=network, name=name) for name in ("Haus", "Haus e. V."))
        pair = Pair.objects.create(network=network, kind="organisation", first=first.pk, second=second.pk, found_at=AT)
        merge = Merge.objects.create(network=network, kind="organisation", kept=first.pk, gone=second.pk, at=AT, by=1)
    page = editor.get(f"{ROOT}?was=partner").content.decode()
    assert ("Vergleichen" in page, "Nicht doppelt" in page) == (False, True)
    assert editor.get(f"{ROOT}{pair.pk}/", follow=True).status_code == 403
    assert editor.post(f"{ROOT}{pair.pk}/zusammenfuehren/").status_code == 404
    assert editor.post(f"{ROOT}zusammengefuehrt/{merge.pk}/rueckgaengig/").status_code == 409


def test_other_roles_and_strangers_stay_outside(network: Network) -> None:
    twins(network)
    pair = searched(network)
    for role in ("space", "guest", "partner"):
        client = signed_in(make_member(network, role))
        for path in ("", "zusammengefuehrt/", f"{pair.pk}/"):
            assert client.get(f"{ROOT}{path}").status_code == 403
    stranger = signed_in(make_member(make_network("nebenan")))
    assert stranger.get(ROOT).status_code == 404
    assert stranger.get(f"/netz/nebenan/doppelt/{pair.pk}/").status_code == 404
    assert stranger.post(f"/netz/nebenan/doppelt/{pair.pk}/verschieden/").status_code == 404


@pytest.mark.parametrize("path", ["", "?was=partner", "zusammengefuehrt/", "{pair}/"])
def test_a_page_asks_as_often_for_three_as_for_one(network: Network, host: Membership, path: str) -> None:
    def more(number: int) -> None:
        one, other = twins(network, number)
        with tenant(network.pk):
            search_pairs(network, at=AT)
            kept, gone = (Organisation.objects.create(network=network, name=f"{n} {number}") for n in ("Haus", "Hof"))
            rows: list[tuple[str, Any, Any]] = [("offer", one, other), ("organisation", kept, gone)]
            for kind, stays, goes in rows:
                Merge.objects.create(network=network, kind=kind, kept=stays.pk, gone=goes.pk, at=AT, by=1)

    def partners_alike(number: int) -> None:
        with tenant(network.pk):
            one, other = (Organisation.objects.create(network=network, name=f"{n} {number}") for n in ("Berg", "Tal"))
            Pair.objects.create(network=network, kind="organisation", first=one.pk, second=other.pk, found_at=AT)

    more(1)
    partners_alike(1)
    with tenant(network.pk):
        pair = Pair.objects.filter(kind="offer")[0]
    where, client = f"{ROOT}{path.format(pair=pair.pk)}", signed_in(host)
    client.get(where)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(where).status_code == 200
        return len(seen)

    once = ask()
    more(2)
    more(3)
    for number in (1, 2, 3):
        partners_alike(10 + number)
    assert ask() == once


def test_the_way_to_the_record_that_stays_is_shown_to_who_may_go_it(network: Network, host: Membership) -> None:
    kept, gone = make_offer(network, "Bleibt", "Haus"), make_offer(network, "Geht", "Hof")
    with tenant(network.pk):
        Offer.objects.filter(pk=gone.pk).update(merged_into=kept, status="ended")
    path = f"/netz/musterstadt/angebote/{gone.pk}/"
    way = f'href="/netz/musterstadt/angebote/{kept.pk}/"'
    partner = make_member(network, "partner", organisations=[gone.organisation_id])
    for member, shown in ((host, True), (partner, False)):
        page = signed_in(member).get(path).content.decode()
        assert "aufgegangen" in page
        assert (way in page) is shown, member.role
