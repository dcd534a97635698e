"""Writing an offer page by page: what is kept, what is shown again, who may."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.editing.fields import SECTIONS
from nestwerk.offers.models import Offer

from .builders import make_offer
from .edit_pages import ROOT, TEXT, at, draft_of, posted, seal, update

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


def test_an_offer_is_begun_with_the_own_organisation_and_a_title(client: Client, offer: Offer) -> None:
    page = client.get(f"{ROOT}angebote/neu/").content.decode()
    assert "Anbieter: <strong>Familienhaus</strong>" in page
    answer = client.post(f"{ROOT}angebote/neu/", {"title": "  Krabbel gruppe am Markt "})
    with tenant(offer.network_id):
        new = Offer.objects.get(title="Krabbel gruppe am Markt")
    assert answer["Location"] == at(new)
    assert (new.status, new.organisation_id) == ("draft", offer.organisation_id)


def test_a_title_that_is_there_already_is_asked_about_once(client: Client, offer: Offer) -> None:
    answer = client.post(f"{ROOT}angebote/neu/", {"title": "Elterncafe"})
    assert "Gibt es das Angebot vielleicht schon?" in answer.content.decode()
    assert 'value="Elterncafe"' in answer.content.decode()
    answer = client.post(f"{ROOT}angebote/neu/", {"title": "Elterncafe", "trotzdem": "1"})
    assert answer.status_code == 302


def test_drafts_of_strangers_are_not_told_while_typing(client: Client, network: Network) -> None:
    make_offer(network, "Drachenstunde", organisation="Andere", status="draft", published_at=None)
    make_offer(network, "Drachenstunden", organisation="Andere")
    page = client.post(f"{ROOT}angebote/neu/aehnliche/", {"title": "Drachenstunde"}).content.decode()
    assert "Drachenstunden" in page
    assert page.count("Drachenstunde") == 1


def test_the_social_space_is_that_of_whoever_coordinates_it(network: Network, offer: Offer) -> None:
    with tenant(network.pk):
        SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
    client = signed_in(make_member(network, "space"))
    answer = client.post(f"{ROOT}angebote/neu/", {"title": "Neues"})
    assert client.get(answer["Location"]).status_code == 200


def test_the_list_tells_what_is_missing_what_is_done_and_how_far_one_is(client: Client, offer: Offer) -> None:
    answer = client.get(at(offer))
    page = answer.content.decode()
    states = {task.section.key: task.word for task in answer.context["tasks"]}
    assert states["text"] == "fertig"
    assert states["wann"] == "fehlt noch"
    assert states["plaetze"] == "freiwillig"
    assert f"{answer.context['done']} von {len(SECTIONS)} Schritten" in page
    assert "Stimmt alles: bestätigen" in page
    assert "frame-src 'self'" in answer["Content-Security-Policy"]


def test_every_section_shows_itself_and_keeps_nothing_by_being_looked_at(client: Client, offer: Offer) -> None:
    for section in SECTIONS:
        answer = client.get(at(offer, f"{section.key}/"))
        assert answer.status_code == 200, section.key
        form = {"gesehen": seal(answer)} | posted(answer)
        after = client.post(at(offer, f"{section.key}/"), form)
        assert after.status_code == 302, (section.key, after.context["form"].errors)
        assert draft_of(offer) is None, section.key


def test_a_script_saves_while_one_types_and_is_told_when(client: Client, offer: Offer) -> None:
    page = client.get(at(offer, "text/"))
    form = TEXT | {"summary": "Neu.", "gesehen": seal(page)}
    answer = client.post(at(offer, "text/"), form, headers={"X-Autosave": "1"})
    assert answer.json()["problems"] == []
    assert answer.json()["saved"] == f"{timezone.localtime():%H:%M}"
    draft = draft_of(offer)
    assert draft is not None
    assert (draft.values, draft.base) == ({"summary": "Neu."}, {"summary": "Kaffee für Eltern."})


def test_what_cannot_be_kept_stands_there_again_and_the_rest_is_kept(client: Client, offer: Offer) -> None:
    page = client.get(at(offer, "wo/"))
    form = posted(page) | {"postal_code": ["9651"], "city": ["Sonneberg"], "weiter": "1"}
    answer = client.post(at(offer, "wo/"), form)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="9651"' in shown
    assert "Diese Postleitzahl kennen wir nicht" in shown
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"city": "Sonneberg"}
    told = client.post(at(offer, "wo/"), form, headers={"X-Autosave": "1"}).json()
    assert told["problems"][0]["id"] == "id_postal_code"


def test_a_text_that_is_too_long_is_not_cut(client: Client, offer: Offer) -> None:
    page = client.get(at(offer, "text/"))
    assert "maxlength" not in page.content.decode().split('id="abschnitt"')[1].split("</form>")[0]
    answer = client.post(at(offer, "text/"), TEXT | {"summary": "lang " * 60, "gesehen": seal(page)})
    assert ("lang " * 59).strip() in answer.content.decode()


def test_a_wrong_value_that_came_in_by_a_list_stops_nobody(client: Client, offer: Offer) -> None:
    update(offer, phone="auf Anfrage")
    page = client.get(at(offer, "kontakt/"))
    answer = client.post(at(offer, "kontakt/"), posted(page) | {"sms": ["0151 23456789"], "weiter": "1"})
    assert answer["Location"] == at(offer, "kosten/")
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"sms": "0151 23456789"}


def test_a_field_nobody_wrote_in_does_not_bring_back_what_another_person_changed(client: Client, offer: Offer) -> None:
    page = client.get(at(offer, "text/"))
    update(offer, description="Von der Koordination.")
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu.", "gesehen": seal(page)})
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"summary": "Neu."}


def test_two_versions_of_a_field_stand_side_by_side_until_she_chooses(client: Client, offer: Offer) -> None:
    page = client.get(at(offer, "text/"))
    update(offer, description="Von der Koordination.")
    told = client.post(
        at(offer, "text/"), TEXT | {"description": "Meins.", "gesehen": seal(page)}, headers={"X-Autosave": "1"}
    ).json()
    assert "Jemand hat hier inzwischen" in told["conflict"]
    shown = client.get(at(offer, "text/")).content.decode().replace("<mark>", "").replace("</mark>", "")
    for words in ("Hier haben zwei Personen geändert", "Meins.", "Von der Koordination.", "Vorher stand dort: Kaffee."):
        assert words in shown, words
    client.post(at(offer, "text/"), {"entscheiden": "1", "fassung-description": "jetzige"})
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {}


def test_after_a_lost_answer_what_stands_in_the_form_counts(client: Client, offer: Offer) -> None:
    page = client.get(at(offer, "text/"))
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu.", "gesehen": seal(page)})  # its answer never came
    client.post(
        at(offer, "text/"), TEXT | {"gesehen": seal(page), "unsicher": "1"}, headers={"X-Autosave": "1"}
    )  # she took it back meanwhile
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {}


def test_who_else_is_writing_is_told(client: Client, network: Network, offer: Offer, partner: Membership) -> None:
    other = make_member(
        network, "partner", organisations=[offer.organisation_id], user=make_user("b@example.org", name="Bo Beispiel")
    )
    signed_in(other).post(at(offer, "text/"), TEXT | {"summary": "Von Bo."})
    for page in (client.get(at(offer)), client.get(at(offer, "text/"))):
        assert "Bo Beispiel" in page.content.decode()
        assert "Von Bo." not in page.content.decode()


def test_hints_come_while_one_types(client: Client, offer: Offer) -> None:
    long = "Im Rahmen der Maßnahme erfolgt die Inanspruchnahme der Leistungen durch die Erziehungsberechtigten."
    page = client.post(at(offer, "lesbarkeit/"), {"title": "Elterncafe", "description": long}).content.decode()
    assert "Leichter zu lesen?" in page
    place = client.get(f"{ROOT}angebote/ort/?postal_code=96515").content.decode()
    assert "96515 gehört zu: Sonneberg" in place
    assert "kennen wir nicht" in client.get(f"{ROOT}angebote/ort/?postal_code=00000").content.decode()


def test_strangers_find_nothing_and_guests_may_not(network: Network, offer: Offer) -> None:
    elsewhere = make_network("nachbarstadt", ags="16073")
    stranger, guest = signed_in(make_member(elsewhere)), signed_in(make_member(network, "guest"))
    other = signed_in(
        make_member(network, "partner", organisations=[0], user=make_user("c@example.org", name="Cy Beispiel"))
    )
    for rest in ("", "text/", "termine/neu/", "pause/"):
        assert stranger.get(at(offer, rest)).status_code == 404, rest
        assert guest.get(at(offer, rest)).status_code == 403, rest
        assert other.get(at(offer, rest)).status_code == 404, rest
    assert guest.get(f"{ROOT}angebote/neu/").status_code == 403


def test_pages_ask_as_much_for_one_as_for_three(client: Client, network: Network, offer: Offer) -> None:
    addresses = [at(offer), *(at(offer, f"{section.key}/") for section in SECTIONS), f"{ROOT}angebote/neu/"]
    for address in addresses:
        client.get(address)
    before = {address: count(client, address) for address in addresses}
    for number in range(3):
        make_offer(network, f"Elterncafé {number}")
        other = make_member(
            network, "partner", organisations=[offer.organisation_id],
            user=make_user(f"x{number}@example.org", name="X Beispiel"),
        )  # fmt: skip
        signed_in(other).post(at(offer, "text/"), TEXT | {"summary": f"Von {number}."})
    after = {address: count(client, address) for address in addresses}
    similar_found = at(offer, "text/")
    assert after.pop(similar_found) <= before.pop(similar_found) + 2, "what is like it is fetched once"
    assert after == before


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def test_the_ways_there_are_shown_to_whoever_may_write(client: Client, network: Network, offer: Offer) -> None:
    foreign = make_offer(network, organisation="Andere")
    guest = signed_in(make_member(network, "guest"))
    assert "Bearbeiten</a>" in client.get(f"{ROOT}angebote/{offer.pk}/").content.decode()
    assert "Bearbeiten</a>" not in guest.get(f"{ROOT}angebote/{foreign.pk}/").content.decode()
    assert "Neues Angebot" in client.get(f"{ROOT}angebote/").content.decode()
    assert "Neues Angebot" not in guest.get(f"{ROOT}angebote/").content.decode()
