"""The whole way with real, ugly lists of cities and Länder. They lie beside the project, never in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.offers.actions.lists import choose_columns, read_list
from nestwerk.offers.actions.lists_done import bring_in
from nestwerk.offers.actions.lists_undo import undo_list
from nestwerk.offers.models import ImportRun, Offer
from nestwerk.partners.models import Organisation

from .builders import AT

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "directories_de"
UGLIEST = (
    "berlin_berlinpass_angebote", "berlin_lichtenberg_einrichtungen_kinder_jugend_familie",
    "berlin_lichtenberg_hauskoordinaten", "berlin_lichtenberg_veranstaltungen_2014", "flensburg_kitas",
    "leipzig_behoerdenwegweiser_2018", "leipzig_kitas", "leipzig_strassen_plz",
)  # fmt: skip
FILES = sorted(path for path in FOLDER.glob("*.csv") if path.stem in UGLIEST)
TOO_LONG = {"berlin_lichtenberg_hauskoordinaten.csv"}
NO_OFFERS = {"leipzig_strassen_plz.csv"}  # streets by postal code: no column is a title

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"]),
    pytest.mark.skipif(not FILES, reason=f"Die echten Listen liegen hier nicht ({FOLDER}); nichts zu prüfen."),
]


def counts(run: ImportRun) -> dict[str, int]:
    return {name: run.counts.get(name, 0) for name in ("new", "changed", "same", "problem")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_list_comes_in_twice_as_once_and_goes_again(network: Network, host: Membership, path: Path) -> None:
    with tenant(network.pk, user_id=host.user_id, hat=host.hat):
        if path.name in TOO_LONG:
            with pytest.raises(Refused, match=r"mehr als 5\.000 Zeilen"):
                read_list(network, content=path.read_bytes(), name=path.name, by=host, at=AT)
            return
        run = read_list(network, content=path.read_bytes(), name=path.name, by=host, at=AT)
        fixed = {**run.mapping["fixed"], "offer_types": "offer.daycare", "city": "Irgendwo"}
        run = choose_columns(run, {"fixed": fixed}, at=AT)
        rows = run.counts["rows"]
        if path.name in NO_OFFERS:
            assert counts(run)["problem"] == rows
            return
        assert counts(run)["new"] >= 0.9 * rows, (counts(run), run.mapping["columns"])
        done = bring_in(run, publish=True, by=host, at=AT)
        assert Offer.objects.count() == done.counts["new"]
        assert not any(column in offer.extra for offer in Offer.objects.all() for column, meanings in
                       run.mapping["columns"].items() if "person" in meanings)  # fmt: skip
        again = read_list(network, content=path.read_bytes(), name=path.name, by=host, at=AT)
        assert counts(again) == {
            "new": 0,
            "changed": 0,
            "same": done.counts["new"],
            "problem": rows - done.counts["new"],
        }
        again = bring_in(again, publish=True, by=host, at=AT)
        assert counts(again)["changed"] == 0
        undo_list(done, by=host, at=AT)
        assert (Offer.objects.count(), Organisation.objects.count()) == (0, 0)
