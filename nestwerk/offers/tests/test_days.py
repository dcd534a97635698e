"""What mornings, nights and Mondays do, each of them safe to repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from nestwerk.accounts.models import Appointment
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user
from nestwerk.offers.actions.days import begin_day
from nestwerk.offers.actions.land import tell_lands
from nestwerk.offers.actions.reminders import send_reminders
from nestwerk.offers.models import Draft, FreshnessDay, Offer, ProblemReport, Upkeep
from nestwerk.offers.rules.working_days import is_working_day
from nestwerk.offers.tasks import freshness as tasks

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 23, 23, 20, tzinfo=UTC)
TODAY = date(2026, 11, 24)  # in Germany
DAY = timedelta(days=1)


def due(network: Network, days: int, **rest: Any) -> Offer:
    return make_offer(network, **({"confirmed_at": AT, "due_on": TODAY + timedelta(days=days)} | rest))


def told() -> int:
    """How often the catalogue was told, and forget it."""
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="offers.changed>")
    number = jobs.count()
    tables = ProcrastinateJob._meta.db_table
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {tables} WHERE task_name LIKE 'offers.changed>%'")  # noqa: S608  a name of ours
    return number


def night(network: Network, today: date = TODAY) -> int:
    with tenant(network.pk):
        told()
        begin_day(network, at=AT, today=today)
        return told()


def test_a_night_keeps_how_fresh_the_public_offers_were(network: Network) -> None:
    due(network, 100)
    due(network, 5, title="Bald")
    due(network, -2, title="Überfällig")
    due(network, -100, title="Ausgeblendet", hidden_at=AT)
    make_offer(network, "Eingelesen", due_on=TODAY - timedelta(100), last_verified_on=TODAY)
    make_offer(network, "Entwurf", status="draft", published_at=None)
    for _ in range(2):
        night(network)
    with tenant(network.pk):
        day = FreshnessDay.objects.get()
    assert (day.on, day.fresh, day.soon, day.overdue, day.never, day.hidden) == (TODAY - DAY, 1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    "rest",
    [
        {"due_on": TODAY - DAY},
        {"places_free": 3, "places_until": TODAY - DAY},
        {"season": "--11-24/--12-31"},
        {"season": "--01-01/--11-23"},
        {"status": "paused", "paused_until": TODAY},
    ],
)
def test_the_catalogue_is_made_anew_when_a_day_passes_and_only_then(network: Network, rest: dict[str, Any]) -> None:
    due(network, 100, **rest)
    night(network, TODAY - DAY)
    with tenant(network.pk):
        Offer.objects.update(**({"status": "paused"} if "paused_until" in rest else {}))
    listeners = night(network)
    assert listeners >= 1
    assert night(network, TODAY + DAY) == 0
    with tenant(network.pk):
        FreshnessDay.objects.filter(on__gte=TODAY - DAY).delete()
        Offer.objects.update(**rest)
    if "paused_until" not in rest:
        assert night(network, TODAY + 2 * DAY) >= 1, "nights that were missed are caught up with"


def test_an_ordinary_night_tells_nobody(network: Network) -> None:
    due(network, 100, season="--04-01/--12-31", places_free=1, places_until=TODAY)
    due(network, 0, title="Heute fällig")
    due(network, -50, title="Schon lange überfällig")
    night(network, TODAY - DAY)
    assert night(network) == 0


def test_a_pause_ends_on_its_day(network: Network) -> None:
    offer = due(network, 100, status="paused", paused_until=TODAY, pause_reason="Umbau")
    night(network)
    with tenant(network.pk):
        back = Offer.objects.get(pk=offer.pk)
    assert (back.status, back.paused_until, back.pause_reason) == ("published", None, "")


def test_reports_that_nobody_saw_to_go_to_the_coordination(network: Network) -> None:
    offer = due(network, 100)
    with tenant(network.pk):
        for days, done in ((14, None), (13, None), (30, AT)):
            ProblemReport.objects.create(
                network=network, offer=offer, kind="times", reported_on=TODAY - timedelta(days), done_at=done
            )
    for _ in range(2):
        night(network)
    with tenant(network.pk):
        passed = ProblemReport.objects.get(passed_on_at__isnull=False)
    assert (passed.reported_on, passed.passed_on_at) == (TODAY - timedelta(14), AT)


def test_who_has_written_and_waits_is_not_asked_again(network: Network) -> None:
    offer = due(network, 14, email="buero@example.org")
    with tenant(network.pk):
        Draft.objects.create(
            network=network, offer=offer, state="submitted", started_at=AT, saved_at=AT, submitted_at=AT
        )
        assert send_reminders(network, at=AT, today=TODAY) == 0
        Draft.objects.update(state="approved")
        assert send_reminders(network, at=AT, today=TODAY) == 1


def test_nobody_is_asked_on_a_sunday_or_a_holiday_of_her_land() -> None:
    assert is_working_day(date(2026, 11, 23), "TH")
    assert not is_working_day(date(2026, 11, 22), "TH")
    assert not is_working_day(date(2026, 9, 20), "TH")
    assert not is_working_day(date(2027, 9, 20), "TH"), "Weltkindertag is a Monday in 2027"
    assert is_working_day(date(2027, 9, 20), "BY")
    assert is_working_day(date(2026, 11, 23), "")


def test_morning_and_night_start_one_job_a_network(network: Network) -> None:
    make_network("nachbarstadt")
    due(network, 14, email="buero@example.org")
    moment = int(datetime(2026, 11, 24, 5, 40, tzinfo=UTC).timestamp())
    tasks.ask(moment)
    tasks.night(moment)
    names = list(
        ProcrastinateJob.objects.filter(task_name__in=[tasks.ASK, tasks.NIGHT]).values_list("task_name", flat=True)
    )
    assert sorted(names) == sorted([tasks.ASK, tasks.NIGHT] * 2)
    for _ in range(2):
        tasks.ask_in_network("musterstadt", moment)
        tasks.begin_day_in_network("musterstadt", moment)
    with tenant(network.pk):
        assert Mail.objects.filter(kind="offer.confirm").count() == 1
        assert FreshnessDay.objects.get().on == date(2026, 11, 23)


# --- the Land -------------------------------------------------------------------------------------------------------


def land(number: str = "16") -> str:
    user = make_user(f"land{number}@example.org", name="Lore Beispiel")
    Appointment.objects.using("owner").create(user_id=user.pk, role="land", land=number, starts_at=AT - timedelta(9))
    return user.email


def mails() -> list[tuple[str, str]]:
    found = Mail.objects.filter(kind="desk.unattended")
    return [(mail.to, unseal(bytes(mail.sealed))["text"]) for mail in found]


def test_the_land_hears_where_a_full_desk_stands_empty(network: Network) -> None:
    address, _ = land(), land("05")
    due(network, -70, title="Kanarienvogel")
    due(network, -59, title="Noch nicht")
    due(network, -90, title="Schon ausgeblendet", hidden_at=AT)
    taken = make_network("besetzt")
    make_member(taken)
    due(taken, -70)
    make_network("leer")
    assert tell_lands(Network.objects.all(), at=AT, today=TODAY) == 1
    ((to, words),) = mails()
    assert to == address
    assert "Netzwerk Musterstadt: 1 Angebot\n" in words
    assert "Kanarienvogel" not in words
    assert "Besetzt" not in words
    assert "Leer" not in words


def test_a_coordinator_who_is_away_counts_as_an_empty_seat(network: Network) -> None:
    land()
    make_member(network)
    due(network, -70)
    assert tell_lands(Network.objects.all(), at=AT, today=TODAY) == 0
    with tenant(network.pk):
        Upkeep.objects.create(network=network, absent_until=TODAY)
    tasks.tell(int(AT.timestamp()))
    assert len(mails()) == 1
