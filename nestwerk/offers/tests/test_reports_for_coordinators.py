"""What people told about offers can be read by the coordinator of that network, and goes away in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.actions.reports import delete_problem_reports
from nestwerk.offers.inbox import report_problem
from nestwerk.offers.queries.reports import network_called, problem_reports
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
TODAY = date(2026, 11, 22)


def test_the_newest_report_comes_first_with_the_offer_it_is_about() -> None:
    network = make_network()
    offer = make_offer(network, title="Elterncafé")
    for days, text in ((3, "Nummer stimmt nicht"), (0, "Zieht um")):
        report_problem("musterstadt", str(offer.public_id), kind="phone", text=text, on=TODAY - timedelta(days))
    newest, older = problem_reports(network)
    assert (newest.text, older.text) == ("Zieht um", "Nummer stimmt nicht")
    assert (newest.on, newest.kind, newest.offer_title, newest.offer_id) == (
        TODAY,
        "Telefon oder Mail stimmt nicht",
        "Elterncafé",
        str(offer.public_id),
    )


def test_only_what_is_older_goes_and_only_in_this_network() -> None:
    mine, other = make_network("meins"), make_network("nebenan")
    for network in (mine, other):
        offer = make_offer(network)
        for days in (0, 30, 31):
            report_problem(network.slug, str(offer.public_id), kind="times", text=f"{days}", on=TODAY - timedelta(days))
    assert delete_problem_reports(mine, older_than_days=30, today=TODAY) == 1
    assert [report.text for report in problem_reports(mine)] == ["0", "30"]
    assert [report.text for report in problem_reports(other)] == ["0", "30", "31"]
    assert delete_problem_reports(mine, older_than_days=0, today=TODAY) == 1


def test_an_unknown_network_is_refused() -> None:
    with pytest.raises(Refused, match="nirgends"):
        network_called("nirgends")
