"""The post of a network as its coordination sees it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.tenancy import tenant
from nestwerk.config.retention import rules
from nestwerk.jobs.mail import post
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

PAGE = "/netz/musterstadt/post/"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def coordinator() -> Membership:
    return make_member(make_network())


def write(network: Network, to: str = "ada@example.org", **rest: object) -> None:
    with tenant(network.pk):
        mail = post("invitation", to, subject="Einladung", text="Geheimtext", at=NOW, network_id=network.pk)
        Mail.objects.filter(pk=mail.pk).update(**rest or {"attempts": 0})


def test_it_shows_what_became_of_each_mail_and_no_text(coordinator: Membership) -> None:
    write(coordinator.network, state="refused", answer="550 5.1.1", attempts=1, done_at=NOW)
    write(coordinator.network, "bea@example.org")
    page = signed_in(coordinator).get(PAGE).content.decode()
    for words in ("Einladung", "ada@example.org", "abgelehnt", "550 5.1.1", "bea@example.org", "wartet",
                  "22. November 2026, 10:00"):  # fmt: skip
        assert words in page
    assert page.index("bea@") < page.index("ada@"), "newest first"
    assert "Geheimtext" not in page


def test_an_empty_post_says_what_will_come(coordinator: Membership) -> None:
    assert "Sobald Sie zum Beispiel jemanden einladen" in signed_in(coordinator).get(PAGE).content.decode()


def test_the_page_names_the_period_of_the_retention_rule(coordinator: Membership) -> None:
    (rule,) = [rule for rule in rules().values() if "jobs_mail" in rule.tables]
    assert f"{rule.period.days} Tage" in signed_in(coordinator).get(PAGE).content.decode()


def test_a_network_does_not_see_the_neighbours_post(coordinator: Membership) -> None:
    write(make_network("nebenan"), "fremd@example.org")
    write(coordinator.network)
    page = signed_in(coordinator).get(PAGE).content.decode()
    assert "ada@example.org" in page
    assert "fremd@example.org" not in page


def test_strangers_and_other_roles_stay_outside(coordinator: Membership) -> None:
    stranger = make_member(make_network("nebenan"))
    assert signed_in(stranger).get(PAGE).status_code == 404
    for role in ("space", "editor", "partner", "guest", "planner"):
        assert signed_in(make_member(coordinator.network, role)).get(PAGE).status_code == 403


def test_as_many_queries_for_sixty_mails_as_for_one(coordinator: Membership) -> None:
    client = signed_in(coordinator)
    write(coordinator.network)
    client.get(PAGE)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
        for number in range(59):
            write(coordinator.network, f"person{number}@example.org")
    assert counts[0] == counts[1]
    assert "Seite 2 von 3" in client.get(f"{PAGE}?seite=2").content.decode()
