"""What a partner sees on "Heute": her own offers, what they need, how often they were seen. Nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.actions.quality import check_quality
from nestwerk.offers.models import DailyCount, Draft, Offer, ProblemReport
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/netz/musterstadt/"
AT = datetime.now(tz=UTC)
DAY = AT.date()
LONG_AGO = {"confirmed_at": AT - timedelta(300), "due_on": DAY - timedelta(90)}


@pytest.fixture
def network() -> Network:
    return make_network()


def partner(offer: Offer, **rest: Any) -> Membership:
    return make_member(offer.network, "partner", organisations=[offer.organisation_id], **rest)


def read(member: Membership) -> str:
    answer = signed_in(member).get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def write(offer: Offer, member: Membership | None, state: str, **rest: Any) -> None:
    times = {"started_at": AT, "saved_at": AT, "submitted_at": AT}
    with tenant(offer.network_id):
        Draft.objects.create(network_id=offer.network_id, offer=offer, member=member, state=state, **times, **rest)


def count(offer: Offer, *weeks: int) -> None:
    with tenant(offer.network_id):
        for place, seen in enumerate(weeks):
            DailyCount.objects.create(
                network_id=offer.network_id, offer=offer, on=DAY - timedelta(7 * place), seen=seen, touched=1
            )


def test_she_sees_her_own_offers_and_no_others(network: Network) -> None:
    mine = make_offer(network, "Krabbelgruppe")
    make_offer(network, "Fremdes", "Anderer Verein")
    make_offer(network, "Vorbei", status="ended")
    make_offer(make_network("nebenan"), "Nebenan")
    page = read(partner(mine))
    assert "Krabbelgruppe" in page
    for other in ("Fremdes", "Anderer Verein", "Vorbei", "Nebenan"):
        assert other not in page


def test_other_roles_see_no_cards(network: Network) -> None:
    make_offer(network, "Krabbelgruppe")
    for role in ("coordinator", "editor", "guest", "planner"):
        assert "Krabbelgruppe" not in read(make_member(network, role)), role


def test_what_needs_her_comes_first_and_one_click_confirms(network: Network) -> None:
    make_offer(network, "Aktuell", confirmed_at=AT, due_on=DAY + timedelta(150))
    due = make_offer(network, "Fällig", **LONG_AGO)
    client = signed_in(partner(due))
    answer = client.get(PAGE)
    assert [card.offer.title for card in answer.context["cards"]] == ["Fällig", "Aktuell"]
    assert answer.content.decode().count(">Stimmt alles: bestätigen<") == 1
    after = client.post(f"{PAGE}angebote/faellig/", {"angebot": due.pk, "zurueck": "heute"}, follow=True)
    assert after.redirect_chain == [(PAGE, 302)]
    assert ">Stimmt alles: bestätigen<" not in after.content.decode()
    assert "Danke." in after.content.decode()


def test_drafts_wait_come_back_with_a_comment_or_are_unfinished(network: Network) -> None:
    one, two, three = (make_offer(network, title) for title in ("Eins", "Zwei", "Drei"))
    member = partner(one)
    colleague = partner(one, user=make_user("kollegin@example.org"))
    write(one, member, "returned", comment="Bitte mit Uhrzeit.")
    write(two, None, "submitted")
    write(three, member, "writing")
    write(one, colleague, "returned", comment="Nur für die Kollegin.")
    answer = signed_in(member).get(PAGE)
    page = answer.content.decode()
    assert [card.offer.title for card in answer.context["cards"]] == ["Eins", "Drei", "Zwei"]
    assert "Ihre Änderung kam zurück: „Bitte mit Uhrzeit.“" in page
    assert "Eine Änderung wartet auf Prüfung" in page
    assert "Ihr Entwurf ist noch nicht abgegeben" in page
    assert "Nur für die Kollegin." not in page


def test_numbers_are_words_and_a_drawing_only_from_three_on(network: Network) -> None:
    often, seldom, never = (make_offer(network, title) for title in ("Oft", "Selten", "Nie"))
    count(often, 4, 0, 2, 6)
    count(seldom, 9, 1)
    page = read(partner(never))
    assert "12-mal angesehen, 4-mal Kontakt angetippt" in page
    assert "10-mal angesehen, 2-mal Kontakt angetippt" in page
    assert "noch nicht angesehen" in page
    assert page.count('role="img"') == 1
    assert "die älteste zuerst: 6, 2, 0, 4" in page
    assert "nur Tageszahlen, keine Personen" in page


def test_what_families_told_and_the_next_best_step_are_one_click_away(network: Network) -> None:
    offer = make_offer(network, "Krabbelgruppe", **LONG_AGO)
    with tenant(network.pk):
        ProblemReport.objects.create(network=network, offer=offer, kind="phone", text="besetzt", reported_on=DAY)
        check_quality(network, at=AT)
    page = read(partner(offer))
    assert f"{PAGE}hinweise/?angebot={offer.pk}" in page
    assert "1 Hinweis von einer Familie: Telefon oder Mail stimmt nicht" in page
    assert f'{PAGE}angebote/{offer.pk}/bearbeiten/kontakt/">Tragen Sie eine Telefonnummer' in page
    assert "Bestätigen Sie das Angebot" not in page


def test_a_partner_without_offers_is_told_how_to_begin(network: Network) -> None:
    foreign = make_offer(network)
    with tenant(network.pk):
        Offer.objects.all().delete()
    page = read(partner(foreign))
    assert "Hier stehen bald Ihre Angebote" in page
    assert f"{PAGE}angebote/neu/" in page


def test_one_and_three_offers_take_the_same_questions(network: Network) -> None:
    first = make_offer(network)
    member = partner(first)
    client = signed_in(member)

    def ask(offers: list[Offer]) -> int:
        for offer in offers:
            write(offer, member, "writing")
            count(offer, 1, 2, 3)
            with tenant(network.pk):
                ProblemReport.objects.create(network=network, offer=offer, kind="times", reported_on=DAY)
        with tenant(network.pk):
            check_quality(network, at=AT)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        return len(seen)

    one = ask([first])
    assert ask([make_offer(network, f"Nr. {n}") for n in range(3)]) == one
