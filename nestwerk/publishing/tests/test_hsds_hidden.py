"""A hidden address stays hidden in the open data: nothing tells where it is, however one asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.catalogue.publish import publish
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer

from .hsds_calls import everything, get, names

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PLACE = {"street": "Geheimweg 7", "postal_code": "96515", "city": "Sonneberg", "lat": 50.3592, "lon": 11.1746}
SERIES = {"kind": "weekly", "first": "2026-11-02", "begins": "09:30", "weekdays": [0], "place": "Geheimweg 7"}


@pytest.fixture
def shelter(data_dir: Path) -> Offer:
    network = make_network("hier")
    made = make_offer(
        network,
        title="Schutzhaus",
        organisation="Schutz e. V.",
        hidden_address=True,
        position_exact=True,
        served_postal_codes=["96515", "98724"],
        served_ags=["16072018"],
        dates=[SERIES],
        phone="03675 110",
        **PLACE,
    )
    make_offer(network, title="Nachbar", **PLACE)
    publish(at=AT)
    return made


def test_no_answer_tells_where_it_is(shelter: Offer) -> None:
    one = get(f"/services/{shelter.public_id}")
    assert "service_at_locations" not in one
    assert [area["name"] for area in one["service_areas"]] == ["Netzwerk Hier"]  # the county
    said = "".join(str(everything(f"/{name}", full="true")) for name in ("services", "organizations"))
    for name in ("Schutzhaus", "Schutz e. V."):
        assert name in said
        for listed in ("service_at_locations", "locations"):
            assert name not in str(everything(f"/{listed}", full="true"))
    own = str(one) + str(get(f"/organizations/{one['organization_id']}", full_service="true"))
    for secret in ("Geheimweg", "96515", "98724", "Sonneberg, ", "50.35", "11.17", "16072018", "latitude"):
        assert secret not in own, secret


def test_three_points_measure_nothing(shelter: Offer) -> None:
    """Whoever asks from three postal codes with shrinking circles learns of a neighbour where he is, of the shelter no
    more than that it exists."""
    for code in ("96515", "98724", "07318"):
        for metres in (0, 100, 1000, 3000, 10_000, 30_000, 100_000, 500_000):
            for path in ("/services", "/service_at_locations", "/locations"):
                found = str(everything(path, postcode=code, proximity=metres))
                assert "Schutzhaus" not in found
                assert "Schutz e. V." not in found
        assert "Schutzhaus" not in names(postcode=code)
        assert "Nachbar" in names(postcode=code, proximity=500_000)
    assert names(postcode="96515", proximity=10_000) == ["Nachbar"]


def test_searching_with_a_place_gives_it_the_same_rank_everywhere(shelter: Offer) -> None:
    for code in ("96515", "98724", "07318", "10115"):
        assert names(search=f"Schutzhaus {code}") == ["Schutzhaus"]
