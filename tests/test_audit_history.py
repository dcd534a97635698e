"""R-40: whatever way a row is changed, what it was before is kept, and who did it."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from nestwerk.audit.models import RowVersion
from nestwerk.audit.queries import versions_of
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import make_offer
from nestwerk.partners.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
OFFERS, PARTNERS = "offers_offer", "partners_organisation"


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt")


def kept(network: Network, table: str) -> list[tuple[str, int, int | None, str]]:
    with tenant(network.pk):
        rows = RowVersion.objects.filter(table=table).order_by("pk")
        return list(rows.values_list("operation", "row_id", "user_id", "hat"))


def as_ada(network: Network):  # type: ignore[no-untyped-def]
    return tenant(network.pk, user_id=7, hat="coordinator:1")


def test_saving_keeps_what_was_before_and_who_did_it(network: Network) -> None:
    offer = make_offer(network, title="Elterncafé")
    with as_ada(network):
        offer.title = "Krabbelgruppe"
        offer.save()
    assert kept(network, OFFERS) == [("INSERT", offer.pk, None, ""), ("UPDATE", offer.pk, 7, "coordinator:1")]
    with tenant(network.pk):
        before = RowVersion.objects.get(table=OFFERS, operation="UPDATE").before
    assert before is not None
    assert before["title"] == "Elterncafé"


def test_making_many_at_once_is_kept(network: Network) -> None:
    with as_ada(network):
        made = Organisation.objects.bulk_create(Organisation(network=network, name=f"Haus {n}") for n in range(3))
        Offer.objects.bulk_create(
            Offer(network=network, organisation=one, title="Treff", source="test", external_id=f"b-{one.pk}")
            for one in made
        )
    assert [row[0] for row in kept(network, PARTNERS)] == [row[0] for row in kept(network, OFFERS)] == ["INSERT"] * 3
    assert {row[2:] for row in kept(network, OFFERS)} == {(7, "coordinator:1")}


def test_changing_many_at_once_is_kept_row_by_row(network: Network) -> None:
    offers = [make_offer(network), make_offer(network)]
    with as_ada(network):
        for one in offers:
            one.title = "Anders"
        Offer.objects.bulk_update(offers, ["title"])
        Offer.objects.update(summary="Neu")
        Organisation.objects.update(name="Anderes Haus")
    assert [row[0] for row in kept(network, OFFERS)] == ["INSERT"] * 2 + ["UPDATE"] * 4
    assert [row[0] for row in kept(network, PARTNERS)] == ["INSERT", "UPDATE"]


def test_deleting_keeps_the_whole_row(network: Network) -> None:
    offer = make_offer(network, title="Elterncafé")
    with as_ada(network):
        Offer.objects.all().delete()
        Organisation.objects.all().delete()
    assert kept(network, OFFERS)[1:] == [("DELETE", offer.pk, 7, "coordinator:1")]
    assert kept(network, PARTNERS)[1:] == [("DELETE", offer.organisation_id, 7, "coordinator:1")]
    with tenant(network.pk):
        (gone, _) = versions_of(OFFERS, offer.pk)
    assert ("title", "Elterncafé", None) in gone.changes


def test_raw_sql_is_kept(network: Network) -> None:
    offer = make_offer(network)
    with as_ada(network), connection.cursor() as cursor:
        cursor.execute("UPDATE offers_offer SET title = 'roh'")
        cursor.execute("DELETE FROM offers_offer")
        cursor.execute("UPDATE partners_organisation SET name = 'roh'")
    assert kept(network, OFFERS)[1:] == [(word, offer.pk, 7, "coordinator:1") for word in ("UPDATE", "DELETE")]
    assert kept(network, PARTNERS)[1:] == [("UPDATE", offer.organisation_id, 7, "coordinator:1")]


def test_what_was_rolled_back_and_what_changed_nothing_leaves_no_trace(network: Network) -> None:
    offer = make_offer(network)
    before = kept(network, OFFERS)
    with as_ada(network):
        Offer.objects.update(title="weg")
        transaction.set_rollback(True)
    with as_ada(network):
        offer.save()
    assert kept(network, OFFERS) == before


def test_a_network_sees_its_own_history_only(network: Network) -> None:
    other = make_network("dort")
    offer = make_offer(network)
    with tenant(other.pk):
        assert versions_of(OFFERS, offer.pk) == []


def test_versions_say_field_before_and_after_newest_first(network: Network, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    offer = make_offer(network, title="Eins", summary="")
    for title, summary in (("Zwei", ""), ("Drei", "Kurz gesagt")):
        with as_ada(network):
            Offer.objects.update(title=title, summary=summary)
    with tenant(network.pk), django_assert_num_queries(2):
        found = versions_of(OFFERS, offer.pk)
    assert [(one.operation, one.user_id, sorted(one.changes)) for one in found] == [
        ("UPDATE", 7, [("summary", "", "Kurz gesagt"), ("title", "Zwei", "Drei")]),
        ("UPDATE", 7, [("title", "Eins", "Zwei")]),
        ("INSERT", None, []),
    ]
