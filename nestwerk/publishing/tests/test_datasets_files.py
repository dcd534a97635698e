"""The files of the data set: what is in them, that nothing hidden leaks, and that we read our own CSV again."""

from __future__ import annotations

import csv
import gzip
import io
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import orjson
import pytest
from django.conf import settings

from nestwerk.catalogue.live import Live
from nestwerk.catalogue.public import Snapshot
from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.offers.imports.run import import_offers
from nestwerk.offers.models import Offer
from nestwerk.offers.public import INTERCHANGE
from nestwerk.offers.tests.builders import make_offer
from nestwerk.partners.actions_consent import record_consent, set_single_person
from nestwerk.publishing.datasets import kept
from nestwerk.publishing.datasets.database import metadata
from nestwerk.publishing.datasets.formats import FORMATS, raw_size
from nestwerk.publishing.datasets.here import scope_of
from nestwerk.publishing.datasets.scope import Scope

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECRET = "Geheimweg 7"


def newest() -> Snapshot:
    """The catalogue as it was published last."""
    live = Live(Path(settings.SNAPSHOT_DIR))
    assert live.look(), live.problem
    assert live.snapshot is not None
    return live.snapshot


@pytest.fixture
def network(data_dir: Path) -> Network:
    """A network with an ordinary offer, one that begins like a formula, and one whose address is hidden."""
    made = make_network("musterstadt", imprint={"operator": "Stadt Musterstadt", "data_licence": "dl-by-de-2.0"})
    make_offer(
        made,
        title="Elterncafé",
        summary="Kaffee, Kinder, Rat.",
        description='Erster Absatz.\n\nZweiter, mit „Zeichen“, Komma und "Strich".',
        offer_types=["offer.parent_cafe"],
        needs=["need.meet_parents", "need.isolation"],
        target_groups=["tg.infant"],
        age_from_months=-3,
        age_to_months=36,
        languages=["de", "tr"],
        access=["drop_in"],
        cost_kind="free",
        anonymous=True,
        street="Markt 1",
        postal_code="96515",
        city="Sonneberg",
        lat=50.36,
        lon=11.17,
        position_exact=True,
        served_postal_codes=["96515", "96528"],
        phone="0123 456",
        opening_hours="Tu 09:30-11:00",
        last_verified_on=date(2026, 10, 1),
    )
    make_offer(made, title="=1+1", organisation="Verein @SUM(1)", cost_note="+cmd|'x'!A1")
    make_offer(
        made, title="Frauenhaus", hidden_address=True, street=SECRET, postal_code="98724", city="Lauscha",
        lat=50.47, lon=11.16, served_postal_codes=["98724"], phone="0800 116016",
    )  # fmt: skip
    publish(at=AT)
    return made


@pytest.fixture
def scope(network: Network) -> Scope:
    return scope_of(newest(), network.slug)


def content(scope: Scope, key: str) -> bytes:
    path = kept.make(scope, FORMATS[key])
    return gzip.decompress(path.read_bytes()) if FORMATS[key].packed else path.read_bytes()


def table(scope: Scope) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(scope, "csv").decode())))


def test_a_csv_has_the_columns_of_the_interchange_format_and_one_row_an_offer(scope: Scope) -> None:
    lines = list(csv.reader(io.StringIO(content(scope, "csv").decode())))
    assert lines[0] == list(INTERCHANGE)
    assert len(lines) == 4
    cafe = next(row for row in table(scope) if row["title"] == "Elterncafé")
    assert cafe["needs"] == "need.meet_parents|need.isolation"
    assert cafe["age_from_months"] == "-3"
    assert cafe["anonymous"] == "yes"
    assert cafe["last_verified"] == "2026-10-01"
    assert cafe["status"] == "published"


def test_another_nestwerk_reads_the_csv_again_without_a_loss(scope: Scope, tmp_path: Path) -> None:
    mine = {row["title"]: row for row in table(scope)}
    file = tmp_path / "angebote.csv"
    file.write_bytes(content(scope, "csv"))
    there = make_network("anderswo", ags="16073")
    report = import_offers(file, "anderswo", at=AT)
    assert report.unknown_columns == ()
    assert [problem[1] for problem in report.problems] == []
    publish(at=AT)
    theirs = {row["title"]: row for row in table(scope_of(newest(), "anderswo"))}
    assert set(theirs) == set(mine)
    for title, row in mine.items():
        kept_apart = {"external_id"}  # each installation has its own
        assert {k: v for k, v in theirs[title].items() if k not in kept_apart} == {
            k: v for k, v in row.items() if k not in kept_apart
        }
    again = import_offers(file, "anderswo", at=AT)
    assert (again.count("new"), again.count("changed"), again.count("same")) == (0, 0, len(mine))
    with tenant(there.pk):
        assert Offer.objects.count() == len(mine)


@pytest.mark.parametrize("key", FORMATS)
def test_nothing_of_a_hidden_address_is_in_any_file(scope: Scope, key: str) -> None:
    data = content(scope, key)
    if key == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        data = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row).encode()
    assert b"Frauenhaus" in data
    for leak in (SECRET, '98724"', "Lauscha", "50.47", '11.16"'):
        assert leak.encode() not in data, leak


@pytest.mark.parametrize("key", FORMATS)
def test_who_said_no_to_whole_data_sets_is_in_no_file(network: Network, key: str) -> None:
    boss = make_member(network)
    hers = make_offer(network, title="Sanftes Ankommen", organisation="Hebamme Ada Beispiel")
    with tenant(network.pk, user_id=boss.user_id, hat=boss.hat):
        set_single_person(hers.organisation, single=True, by=boss, at=AT)
        record_consent(hers.organisation, by=boss, address=True, bulk=False, on=AT.date(), way="paper", at=AT)
    publish(at=AT)
    scope = scope_of(newest(), network.slug)
    assert (len(scope.snap.offers(network.slug)), scope.size(), len(list(scope.all_offers()))) == (4, 3, 3)
    data = content(scope, key)
    if key == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        data = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row).encode()
    assert "Elterncafé".encode() in data
    for leak in ("Ada Beispiel", "Sanftes Ankommen", str(hers.public_id)):
        assert leak.encode() not in data, leak


def test_a_spreadsheet_calculates_nothing(scope: Scope) -> None:
    titles = {row["title"] for row in table(scope)}
    assert "'=1+1" in titles
    book = openpyxl.load_workbook(io.BytesIO(content(scope, "xlsx")))
    sheet = book["Angebote"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "'=1+1" in {cell.value for cell in cells}
    told = {row[0]: row[1] for row in book["Über diese Daten"].values}
    assert "Datenlizenz Deutschland – Namensnennung" in told["Lizenz"]
    assert told["Stand"].startswith("20")


def test_json_lines_leave_out_what_nobody_knows(scope: Scope) -> None:
    said = {one["title"]: one for one in map(orjson.loads, content(scope, "jsonl").splitlines())}
    cafe = said["Elterncafé"]
    assert cafe["url"].endswith(f"/musterstadt/angebote/{cafe['id']}")
    assert cafe["licence"] == "Datenlizenz Deutschland – Namensnennung – Version 2.0"
    assert cafe["languages"] == ["de", "tr"]
    assert "anonymous" not in said["Frauenhaus"]
    assert said["Frauenhaus"]["hidden_address"] is True
    assert not {"street", "city", "lat", "lon", "position_exact"} & set(said["Frauenhaus"])


def test_the_database_is_whole_and_can_be_searched(scope: Scope) -> None:
    with closing(sqlite3.connect(kept.make(scope, FORMATS["sqlite"]))) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("SELECT count(*) FROM offers").fetchone() == (3,)
        assert base.execute("SELECT licence, attribution, unverified FROM networks").fetchall() == [
            ("Datenlizenz Deutschland – Namensnennung – Version 2.0", "Stadt Musterstadt", 0)
        ]
        found = base.execute("SELECT title FROM offers_search WHERE offers_search MATCH 'kaffee'")
        assert found.fetchall() == [("Elterncafé",)]
        needs = base.execute(
            "SELECT label FROM needs JOIN terms ON code = term JOIN offers ON id = offer WHERE title = 'Elterncafé'"
        ).fetchall()
        assert len(needs) == 2
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master")}
    described = metadata(scope)
    assert set(described["databases"]["angebote"]["tables"]) <= tables
    assert described["license_url"] == "https://www.govdata.de/dl-de/by-2-0"


def test_the_file_for_all_networks_names_network_and_licence(network: Network) -> None:
    other = make_network("nachbarstadt", ags="16073", unverified=True)
    make_offer(other, title="Stillcafé")
    publish(at=AT)
    rows = table(scope_of(newest()))
    assert {(row["network"], row["licence"]) for row in rows} == {
        ("musterstadt", "Datenlizenz Deutschland – Namensnennung – Version 2.0"),
        ("nachbarstadt", "Nicht verifiziert – nicht nachnutzen"),
    }


def test_a_file_is_made_once_for_a_state_of_the_catalogue(network: Network, scope: Scope) -> None:
    form = FORMATS["csv"]
    first = kept.make(scope, form)
    made_at = first.stat().st_mtime_ns
    assert kept.make(scope, form).stat().st_mtime_ns == made_at
    assert raw_size(form, first) == len(content(scope, "csv"))
    make_offer(network, title="Krabbelgruppe")
    publish(at=AT)
    second = kept.make(scope_of(newest(), network.slug), form)
    assert second != first
    assert not first.exists(), "the next file takes the place of the last"
    assert [path.name for path in kept.folder().iterdir() if path.name.startswith(".")] == []
