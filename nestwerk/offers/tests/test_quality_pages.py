"""Where the quality of records shows: at an offer, in the list, at a partner, for the network."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.quality import check_quality
from nestwerk.offers.models import Offer, QualityCheck
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
ROOT = "/netz/musterstadt/"
AT = datetime.now(tz=UTC)
WELL: dict[str, Any] = {
    "phone": "03675 1234567", "email": "haus@example.org", "opening_hours": "Mo-Fr 09:00-12:00", "city": "Musterstadt",
    "summary": "Ein Treff.", "access": ["drop_in"], "cost_kind": "free", "needs": ["need.company"], "street": "Weg 1",
    "age_from_months": 0, "age_to_months": 36, "languages": ["de"], "confirmed_at": AT,
}  # fmt: skip


def check(network: Network) -> None:
    with tenant(network.pk):
        check_quality(network, at=AT)


def read(client: Any, path: str) -> str:
    answer = client.get(f"{ROOT}{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_an_offer_tells_its_quality_and_leads_to_the_section_that_helps_most(network: Network) -> None:
    offer, well = make_offer(network, website="https://haus.example.org/"), make_offer(network, "Gut", **WELL)
    client = signed_in(make_member(network))
    page = read(client, f"angebote/{offer.pk}/")
    assert "von 100" in page
    assert f'href="{ROOT}angebote/{offer.pk}/bearbeiten/wann/"' in page
    assert "Internetadressen: nicht geprüft" in page
    page = read(client, f"angebote/{well.pk}/")
    assert "Hier fehlt nichts." in page
    assert "Internetadressen" not in page
    with tenant(network.pk):
        note = {"address": "https://haus.example.org/", "broken": False, "moved": "", "checked_on": "2026-11-20"}
        QualityCheck.objects.create(network=network, offer=offer, links={"website": note}, checked_at=AT)
    assert "zuletzt geöffnet am 20. November 2026" in read(client, f"angebote/{offer.pk}/")


def test_a_finding_that_could_tell_a_secret_is_for_those_who_may_know(network: Network) -> None:
    hidden = make_offer(network, "Schutzhaus", hidden_address=True, city="Geheimort", summary="Zuflucht in Geheimort.")
    with tenant(network.pk):
        space = network.social_spaces.create(slug="mitte", name="Mitte")
        Offer.objects.update(social_space=space)
    path = f"angebote/{hidden.pk}/"
    assert "soll geheim bleiben" in read(signed_in(make_member(network)), path)
    for role in ("space", "guest"):
        page = read(signed_in(make_member(network, role)), path)
        assert "soll geheim bleiben" not in page
        assert "von 100" not in page


def test_the_list_filters_and_sorts_by_quality_and_by_what_is_to_be_done(network: Network) -> None:
    make_offer(network, "Wenig")
    make_offer(network, "Viel", **WELL)
    client = signed_in(make_member(network))
    shown = lambda asked: [row.title for row in client.get(f"{ROOT}angebote/{asked}").context["listing"].rows]  # noqa: E731
    assert shown("?guete=offen") == ["Viel", "Wenig"]
    check(network)
    assert shown("?sortierung=guete") == ["Wenig", "Viel"]
    assert shown("?sortierung=-guete") == ["Viel", "Wenig"]
    assert shown("?guete=sehr_gut") == ["Viel"]
    assert shown("?tun=missing.times") == ["Wenig"]
    assert shown("?tun=unsinn&guete=%00") == []
    page = read(client, "angebote/")
    assert "sehr gut · 100" in page
    assert "Öffnungszeiten oder Termine eintragen (1)" in page
    kept = client.post(f"{ROOT}angebote/tabelle/", {"guete": "sehr_gut"})
    assert b"Wenig" not in b"".join(kept.streaming_content)


def test_the_network_sees_its_mean_what_helps_and_its_partners_the_lowest_first(network: Network) -> None:
    make_offer(network, "Wenig", "Zuletzt e. V.")
    make_offer(network, "Viel", "Anfang e. V.", **WELL)
    make_offer(make_network("nebenan"), "Nebenan", "Fremde")
    client = signed_in(make_member(network))
    assert "Noch ist nichts geprüft" in read(client, "guete/")
    check(network)
    answer = client.get(f"{ROOT}guete/")
    page = answer.content.decode()
    assert [row.name for row in answer.context["page"]] == ["Zuletzt e. V.", "Anfang e. V."]
    assert "?tun=missing.times" in page
    assert 'role="img"' in page
    assert "Fremde" not in page


def test_a_partner_s_page_says_what_would_lift_it_most(network: Network) -> None:
    offer = make_offer(network, "Wenig")
    make_offer(network, "Viel", "Anderer", **WELL)
    check(network)
    own = signed_in(make_member(network, "partner", organisations=[offer.organisation_id]))
    page = read(own, f"partner/{offer.organisation_id}/")
    assert "Das hilft am meisten" in page
    assert f"?partner={offer.organisation_id}&amp;tun=missing.contact" in page
    assert "Das hilft" not in read(signed_in(make_member(network, "guest")), f"partner/{offer.organisation_id}/")


def test_the_network_s_quality_is_for_those_who_keep_the_directory(network: Network) -> None:
    for role, status in {"editor": 200, "space": 200, "partner": 403, "guest": 403, "planner": 403}.items():
        assert signed_in(make_member(network, role)).get(f"{ROOT}guete/").status_code == status, role
    assert signed_in(make_member(make_network("nebenan"))).get(f"{ROOT}guete/").status_code == 404


@pytest.mark.parametrize("path", ["guete/", "angebote/", "angebote/{offer}/", "partner/{partner}/"])
def test_a_page_asks_as_often_for_three_as_for_one(network: Network, path: str) -> None:
    offer = make_offer(network)
    where = f"{ROOT}{path.format(offer=offer.pk, partner=offer.organisation_id)}"
    client = signed_in(make_member(network))

    def ask() -> int:
        check(network)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(where).status_code == 200
        return len(seen)

    client.get(where)
    one = ask()
    for number in range(3):
        make_offer(network, f"Nr. {number}", organisation=f"Haus {number}")
    assert ask() == one
