"""What a person in practice said is put down, replaced and taken back; the published catalogue asks for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from nestwerk.audit.models import Actor, Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.partners.actions_consent import record_consent, set_single_person, withdraw_consent
from nestwerk.partners.consent import Agreed
from nestwerk.partners.models import Organisation, PublicationConsent
from nestwerk.partners.public import PublicOrganisation, organisations, persons, persons_shown

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SAID: dict[str, Any] = {"address": False, "bulk": True, "on": AT.date(), "way": "paper"}
ADA = "Hebamme Ada Beispiel"


@pytest.fixture
def boss() -> Membership:
    return make_member(make_network("musterstadt"))


@pytest.fixture
def midwife(boss: Membership) -> Organisation:
    return partner(boss.network, ADA)


def partner(network: Network, name: str = "Familienhaus") -> Organisation:
    with tenant(network.pk):
        return Organisation.objects.create(network=network, name=name)


def do(boss: Membership, act: Any, *args: Any, **named: Any) -> Any:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        return act(*args, **{"by": boss, "at": AT} | named)


def on_record(boss: Membership) -> list[tuple[str, str, str]]:
    with tenant(boss.network_id):
        lines = Line.objects.filter(event__startswith="partners.").order_by("pk")
        assert {(line.at, line.thing_id) for line in lines} <= {(AT, str(Organisation.objects.get(name=ADA).pk))}
        actors = dict(Actor.objects.values_list("line_id", "hat"))
        return [(line.event.removeprefix("partners."), line.detail, actors[line.pk]) for line in lines]


def names(boss: Membership) -> list[str]:
    return [one.name for one in organisations(boss.network_id)]


def test_who_is_said_to_be_one_person_is_public_no_longer_and_saying_it_twice_changes_nothing(
    boss: Membership, midwife: Organisation
) -> None:
    partner(boss.network)
    assert names(boss) == ["Familienhaus", ADA]
    assert do(boss, set_single_person, midwife, single=True) is True
    assert do(boss, set_single_person, midwife, single=True) is False
    assert names(boss) == ["Familienhaus"]
    assert do(boss, set_single_person, midwife, single=False) is True
    assert names(boss) == ["Familienhaus", ADA]
    assert on_record(boss) == [("single_person", "person", boss.hat), ("single_person", "institution", boss.hat)]


def test_what_she_says_is_put_down_as_she_said_it_and_the_last_word_counts(
    boss: Membership, midwife: Organisation
) -> None:
    do(boss, set_single_person, midwife, single=True)
    yesterday = AT.date() - timedelta(days=1)
    do(boss, record_consent, midwife, **SAID | {"on": yesterday, "address": True})
    consent = do(boss, record_consent, midwife, **SAID | {"way": "mail"})
    with tenant(boss.network_id):
        kept = PublicationConsent.objects.get()
        assert kept == consent
        assert (kept.public, kept.address, kept.bulk, kept.given_on, kept.way) == (True, False, True, AT.date(), "mail")
        assert (kept.recorded_at, kept.recorded_by, kept.withdrawn_at) == (AT, boss, None)
    assert on_record(boss)[1:] == [("consent_recorded", "paper", boss.hat), ("consent_recorded", "mail", boss.hat)]


def test_a_withdrawal_takes_back_all_she_ticked_and_says_when(boss: Membership, midwife: Organisation) -> None:
    do(boss, set_single_person, midwife, single=True)
    assert do(boss, withdraw_consent, midwife) is False, "nothing was put down yet"
    do(boss, record_consent, midwife, **SAID | {"address": True})
    assert do(boss, withdraw_consent, midwife) is True
    assert do(boss, withdraw_consent, midwife, at=AT + timedelta(days=1)) is False
    with tenant(boss.network_id):
        kept = PublicationConsent.objects.get()
        assert (kept.public, kept.address, kept.bulk, kept.withdrawn_at) == (False, False, False, AT)
    assert on_record(boss)[-1] == ("consent_withdrawn", "", boss.hat)
    do(boss, record_consent, midwife, **SAID)
    with tenant(boss.network_id):
        assert PublicationConsent.objects.get().withdrawn_at is None, "she agreed again"
    assert names(boss) == [ADA]


def test_a_withdrawal_concerns_nobody_else(boss: Membership, midwife: Organisation) -> None:
    other = partner(boss.network, "Hebamme Eva Muster")
    for person in (midwife, other):
        do(boss, set_single_person, person, single=True)
        do(boss, record_consent, person, **SAID)
    do(boss, withdraw_consent, other)
    assert names(boss) == [ADA]


def test_the_catalogue_is_told_what_each_person_agreed_to(boss: Membership, midwife: Organisation) -> None:
    shy = partner(boss.network, "Hebamme Eva Muster")
    partner(boss.network)
    stranger = partner(make_network("nachbarstadt", ags="16073"), "Hebamme Ina Fremd")
    for person in (midwife, shy):
        do(boss, set_single_person, person, single=True)
    with tenant(stranger.network_id):
        Organisation.objects.update(single_person=True)
    do(boss, record_consent, midwife, **SAID)
    assert persons(boss.network_id) == {
        midwife.pk: Agreed(public=True, address=False, bulk=True),
        shy.pk: Agreed(public=False, address=False, bulk=False),
    }
    assert persons_shown(boss.network_id) == {str(midwife.public_id): False, str(shy.public_id): None}
    told = {one.name: one for one in organisations(boss.network_id)}
    assert told[ADA] == PublicOrganisation(midwife.pk, str(midwife.public_id), ADA, "", midwife.sector, False, True)
    assert (told["Familienhaus"].address, told["Familienhaus"].bulk) == (True, True)
    do(boss, record_consent, midwife, **SAID | {"address": True})
    assert persons_shown(boss.network_id)[str(midwife.public_id)] is True


def test_each_word_of_hers_is_a_job_for_whoever_publishes(boss: Membership, midwife: Organisation) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="partners.changed>").order_by("id")
    steps: list[tuple[Any, dict[str, Any]]] = [
        (set_single_person, {"single": True}), (record_consent, SAID), (withdraw_consent, {}),
    ]  # fmt: skip
    for act, said in steps:
        before = jobs.count()
        do(boss, act, midwife, **said)
        new = list(jobs.all())[before:]
        assert new, act.__name__
        assert [job.args for job in new] == [{"network": "musterstadt"}] * len(new)


def test_many_partners_are_asked_for_at_once(boss: Membership, midwife: Organisation) -> None:
    partner(boss.network)
    for ask in (organisations, persons, persons_shown):
        with CaptureQueriesContext(connections["publisher"]) as asked:
            ask(boss.network_id)
        assert len(asked) == 1, ask.__name__


def test_a_partner_that_ended_is_not_public(boss: Membership, midwife: Organisation) -> None:
    with tenant(boss.network_id):
        Organisation.objects.filter(pk=midwife.pk).update(ended_at=AT)
    assert organisations(boss.network_id) == []


def test_nobody_agrees_for_an_institution_or_tomorrow(boss: Membership, midwife: Organisation) -> None:
    with pytest.raises(Refused, match=r"^Eine Einwilligung braucht nur, wer allein in eigener Praxis arbeitet\.$"):
        do(boss, record_consent, midwife, **SAID)
    do(boss, set_single_person, midwife, single=True)
    with pytest.raises(Refused, match=r"^Die Einwilligung kann nicht in der Zukunft liegen\.$"):
        do(boss, record_consent, midwife, **SAID | {"on": AT.date() + timedelta(days=1)})


def test_the_page_says_what_is_wrong_and_nothing_twice(boss: Membership, midwife: Organisation) -> None:
    client, base = signed_in(boss), f"/netz/musterstadt/partner/{midwife.pk}"
    for said in (["ist jetzt nicht mehr öffentlich"], []):
        answer = client.post(f"{base}/einzelperson/", {"einzelperson": "ja"}, follow=True)
        shown = [str(message) for message in answer.context["messages"]]
        assert [one in text for one, text in zip(said, shown, strict=True)] == [True for _ in said]
    refused = client.post(f"{base}/einwilligung/", {"on": "2999-11-01", "way": "mail"})
    assert refused.status_code == 422
    assert "Die Einwilligung kann nicht in der Zukunft liegen." in refused.content.decode()
    with tenant(boss.network_id):
        assert not PublicationConsent.objects.exists()
    assert client.get("/netz/musterstadt/partner/999999/einwilligung/").status_code == 404
