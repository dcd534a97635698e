"""The columns of the filters are made with the shard and say what the records say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nestwerk.catalogue import public as catalogue
from nestwerk.catalogue.additions import prepares, sources
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.publishing.hsds import mapping
from nestwerk.publishing.hsds.columns import NAME, Columns, prepare

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def test_a_shard_holds_the_columns_its_records_give(data_dir: Path) -> None:
    network = make_network("hier")
    make_offer(network, title="Alles", needs=["need.isolation"], opening_hours="Mo 08:00-10:00", age_from_months=3,
               postal_code="96515", city="Sonneberg", served_postal_codes=["96515", "96524"])  # fmt: skip
    make_offer(network, title="Ruht", season="--06-01/--08-31", opening_hours="Tu 08:00-10:00")
    make_offer(network, title="Nichts")
    put_out("hier", at=AT)
    snap = catalogue.current()
    held = snap.prepared("hier", NAME)
    made = prepare([*snap.offers("hier"), *snap.resting("hier")])
    assert set(held) == set(made)
    for name, column in made.items():
        assert held[name].dtype == column.dtype, name
        np.testing.assert_array_equal(held[name], column, name)
    columns = Columns(held)
    assert columns.minimum[0] == 0.25
    assert {code: rows.tolist() for code, rows in columns.served.items()} == {"96515": [0], "96524": [0]}
    assert (columns.timed.tolist(), columns.times.tolist()) == ([0, 2], [[1, 480, 600], [2, 480, 600]])
    assert snap.prepared("hier", "hsds.0") == {}


def test_an_empty_network_has_empty_columns(data_dir: Path) -> None:
    make_network("leer")
    put_out("leer", at=AT)
    columns = Columns(catalogue.current().prepared("leer", NAME))
    assert (len(columns.minimum), columns.term, columns.times.shape) == (0, {}, (0, 3))
    assert columns.found("links", "6f0b3a52-5d0e-5a7e-9c59-0d3b8b8f6a11") is None


def test_new_code_of_the_columns_builds_every_shard_anew() -> None:
    found = {path.name for path in sources()}
    assert {"columns.py", "mapping.py", "places.py", "attributes.py", "schedules.py"} <= found
    with pytest.raises(ValueError, match="prepared already"):
        prepares(NAME, lambda records: {}, mapping)
