"""The review queue: what an editor sees side by side, decides, and what is refused with everything kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.drafts import open_draft, save_draft, submit_draft
from nestwerk.offers.models import Draft, Offer

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ROOT = "/netz/musterstadt/pruefung/"


@pytest.fixture
def partner(network: Network) -> Membership:
    offer = make_offer(network, "Erstes", phone="03675 1", description="Kaffee und Kuchen für alle.")
    return make_member(network, "partner", organisations=[offer.organisation_id])


def hand_in(network: Network, by: Membership, title: str, days: int = 0, **entered: Any) -> Draft:
    offer = make_offer(network, title, phone="03675 1", description="Kaffee für alle Eltern.")
    at = AT + timedelta(days=days)
    with tenant(network.pk, user_id=by.user_id, hat=by.hat):
        draft = save_draft(open_draft(offer, by=by, at=at), entered or {"description": "Tee für alle Eltern."}, at=at)
        return submit_draft(draft, by=by, at=at, message="Neu ab Januar").draft


def form(draft: Draft, **more: Any) -> dict[str, Any]:
    return {
        "kategorie": "1", "gesehen": str(draft.saved_at.timestamp()), "offer_types": ["offer.parent_cafe"], **more,
    }  # fmt: skip


def test_the_queue_tells_who_since_when_and_how_much_oldest_first(network: Network, partner: Membership) -> None:
    hand_in(network, partner, "Später", days=2)
    hand_in(network, partner, "Früher", summary="Ganz früher.", phone="03675 2")
    page = signed_in(make_member(network)).get(ROOT).content.decode()
    assert page.index("Früher") < page.index("Später")
    for words in ("22. November 2026", "2 Angaben", "1 Angabe<", "Neu ab Januar", str(partner.user)):
        assert words in page, words


def test_changed_words_are_marked_and_dates_hours_and_types_stand_in_words(
    network: Network, partner: Membership
) -> None:
    draft = hand_in(
        network, partner, "Café", description="Tee für alle Eltern.", opening_hours="Mo-Fr 09:00-12:00",
        needs=["need.meet_parents"], texts={"tr": {"title": "Anne kahvesi"}},
        dates=[{"kind": "weekly", "first": "2027-01-04", "weekdays": [0], "begins": "10:00"}],
    )  # fmt: skip
    page = signed_in(make_member(network)).get(f"{ROOT}{draft.pk}/").content.decode()
    assert '<del><span class="unseen">gestrichen: </span>Kaffee' in page
    assert '<ins><span class="unseen">neu: </span>Tee' in page
    assert "Montag bis Freitag" in page
    assert "Titel, Türkisch" in page
    assert "need.meet_parents<" not in page
    assert "Jeden Montag ab 10 Uhr" in page


def test_the_editor_sets_the_final_category_and_goes_on_to_the_next(network: Network, partner: Membership) -> None:
    first, second = hand_in(network, partner, "Eins"), hand_in(network, partner, "Zwei", days=1)
    client = signed_in(make_member(network, "editor"))
    sent = form(first, offer_types=["offer.parent_cafe", "offer.parent_child_group"], prevention_level="prev.primary")
    answer = client.post(f"{ROOT}{first.pk}/uebernehmen/", sent)
    assert answer["Location"] == f"{ROOT}{second.pk}/"
    with tenant(network.pk):
        offer = Offer.objects.get(pk=first.offer_id)
    assert (offer.description, offer.prevention_level) == ("Tee für alle Eltern.", "prev.primary")
    assert offer.offer_types == ["offer.parent_cafe", "offer.parent_child_group"]
    assert client.post(f"{ROOT}{second.pk}/uebernehmen/", form(second))["Location"] == ROOT


def test_a_field_the_editor_leaves_out_stays_as_it_is(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Café", description="Tee.", phone="03675 2")
    signed_in(make_member(network)).post(f"{ROOT}{draft.pk}/uebernehmen/", form(draft, lassen=["phone"]))
    with tenant(network.pk):
        offer = Offer.objects.get(pk=draft.offer_id)
    assert (offer.description, offer.phone) == ("Tee.", "03675 1")


def test_without_a_type_nothing_is_published_and_what_was_ticked_stays(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Café")
    sent = form(draft, offer_types=[], target_groups=["tg.fathers"])
    answer = signed_in(make_member(network)).post(f"{ROOT}{draft.pk}/uebernehmen/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "mindestens eine Art" in page
    assert 'value="tg.fathers" checked' in page
    with tenant(network.pk):
        assert Draft.objects.get(pk=draft.pk).state == Draft.State.SUBMITTED


def test_of_two_who_changed_the_same_the_editor_decides(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Café", phone="03675 2")
    with tenant(network.pk):
        Offer.objects.filter(pk=draft.offer_id).update(phone="03675 9")
    client, path = signed_in(make_member(network)), f"{ROOT}{draft.pk}/"
    page = client.get(path).content.decode()
    for number in ("03675 1", "03675 2", "03675 9"):
        assert number in page
    undecided = client.post(f"{path}uebernehmen/", form(draft))
    assert (undecided.status_code, "bitte entscheiden" in undecided.content.decode()) == (422, True)
    client.post(f"{path}uebernehmen/", form(draft, **{"wahl-phone": "entwurf"}))
    with tenant(network.pk):
        assert Offer.objects.get(pk=draft.offer_id).phone == "03675 2"


def test_what_was_written_on_meanwhile_is_looked_at_again(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Café")
    answer = signed_in(make_member(network)).post(f"{ROOT}{draft.pk}/uebernehmen/", form(draft, gesehen="1.0"))
    assert answer.status_code == 422
    assert "weitergeschrieben" in answer.content.decode()


def test_an_edit_goes_back_with_a_word_and_a_mail(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Café")
    client, path = signed_in(make_member(network)), f"{ROOT}{draft.pk}/zurueckgeben/"
    empty = client.post(path, {"antwort": "  "})
    assert (empty.status_code, "was noch fehlt" in empty.content.decode()) == (422, True)
    client.post(path, {"antwort": "Bis wann?"})
    with tenant(network.pk):
        assert Draft.objects.get(pk=draft.pk).comment == "Bis wann?"
        assert Mail.objects.get(kind="offer.returned").to == partner.user.email
    gone = client.get(f"{ROOT}{draft.pk}/", follow=True)
    assert "wartet nicht mehr" in gone.content.decode()


def test_an_edit_through_a_mail_link_is_read_and_taken_over(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Café")
    with tenant(network.pk):
        Draft.objects.filter(pk=draft.pk).update(member=None)
    client = signed_in(make_member(network))
    assert "über den Link in der Mail" in client.get(ROOT).content.decode()
    assert "über den Link in der Mail" in client.get(f"{ROOT}{draft.pk}/").content.decode()
    assert client.post(f"{ROOT}{draft.pk}/uebernehmen/", form(draft)).status_code == 302
    with tenant(network.pk):
        assert Draft.objects.get(pk=draft.pk).state == Draft.State.APPROVED


def test_only_who_reviews_comes_in_and_strangers_find_nothing(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Café")
    for role in ("space", "guest"):
        client = signed_in(make_member(network, role))
        assert client.get(ROOT).status_code == 403
        assert client.post(f"{ROOT}{draft.pk}/uebernehmen/").status_code == 403
    assert signed_in(partner).get(f"{ROOT}{draft.pk}/").status_code == 403
    stranger = signed_in(make_member(make_network("nebenan")))
    assert stranger.get(f"/netz/nebenan/pruefung/{draft.pk}/").status_code == 404
    assert stranger.get(ROOT).status_code == 404


@pytest.mark.parametrize("one_draft", [False, True])
def test_a_page_asks_as_often_for_three_as_for_one(network: Network, partner: Membership, one_draft: bool) -> None:
    draft = hand_in(network, partner, "Eins", phone="1")
    client = signed_in(make_member(network))
    where = f"{ROOT}{draft.pk}/" if one_draft else ROOT
    client.get(where)

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(where).status_code == 200
        return len(seen)

    one = ask()
    hand_in(network, partner, "Zwei", phone="2", description="Neu.")
    hand_in(network, partner, "Drei", needs=["need.meet_parents"])
    assert ask() == one


def test_a_second_tab_that_decides_the_same_is_told_what_became_of_it(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Eins")
    client = signed_in(make_member(network))
    client.post(f"{ROOT}{draft.pk}/uebernehmen/", form(draft))
    for way, sent in (("uebernehmen", form(draft)), ("zurueckgeben", {"antwort": "Doch nicht."})):
        answer = client.post(f"{ROOT}{draft.pk}/{way}/", sent, follow=True)
        assert answer.redirect_chain == [(f"/netz/musterstadt/angebote/{draft.offer_id}/", 302)]
        assert "Diese Änderung wartet nicht mehr: übernommen" in answer.content.decode()
    with tenant(network.pk):
        assert Draft.objects.get().state == "approved"


def test_how_long_it_waits_is_said_in_one_unit(network: Network, partner: Membership) -> None:
    draft = hand_in(network, partner, "Eins")
    with tenant(network.pk):
        Draft.objects.filter(pk=draft.pk).update(submitted_at=datetime.now(UTC) - timedelta(days=6, hours=6))
    page = signed_in(make_member(network)).get(ROOT).content.decode()
    assert '<span class="hint">6\xa0Tage</span>' in page
