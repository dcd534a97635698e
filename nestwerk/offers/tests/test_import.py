"""Reading offers from files: what comes in, what is kept back and why, and that nothing is lost."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network, SocialSpace
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.imports import ImportReport, import_offers
from nestwerk.offers.tests.builders import AT, row, write_csv
from nestwerk.offers.tests.importing import read, stored

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_a_full_row_arrives_with_every_field(network: Network, tmp_path: Path) -> None:
    with tenant(network.pk):
        SocialSpace.objects.create(network=network, slug="nord", name="Nord")
    report = read(
        write_csv(
            tmp_path / "a.csv",
            [
                row(
                    external_id="1", organisation="Hebammenpraxis", organisation_type="pt.midwife",
                    title="Sprechstunde",
                    summary="Wiegen und fragen.", description="Erster Absatz.\n\nZweiter.",
                    offer_types="offer.midwife_care|offer.open_consultation", needs="need.feeding|need.sleep",
                    target_groups="tg.infant", age_from_months="-9", age_to_months="12", languages="de|tr|dgs",
                    access="drop_in|home_visit", cost_kind="reducible", cost_note="5 EUR je Stunde", anonymous="yes",
                    street="Markt 1", postal_code="96515", city="Sonneberg", lat="50.36", lon="11.17",
                    served_postal_codes="96515|96528", served_ags="16072", phone="+49 3675 1", email="a@example.org",
                    website="https://example.org", sms="0171 1", interpreter="on_request", certificate="no",
                    carriers="Landkreis", funders="Stiftung A|Stiftung B", status="published", social_space="nord",
                    opening_hours="Mo-Fr 08:00-12:00; PH off", wheelchair="limited", last_verified="2026-08-31",
                )
            ],
        )
    )  # fmt: skip
    assert (report.problems, report.hints) == ([], [])
    (offer,) = stored(network)
    assert (offer.organisation.name, offer.organisation.sector) == ("Hebammenpraxis", "health")
    assert offer.offer_types == ["offer.midwife_care", "offer.open_consultation"]
    assert (offer.age_from_months, offer.age_to_months, offer.anonymous, offer.certificate) == (-9, 12, True, False)
    assert (offer.status, offer.published_at, offer.position_exact) == ("published", AT, True)
    assert (offer.last_verified_on, offer.due_on) == (date(2026, 8, 31), date(2027, 2, 28))
    assert offer.funders == ["Stiftung A", "Stiftung B"]
    assert offer.social_space_id is not None


def test_the_same_file_twice_changes_nothing(network: Network, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [row(postal_code="96515"), row(title="Zweites")])
    assert read(path, publish=True).count("new") == 2
    before = [(o.pk, o.public_id, o.imported_at) for o in stored(network)]
    again = read(path, publish=True)
    assert (again.count("same"), again.count("changed"), again.count("new")) == (2, 0, 0)
    assert [(o.pk, o.public_id, o.imported_at) for o in stored(network)] == before


def test_a_mapping_that_names_a_column_the_file_does_not_have_is_refused(network: Network, tmp_path: Path) -> None:
    plan = tmp_path / "z.toml"
    plan.write_text('[columns]\nphone = "telephon"\n[templates]\nstreet = "{strasse} {hausnr}"\n', encoding="utf-8")
    with pytest.raises(Refused, match="hausnr, strasse, telephon"):
        read(write_csv(tmp_path / "a.csv", [row()]), mapping=plan)


def test_a_changed_row_says_which_fields_and_keeps_its_identity(network: Network, tmp_path: Path) -> None:
    read(write_csv(tmp_path / "a.csv", [row(external_id="1", phone="1")]), publish=True)
    (before,) = stored(network)
    report = read(write_csv(tmp_path / "a.csv", [row(external_id="1", phone="2")]))
    (after,) = stored(network)
    assert [(c.kind, c.fields) for c in report.changes] == [("changed", ("phone",))]
    assert (after.pk, after.public_id, after.phone, after.status) == (before.pk, before.public_id, "2", "published")


def test_a_dry_run_tells_everything_and_writes_nothing(network: Network, tmp_path: Path) -> None:
    report = read(write_csv(tmp_path / "a.csv", [row(), row(title="")]), dry_run=True)
    assert (report.count("new"), report.kept_back) == (1, 1)
    assert stored(network) == []


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("offer_types", "offer.unknown", "keine bekannte Kennung"),
        ("needs", "offer.spz", "keine bekannte Kennung"),
        ("age_from_months", "zwei", "keine ganze Zahl"),
        ("age_to_months", "999", "kein mögliches Alter"),
        ("lat", "11.2", "liegt nicht in Deutschland"),
        ("postal_code", "9651", "fünf Ziffern"),
        ("postal_code", "٩٦٥١٥", "fünf Ziffern"),
        ("served_ags", "12", "Gemeindeschlüssel"),
        ("served_ags", "१६०७२", "Gemeindeschlüssel"),
        ("age_from_months", "١٢", "keine ganze Zahl"),
        ("lat", "nan", "keine Zahl in Grad"),
        ("title", "Treff \u202egnutareb", "Steuerzeichen"),
        ("languages", "deutsch", "Sprachkürzel"),
        ("access", "walk_in", "kennen wir hier nicht"),
        ("anonymous", "ja", "yes oder no"),
        ("last_verified", "30.09.2026", "kein Datum"),
        ("title", "=HYPERLINK(1)", "sieht aus wie eine Formel"),
        ("description", "@SUM(A1)", "sieht aus wie eine Formel"),
        ("description", "-cmd|' /C calc'!A0", "sieht aus wie eine Formel"),
        ("description", "+1+2|'x'!A0", "sieht aus wie eine Formel"),
        ("title", "a\x00b", "Steuerzeichen"),
        ("organisation", "", "Diese Angabe fehlt"),
        ("languages", "de|xx", "kein Sprachkürzel"),
        ("social_space", "gibtsnicht", "Sozialraums"),
    ],
)
def test_a_bad_cell_is_named_with_line_and_column_and_the_good_rows_come_in(
    network: Network, tmp_path: Path, column: str, cell: str, said: str
) -> None:
    path = write_csv(tmp_path / "a.csv", [row(), row(**{column: cell}), row()])
    report = read(path, report_to=tmp_path / "zurueck.csv")
    matching = [(line, sentence) for line, name, sentence in report.problems if name == column]
    assert matching, report.problems
    assert matching[0][0] == 3
    assert said.removesuffix("s") in matching[0][1]
    assert (report.count("new"), report.kept_back, len(stored(network))) == (2, 1, 2)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("description", "- Wiegen und Messen\n- Stillen"),
        ("description", "– Wiegen\n– Stillen"),
        ("messenger", "@praxis_am_markt"),
        ("phone", "+49 3675 12-0"),
    ],
)
def test_lists_names_and_phone_numbers_are_no_formulas(
    network: Network, tmp_path: Path, column: str, cell: str
) -> None:
    assert read(write_csv(tmp_path / "a.csv", [row(**{column: cell})])).problems == []
    assert getattr(stored(network)[0], column) == cell


def test_after_midnight_in_berlin_a_confirmation_of_today_counts(network: Network, tmp_path: Path) -> None:
    half_past_midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # 2 July, 0:30 in Berlin
    path = write_csv(tmp_path / "a.csv", [row(last_verified="2026-07-02")])
    assert import_offers(path, "musterstadt", at=half_past_midnight).hints == []
    assert stored(network)[0].last_verified_on == date(2026, 7, 2)


def test_bad_rows_are_kept_as_they_were_and_can_be_mended(network: Network, tmp_path: Path) -> None:
    wrong = row(title="Krabbelgruppe", postal_code="965")
    report = read(write_csv(tmp_path / "a.csv", [wrong]), report_to=tmp_path / "zurueck.csv")
    assert report.report_file is not None
    with report.report_file.open(encoding="utf-8-sig", newline="") as file:
        (kept,) = csv.DictReader(file)
    assert kept["zeile"] == "2"
    assert "postal_code" in kept["problem"]
    assert {name: kept[name] for name in wrong} == wrong
    mended = {name: cell for name, cell in kept.items() if name not in ("zeile", "problem")} | {"postal_code": "96515"}
    assert read(write_csv(tmp_path / "b.csv", [mended])).count("new") == 1


def test_unknown_columns_are_kept_and_reported(network: Network, tmp_path: Path) -> None:
    report = read(write_csv(tmp_path / "a.csv", [row(zimmer="3. OG")]))
    assert report.unknown_columns == ("zimmer",)
    assert stored(network)[0].extra == {"zimmer": "3. OG"}


def test_an_address_that_leads_nowhere_comes_in_as_a_note_and_is_told(network: Network, tmp_path: Path) -> None:
    bad = row(email="kein-mail", website="javascript:alert(1)", description="Eins.\n\nZwei.")
    report = read(write_csv(tmp_path / "a.csv", [bad, row(email="a@example.org", website="example.org/treff")]))
    assert [(line, column) for line, column, _ in report.hints] == [(2, "email"), (2, "website")]
    first, second = stored(network)
    assert (first.email, first.website) == ("", "")
    assert {"email": "kein-mail", "website": "javascript:alert(1)"}.items() <= first.extra.items()
    assert (second.email, second.website) == ("a@example.org", "example.org/treff")


def test_hours_nobody_can_read_come_in_as_a_note(network: Network, tmp_path: Path) -> None:
    report = read(write_csv(tmp_path / "a.csv", [row(opening_hours="nach Vereinbarung mit Frau Holle")]))
    assert [(line, column) for line, column, _ in report.hints] == [(2, "opening_hours")]
    (offer,) = stored(network)
    assert (offer.opening_hours, offer.extra["opening_hours"]) == ("", "nach Vereinbarung mit Frau Holle")


def test_a_shelter_is_hidden_unless_the_row_says_otherwise(network: Network, tmp_path: Path) -> None:
    shelter = {"offer_types": "offer.violence_protection"}
    read(write_csv(tmp_path / "a.csv", [row(external_id="1", **shelter),
                                        row(external_id="2", hidden_address="no", **shelter)]))  # fmt: skip
    assert [offer.hidden_address for offer in stored(network)] == [True, False]


@pytest.mark.parametrize("kind", [{"organisation_type": "pt.violence"}, {"target_groups": "tg.infant|tg.violence"}])
def test_where_violence_is_the_subject_an_address_is_secret_and_the_operator_is_told(
    network: Network, tmp_path: Path, kind: dict[str, str]
) -> None:
    home = {"street": "Verstecktweg 9", "postal_code": "96515", "city": "Sonneberg"} | kind
    shelter, shown = row(external_id="1", **home), row(external_id="2", hidden_address="no", **home)
    report = read(write_csv(tmp_path / "a.csv", [shelter, shown]))
    assert [offer.hidden_address for offer in stored(network)] == [True, False]
    assert [(line, column) for line, column, _ in report.hints] == [(2, "hidden_address")]


def test_texts_that_tell_a_secret_address_are_hinted_at(network: Network, tmp_path: Path) -> None:
    secret = {"hidden_address": "yes", "street": "Verstecktstraße 9", "postal_code": "96515", "city": "Sonneberg"}
    report = read(
        write_csv(
            tmp_path / "a.csv",
            [
                row(organisation="Frauenhaus Sonneberg", title="Zuflucht", **secret),
                row(title="Zuflucht", description="Sie finden uns in der Verstecktstr. 9.", **secret),
                row(title="Zuflucht", description="Wir holen Sie ab. Sonnebergerin 196515", **secret),
            ],
        )
    )
    assert [(line, column) for line, column, _ in report.hints] == [(2, "organisation"), (3, "description")]


def test_without_position_the_postal_code_gives_one(network: Network, tmp_path: Path) -> None:
    read(write_csv(tmp_path / "a.csv", [row(postal_code="96515")]))
    (offer,) = stored(network)
    assert offer.lat == pytest.approx(50.36, abs=0.1)
    assert not offer.position_exact


def test_a_mapping_reads_a_foreign_table(network: Network, tmp_path: Path) -> None:
    foreign = tmp_path / "kitas.csv"
    foreign.write_bytes("ID;Bezeichnung;Träger;Frei;von;bis\n7;Kita Löwe;Stadt;0;07:00;16:30\n".encode("cp1252"))
    mapping = tmp_path / "kitas.toml"
    mapping.write_text(
        """
        [file]
        encoding = "cp1252"
        delimiter = ";"
        [columns]
        external_id = "ID"
        title = "Bezeichnung"
        organisation = "Träger"
        cost_kind = "Frei"
        [constants]
        source = "kitas"
        offer_types = "offer.daycare"
        [templates]
        opening_hours = "Mo-Fr {von}-{bis}"
        [values.cost_kind]
        "0" = "paid"
        """,
        encoding="utf-8",
    )
    read(foreign, mapping=mapping)
    (offer,) = stored(network)
    assert (offer.title, offer.source, offer.cost_kind) == ("Kita Löwe", "kitas", "paid")
    assert offer.opening_hours == "Mo-Fr 07:00-16:30"


def test_a_mapping_translates_cells_of_columns_that_have_our_name_already(network: Network, tmp_path: Path) -> None:
    mapping = tmp_path / "worte.toml"
    mapping.write_text('[values.cost_kind]\n"kostet nichts" = "free"\n', encoding="utf-8")
    read(write_csv(tmp_path / "a.csv", [row(cost_kind="kostet nichts")]), mapping=mapping)
    (offer,) = stored(network)
    assert offer.cost_kind == "free"


def test_an_unknown_network_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nestwerk create-network"):
        import_offers(tmp_path / "a.csv", "nirgends", at=datetime(2026, 1, 1, tzinfo=AT.tzinfo))


def test_nothing_of_an_import_reaches_the_neighbour(network: Network, tmp_path: Path) -> None:
    other = make_network("nebenan")
    read(write_csv(tmp_path / "a.csv", [row()]))
    assert stored(other) == []


def test_points_abroad_are_refused_and_what_looks_wrong_is_told(network: Network, tmp_path: Path) -> None:
    prague = row(lat="50.0755", lon="14.4378")
    sea = row(lat="54.5", lon="6.5")
    border = row(lat="49.0", lon="13.23")  # Bayerisch Eisenstein
    cologne = row(postal_code="96515", lat="50.94", lon="6.96")
    unknown = row(postal_code="99999", phone="abc", sms="+49 151 1")
    invented = row(postal_code="00000", lat="54.68", lon="6.62")
    report = read(write_csv(tmp_path / "a.csv", [prague, sea, border, cologne, unknown, invented]))
    assert [(line, column) for line, column, _ in report.problems] == [(2, "lat"), (3, "lat")]
    assert [(line, column) for line, column, _ in report.hints] == [(5, "lat"), (6, "postal_code"), (6, "phone")]
    last = next(offer for offer in stored(network) if offer.postal_code == "99999")
    assert (last.phone, last.extra["phone"], last.sms) == ("", "abc", "+49 151 1")


def test_two_at_once_read_one_after_the_other(network: Network, tmp_path: Path) -> None:
    """A night job and a person: whoever comes second finds everything there already."""
    path = write_csv(tmp_path / "a.csv", [row(title=f"Treff {n}", organisation=f"Haus {n}") for n in range(60)])
    done: list[ImportReport] = []

    def import_it() -> None:
        try:
            done.append(read(path))
        finally:
            connection.close()

    both = [Thread(target=import_it) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert sorted((report.count("new"), report.count("same")) for report in done) == [(0, 60), (60, 0)]
    assert len(stored(network)) == 60
