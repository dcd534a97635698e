"""Writing an offer page by page: what is kept, what is shown again, who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

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
from nestwerk.offers.editing.languages import digest
from nestwerk.offers.models import Confirmation, Draft, Offer
from nestwerk.partners.models import Organisation

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
ROOT = "/netz/musterstadt/"


@pytest.fixture
def offer(network: Network) -> Offer:
    return make_offer(
        network, "Elterncafé", phone="03675 123456", summary="Kaffee für Eltern.", description="Kaffee.",
        age_from_months=0, age_to_months=36, languages=["de"],
    )  # fmt: skip


@pytest.fixture
def partner(network: Network, offer: Offer) -> Membership:
    return make_member(network, "partner", organisations=[offer.organisation_id])


@pytest.fixture
def client(partner: Membership) -> Client:
    return signed_in(partner)


def at(offer: Offer, rest: str = "") -> str:
    return f"{ROOT}angebote/{offer.pk}/bearbeiten/{rest}"


def seal(answer: Any) -> str:
    return str(answer.context["seal"])


def draft_of(offer: Offer, state: str = "writing") -> Draft | None:
    with tenant(offer.network_id):
        return Draft.objects.filter(offer=offer, state=state).order_by("-pk").first()


def update(offer: Offer, **values: Any) -> None:
    with tenant(offer.network_id):
        Offer.objects.filter(pk=offer.pk).update(**values)


TEXT = {"title": "Elterncafé", "summary": "Kaffee für Eltern.", "description": "Kaffee."}


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


def posted(answer: Any) -> dict[str, Any]:
    """What a browser would send back from the page as it stands."""
    import re
    from html import unescape

    page = answer.content.decode().split('id="abschnitt"', 1)[1].split("</form>", 1)[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        kind = (re.search(r'type="([^"]*)"', tag) or ["", "text"])[1]
        value = unescape((re.search(r'value="([^"]*)"', tag) or ["", ""])[1])
        if not name or (kind in ("checkbox", "radio") and " checked" not in tag):
            continue
        found.setdefault(unescape(name[1]), []).append(value or ("on" if kind == "checkbox" else ""))
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\s?(.*?)</textarea>', page, re.S):
        found[name] = [unescape(text)]
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = [chosen[1] if chosen else ""]
    return found


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


def test_a_partner_hands_in_with_a_message_and_may_take_it_back(client: Client, offer: Offer) -> None:
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    assert "Zur Prüfung geben" in client.get(at(offer)).content.decode()
    page = client.post(at(offer, "abgeben/"), {"nachricht": "Bitte bald."}, follow=True).content.decode()
    assert "warten seit" in page
    draft = draft_of(offer, "submitted")
    assert draft is not None
    assert draft.message == "Bitte bald."


def test_a_trusted_partner_reads_what_goes_out_at_once_and_what_waits(client: Client, offer: Offer) -> None:
    with tenant(offer.network_id):
        Organisation.objects.filter(pk=offer.organisation_id).update(trusted=True)
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    client.post(at(offer, "kontakt/"), {"phone": "03675 654321"})
    page = client.get(at(offer)).content.decode()
    assert "<strong>Sofort öffentlich:</strong> Telefon." in page
    assert "<strong>Erst gelesen, dann öffentlich:</strong> in einem Satz." in page
    assert "Änderungen abgeben" in page
    client.post(at(offer, "abgeben/"))
    with tenant(offer.network_id):
        offer.refresh_from_db()
    assert (offer.phone, offer.summary) == ("03675 654321", "Kaffee für Eltern.")


def test_who_reviews_publishes_at_once(network: Network, offer: Offer) -> None:
    client = signed_in(make_member(network))
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    assert "Änderungen veröffentlichen" in client.get(at(offer)).content.decode()
    client.post(at(offer, "abgeben/"))
    with tenant(network.pk):
        offer.refresh_from_db()
    assert offer.summary == "Neu."


def test_thrown_away_and_brought_back(client: Client, offer: Offer) -> None:
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    page = client.post(at(offer, "verwerfen/"), follow=True)
    assert "Rückgängig" in page.content.decode()
    client.post(at(offer, "zurueckholen/"), {"entwurf": page.context["discarded"].pk})
    draft = draft_of(offer)
    assert draft is not None
    assert draft.values == {"summary": "Neu."}


def test_nothing_changed_is_confirmed_with_one_click(client: Client, offer: Offer) -> None:
    answer = client.post(
        "/netz/musterstadt/angebote/faellig/", {"angebot": offer.pk, "zurueck": "bearbeiten"}, follow=True
    )
    assert answer.redirect_chain == [(at(offer), 302)]
    assert "gilt als bestätigt" in answer.content.decode()
    with tenant(offer.network_id):
        assert Confirmation.objects.get(offer=offer).way == "workspace"


def test_the_answer_of_the_editors_stands_above(client: Client, network: Network, offer: Offer) -> None:
    client.post(at(offer, "text/"), TEXT | {"summary": "Neu."})
    with tenant(network.pk):
        Draft.objects.update(state="returned", comment="Bitte die Uhrzeit ergänzen.", decided_at=timezone.now())
    for page in (at(offer), at(offer, "wann/")):
        assert "Bitte die Uhrzeit ergänzen." in client.get(page).content.decode()


def test_pause_and_back_and_end(network: Network, offer: Offer) -> None:
    client = signed_in(make_member(network))
    wrong = client.post(at(offer, "pause/"), {"reason": "Umbau", "until": "2020-01-01"}).content.decode()
    assert 'value="Umbau"' in wrong
    assert "nicht in der Zukunft" in wrong
    day = timezone.localdate() + timedelta(30)
    page = client.post(at(offer, "pause/"), {"reason": "Umbau", "until": day.isoformat()}, follow=True)
    assert "Das Angebot pausiert: Umbau" in page.content.decode()
    assert "Es geht weiter" in page.content.decode()
    client.post(at(offer, "weiter/"))
    assert "Angebot beenden" in client.get(at(offer)).content.decode()
    ended = client.post(at(offer, "beenden/"), follow=True).content.decode()
    assert "Gibt es wieder" in ended
    client.post(at(offer, "wieder/"))
    with tenant(network.pk):
        offer.refresh_from_db()
    assert offer.status == "draft"


def test_a_partner_nobody_trusts_yet_is_told_whom_to_ask_for_a_pause(client: Client, offer: Offer) -> None:
    page = client.get(at(offer)).content.decode()
    assert "Sagen Sie es bitte der Netzwerkkoordination" in page
    assert "vorher jemand" in client.post(at(offer, "pause/"), {"reason": "Umbau"}).content.decode()


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
