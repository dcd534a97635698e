"""Offers leave as tables that calculate nothing, and come back without a loss."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.lists_plan import weigh_all
from nestwerk.offers.imports.format import FORMAT
from nestwerk.offers.imports.kept import rows_of
from nestwerk.offers.imports.rows import Known, columns
from nestwerk.offers.models import Offer
from nestwerk.partners.models import Organisation

from .builders import AT, make_offer
from .lists import read

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/netz/musterstadt/angebote/tabelle/"
LATER = AT + timedelta(days=9)
FULL: dict[str, Any] = {
    "summary": "Wiegen und fragen.", "description": "Erster  Absatz.\n\nZweiter; mit „Zeichen“, und\nUmbruch.",
    "offer_types": ["offer.midwife_care", "offer.open_consultation"], "needs": ["need.feeding", "need.sleep"],
    "target_groups": ["tg.infant"], "age_from_months": -9, "age_to_months": 0, "languages": ["de", "tr", "dgs"],
    "access": ["drop_in", "home_visit"], "cost_kind": "reducible", "cost_note": "5 EUR je Stunde", "anonymous": False,
    "street": "Markt 1", "postal_code": "01067", "city": "Dresden", "lat": 51.0504, "lon": 13.7373,
    "position_exact": True, "served_postal_codes": ["01067", "01069"], "served_ags": ["14612"],
    "phone": "+49 351 1", "email": "a@example.org", "website": "https://example.org", "sms": "0171 1",
    "messenger": "@praxis_am_markt", "interpreter": "on_request", "certificate": False, "carriers": ["Landkreis"],
    "funders": ["Stiftung A", "Stiftung B"], "opening_hours": "Mo-Fr 08:00-12:00; PH off", "wheelchair": "limited",
    "last_verified_on": date(2026, 8, 31), "due_on": date(2027, 2, 28), "extra": {"Zimmer": "3"},
}  # fmt: skip


def directory(network: Network) -> None:
    """Offers of every kind, from here and from elsewhere, one with what a spreadsheet would calculate."""
    with tenant(network.pk):
        space = SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
        Organisation.objects.create(network=network, name="Praxis", type_id="pt.midwife")
    make_offer(network, "Sprechstunde", "Praxis", social_space=space, **FULL)
    make_offer(network, "Leer", "Praxis", status="draft", published_at=None, offer_types=["offer.parent_cafe"])
    make_offer(network, "Nur PLZ", postal_code="96515", lat=50.36, lon=11.17, source="nestwerk", version=4)
    make_offer(network, "=1+1", description="-cmd|' /C calc'!A0", source="nestwerk", phone="0351 2")
    make_offer(network, "Zuflucht", "Haus", hidden_address=True, street="Verstecktweg 9", city="Geheimstadt",
               postal_code="01234", offer_types=["offer.violence_protection"])  # fmt: skip


def saved(client: Client, kind: str) -> bytes:
    answer = client.post(PAGE, {"als": kind})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def cells(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_format_has_the_columns_the_command_reads() -> None:
    nothing: frozenset[str] = frozenset()
    readers = columns(Known(nothing, nothing, nothing, nothing, nothing))
    assert set(FORMAT) == set(readers) - {"position_exact"}


@pytest.mark.parametrize("kind", ["austausch", "austausch-xlsx"])
def test_what_was_saved_and_is_read_back_changes_nothing(network: Network, kind: str) -> None:
    directory(network)
    host = make_member(network)
    content = saved(signed_in(host), kind)
    with tenant(network.pk, user_id=host.user_id, hat=host.hat):
        before = list(Offer.objects.order_by("pk").values())
        partners = list(Organisation.objects.order_by("pk").values())
        run = read(host, content, "offers.xlsx" if kind.endswith("xlsx") else "offers.csv", at=LATER)
        weighed = weigh_all(run, rows_of(run.plan), at=LATER)
        assert {one.kept.texts["title"]: (one.state, one.problems, one.write) for one in weighed} == {
            title: ("same", (), {}) for title in ("Sprechstunde", "Leer", "Nur PLZ", "'=1+1", "Zuflucht")
        }
        run = bring_in(run, publish=True, by=host, at=LATER)
        assert (run.counts["same"], run.counts.get("changed"), run.counts.get("new")) == (5, None, None)
        assert list(Offer.objects.order_by("pk").values()) == before
        assert list(Organisation.objects.order_by("pk").values()) == partners


def test_what_was_mended_in_the_spreadsheet_comes_back_as_a_change(network: Network) -> None:
    directory(network)
    host = make_member(network)
    book = openpyxl.load_workbook(io.BytesIO(saved(signed_in(host), "austausch-xlsx")))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[heads.index("title")].value == "Sprechstunde")
    row[heads.index("sms")].value = None
    row[heads.index("chat")].value = "https://example.org/chat"
    file = io.BytesIO()
    book.save(file)
    with tenant(network.pk, user_id=host.user_id, hat=host.hat):
        run = bring_in(read(host, file.getvalue(), at=LATER), publish=False, by=host, at=LATER)
        assert (run.counts["changed"], run.counts["same"]) == (1, 4)
        offer = Offer.objects.get(title="Sprechstunde")
        assert (offer.chat, offer.sms, offer.status) == ("https://example.org/chat", "0171 1", "published")


def test_into_an_empty_network_everything_arrives(network: Network) -> None:
    directory(network)
    content = saved(signed_in(make_member(network)), "austausch")
    other = make_network("nebenan")
    host = make_member(other)
    with tenant(other.pk, user_id=host.user_id, hat=host.hat):
        SocialSpace.objects.create(network=other, slug="mitte", name="Mitte")
        run = bring_in(read(host, content, "offers.csv"), publish=True, by=host, at=AT)
        assert run.counts["new"] == 5
        assert Offer.objects.filter(title="'=1+1").exists(), "a formula stays the text it became"
        offer = Offer.objects.select_related("organisation", "social_space").get(title="Sprechstunde")
        arrived = {name: getattr(offer, name) for name in FULL}
        expected = FULL | {"extra": {}, "description": FULL["description"].replace("Erster  Absatz", "Erster Absatz")}
        assert arrived == expected
        assert (offer.organisation.type_id, offer.social_space.slug) == ("pt.midwife", "mitte")


def test_texts_stay_texts_days_are_days_and_the_heads_stay_in_sight(network: Network) -> None:
    directory(network)
    book = openpyxl.load_workbook(io.BytesIO(saved(signed_in(make_member(network)), "xlsx")))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    rows = {row[1].value: dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    full = rows["Sprechstunde"]
    assert sheet.freeze_panes == "A2"
    assert (full["Postleitzahl"].value, full["Postleitzahl"].number_format) == ("01067", "@")
    assert full["zuletzt bestätigt am"].value.date() == date(2026, 8, 31)
    assert full["Telefon"].data_type == "s"
    assert "'=1+1" in rows
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "austausch", "austausch-xlsx"])
def test_no_cell_calculates_and_no_secret_address_leaves_without_the_right(network: Network, kind: str) -> None:
    directory(network)
    for role, told in {"coordinator": True, "editor": True, "partner": False}.items():
        rest = {}
        if role == "partner":
            with tenant(network.pk):
                rest = {"organisations": list(Organisation.objects.exclude(name="Haus").values_list("pk", flat=True))}
        content = saved(signed_in(make_member(network, role, **rest)), kind)
        if kind.endswith("xlsx"):
            table = cells(content)
        else:
            delimiter = "," if kind == "austausch" else ";"
            table = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
        texts = [str(cell) for row in table for cell in row if cell]
        assert any("Verstecktweg" in text for text in texts) == told, role
        assert not any(text.startswith(("=", "-cmd", "+cmd")) for text in texts)


def test_whoever_coordinates_a_space_sees_the_offer_but_not_where_it_is(network: Network) -> None:
    with tenant(network.pk):
        space = SocialSpace.objects.create(network=network, slug="mitte", name="Mitte")
    make_offer(network, "Zuflucht", hidden_address=True, street="Verstecktweg 9", postal_code="01234", lat=51.0,
               lon=13.0, position_exact=True, social_space=space)  # fmt: skip
    content = saved(signed_in(make_member(network, "space")), "austausch").decode()
    (row,) = csv.DictReader(io.StringIO(content))
    secret = ("street", "postal_code", "city", "lat", "lon", "social_space", "served_postal_codes")
    assert (row["title"], row["hidden_address"], {row[name] for name in secret}) == ("Zuflucht", "yes", {""})


def test_a_thousand_offers_are_saved_quickly(network: Network) -> None:
    make_offer(network, "Erstes")
    with tenant(network.pk):
        haus = Organisation.objects.get()
        Offer.objects.bulk_create(
            Offer(network=network, organisation=haus, title=f"Gruppe {n}", external_id=str(n), description="Text " * 50)
            for n in range(1000)
        )
    client = signed_in(make_member(network))
    assert len(cells(saved(client, "austausch-xlsx"))) == 1002
