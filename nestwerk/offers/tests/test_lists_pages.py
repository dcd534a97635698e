"""From an ugly file to the directory and back, page by page, and who may do it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.lists import choose_columns, read_list
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.imports.tests.workbooks import workbook
from nestwerk.offers.models import ImportRun, Offer
from nestwerk.offers.views.imports import LARGEST_LIST

from .builders import make_offer
from .lists import AT, HEAD, ROWS, changed, ugly

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
ROOT = "/netz/musterstadt/einlesen/"


def upload(client: Client, content: bytes, name: str = "liste.xlsx") -> Any:
    return client.post(ROOT, {"liste": SimpleUploadedFile(name, content)})


def text_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def form_of(page: str) -> dict[str, Any]:
    """What a browser would send of the page's large form, untouched."""
    form = re.search(r'<form method="post" class="wide".*?</form>', page, re.DOTALL)
    assert form
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if (
            name
            and name[1] != "csrfmiddlewaretoken"
            and (("radio" not in tag and "checkbox" not in tag) or " checked" in tag)
        ):
            sent.setdefault(name[1], []).append(value[1] if value else "")
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def run_of(network: Network) -> ImportRun:
    with tenant(network.pk):
        return ImportRun.objects.order_by("-pk").first()  # type: ignore[return-value]


def prepared(host: Membership, content: bytes | None = None, **choice: Any) -> ImportRun:
    with tenant(host.network_id, user_id=host.user_id, hat=host.hat):
        run = read_list(host.network, content=content or ugly(), name="liste.xlsx", by=host, at=AT)
        return choose_columns(run, choice, at=AT) if choice else run


def test_an_ugly_list_is_mapped_looked_through_brought_in_and_taken_back(network: Network, host: Membership) -> None:
    client = signed_in(host)
    answer = upload(client, ugly())
    run = run_of(network)
    assert answer.headers["Location"] == f"{ROOT}{run.pk}/spalten/"

    page = text_of(client.get(answer.headers["Location"]))
    assert "die Überschrift sagt „Telefon“" in page
    assert "Namen von Personen veröffentlichen wir nicht" in page
    answer = client.post(f"{ROOT}{run.pk}/spalten/", form_of(page))
    assert answer.headers["Location"] == f"{ROOT}{run.pk}/werte/"

    page = text_of(client.get(answer.headers["Location"]))
    assert "„Frühstück für alle Eltern“" in page
    sent = form_of(page)
    fields = {label: name for name, label in re.findall(r'<label for="id_(wert-\d+)">„([^“]*)“', page)}
    sent |= {fields["Kükengruppe"]: "offer.daycare", fields["Krümelalter"]: "0–3 Jahre"}
    answer = client.post(f"{ROOT}{run.pk}/werte/", sent | {"weiter": "1"})
    assert answer.headers["Location"] == f"{ROOT}{run.pk}/"

    page = text_of(client.get(answer.headers["Location"]))
    assert "wegen „Treff“ im Titel" in page
    assert "Ada" not in page
    sent = form_of(page)
    answer = client.post(f"{ROOT}{run.pk}/", sent | {"alle": "vorschlaege"})
    assert answer.headers["Location"] == f"{ROOT}{run.pk}/?seite=1"
    page = text_of(client.get(f"{ROOT}{run.pk}/"))
    assert "3 Zeilen kommen herein" in page

    answer = client.post(f"{ROOT}{run.pk}/uebernehmen/", form_of(page) | {"stand": "oeffentlich"})
    assert answer.headers["Location"] == f"{ROOT}{run.pk}/bericht/"
    with tenant(network.pk):
        found = {offer.title: (offer.status, offer.age_to_months, offer.confirmed_at) for offer in Offer.objects.all()}
    assert found == {
        "Krabbelkäfer": ("published", 36, None), "Spatzennest": ("published", 35, None), "Treff": ("draft", 36, None),
    }  # fmt: skip
    page = text_of(client.get(answer.headers["Location"]))
    assert "bleibt Entwurf" in page
    page = text_of(client.post(f"{ROOT}{run.pk}/zuruecknehmen/", follow=True))
    assert "3 neue Angebote entfernt" in page
    with tenant(network.pk):
        assert Offer.objects.count() == 0
    assert "rückgängig gemacht" in text_of(client.get(ROOT))


@pytest.mark.parametrize(
    ("content", "name", "status", "said"),
    [
        (b"", "a.csv", 422, "ist leer"),
        (b"%PDF-1.4 x", "a.pdf", 422, "PDF-Datei"),
        (b"a;b\n" * (LARGEST_LIST // 4 + 10_000), "a.csv", 413, "größer als 5 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_beside_the_field(
    network: Network, host: Membership, content: bytes, name: str, status: int, said: str
) -> None:
    page = text_of(upload(signed_in(host), content, name), status)
    assert said in page
    assert 'aria-invalid="true"' in page
    assert run_of(network) is None


def test_without_a_file_it_says_what_to_do(host: Membership) -> None:
    assert "wählen Sie zuerst eine Datei" in text_of(signed_in(host).post(ROOT), 422)


def test_of_several_sheets_one_is_chosen(network: Network, host: Membership) -> None:
    client = signed_in(host)
    answer = upload(client, workbook(Alt=[["Name", "Ort"], ["Igel", "X"]], Neu=[HEAD, *ROWS]))
    run = run_of(network)
    assert answer.headers["Location"] == f"{ROOT}{run.pk}/blatt/"
    assert "3 Zeilen: Angebot, Art" in text_of(client.get(answer.headers["Location"]))
    for step in ("", "spalten/", "werte/"):
        assert client.get(f"{ROOT}{run.pk}/{step}").headers["Location"] == answer.headers["Location"]
    chosen = client.post(answer.headers["Location"], {"blatt": "1"})
    assert chosen.headers["Location"] == f"{ROOT}{run.pk}/spalten/"
    assert client.post(f"{ROOT}{run.pk}/blatt/", {"blatt": "eins"}).status_code == 409


def test_wrong_columns_are_told_and_what_was_chosen_is_still_there(network: Network, host: Membership) -> None:
    run, client = prepared(host), signed_in(host)
    address = f"{ROOT}{run.pk}/spalten/"
    sent = form_of(text_of(client.get(address)))
    page = text_of(client.post(address, sent | {"spalte-0": "keep", "spalte-2": "keep", "city": "Köln"}), 422)
    assert "Welche Spalte nennt den Titel?" in page
    assert form_of(page)["city"] == ["Köln"]
    page = text_of(client.post(address, sent | {"spalte-1": "phone", "spalte-6": "title"}), 422)
    assert "mehreren Spalten zugeordnet" in page
    page = text_of(client.post(address, sent | {"postal_code": "123"}), 422)
    assert "fünf Ziffern" in page


def test_a_value_nobody_can_read_is_asked_again(network: Network, host: Membership) -> None:
    run, client = prepared(host), signed_in(host)
    address = f"{ROOT}{run.pk}/werte/"
    page = text_of(client.get(address))
    field = next(name for name, label in re.findall(r'for="id_(wert-\d+)">„([^“]*)“', page) if label == "Krümelalter")
    page = text_of(client.post(address, {field: "auch Quatsch"}), 422)
    assert "verstehen wir auch nicht" in page
    assert form_of(page)[field] == ["auch Quatsch"]


def test_a_kind_of_offer_nobody_knows_is_told_and_the_rest_of_the_page_is_kept(
    network: Network, host: Membership
) -> None:
    run, client = prepared(host), signed_in(host)
    sent = form_of(text_of(client.get(f"{ROOT}{run.pk}/"))) | {"r4-skip": "1", "r6-art": "Quatschgruppe"}
    for address in (f"{ROOT}{run.pk}/", f"{ROOT}{run.pk}/uebernehmen/"):
        page = text_of(client.post(address, sent), 422)
        assert "„Quatschgruppe“ kennen wir nicht" in page
        again = form_of(page)
        assert (again["r6-art"], again["r4-skip"]) == (["Quatschgruppe"], ["1"])
    client.post(f"{ROOT}{run.pk}/", sent | {"r6-art": "elterncafé"})
    assert run_of(network).choices["6"]["texts"] == {"offer_types": "offer.parent_cafe"}


def test_two_versions_of_a_field_stand_side_by_side(network: Network, host: Membership) -> None:
    with tenant(network.pk, user_id=host.user_id, hat=host.hat):
        bring_in(prepared(host), publish=True, by=host, at=AT)
        write_values(Offer.objects.get(), {"phone": "03675 999"}, at=AT)
    run, client = prepared(host, ugly(*changed(0, **{"Tel.": "03675 111"}))), signed_in(host)
    page = text_of(client.get(f"{ROOT}{run.pk}/?zeigen=stuck"))
    assert ("03675 999" in page, "03675 111" in page, "Beides wurde geändert" in page) == (True, True, True)
    assert "r4-f-phone" not in form_of(page), "nobody has chosen yet"
    client.post(f"{ROOT}{run.pk}/uebernehmen/", form_of(page) | {"r4-f-phone": "list", "stand": "entwurf"})
    with tenant(network.pk):
        assert Offer.objects.get().phone == "03675 111"


def test_an_offer_that_is_there_already_is_asked_about(network: Network, host: Membership) -> None:
    ours = make_offer(network, "Krabbelkäfer", "Familienzentrum Nord", street="Hauptstr. 3", postal_code="96515",
                      city="Sonneberg", offer_types=["offer.parent_child_group"])  # fmt: skip
    run, client = prepared(host), signed_in(host)
    page = text_of(client.get(f"{ROOT}{run.pk}/?zeigen=maybe"))
    assert "Gibt es das vielleicht schon?" in page
    assert "gleiche Anschrift" in page
    client.post(f"{ROOT}{run.pk}/", form_of(page) | {"r4-same": "new"})
    assert run_of(network).choices["4"]["same"] == "new"
    client.post(f"{ROOT}{run.pk}/", form_of(page) | {"r4-same": "999999"})
    assert run_of(network).choices["4"]["same"] == "new", "only what was offered"
    client.post(f"{ROOT}{run.pk}/", form_of(page) | {"r4-same": str(ours.pk)})
    assert run_of(network).choices["4"]["same"] == str(ours.pk)


def test_a_cell_that_keeps_a_row_out_can_be_mended(network: Network, host: Membership) -> None:
    rows = [["Treff", "Elterncafé", "Haus", "9651", "03675 1"]]
    content = workbook(A=[["Angebot", "Art", "Einrichtung", "Sozialraum", "Tel."], *rows])
    run = prepared(host, content, columns={
        "Angebot": ["title"], "Art": ["offer_types"], "Einrichtung": ["organisation"], "Sozialraum": ["external_id"],
        "Tel.": ["phone"],
    }, fixed={"postal_code": "965", "source": "x"})  # fmt: skip
    client = signed_in(host)
    page = text_of(client.get(f"{ROOT}{run.pk}/"))
    assert 'name="r2-x-postal_code" value="965"' in page
    client.post(f"{ROOT}{run.pk}/", form_of(page) | {"r2-x-postal_code": "96515"})
    assert run_of(network).counts["new"] == 1


def test_a_dropped_list_and_a_done_one_lead_to_their_report(network: Network, host: Membership) -> None:
    run, client = prepared(host), signed_in(host)
    assert "ist verworfen" in text_of(client.post(f"{ROOT}{run.pk}/verwerfen/", follow=True))
    for step in ("", "spalten/", "werte/", "blatt/"):
        assert client.get(f"{ROOT}{run.pk}/{step}").headers["Location"] == f"{ROOT}{run.pk}/bericht/"
    assert client.post(f"{ROOT}{run.pk}/uebernehmen/").headers["Location"] == f"{ROOT}{run.pk}/bericht/"
    assert "verworfen" in text_of(client.get(f"{ROOT}{run.pk}/bericht/"))


def test_who_may_and_who_may_not(network: Network, host: Membership) -> None:
    run = prepared(host)
    steps = ("", f"{run.pk}/", f"{run.pk}/spalten/", f"{run.pk}/werte/", f"{run.pk}/bericht/")
    deeds = ("uebernehmen", "zuruecknehmen", "verwerfen")
    editor = signed_in(make_member(network, "editor"))
    assert [editor.get(f"{ROOT}{step}").status_code for step in steps] == [200, 200, 200, 200, 302]
    for role in ("space", "partner", "guest", "planner"):
        client = signed_in(make_member(network, role))
        assert {client.get(f"{ROOT}{step}").status_code for step in steps} == {403}
        assert {client.post(f"{ROOT}{run.pk}/{deed}/").status_code for deed in deeds} == {403}
    stranger = signed_in(make_member(make_network("nebenan")))
    assert {stranger.get(f"{ROOT}{step}").status_code for step in steps} == {404}
    there = ROOT.replace("musterstadt", "nebenan")
    assert {stranger.get(f"{there}{step}").status_code for step in steps[1:]} == {404}
    assert {stranger.post(f"{there}{run.pk}/{deed}/").status_code for deed in deeds} == {404}


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_every_page_asks_as_often_for_three_as_for_one(network: Network, host: Membership) -> None:
    client = signed_in(host)
    similar = {"street": "Hauptstr. 3", "postal_code": "96515", "city": "Sonneberg"}
    make_offer(network, "Krabbelkäfer", "Familienzentrum Nord", offer_types=["offer.parent_child_group"], **similar)
    one = prepared(host, ugly(ROWS[0], ["Rest", "Unbekanntes", "Haus", "", "", "", "", "", ""]))
    client.get(ROOT)
    first = [queries(client, f"{ROOT}{step}") for step in ("", f"{one.pk}/", f"{one.pk}/spalten/", f"{one.pk}/werte/")]
    three = prepared(host, ugly(*ROWS, ["Rest", "Unbekanntes", "Haus", "", "", "", "", "", ""]))
    prepared(host)
    pages = ("", f"{three.pk}/", f"{three.pk}/spalten/", f"{three.pk}/werte/")
    assert [queries(client, f"{ROOT}{step}") for step in pages] == first
