"""How often an offer was seen: days and numbers, nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.inbox import MOST_A_DAY, MOST_COUNTED, count_days
from nestwerk.offers.models import DailyCount
from nestwerk.offers.queries.counts import counts_of
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
DAY = date(2026, 11, 22)


def test_numbers_of_a_day_add_up_and_unknown_ids_are_passed_over() -> None:
    network, other = make_network(), make_network("nebenan")
    one, two, far = make_offer(network), make_offer(network, "Zwei"), make_offer(other)
    first = {str(one.public_id): (3, 1), str(two.public_id): (0, 0), str(uuid4()): (9, 9), "kein uuid": (1, 1),
             str(far.public_id): (5, 5)}  # fmt: skip
    assert count_days("musterstadt", first, DAY) == 1
    assert count_days("musterstadt", {str(one.public_id): (2, 0), str(one.public_id).upper(): (1, -4)}, DAY) == 1
    assert count_days("musterstadt", {str(one.public_id): (7, 7)}, DAY - timedelta(1)) == 1
    with tenant(network.pk):
        assert sorted(DailyCount.objects.values_list("offer_id", "on", "seen", "touched")) == [
            (one.pk, DAY - timedelta(1), 7, 7), (one.pk, DAY, 6, 1),
        ]  # fmt: skip
    with tenant(other.pk):
        assert not DailyCount.objects.exists()


def test_one_statement_whatever_comes() -> None:
    network = make_network()
    counts = {str(make_offer(network, f"Nr. {n}").public_id): (1, 0) for n in range(4)}
    asked = []
    for some in (dict(list(counts.items())[:1]), counts):
        with CaptureQueriesContext(connection) as seen:
            count_days("musterstadt", some, DAY)
        asked.append(sum("INSERT" in query["sql"] for query in seen))
        assert len(seen) < 8
    assert asked == [1, 1]


def test_too_much_is_refused_or_ends_at_a_million() -> None:
    network = make_network()
    offer = make_offer(network)
    with pytest.raises(Refused):
        count_days("musterstadt", {str(n): (1, 1) for n in range(MOST_COUNTED + 1)}, DAY)
    with pytest.raises(Refused):
        count_days("nirgends", {}, DAY)
    for _ in range(2):
        count_days("musterstadt", {str(offer.public_id): (10**12, 1)}, DAY)
    with tenant(network.pk):
        assert list(DailyCount.objects.values_list("seen", "touched")) == [(MOST_A_DAY, 2)]


def test_the_last_four_weeks_are_summed_by_week() -> None:
    network = make_network()
    offer, quiet = make_offer(network), make_offer(network, "Still")
    for days, seen, touched in ((0, 1, 1), (6, 2, 0), (7, 4, 1), (27, 8, 0), (28, 16, 9)):
        count_days("musterstadt", {str(offer.public_id): (seen, touched)}, DAY - timedelta(days))
    with tenant(network.pk):
        found = counts_of([offer.pk, quiet.pk], today=DAY)
    assert (found[offer.pk].seen, found[offer.pk].touched, found[offer.pk].weeks) == (15, 2, (8, 0, 4, 3))
    assert quiet.pk not in found
