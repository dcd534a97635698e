"""The invented network is lived in: something on every pile, all of it done by invented people, nothing elsewhere."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.config.demo import OFFERS, SINCE
from nestwerk.config.demo_life import WEEKS, live
from nestwerk.config.demo_people import load_people
from nestwerk.config.demo_stage import days_before_due, stage_of
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Network
from nestwerk.networks.pilots import load_pilot, pilots
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.actions.lists_undo import undo_list
from nestwerk.offers.editing.fields import current
from nestwerk.offers.editing.languages import state
from nestwerk.offers.editing.merge import conflicts
from nestwerk.offers.imports import import_offers
from nestwerk.offers.models import (
    Confirmation,
    DailyCount,
    Draft,
    FreshnessDay,
    ImportRun,
    Note,
    Offer,
    Pair,
    ProblemReport,
    QualityCheck,
    Reminder,
    Watch,
)
from nestwerk.offers.queries.clock import freshness_now
from nestwerk.offers.queries.upkeep import upkeep_of
from nestwerk.offers.rules.freshness import due_date, local_day
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
TRACES = (Confirmation, DailyCount, Draft, FreshnessDay, ImportRun, Note, Pair, ProblemReport, QualityCheck, Reminder,
          Watch)  # fmt: skip


@pytest.fixture
def network(data_dir):
    load_pilot(next(pilot for pilot in pilots() if pilot.slug == "musterstadt"))
    import_offers(OFFERS / "musterstadt.csv", "musterstadt", at=AT)
    load_people(data_dir, AT - SINCE)
    return Network.objects.get(slug="musterstadt")


def offers(network):
    """By number in the shipped file."""
    return {one.external_id: one for one in Offer.objects.filter(network=network)}


def rows(network):
    return {model.__name__: model.objects.filter(network=network).count() for model in TRACES}


def test_there_is_something_on_every_pile_and_a_second_start_changes_nothing(network):
    stranger = make_network("sonneberg")
    with tenant(stranger.pk):
        make_offer(stranger)
    assert live(AT)
    today = local_day(AT)
    with tenant(network.pk):
        there = offers(network)
        left = {name: (there[name].due_on - today).days for name in ("M05", "M04", "M10", "M03", "M06")}
        assert 14 < left["M05"] <= 30
        assert 3 < left["M04"] <= 14
        assert 0 <= left["M10"] <= 3
        assert -60 < left["M03"] < 0
        assert left["M06"] < -60
        assert there["M06"].hidden_at is None
        assert there["M14"].hidden_at
        assert there["M16"].confirmed_at is None
        assert there["M11"].status == "paused"
        assert there["M11"].paused_until > today
        assert there["M15"].places_free == 3
        assert there["M15"].places_until > today
        (series,) = there["M02"].dates
        (change,) = series["changes"]
        assert change["kind"] == "cancelled"
        assert change["day"] > today.isoformat()
        original = {name: current(there[name]) for name in ("M02", "M07")}
        assert {state(text, original["M02"]) for text in there["M02"].texts.values()} == {"fertig"}
        assert {state(text, original["M07"]) for text in there["M07"].texts.values()} == {
            "Original geändert: in einem Satz"
        }
        waiting = Draft.objects.filter(network=network, state="submitted").select_related("offer")
        assert {one.offer.title: len(conflicts(one.values, one.base, current(one.offer))) for one in waiting} == {
            "Vätertreff am Samstag": 0, "Elterncafé am Dienstag": 1,
        }  # fmt: skip
        assert Draft.objects.filter(network=network, state="writing", member__role="partner").count() == 1
        assert Draft.objects.get(network=network, state="returned").comment
        reports = ProblemReport.objects.filter(network=network)
        assert reports.filter(done_at=None, passed_on_at=None).count() == 2
        assert reports.filter(done_at=None, passed_on_at__isnull=False).count() == 1
        assert reports.exclude(answer="").count() == 1
        assert Counter(Pair.objects.filter(kind="offer").values_list("state", flat=True)) == {"open": 2, "different": 1}
        days = FreshnessDay.objects.filter(network=network)
        assert days.count() == DailyCount.objects.filter(network=network).values("on").distinct().count() == 7 * WEEKS
        assert days.latest("on").fresh > days.earliest("on").fresh
        assert QualityCheck.objects.filter(network=network).count() == len(there) - 1  # one has ended
        assert Note.objects.filter(network=network).count() >= 3
        assert Watch.objects.filter(network=network).count() == 2
        assert there["M02"].organisation.trusted
        assert len(network.outline[0]) > 10
        assert network.outline[0][0] == network.outline[0][-1]
        assert set(Mail.objects.filter(network_id=network.pk).values_list("state", flat=True)) == {"sent"}
        assert not Mail.objects.exclude(to__endswith="@musterstadt.example").exists()
        assert not Line.objects.filter(network_id=network.pk, at__gt=AT + timedelta(hours=1)).exists()
        before, lines = rows(network), Line.objects.count()
    assert not live(AT + timedelta(days=20))
    with tenant(network.pk):
        assert (rows(network), Line.objects.count()) == (before, lines)
        # the list can be taken back as a whole
        undone = undo_list(ImportRun.objects.get(network=network), by=stage_of(network, today).boss, at=AT)
        assert undone.counts["undone"]["gone"] == 4
        assert "ended" not in undone.counts["undone"]
    with tenant(stranger.pk):
        assert not any(rows(stranger).values())
        assert not Offer.objects.exclude(confirmed_at=None).exists()


def test_later_the_clocks_are_brought_up_to_the_day_and_what_people_did_stays(network):
    assert live(AT)
    later = AT + timedelta(days=75)
    with tenant(network.pk):
        done = confirm_offer(offers(network)["M06"], way="phone", by=None, at=later - timedelta(days=5))
    assert live(later)
    with tenant(network.pk):
        assert offers(network)["M06"].confirmed_at == done.confirmed_at
        now = freshness_now(network, upkeep_of(network), today=local_day(later))
        assert now["soon"] >= 3
        assert now["overdue"] >= 2
        assert now["hidden"] == 1
        assert now["fresh"] > now["overdue"]
        assert ImportRun.objects.filter(network=network).count() == 1


@pytest.mark.parametrize("left", [30, 14, 3, -12, -100])
def test_every_day_of_a_year_has_a_day_half_a_year_before(left):
    for number in range(366):
        today = AT.date() + timedelta(days=number)
        due = due_date(today - timedelta(days=days_before_due(today, left)))
        assert -4 <= (due - today).days - left <= 0
