"""What each parameter of the open data interface means, alone and together with others."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.publishing.hsds import ids

from .hsds_calls import everything, get, names, refused

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
HERE = {"postal_code": "96515", "city": "Sonneberg", "lat": 50.3592, "lon": 11.1746, "position_exact": True}
AWAY = {"postal_code": "98724", "city": "Neuhaus", "lat": 50.51, "lon": 11.14, "position_exact": True}


@pytest.fixture
def network(data_dir: Path) -> Network:
    return make_network("hier")


def shown(*, at: Any = AT) -> None:
    publish(at=at)


def term(code: str) -> str:
    return ids.shared("term", code)


def test_ages_mean_what_the_profile_says(network: Network) -> None:
    make_offer(network, title="Babys", age_from_months=0, age_to_months=12)
    make_offer(network, title="Kleinkinder", age_from_months=18, age_to_months=36)
    make_offer(network, title="Schwangere", age_from_months=-9, age_to_months=-1)
    make_offer(network, title="Unbekannt")
    shown()
    assert names(minimum_age="1") == ["Kleinkinder"]  # at least: a service without an age is not
    assert names(minimum_age="0") == ["Babys", "Kleinkinder"]
    assert names(maximum_age="1") == ["Babys"]
    assert names(maximum_age="3") == ["Babys", "Kleinkinder"]
    assert names(minimum_age="1.5", maximum_age="3") == ["Kleinkinder"]
    assert names(minimum_age="1.6") == []


def test_day_and_times_must_hold_in_one_line_of_the_week(network: Network) -> None:
    make_offer(network, title="Früh", opening_hours="Mo 08:00-10:00; We 14:00-16:00")
    make_offer(network, title="Spät", opening_hours="Mo 17:00-19:00")
    make_offer(
        network,
        title="Treff",
        dates=[{"kind": "weekly", "first": "2026-11-02", "begins": "09:30", "ends": "11:00", "weekdays": [0]}],
    )
    make_offer(network, title="Ohne Zeiten")
    shown()
    assert names(day="MO") == ["Früh", "Spät", "Treff"]
    assert names(day="WE") == names(day="wednesday") == ["Früh"]
    assert names(day="MO", end_time="10:00") == ["Früh"]
    assert names(day="MO", start_time="09:00", end_time="12:00") == ["Treff"]
    assert names(day="MO", start_time="14:00") == ["Spät"]
    assert names(start_time="14:00") == ["Früh", "Spät"]
    assert names(day="SU") == []


def test_terms_organisations_and_networks_narrow_together(network: Network) -> None:
    make_offer(network, title="Café", organisation="Familienhaus", needs=["need.isolation"], cost_kind="free")
    make_offer(network, title="Kurs", organisation="Verein", needs=["need.isolation", "need.meet_parents"])
    make_offer(make_network("dort"), title="Fern", needs=["need.meet_parents"])
    shown()
    one = {found["name"]: found for found in everything("/organizations")}["Verein"]["id"]
    assert names(taxonomy_term_id=term("need.isolation")) == ["Café", "Kurs"]
    assert names(taxonomy_term_id=[term("need.isolation"), term("need.meet_parents")]) == ["Kurs"]
    assert names(taxonomy_term_id=term("cost.free")) == ["Café"]
    assert names(taxonomy_id=ids.shared("taxonomy", "need")) == ["Fern", "Café", "Kurs"]
    assert names(taxonomy_id=ids.shared("taxonomy", "partner_type")) == []
    assert names(organization_id=one) == ["Kurs"]
    assert names(organization_id=one, taxonomy_term_id=term("cost.free")) == []
    assert names(network="dort") == ["Fern"]
    assert names(network="dort", taxonomy_term_id=term("need.isolation")) == []
    assert names(organization_id=ids.shared("x", "y")) == names(taxonomy_term_id=ids.shared("x", "y")) == []


def test_what_changed_since_and_what_is_gone(network: Network) -> None:
    same, edited, ended = (make_offer(network, title=title) for title in ("Eins", "Zwei", "Drei"))
    shown()
    later = AT + timedelta(hours=2)
    with tenant(network.pk):
        Offer.objects.filter(pk=edited.pk).update(phone="030 23125 7")
        Offer.objects.filter(pk=ended.pk).update(status="ended")
    shown(at=later)
    assert names() == ["Eins", "Zwei"]
    found = everything("/services", modified_after=later.isoformat())
    assert [(one["id"], one["status"]) for one in found] == [
        (str(edited.public_id), "active"),
        (str(ended.public_id), "defunct"),
    ]
    assert "Drei" not in str(found)
    assert names(modified_after=AT.isoformat()) == ["Eins", "Zwei", "Nicht mehr veröffentlicht"]
    assert names(modified_after=(later + timedelta(milliseconds=1)).isoformat()) == []
    assert get(f"/services/{ended.public_id}")["status"] == "defunct"
    assert get(f"/services/{same.public_id}")["last_modified"] == "2026-11-22T09:00:00.000Z"
    assert names(modified_after=later.isoformat(), organization_id=ids.shared("x", "y")) == []
    small = get("/services", minimal="true", modified_after=later.isoformat())
    assert small["contents"] == [
        {"id": str(edited.public_id), "last_modified": "2026-11-22T11:00:00.000Z"},
        {"id": str(ended.public_id), "last_modified": "2026-11-22T11:00:00.000Z"},
    ]


def test_minimal_gives_all_at_once_unless_a_size_is_asked_for(network: Network) -> None:
    for number in range(60):
        make_offer(network, title=f"Nummer {number:02}")
    shown()
    page = get("/services", minimal="true")
    assert (page["size"], page["total_pages"], page["last_page"]) == (60, 1, True)
    assert get("/services", minimal="true", per_page=25, page=3)["size"] == 10
    page = get("/services", page=9)
    assert (page["size"], page["empty"], page["first_page"], page["last_page"]) == (0, True, False, False)
    assert (page["total_items"], page["total_pages"], page["page_number"]) == (60, 2, 9)


def test_a_postal_code_asks_for_the_area_and_proximity_for_metres(network: Network) -> None:
    make_offer(network, title="Hier", **HERE)
    make_offer(network, title="Dort", **AWAY)
    make_offer(network, title="Kreisweit", served_ags=["16072"], **AWAY)
    make_offer(network, title="Nur Codes", served_postal_codes=["96515"])
    make_offer(network, title="Nur anderswo", served_postal_codes=["07318"], **HERE)
    shown()
    assert names(postcode="96515") == ["Hier", "Kreisweit", "Nur Codes"]
    assert names("/service_at_locations", postcode="96515") == ["Hier", "Kreisweit"]
    assert names("/service_at_locations", postcode="96515", proximity=5000) == ["Hier"]
    assert names("/service_at_locations", postcode="96515", proximity=40000) == ["Dort", "Hier", "Kreisweit"]
    assert names(postcode="96515", proximity=40000, day="MO") == []
    assert names(postcode="00000") == []
    assert refused("/service_at_locations", postcode="00000", proximity=10) == (422, "postcode")


def test_search_finds_what_the_public_site_finds_in_all_networks(network: Network) -> None:
    make_offer(network, title="Schreibaby-Ambulanz", offer_types=["offer.crying_baby"], cost_kind="free")
    make_offer(make_network("dort"), title="Schreiambulanz", offer_types=["offer.crying_baby"], cost_kind="paid")
    make_offer(network, title="Secondhand-Basar", offer_types=[])
    shown()
    found = names(search="Mein Baby schreit so viel")
    assert set(found) >= {"Schreibaby-Ambulanz", "Schreiambulanz"}
    assert "Secondhand-Basar" not in found
    assert names(search="Mein Baby schreit so viel", taxonomy_term_id=term("cost.free")) == ["Schreibaby-Ambulanz"]
    assert names(search="Mein Baby schreit so viel", network="dort") == ["Schreiambulanz"]
    assert len(names(search="Mein Baby schreit so viel", per_page=1)) == len(found)
    assert names(search="xqzzwv") == []
    assert [one["name"] for one in everything("/organizations", search="familien")] == ["Familienhaus"] * 2
    assert everything("/organizations", search="gibtsnicht") == []


def test_what_pauses_is_closed_for_a_time_and_names_no_more_than_its_page(network: Network) -> None:
    back, open_end = make_offer(network, title="Kurs"), make_offer(network, title="Gruppe", phone="03675 1")
    with tenant(network.pk):
        Offer.objects.filter(pk=back.pk).update(status="paused", paused_until="2099-03-01", pause_reason="Umbau")
        Offer.objects.filter(pk=open_end.pk).update(status="paused", pause_reason="Krankheit")
    make_offer(network, title="Sommer", season="--06-01/--08-31")
    shown()
    found = {one["name"]: one for one in everything("/services")}
    assert {one["status"] for one in found.values()} == {"temporarily closed"}
    assert "1. März 2099" in found["Kurs"]["alert"]
    assert "Umbau" in found["Kurs"]["alert"]
    assert "Gruppe" not in found
    resting = get(f"/services/{open_end.public_id}")
    assert (resting["name"], "phones" in resting) == ("Elterncafé", False)
    assert get(f"/organizations/{resting['organization_id']}")["name"] == "Familienhaus"


def test_terms_have_no_parents_so_all_are_on_top(network: Network) -> None:
    shown()
    every = everything("/taxonomy_terms")
    assert everything("/taxonomy_terms", top_only="true") == every
    assert everything("/taxonomy_terms", parent_id=every[0]["id"]) == []
    one = ids.shared("taxonomy", "target_group")
    assert {found["taxonomy_id"] for found in everything("/taxonomy_terms", taxonomy_id=one)} == {one}
    assert get(f"/taxonomies/{one}")["name"] == "Nestwerk: Zielgruppen"
    assert [found["name"] for found in everything("/taxonomies", search="zielgruppen")] == ["Nestwerk: Zielgruppen"]


WRONG = [
    ("page", "0"), ("page", "eins"), ("page", "-1"), ("page", "1.5"), ("per_page", "0"), ("per_page", "1001"),
    ("format", "xml"), ("full", "ja"), ("minimal", "2"), ("taxonomy_term_id", "need.isolation"), ("taxonomy_id", "x"),
    ("organization_id", "1"), ("modified_after", "gestern"), ("modified_after", "2026-13-01"), ("minimum_age", "-1"),
    ("minimum_age", "nan"), ("maximum_age", "alt"), ("maximum_age", "1e3"), ("start_time", "25:00"), ("end_time", "9"),
    ("day", "Someday"), ("postcode", "1234"), ("postcode", "SW1A 1AA"), ("proximity", "-5"), ("proximity", "1km"),
    ("proximity", "100"), ("network", "gibtsnicht"), ("search", "x" * 301), ("offset", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_value_without_meaning_is_refused_by_name(network: Network, name: str, value: str) -> None:
    shown()
    assert refused("/services", **{name: value}) == (422, name)


def test_the_same_parameter_twice_or_two_that_exclude_each_other_are_refused(network: Network) -> None:
    shown()
    assert refused("/services", page=["1", "2"]) == (422, "page")
    assert refused("/services", minimal="true", full="true") == (422, "minimal")
    assert refused("/services", full="true", per_page=201) == (422, "per_page")
    assert refused(f"/services/{ids.shared('x', 'y')}", page=1) == (422, "page")
    assert refused("/taxonomies", full="true") == (422, "full")
