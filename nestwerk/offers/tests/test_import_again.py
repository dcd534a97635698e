"""Reading a list once more: what follows it, what stays as people here have made it, what stays secret."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.offers.imports import import_offers
from nestwerk.offers.models import Upkeep
from nestwerk.offers.public import published_offers
from nestwerk.offers.tests.builders import AT, row, write_csv
from nestwerk.offers.tests.importing import read, stored

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_what_a_file_has_no_column_for_stays_and_a_confirmation_never_goes_back(
    network: Network, tmp_path: Path
) -> None:
    full = row(external_id="1", phone="+49 3675 1", postal_code="96515", last_verified="2026-08-31")
    read(write_csv(tmp_path / "a.csv", [full]))
    with tenant(network.pk):
        network.offers.update(last_verified_on=date(2026, 9, 20), due_on=date(2027, 3, 20), lat=50.4, lon=11.2)
    narrow = {name: full[name] for name in ("source", "external_id", "organisation", "offer_types")}
    report = read(write_csv(tmp_path / "b.csv", [narrow | {"title": "Neu"}]))
    assert [change.fields for change in report.changes] == [("title",)]
    read(write_csv(tmp_path / "a.csv", [full | {"title": "Neu", "phone": ""}]))
    (offer,) = stored(network)
    assert (offer.title, offer.phone, offer.postal_code, offer.lat) == ("Neu", "", "96515", 50.4)
    assert (offer.last_verified_on, offer.due_on) == (date(2026, 9, 20), date(2027, 3, 20))


def test_what_people_changed_here_stays_until_the_file_is_told_to_win(network: Network, tmp_path: Path) -> None:
    said = row(external_id="1", phone="+49 3675 1", street="Markt 1", postal_code="96515", status="published")
    path = write_csv(tmp_path / "a.csv", [said])
    read(path)
    with tenant(network.pk, user_id=7, hat="coordinator"):
        network.offers.update(phone="+49 3675 2", street="Markt 5", status="paused", last_verified_on=date(2026, 1, 2))
    # given a file that says the old things once more, and something new beside them
    newer = write_csv(tmp_path / "b.csv", [said | {"title": "Neu", "city": "Sonneberg", "last_verified": "2026-08-31"}])
    later = AT + timedelta(days=1)
    told = import_offers(newer, "musterstadt", at=later, publish=True, dry_run=True).changes
    done = import_offers(newer, "musterstadt", at=later, publish=True).changes
    # then what was changed by hand is left alone, an address as a whole, and named; the rest comes in
    assert [(one.fields, one.stay) for one in done] == [
        (("title", "last_verified_on", "due_on"), ("street", "city", "phone", "status"))
    ]
    assert told == done
    (offer,) = stored(network)
    assert (offer.title, offer.phone, offer.street, offer.status) == ("Neu", "+49 3675 2", "Markt 5", "paused")
    assert offer.last_verified_on == date(2026, 8, 31)
    # a field that only files ever wrote goes on following them
    import_offers(write_csv(tmp_path / "c.csv", [said | {"title": "Neuer"}]), "musterstadt", at=later + timedelta(1))
    assert stored(network)[0].title == "Neuer"
    # and where the file is to win it wins, also the next time
    end = later + timedelta(2)
    assert import_offers(newer, "musterstadt", at=end, overwrite=True).changes[0].stay == ()
    (offer,) = stored(network)
    assert (offer.phone, offer.street, offer.status) == ("+49 3675 1", "Markt 1", "published")
    last = import_offers(
        write_csv(tmp_path / "d.csv", [said | {"phone": "+49 3675 9"}]), "musterstadt", at=end + timedelta(1)
    )
    assert last.changes[0].stay == ()
    assert stored(network)[0].phone == "+49 3675 9"


def test_how_many_were_changed_here_does_not_change_how_often_is_asked(network: Network, tmp_path: Path) -> None:
    counts = []
    for many in (1, 3):
        rows = [row(external_id=f"{many}-{number}", phone="1") for number in range(many)]
        read(write_csv(tmp_path / "a.csv", rows))
        with tenant(network.pk, user_id=7, hat="coordinator"):
            network.offers.update(phone="2")
        with CaptureQueriesContext(connection) as asked:
            read(write_csv(tmp_path / "b.csv", [one | {"title": "Neu"} for one in rows]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_only_a_no_reveals_a_secret_address_and_a_yes_is_always_believed(network: Network, tmp_path: Path) -> None:
    shelter = row(external_id="1", street="Verborgen 5", postal_code="96515", hidden_address="yes")
    public = row(external_id="2", street="Markt 1", postal_code="96515")
    read(write_csv(tmp_path / "a.csv", [shelter, public]))
    with tenant(network.pk, user_id=7, hat="coordinator"):
        network.offers.filter(external_id="2").update(street="Markt 5")
    read(write_csv(tmp_path / "b.csv", [shelter | {"hidden_address": ""}, public | {"hidden_address": "yes"}]))
    assert [(offer.hidden_address, offer.street) for offer in stored(network)] == [
        (True, "Verborgen 5"),
        (True, "Markt 5"),
    ]
    read(write_csv(tmp_path / "c.csv", [shelter | {"hidden_address": "no"}]))
    assert stored(network)[0].hidden_address is False


def test_an_offer_of_a_partner_known_as_a_shelter_comes_in_with_a_secret_address(
    network: Network, tmp_path: Path
) -> None:
    read(write_csv(tmp_path / "a.csv", [row(organisation="Frauenhaus", organisation_type="pt.violence")]))
    read(write_csv(tmp_path / "b.csv", [row(external_id="x", organisation="Frauenhaus", organisation_type="")]))
    assert [offer.hidden_address for offer in stored(network)] == [True, True]


def test_what_was_merged_into_another_is_left_alone(network: Network, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [row(external_id="1"), row(external_id="2", phone="1")])
    read(path)
    with tenant(network.pk):
        first, second = network.offers.order_by("external_id")
        network.offers.filter(pk=second.pk).update(status="ended", merged_into=first)
    read(write_csv(tmp_path / "b.csv", [row(external_id="2", phone="2")]), overwrite=True, publish=True)
    assert [(offer.status, offer.phone) for offer in stored(network)][1] == ("ended", "1")


def test_the_day_an_offer_is_due_follows_the_rules_of_the_network(network: Network, tmp_path: Path) -> None:
    with tenant(network.pk):
        Upkeep.objects.create(network=network, due_months=12)
    read(write_csv(tmp_path / "a.csv", [row(last_verified="2026-08-31")]))
    assert stored(network)[0].due_on == date(2027, 8, 31)


def test_offers_of_a_dissolved_partner_come_in_hidden_and_the_report_says_why(network: Network, tmp_path: Path) -> None:
    said = row(external_id="1", organisation="Haus", status="published")
    read(write_csv(tmp_path / "a.csv", [said]), publish=True)
    with tenant(network.pk):
        network.organisations.update(ended_at=AT)
    report = read(write_csv(tmp_path / "b.csv", [said, said | {"external_id": "2", "title": "Neu"}]), publish=True)
    assert [(line, column) for line, column, _ in report.hints] == [(2, "organisation"), (3, "organisation")]
    assert "aufgelöst" in report.hints[0][2]
    assert len(stored(network)) == 2
    assert list(published_offers(network.pk)) == []


def test_two_keys_that_look_alike_when_joined_are_two_offers(network: Network, tmp_path: Path) -> None:
    lines = [row(source="kita/sued", external_id="1"), row(source="kita", external_id="sued/1", title="Anderes")]
    assert len(read(write_csv(tmp_path / "a.csv", lines)).changes) == 2
    assert read(write_csv(tmp_path / "a.csv", lines)).count("same") == 2
    assert len({offer.public_id for offer in stored(network)}) == 2
