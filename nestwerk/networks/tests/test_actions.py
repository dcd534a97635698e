"""Creating networks: twice is once, and what cannot be an address is refused."""

from __future__ import annotations

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.actions import RESERVED, create_network, describe_network
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
        ("muster", "", "16072", "Name: Diese Angabe fehlt"),
        ("muster", "Zeile\nZeile", "16072", "Name: Hier stehen unsichtbare Zeichen oder ein Zeilenumbruch"),
        ("muster", "Netz \u202egnutareb", "16072", "unsichtbare Zeichen"),
        ("muster", "x" * 121, "16072", "Der Text hat 121 Zeichen, höchstens 120 sind möglich"),
        ("m" * 51, "X", "16072", "Der Text hat 51 Zeichen, höchstens 50"),
        ("a", "X", "16072", "Mindestens 2 Zeichen"),
        ("abc\n", "X", "16072", "unsichtbare Zeichen"),
        ("muster", "X", "١٦٠٧٢", "fünf oder acht Ziffern"),
        ("muster", "X", "", "Diese Angabe fehlt"),
    ],
)
def test_what_cannot_be_a_network_is_refused(slug: str, name: str, ags: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        create_network(slug=slug, name=name, ags=[ags])


def test_a_network_without_a_municipal_key_is_refused() -> None:
    with pytest.raises(Refused, match=r"Gemeindeschlüssel \(AGS\): Diese Angabe fehlt"):
        create_network(slug="muster", name="X", ags=[])


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_no_network_takes_an_address_of_the_site(word: str) -> None:
    with pytest.raises(Refused, match="Adresse der Seite selbst"):
        create_network(slug=word, name="X", ags=["16072"])


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
    assert (first, again) == ([True] * 5, [False] * 5)
    from nestwerk.networks.models import Network

    counts = {}
    for network in Network.objects.all():
        with tenant(network.pk):
            counts[network.slug] = SocialSpace.objects.count()
        assert network.unverified
    assert counts == {"sonneberg": 0, "vorpommern-ruegen": 5, "oder-spree": 6, "nachbarn": 0, "musterstadt": 2}
