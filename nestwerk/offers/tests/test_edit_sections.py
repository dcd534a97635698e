"""What the sections of an offer ask and keep: kinds, hours, dates, places, languages, the way there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.editing.languages import digest
from nestwerk.offers.models import Offer

from .builders import make_offer
from .edit_pages import TEXT, at, draft_of, seal, update

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


@pytest.fixture
def offer(network: Network) -> Offer:
    return make_offer(
        network, "Elterncafé", phone="03675 123456", summary="Kaffee für Eltern.", description="Kaffee.",
        age_from_months=0, age_to_months=36, languages=["de"],
    )  # fmt: skip


@pytest.fixture
def client(partner: Membership) -> Client:
    return signed_in(partner)


def test_types_are_suggested_from_the_text_with_the_reason(client: Client, offer: Offer) -> None:
    update(offer, offer_types=[])
    page = client.get(at(offer, "art/")).content.decode()
    assert "Vorschlag wegen „Elterncafé“ im Titel" in page
    assert "Die Netzwerkkoordination legt am Ende fest" in page
    client.post(at(offer, "art/"), {"offer_types": ["offer.parent_cafe"], "needs": ["need.crying"]})
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"offer_types": ["offer.parent_cafe"], "needs": ["need.crying"]}
    page = client.get(at(offer, "art/")).content.decode()
    assert "Elterncafé“ im Titel" not in page, "what is ticked needs no reason any more"


def test_hours_are_clicked_and_the_season_is_kept_as_a_short_text(client: Client, offer: Offer) -> None:
    form = {
        "opening_hours-zeilen": "1", "opening_hours-0-tage": ["1"], "opening_hours-0-von": "9:00",
        "opening_hours-0-bis": "11:00",
        "saison-kind": "jaehrlich", "saison-first_month": "4", "saison-last_month": "10",
    }  # fmt: skip
    client.post(at(offer, "wann/"), form)
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"opening_hours": "Tu 09:00-11:00", "season": "--04-01/--10-31"}
    wrong = client.post(at(offer, "wann/"), form | {"saison-first_day": "31"}).content.decode()
    assert "Diesen Tag gibt es in dem Monat nicht" in wrong


def test_dates_are_added_called_off_taken_out_and_put_back(client: Client, offer: Offer) -> None:
    first = timezone.localdate() + timedelta(7)
    form = {
        "termine-kind": "weekly", "termine-weekdays": [str(first.weekday())], "termine-first": first.isoformat(),
        "termine-begins": "09:30", "termine-ends": "11:00", "termine-every_weeks": "1",
        "termine-ausnahmen-zeilen": "0",
    }  # fmt: skip
    answer = client.post(at(offer, "termine/neu/"), form)
    assert answer["Location"] == at(offer, "wann/")
    page = client.get(at(offer, "wann/"))
    assert len(page.context["series"][0]["dates"]) == 5
    client.post(at(offer, "termine/"), {"termin": "0", "tag": first.isoformat(), "grund": "Team krank", "absagen": "1"})
    assert "fällt aus: Team krank" in client.get(at(offer, "wann/")).content.decode()
    client.post(at(offer, "termine/"), {"termin": "0", "tag": first.isoformat(), "doch": "1"})
    assert "fällt aus" not in client.get(at(offer, "wann/")).content.decode()
    gone = client.post(at(offer, "termine/"), {"weg": "0"}, follow=True)
    assert gone.context["series"] == []
    client.post(at(offer, "termine/"), {"zurueck": gone.context["gone"]})
    assert len(client.get(at(offer, "wann/")).context["series"]) == 1
    changed = client.post(at(offer, "termine/0/"), form | {"termine-ends": "12:00"})
    assert changed.status_code == 302
    draft = draft_of(offer)
    assert draft is not None
    assert [one["ends"] for one in draft.values["dates"]] == ["12:00"]
    assert client.get(at(offer, "termine/7/")).status_code == 404


def test_places_hold_no_longer_than_the_network_says(client: Client, offer: Offer) -> None:
    far = timezone.localdate() + timedelta(60)
    answer = client.post(at(offer, "plaetze/"), {"places_free": "3", "places_until": far.isoformat()})
    assert "Bitte nennen Sie einen Tag" in answer.content.decode()
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"places_free": 3}


def test_a_translation_knows_of_which_original_it_is(client: Client, offer: Offer) -> None:
    client.post(at(offer, "sprachen/"), {"ar-title": "مقهى", "en-title": "Parents' café"})
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values["texts"]["ar"] == {"title": "مقهى", "of": digest(TEXT)}
    update(offer, texts=draft.values["texts"], title="Elterntreff")
    client.post(at(offer, "verwerfen/"))
    page = client.get(at(offer, "sprachen/")).content.decode()
    assert "Englisch (<span" in page
    assert "Original geändert: Titel" in page
    assert "Vorher: Elterncafé" in page
    assert 'dir="rtl"' in page
    form = {"ar-title": "مقهى", "en-title": "Parents' café", "en-passt": "on"}
    client.post(at(offer, "sprachen/"), form)
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values["texts"]["en"]["of"] == digest(TEXT | {"title": "Elterntreff"})
    assert draft.values["texts"]["ar"]["of"] == digest(TEXT)


def test_a_secret_address_is_not_shown_to_a_space_and_not_lost(network: Network, offer: Offer) -> None:
    with tenant(network.pk):
        space = SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
    update(offer, hidden_address=True, street="Geheimweg 1", social_space=space)
    client = signed_in(make_member(network, "space"))
    page = client.get(at(offer, "wo/"))
    assert "Geheimweg" not in page.content.decode()
    client.post(at(offer, "wo/"), {"gesehen": seal(page), "access": ["phone"], "street": "Neu", "hidden_address": ""})
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"access": ["phone"]}
