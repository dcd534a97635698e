"""One offer, what was told about it, and one partner: in words, within reach, on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer, ProblemReport
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.partners.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
ROOT = "/netz/musterstadt/"
DAY = date(2026, 11, 20)


def tell(offer: Offer, text: str = "Nummer stimmt nicht", on: date = DAY, **rest: Any) -> ProblemReport:
    with tenant(offer.network_id):
        return ProblemReport.objects.create(
            network_id=offer.network_id, offer=offer, kind="phone", text=text, reported_on=on, **rest
        )


def read(client: Any, path: str) -> str:
    answer = client.get(f"{ROOT}{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_an_offer_shows_its_facts_in_words(network: Network) -> None:
    offer = make_offer(
        network, "Elterncafé", confirmed_at=AT - timedelta(2), due_on=DAY + timedelta(180), age_from_months=0,
        age_to_months=36, cost_kind="free", access=["drop_in"], languages=["de", "tr"], anonymous=True, phone="03675 1",
    )  # fmt: skip
    page = read(signed_in(make_member(network)), f"angebote/{offer.pk}/")
    for words in ("öffentlich</span>", "am 20. November 2026", "bis 19. Mai 2027", "Geburt bis 3 Jahre", "kostenlos",
                  "ohne Termin", "Deutsch, Türkisch", "Familienhaus", "Nur intern",
                  f"/musterstadt/angebote/{offer.public_id}"):  # fmt: skip
        assert words in page, words


def test_internal_notes_are_for_those_who_keep_the_directory(network: Network) -> None:
    offer = make_offer(network, extra={"Ansprechperson": "Kanarienvogel"}, status="draft", published_at=None)
    assert "Kanarienvogel" in read(signed_in(make_member(network)), f"angebote/{offer.pk}/")
    guest = read(signed_in(make_member(network, "guest")), f"angebote/{offer.pk}/")
    assert "Kanarienvogel" not in guest
    assert "Öffentliche Seite ansehen" not in guest


def test_what_changed_is_told_with_the_role_and_no_name(network: Network) -> None:
    offer, member = make_offer(network, phone="03675 1"), make_member(network)
    with tenant(network.pk, user_id=member.user_id, hat=member.hat):
        Offer.objects.filter(pk=offer.pk).update(phone="03675 2", status="paused")
        Offer.objects.filter(pk=offer.pk).update(imported_at=AT)
    answer = signed_in(member).get(f"{ROOT}angebote/{offer.pk}/")
    newest, first = answer.context["history"]
    assert (newest.by, newest.what) == ("Netzwerkkoordination", "geändert")
    assert sorted(newest.changes) == [("Stand", "öffentlich", "pausiert"), ("Telefon", "03675 1", "03675 2")]
    assert (first.by, first.what) == ("Einlesen oder Betrieb", "angelegt")
    assert str(member.user) not in answer.content.decode().split("Was sich geändert hat")[1]


def test_what_changed_is_told_in_words(network: Network) -> None:
    offer, member = make_offer(network, opening_hours="Mo 09:00-11:00"), make_member(network)
    with tenant(network.pk):
        Offer.objects.filter(pk=offer.pk).update(
            due_on=DAY, dates=[{"kind": "?"}], texts={"en": {"title": "Café"}}, languages=["tr"]
        )
    answer = signed_in(member).get(f"{ROOT}angebote/{offer.pk}/")
    told = {change.label: change.after for change in answer.context["history"][0].changes}
    assert told["wieder zu bestätigen bis"] == "20. November 2026"
    assert told["Termine"] == "Termine, die wir nicht lesen können"
    assert (told["Sprachen"], told["in weiteren Sprachen"]) == ("Türkisch", "Titel (Englisch): Café")
    page = answer.content.decode()
    assert "Mo 09:00-11:00" not in page
    assert "{&#x27;" not in page


def test_where_a_partner_is_asked_is_for_those_who_keep_the_directory(network: Network) -> None:
    offer = make_offer(network)
    with tenant(network.pk):
        Organisation.objects.filter(pk=offer.organisation_id).update(upkeep_email="kanarienvogel@example.org")
    path = f"partner/{offer.organisation_id}/"
    assert "kanarienvogel@example.org" in read(signed_in(make_member(network)), path)
    for role in ("guest", "space"):
        assert "kanarienvogel@example.org" not in read(signed_in(make_member(network, role)), path), role


def test_reports_wait_until_somebody_settles_them_and_come_back_with_one_click(network: Network) -> None:
    offer = make_offer(network)
    tell(offer, "neuer", DAY)
    old = tell(offer, "älter", DAY - timedelta(5))
    client = signed_in(make_member(network))
    assert [one.text for one in client.get(f"{ROOT}hinweise/").context["page"]] == ["älter", "neuer"]
    after = client.post(f"{ROOT}hinweise/{old.pk}/erledigt/", follow=True)
    assert [one.text for one in after.context["page"]] == ["neuer"]
    assert "Rückgängig" in after.content.decode()
    assert "älter" in read(client, "hinweise/?stand=erledigt")
    client.post(f"{ROOT}hinweise/{old.pk}/erledigt/")
    client.post(f"{ROOT}hinweise/{old.pk}/offen/")
    assert [one.text for one in client.get(f"{ROOT}hinweise/").context["page"]] == ["älter", "neuer"]
    with tenant(network.pk):
        events = list(Line.objects.order_by("pk").values_list("event", "thing_id"))
    assert events == [("offers.report_done", str(old.pk)), ("offers.report_reopened", str(old.pk))]


def test_reports_reach_as_far_as_the_role(network: Network) -> None:
    with tenant(network.pk):
        mitte = SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
    near, far = tell(make_offer(network, "Nah", social_space=mitte), "nah"), tell(make_offer(network, "Fern"), "fern")
    foreign = tell(make_offer(make_network("nebenan")))
    space = signed_in(make_member(network, "space"))
    page = read(space, "hinweise/")
    assert ("nah" in page, "fern" in page) == (True, False)
    for report in (far, foreign):
        assert space.post(f"{ROOT}hinweise/{report.pk}/erledigt/").status_code == 404
    assert space.post(f"{ROOT}hinweise/{near.pk}/erledigt/").status_code == 302
    for role in ("editor", "guest", "planner"):
        client = signed_in(make_member(network, role))
        assert client.get(f"{ROOT}hinweise/").status_code == 403
        assert client.post(f"{ROOT}hinweise/{near.pk}/offen/").status_code == 403


def test_only_who_reads_reports_sees_them_with_the_offer(network: Network) -> None:
    offer = make_offer(network)
    tell(offer, "Kanarienvogel")
    assert "Kanarienvogel" in read(signed_in(make_member(network)), f"angebote/{offer.pk}/")
    assert "Kanarienvogel" not in read(signed_in(make_member(network, "editor")), f"angebote/{offer.pk}/")


def test_an_empty_page_of_reports_says_where_they_come_from(network: Network) -> None:
    assert "Stimmt etwas nicht?" in read(signed_in(make_member(network)), "hinweise/")


def test_a_partner_shows_who_looks_after_it_and_the_offers_within_reach(network: Network) -> None:
    with tenant(network.pk):
        mitte = SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
    offer = make_offer(network, "Nah", "Haus", social_space=mitte)
    make_offer(network, "Fern", "Haus")
    path = f"partner/{offer.organisation_id}/"
    assert "Fern" in read(signed_in(make_member(network, "guest")), path)
    space = read(signed_in(make_member(network, "space")), path)
    assert ("Nah" in space, "Fern" in space, "Betreuung festlegen" in space) == (True, False, False)
    other = make_offer(network, "Anderes", "Hof")
    partner = signed_in(make_member(network, "partner", organisations=[offer.organisation_id]))
    assert "Fern" in read(partner, path)
    foreign = make_offer(make_network("nebenan"))
    for number in (other.organisation_id, foreign.organisation_id):
        assert partner.get(f"{ROOT}partner/{number}/").status_code == 404
    assert signed_in(make_member(network, "planner")).get(f"{ROOT}{path}").status_code == 403


@pytest.mark.parametrize("path", ["hinweise/", "angebote/{offer}/", "partner/{partner}/"])
def test_a_page_asks_as_often_for_three_as_for_one(network: Network, path: str) -> None:
    offer = make_offer(network)
    where = f"{ROOT}{path.format(offer=offer.pk, partner=offer.organisation_id)}"
    tell(offer)
    client = signed_in(make_member(network))
    client.get(where)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(where).status_code == 200
        return len(seen)

    one = ask()
    for n in range(3):
        tell(make_offer(network, f"Nr. {n}"))
        tell(offer)
        with tenant(network.pk):
            Offer.objects.filter(pk=offer.pk).update(phone=str(n))
    assert ask() == one
