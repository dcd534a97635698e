"""Who did not agree to be given away with all the others is nowhere in the interface, and stays on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nestwerk.catalogue import public as catalogue
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.partners.actions_consent import record_consent, set_single_person, withdraw_consent
from nestwerk.publishing.datasets.scope import exportable
from nestwerk.publishing.hsds import ids, places

from .hsds_calls import ROOT, everything, get, names
from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
LATER, STILL_LATER = AT + timedelta(days=1), AT + timedelta(days=2)
SAID: dict[str, Any] = {"address": True, "bulk": False, "on": AT.date(), "way": "paper"}
WHERE: dict[str, Any] = {
    "postal_code": "96515", "city": "Sonneberg", "street": "Gartenweg 3", "lat": 50.3592, "lon": 11.1746,
    "position_exact": True, "served_ags": ["16072018"], "age_from_months": 0, "age_to_months": 12,
    "needs": ["need.isolation"], "opening_hours": "Mo 09:00-11:00",
}  # fmt: skip
FILTERS: tuple[dict[str, Any], ...] = (
    {}, {"full": "true"}, {"minimal": "true", "per_page": "50"}, {"minimum_age": "0"}, {"day": "MO"},
    {"postcode": "96515"}, {"postcode": "96515", "proximity": "5000"}, {"search": "Hebamme"},
    {"search": "Hebammenhilfe", "minimum_age": "0"}, {"modified_after": "2020-01-01T00:00:00Z"},
    {"taxonomy_term_id": ids.shared("term", "need.isolation")}, {"network": "hier"},
)  # fmt: skip


@pytest.fixture
def boss(data_dir: Path) -> Membership:
    return make_member(make_network("hier"))


@pytest.fixture
def hers(boss: Membership) -> list[Offer]:
    """Two offers of a midwife who is public and in no whole data set, one of them resting; a centre beside her."""
    make_offer(boss.network, title="Elterncafé", organisation="Familienhaus", **WHERE)
    found = [
        make_offer(boss.network, title="Hebammenhilfe", organisation="Hebamme Ada Beispiel", **WHERE),
        make_offer(boss.network, title="Hebammenkurs", organisation="Hebamme Ada Beispiel", status="paused", **WHERE),
    ]
    does(boss, set_single_person, found[0].organisation, single=True)
    return found


def does(boss: Membership, act: Callable[..., Any], *given: Any, at: Any = AT, **said: Any) -> None:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        act(*given, by=boss, at=at, **said)


def status(path: str) -> int:
    return Client().get(f"{ROOT}{path}").status_code


def paths(offer: Offer) -> list[str]:
    record = catalogue.current().offer("hier", str(offer.public_id))
    assert record is not None
    return [
        f"/services/{offer.public_id}",
        f"/service_at_locations/{places.link_id(record)}",
        f"/locations/{places.location_id(record)}",
        f"/organizations/{record.organisation_id}",
    ]


def test_lists_filters_search_counts_and_items_leave_her_out(boss: Membership, hers: list[Offer]) -> None:
    does(boss, record_consent, hers[0].organisation, **SAID)
    put_out("hier", at=AT)
    for asked in FILTERS:
        for path in ("/services", "/service_at_locations", "/locations"):
            if "minimal" in asked and path != "/services":
                continue
            found = everything(path, **asked)
            assert len(found) <= 1, (path, asked)
            assert "Ada" not in str(found)
            assert "Hebamme" not in str(found)
    assert names() == names(minimum_age="0", day="MO", postcode="96515") == ["Elterncafé"]
    assert get("/services", per_page=1)["total_pages"] == 1
    assert [one["name"] for one in everything("/organizations", full="true")] == ["Familienhaus"]
    for path in ("services", "service_at_locations", "locations", "organizations"):
        sent = b"".join(Client().get(f"{ROOT}/{path}?format=ndjson"))
        assert (sent.count(b"\n"), b"Ada" in sent) == (1, False)
    for offer in hers:
        assert {status(path) for path in paths(offer)} == {404}
    organisation = str(get("/services")["contents"][0]["organization_id"])
    assert names(organization_id=organisation) == ["Elterncafé"]
    with tenant(boss.network_id):
        own = Offer.objects.select_related("organisation").get(pk=hers[0].pk).organisation.public_id
    assert names(organization_id=str(own)) == []


def test_families_still_find_her(boss: Membership, hers: list[Offer]) -> None:
    does(boss, record_consent, hers[0].organisation, **SAID)
    put_out("hier", at=AT)
    page = Client().get(f"/hier/angebote/{hers[0].public_id}")
    assert "Hebamme Ada Beispiel" in page.content.decode()
    assert "Hebammenhilfe" in str(Client().get("/api/v1/search", {"q": "Hebamme"}).json())


def test_who_was_never_given_away_is_never_told_to_be_gone(boss: Membership, hers: list[Offer]) -> None:
    does(boss, record_consent, hers[0].organisation, **SAID)
    put_out("hier", at=AT)
    assert names(modified_after="2020-01-01T00:00:00Z") == ["Elterncafé"]
    does(boss, withdraw_consent, hers[0].organisation, at=LATER)
    put_out("hier", at=LATER)
    assert names(modified_after="2020-01-01T00:00:00Z") == ["Elterncafé"]
    assert status(f"/services/{hers[0].public_id}") == 404
    put_out("hier", at=STILL_LATER)
    assert status(f"/services/{hers[0].public_id}") == 404


def test_who_was_given_away_and_says_no_is_gone_for_those_with_a_copy(boss: Membership, hers: list[Offer]) -> None:
    does(boss, record_consent, hers[0].organisation, **(SAID | {"bulk": True}))
    put_out("hier", at=AT)
    assert len(names()) == 3
    does(boss, record_consent, hers[0].organisation, at=LATER, **SAID)
    put_out("hier", at=LATER)
    since = everything("/services", modified_after=LATER.isoformat())
    assert {(one["id"], one["status"]) for one in since} == {(str(one.public_id), "defunct") for one in hers}
    item = get(f"/services/{hers[0].public_id}")
    assert (item["status"], set(item)) == ("defunct", {"id", "name", "status", "last_modified"})
    assert names() == ["Elterncafé"]
    put_out("hier", at=STILL_LATER)
    assert get(f"/services/{hers[0].public_id}") == item  # of the day she said no
    does(boss, record_consent, hers[0].organisation, at=STILL_LATER, **(SAID | {"bulk": True}))
    put_out("hier", at=STILL_LATER)
    back = get(f"/services/{hers[0].public_id}")
    assert (back["name"], back["last_modified"][:10]) == ("Hebammenhilfe", str(STILL_LATER.date()))
    put_out("hier", at=STILL_LATER + timedelta(days=100))
    assert len(names()) == 3


def test_the_mask_and_the_data_sets_leave_out_the_same(boss: Membership, hers: list[Offer]) -> None:
    does(boss, record_consent, hers[0].organisation, **SAID)
    put_out("hier", at=AT)
    snap = catalogue.current()
    records = [*snap.offers("hier"), *snap.resting("hier")]
    assert {one.id for one in records if not exportable(one)} == set(snap.withheld("hier"))
    assert len(snap.withheld("hier")) == 2
