"""A family reports, the partner answers: done with a sentence, right after all, or handed on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.actions import reports as actions
from nestwerk.offers.models import Offer, ProblemReport
from nestwerk.offers.tests.builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/netz/musterstadt/hinweise/"


def tell(offer: Offer, text: str = "Nummer stimmt nicht", **rest: Any) -> ProblemReport:
    with tenant(offer.network_id):
        return ProblemReport.objects.create(
            **({"network_id": offer.network_id, "offer": offer, "kind": "phone", "reported_on": AT.date()} | rest),
            text=text,
        )


def now(report: ProblemReport) -> ProblemReport:
    with tenant(report.network_id):
        return ProblemReport.objects.get(pk=report.pk)


def announced() -> int:
    return ProcrastinateJob.objects.filter(task_name__startswith="offers.changed>nestwerk.catalogue").count()


def events(network: Network) -> list[str]:
    with tenant(network.pk):
        return list(Line.objects.order_by("pk").values_list("event", flat=True))


def test_an_answer_is_public_at_once_and_no_more_when_it_is_reopened(network: Network) -> None:
    report, by, before = tell(make_offer(network)), make_member(network), announced()
    with tenant(network.pk):
        actions.answer_report(report, answer="  Die neue \n Nummer steht jetzt da. ", by=by, at=AT)
    found = now(report)
    assert (found.answer, found.done_at, found.done_by) == ("Die neue Nummer steht jetzt da.", AT, by.pk)
    assert announced() == before + 1
    with tenant(network.pk):
        actions.reopen_report(report, by=by, at=AT)
    assert (now(report).answer, now(report).done_at) == ("Die neue Nummer steht jetzt da.", None)
    assert announced() == before + 2
    assert events(network) == ["offers.report_answered", "offers.report_reopened"]


def test_the_publisher_sees_no_answer_that_was_taken_back(network: Network) -> None:
    report, by = tell(make_offer(network)), make_member(network)
    columns = ("id", "answer")

    def seen() -> list[tuple[int, str]]:
        with tenant(network.pk, using="publisher"):
            return list(ProblemReport.objects.using("publisher").order_by().values_list(*columns))

    assert seen() == []
    with tenant(network.pk):
        actions.answer_report(report, answer="Neue Nummer.", by=by, at=AT)
    assert seen() == [(report.pk, "Neue Nummer.")]
    with tenant(network.pk):
        actions.reopen_report(report, by=by, at=AT)
    assert seen() == []


def test_nothing_is_announced_where_the_public_sees_nothing_new(network: Network) -> None:
    draft = tell(make_offer(network, status="draft", published_at=None))
    report, by, before = tell(make_offer(network)), make_member(network), announced()
    with tenant(network.pk):
        actions.answer_report(draft, answer="Ist da.", by=by, at=AT)
        actions.call_report_unfounded(report, by=by, at=AT)
        actions.reopen_report(report, by=by, at=AT)
    assert announced() == before
    assert events(network)[1:] == ["offers.report_unfounded", "offers.report_reopened"]


@pytest.mark.parametrize(("answer", "says"), [(" ", "in einem Satz"), ("x" * 301, "301 Zeichen")])
def test_an_answer_is_one_short_sentence(network: Network, answer: str, says: str) -> None:
    report, by = tell(make_offer(network)), make_member(network)
    with tenant(network.pk), pytest.raises(Refused, match=says):
        actions.answer_report(report, answer=answer, by=by, at=AT)
    assert now(report).done_at is None


def test_who_was_first_stays(network: Network) -> None:
    report, by = tell(make_offer(network)), make_member(network)
    with tenant(network.pk):
        actions.call_report_unfounded(report, by=by, at=AT)
        for late in (actions.call_report_unfounded, actions.pass_report_on):
            with pytest.raises(Refused, match="inzwischen"):
                late(report, by=by, at=AT + timedelta(1))
        with pytest.raises(Refused, match="inzwischen"):
            actions.answer_report(report, answer="Doch.", by=by, at=AT)
    assert (now(report).done_at, now(report).answer) == (AT, "")


def test_handed_on_it_stands_first_at_the_coordination_and_last_at_the_partner(network: Network) -> None:
    offer = make_offer(network)
    old = tell(offer, "älter", reported_on=AT.date() - timedelta(9))
    new, partner = tell(offer, "neuer"), make_member(network, "partner", organisations=[offer.organisation_id])
    with tenant(network.pk):
        actions.pass_report_on(new, by=partner, at=AT)
        actions.pass_report_on(new, by=partner, at=AT + timedelta(1))
    assert now(new).passed_on_at == AT
    assert events(network) == ["offers.report_passed_on"]
    shown = lambda member: [one.pk for one in signed_in(member).get(PAGE).context["page"]]  # noqa: E731
    assert shown(make_member(network)) == [new.pk, old.pk]
    assert shown(partner) == [old.pk, new.pk]
    page = signed_in(make_member(network, user=make_user("zwei@example.org"))).get(PAGE).content.decode()
    assert "an Sie weitergegeben" in page
    assert "wartet seit" in page


def test_a_partner_answers_about_her_own_offers_and_no_others(network: Network) -> None:
    mine = make_offer(network)
    own, foreign = tell(mine, "meins"), tell(make_offer(network, "Fremd", "Anderer Verein"), "fremd")
    other = tell(make_offer(make_network("nebenan")), "nebenan")
    client = signed_in(make_member(network, "partner", organisations=[mine.organisation_id]))
    page = client.get(PAGE).content.decode()
    assert "meins" in page
    assert "fremd" not in page
    for report in (foreign, other):
        for step in ("geaendert", "stimmt", "weiter"):
            answer = client.post(f"{PAGE}{report.pk}/antwort/", {"schritt": step, "antwort": "Ist geändert."})
            assert answer.status_code == 404
        assert client.post(f"{PAGE}{report.pk}/offen/").status_code == 404
    wrong = client.post(f"{PAGE}{own.pk}/antwort/", {"schritt": "geaendert", "antwort": "y" * 301})
    assert wrong.status_code == 422
    assert "y" * 301 in wrong.content.decode()
    done = client.post(f"{PAGE}{own.pk}/antwort/", {"schritt": "geaendert", "antwort": "Neue Nummer."}, follow=True)
    assert "Rückgängig" in done.content.decode()
    assert now(own).answer == "Neue Nummer."
    assert "Neue Nummer." in client.get(f"{PAGE}?stand=erledigt").content.decode()
    client.post(f"{PAGE}{own.pk}/offen/")
    assert "Neue Nummer." in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{own.pk}/antwort/", {"schritt": "weiter"})
    assert "liegt bei der Koordination" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{own.pk}/antwort/", {"schritt": "stimmt", "antwort": "verworfen"})
    assert (now(own).answer, bool(now(own).done_at)) == ("", True)


def test_strangers_and_others_do_not_answer(network: Network) -> None:
    report = tell(make_offer(network))
    assert signed_in(make_member(make_network("nebenan"))).post(f"{PAGE}{report.pk}/antwort/").status_code == 404
    for role in ("editor", "guest", "planner"):
        assert signed_in(make_member(network, role)).post(f"{PAGE}{report.pk}/antwort/").status_code == 403
    assert now(report).done_at is None


def test_the_page_can_be_narrowed_to_one_offer_and_survives_any_address(network: Network) -> None:
    one, two = tell(make_offer(network, "Eins"), "eins"), tell(make_offer(network, "Zwei"), "zwei")
    client = signed_in(make_member(network))
    page = client.get(f"{PAGE}?angebot={one.offer_id}").content.decode()
    assert "„eins“" in page
    assert "„zwei“" not in page
    for asked in ("?angebot=x", "?angebot=" + "9" * 30, "?eben=²&seite=zwei"):
        assert str(two.offer.title) in client.get(PAGE + asked).content.decode()


def test_one_and_three_reports_take_the_same_questions(network: Network) -> None:
    offer = make_offer(network)
    client = signed_in(make_member(network, "partner", organisations=[offer.organisation_id]))

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        return len(seen)

    tell(offer)
    client.get(PAGE)
    one = ask()
    for number in range(3):
        tell(make_offer(network, f"Nr. {number}"), passed_on_at=AT)
    assert ask() == one


def test_leafing_keeps_what_was_asked_for(network: Network) -> None:
    offer = make_offer(network)
    for _ in range(51):
        tell(offer)
    page = signed_in(make_member(network)).get(f"{PAGE}?angebot={offer.pk}").content.decode()
    assert f'href="{PAGE}?angebot={offer.pk}&amp;seite=2"' in page
