"""Creating networks: twice is once, and what cannot be an address is refused."""

from __future__ import annotations

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.actions import create_network, describe_network
from nestwerk.networks.models import Municipality, SocialSpace
from nestwerk.networks.pilots import load_pilot, pilots

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_a_network_is_made_once() -> None:
    first, new = create_network(slug="muster", name="Muster", ags=["16072"])
    again, new_again = create_network(slug="muster", name="Muster", ags=["16072"])
    assert (new, new_again, first.pk) == (True, False, again.pk)
    assert first.land == "TH"


def test_several_networks_share_a_county() -> None:
    create_network(slug="fruehe-hilfen", name="Frühe Hilfen", ags=["12067"])
    _, new = create_network(slug="gesunde-kinder", name="Gesunde Kinder", ags=["12067"], kind="further")
    assert new


@pytest.mark.parametrize(
    ("slug", "name", "ags", "said"),
    [
        ("suche", "X", "16072", "Adresse der Seite selbst"),
        ("Groß Muster", "X", "16072", "Kleinbuchstaben"),
        ("muster", "X", "1607", "fünf oder acht Ziffern"),
        ("muster", "X", "99072", "in keinem Land"),
        ("muster", "", "16072", "nicht leer|darf nicht|blank"),
    ],
)
def test_what_cannot_be_a_network_is_refused(slug: str, name: str, ags: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        create_network(slug=slug, name=name, ags=[ags])


def test_a_slug_of_another_network_is_not_taken_over() -> None:
    create_network(slug="muster", name="Muster", ags=["16072"])
    with pytest.raises(Refused, match="gibt es schon: Muster"):
        create_network(slug="muster", name="Anders", ags=["16072"])


def test_describing_twice_changes_values_and_doubles_nothing() -> None:
    network, _ = create_network(slug="muster", name="Muster", ags=["16072"])
    for phone in ("1", "2"):
        describe_network(
            network,
            spaces=[{"slug": "nord", "name": "Nord", "phone": phone}],
            municipalities=[
                {"ags": "16072018", "name": "Sonneberg", "postal_codes": ["96515"], "social_space": "nord"}
            ],
        )
    with tenant(network.pk):
        (space,) = SocialSpace.objects.all()
        (municipality,) = Municipality.objects.all()
        assert (space.phone, municipality.social_space_id) == ("2", space.pk)


def test_the_pilots_load_twice_with_their_regions() -> None:
    first = [load_pilot(pilot) for pilot in pilots()]
    again = [load_pilot(pilot) for pilot in pilots()]
    assert (first, again) == ([True] * 4, [False] * 4)
    from nestwerk.networks.models import Network

    counts = {}
    for network in Network.objects.all():
        with tenant(network.pk):
            counts[network.slug] = SocialSpace.objects.count()
        assert network.unverified
    assert counts == {"sonneberg": 0, "vorpommern-ruegen": 5, "oder-spree": 6, "nachbarn": 0}
