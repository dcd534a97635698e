"""A partner joins the network: what is written, refused and recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.partners.actions_new import create_partner
from nestwerk.partners.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def create(network: Network, by: Membership, **given: Any) -> Organisation:
    with tenant(network.pk, user_id=by.user_id, hat=by.hat):
        return create_partner(network, by=by, at=AT, **given)


def test_name_kind_sector_and_address_are_kept_and_it_is_on_record() -> None:
    network = make_network()
    by = make_member(network)
    made = create(network, by, name="  Familienzentrum   Nord ", kind="pt.midwife", email=" team@example.org ")
    with tenant(network.pk):
        kept = Organisation.objects.get()
        line = Line.objects.get(event="partners.created")
    assert (kept.pk, kept.name, kept.type_id, kept.sector) == (made.pk, "Familienzentrum Nord", "pt.midwife", "health")
    assert (kept.upkeep_email, kept.trusted) == ("team@example.org", False)
    assert (line.thing_id, line.at) == (str(made.pk), AT)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "  "}, "Wie heißt der Partner"),
        ({"name": "x" * 201}, "höchstens 200 Zeichen"),
        ({"name": "Haus"}, "gibt es schon"),
        ({"name": "Hof", "kind": "pt.unbekannt"}, "Diese Art"),
        ({"name": "Hof", "kind": "offer.parent_cafe"}, "Diese Art"),
        ({"name": "Hof", "email": "keine"}, "keine Mail-Adresse"),
    ],
)
def test_what_cannot_be_a_partner_is_refused_and_nothing_is_kept(given: dict[str, Any], sentence: str) -> None:
    network = make_network()
    by = make_member(network)
    create(network, by, name="Haus")
    with pytest.raises(Refused, match=sentence):
        create(network, by, **given)
    with tenant(network.pk):
        assert list(Organisation.objects.values_list("name", flat=True)) == ["Haus"]
        assert Line.objects.filter(event="partners.created").count() == 1


def test_the_name_of_a_neighbours_partner_is_free() -> None:
    network, neighbour = make_network(), make_network("nebenan")
    for place in (network, neighbour):
        create(place, make_member(place), name="Haus")
    with tenant(network.pk):
        assert Organisation.objects.count() == 1
