"""What families told us and what the upkeep leaves behind is forgotten after the time the privacy papers name."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers import models
from nestwerk.offers.actions.retention import forget_upkeep
from nestwerk.offers.models import ProblemReport
from nestwerk.offers.tasks.reports import KEEP_REPORTS_DAYS, forget_reports
from nestwerk.offers.tasks.retention import forget
from nestwerk.offers.tests.builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_reports_of_every_network_are_deleted_after_half_a_year() -> None:
    for slug in ("hier", "dort"):
        network = make_network(slug)
        offer = make_offer(network)
        with tenant(network.pk):
            for days in (KEEP_REPORTS_DAYS, KEEP_REPORTS_DAYS + 1):
                day = AT.date() - timedelta(days=days)
                ProblemReport.objects.create(network=network, offer=offer, kind="gone", reported_on=day)
    forget_reports(int(AT.timestamp()))
    for slug in ("hier", "dort"):
        network = make_network(slug)
        with tenant(network.pk):
            left = [report.reported_on for report in ProblemReport.objects.all()]
        assert left == [AT.date() - timedelta(days=KEEP_REPORTS_DAYS)]


DAY = timedelta(days=1)
HALF_A_YEAR, THREE_YEARS = AT - 180 * DAY, AT.replace(year=AT.year - 3)
TRACES = ("Draft", "ConfirmLink", "ImportRun", "ImportedRow")
EVIDENCE = ("Reminder", "Confirmation", "DailyCount", "FreshnessDay", "Merge", "Pair")


def left_behind(network: Network, *, traces: datetime, evidence: datetime) -> None:
    """One of everything, over since these moments."""
    offer, key = make_offer(network), int(traces.timestamp())
    of: dict[str, Any] = {"network": network}
    with tenant(network.pk):
        models.Draft.objects.create(
            **of, offer=offer, state="approved", started_at=traces, saved_at=traces, decided_at=traces
        )
        models.ConfirmLink.objects.create(**of, fingerprint=str(key), to="a@example.org", sent_at=traces,
                                          expires_at=traces)  # fmt: skip
        run = models.ImportRun.objects.create(**of, file_name="liste.csv", read_at=traces)
        models.ImportedRow.objects.create(**of, run=run, line=2, offer_id=offer.pk)
        models.Reminder.objects.create(**of, offer=offer, due_on=evidence.date(), step="14", sent_at=evidence)
        models.Confirmation.objects.create(**of, offer=offer, at=evidence, way="phone")
        models.DailyCount.objects.create(**of, offer=offer, on=evidence.date())
        models.FreshnessDay.objects.create(**of, on=evidence.date())
        models.Merge.objects.create(**of, kind="offer", kept=1, gone=2, at=evidence, by=1)
        models.Pair.objects.create(**of, kind="offer", first=key, second=key + 1, state="merged", found_at=evidence,
                                   decided_at=evidence)  # fmt: skip


def still_there(network: Network) -> dict[str, int]:
    with tenant(network.pk):
        return {name: getattr(models, name).objects.count() for name in (*TRACES, *EVIDENCE)}


def test_drafts_links_and_lists_go_after_half_a_year_evidence_after_three() -> None:
    network, other = make_network("hier"), make_network("dort")
    for place in (network, other):
        left_behind(place, traces=HALF_A_YEAR - DAY, evidence=THREE_YEARS - DAY)
    left_behind(network, traces=HALF_A_YEAR, evidence=THREE_YEARS)
    assert forget_upkeep(network, at=AT) == len(TRACES) + len(EVIDENCE)
    assert still_there(network) == dict.fromkeys((*TRACES, *EVIDENCE), 1)
    assert set(still_there(other).values()) == {1}, "the neighbour's stay"
    with tenant(network.pk):
        assert models.Draft.objects.get().decided_at == HALF_A_YEAR
        assert models.Confirmation.objects.get().at == THREE_YEARS
    assert forget_upkeep(network, at=AT) == 0


def test_what_nobody_decided_stays_however_old_it_is() -> None:
    network = make_network("hier")
    offer, long_ago = make_offer(network), AT - 4000 * DAY
    with tenant(network.pk):
        models.Draft.objects.create(network=network, offer=offer, started_at=long_ago, saved_at=long_ago)
        for number, (state, decided) in enumerate((("open", None), ("apart", long_ago))):
            models.Pair.objects.create(
                network=network, kind="offer", first=number, second=9, state=state, found_at=long_ago,
                decided_at=decided,
            )  # fmt: skip
    assert forget_upkeep(network, at=AT) == 0


def test_the_clock_forgets_in_every_network_as_of_the_night_that_was_planned() -> None:
    networks = [make_network("hier"), make_network("dort")]
    for network in networks:
        left_behind(network, traces=HALF_A_YEAR - DAY, evidence=THREE_YEARS - DAY)
    forget(int((AT - 2 * DAY).timestamp()))
    assert [set(still_there(network).values()) for network in networks] == [{1}, {1}]
    forget(int(AT.timestamp()))
    assert [set(still_there(network).values()) for network in networks] == [{0}, {0}]
