"""When a single person takes her consent back, editions that hold her are offered no longer, and made anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from nestwerk.audit.models import Line
from nestwerk.catalogue import public as catalogue
from nestwerk.common.tenancy import tenant
from nestwerk.finder.tests.builders import make_offer as make_record
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.people import signed_in
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.partners.actions_consent import record_consent, set_single_person, withdraw_consent
from nestwerk.partners.models import Organisation
from nestwerk.publishing.actions.brochure import choose_brochures, hold, withdraw_editions
from nestwerk.publishing.brochure.variants import Variant
from nestwerk.publishing.brochure.withdrawn import holds_withdrawn, providers_of
from nestwerk.publishing.models import Brochure, Edition
from nestwerk.publishing.tasks.brochure import REFRESH, TOO_EARLY, make, people_changed, refresh_network

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
DAY = timedelta(days=1)
WHERE = {"street": "Gartenweg 3", "postal_code": "96515", "city": "Sonneberg"}


def do(boss: Membership, act: Any, *args: Any, **named: Any) -> Any:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        return act(*args, by=boss, at=AT, **named)


@pytest.fixture
def midwife(data_dir: Path, boss: Membership) -> Organisation:
    """She agreed with her address; the brochure that holds her lies out."""
    make_offer(boss.network, "Elterncafé", "Familienhaus", **WHERE)
    her: Organisation = make_offer(boss.network, "Hebammenhilfe", "Hebamme Ada Beispiel", **WHERE).organisation
    do(boss, set_single_person, her, single=True)
    do(boss, record_consent, her, address=True, bulk=False, on=AT.date(), way="paper")
    do(boss, choose_brochures, boss.network, [Variant()], public=True)
    put_out("musterstadt", at=AT)
    refresh_network("musterstadt")
    put_out("musterstadt", at=AT)
    assert carried() == ["de-a5"]
    return her


def carried() -> list[str]:
    return [one["key"] for one in catalogue.current().addition("musterstadt", "brochure")["editions"]]


def test_what_an_edition_holds_is_told_by_provider() -> None:
    offers = [
        make_record(organisation_id="a", street="", city="", postal_code=""),
        make_record(organisation_id="b", street="", city=""),
        make_record(organisation_id="b", street="Gartenweg 3"),
    ]
    assert providers_of(offers) == {"a": False, "b": True}
    assert not holds_withdrawn({"a": False, "b": True}, {})
    assert not holds_withdrawn({"a": False, "b": True}, {"a": False, "b": True, "c": None})
    assert holds_withdrawn({"a": False}, {"a": None})
    assert holds_withdrawn({"b": True}, {"b": False})


def test_it_leaves_the_catalogue_with_her_and_is_made_anew_without_her(boss: Membership, midwife: Organisation) -> None:
    with tenant(boss.network_id):
        old = Edition.objects.get()
        assert (old.offers, old.providers[str(midwife.public_id)]) == (2, True)
        do(boss, hold, old, kept=True)
    do(boss, withdraw_consent, midwife)
    put_out("musterstadt", at=AT + DAY)
    assert carried() == []  # before any task of ours has run
    people_changed("musterstadt")
    people_changed("musterstadt")
    with tenant(boss.network_id):
        old = Edition.objects.get()
        assert (old.public, old.withdrawn_at is None) == (False, False)
        assert Line.objects.filter(event="publishing.edition_withdrawn").count() == 1
    assert ProcrastinateJob.objects.filter(task_name=REFRESH).count() == 1
    refresh_network("musterstadt")
    put_out("musterstadt", at=AT + DAY)
    assert carried() == ["de-a5"]
    with tenant(boss.network_id):
        assert Edition.objects.get(public=True).offers == 1
    desk = signed_in(boss)
    page = desk.get("/netz/musterstadt/broschuere/").content.decode()
    assert page.count("enthält Angaben, die zurückgezogen wurden") == 1
    assert desk.post(f"/netz/musterstadt/broschuere/ausgaben/{old.pk}/loeschen/").status_code == 302
    with tenant(boss.network_id):
        assert not Edition.objects.filter(withdrawn_at__isnull=False).exists()


def test_taking_back_the_address_alone_reaches_what_told_it(boss: Membership, midwife: Organisation) -> None:
    do(boss, record_consent, midwife, address=False, bulk=False, on=AT.date(), way="mail")
    people_changed("musterstadt")
    with tenant(boss.network_id):
        assert not Edition.objects.get().public


def test_a_change_that_takes_nothing_back_leaves_editions_alone(boss: Membership, midwife: Organisation) -> None:
    do(boss, record_consent, midwife, address=True, bulk=True, on=AT.date(), way="mail")
    people_changed("musterstadt")
    with tenant(boss.network_id):
        assert Edition.objects.get().public
        assert withdraw_editions(boss.network, {}, at=AT) == 0


def test_made_from_a_catalogue_older_than_the_withdrawal_it_is_not_kept(
    boss: Membership, midwife: Organisation
) -> None:
    do(boss, withdraw_consent, midwife)
    make(boss.network, [Variant(paper="a4")], public=False, at=AT)
    with tenant(boss.network_id):
        assert list(Edition.objects.values_list("key", flat=True)) == ["de-a5"]
        row = Brochure.objects.get()
        assert (row.problem, row.wanted_at) == (TOO_EARLY, AT)


def test_the_database_keeps_a_withdrawn_edition_from_being_public(boss: Membership, midwife: Organisation) -> None:
    with tenant(boss.network_id), pytest.raises(IntegrityError, match="withdrawn_edition_is_not_public"):
        Edition.objects.update(withdrawn_at=AT)
