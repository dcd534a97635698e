"""A single person is public by consent: no address, no whole data sets unless ticked, gone when she says no."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from nestwerk.audit.models import Line
from nestwerk.catalogue.live import Live
from nestwerk.catalogue.publish import publish
from nestwerk.catalogue.snapshot import Snapshot
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Membership
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.models import Offer
from nestwerk.offers.tests.builders import AT, make_offer
from nestwerk.partners.actions_consent import record_consent, set_single_person, withdraw_consent
from nestwerk.partners.models import Organisation, PublicationConsent

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
WHERE: dict[str, Any] = {
    "street": "Gartenweg 3", "postal_code": "96515", "city": "Sonneberg", "lat": 50.35, "lon": 11.17,
    "position_exact": True, "served_ags": ["16072018"], "served_postal_codes": ["96515"],
    "dates": [{"rule": "FREQ=WEEKLY", "start": "2026-11-23T10:00", "place": "Gartenweg 3"}],
}  # fmt: skip
SAID: dict[str, Any] = {"address": False, "bulk": False, "on": AT.date(), "way": "paper"}


@pytest.fixture
def boss() -> Membership:
    return make_member(make_network("musterstadt"))


@pytest.fixture
def midwife(boss: Membership) -> Organisation:
    """A freelance midwife with an offer, beside a family centre."""
    make_offer(boss.network, "Elterncafé", "Familienhaus", **WHERE)
    offer: Offer = make_offer(boss.network, "Hebammenhilfe", "Hebamme Ada Beispiel", **WHERE)
    do(boss, set_single_person, offer.organisation, single=True)
    with tenant(boss.network_id):
        return Organisation.objects.get(pk=offer.organisation_id)


def do(boss: Membership, act: Any, *args: Any, **named: Any) -> Any:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        return act(*args, by=boss, at=AT, **named)


def served(folder: Path) -> Snapshot:
    publish(at=AT)
    live = Live(folder / "snapshot")
    assert live.look(), live.problem
    assert live.snapshot is not None
    return live.snapshot


def test_without_consent_neither_she_nor_her_offers_are_public(data_dir: Path, midwife: Organisation) -> None:
    snap = served(data_dir)
    assert [offer.title for offer in snap.offers("musterstadt")] == ["Elterncafé"]
    assert [one.name for one in snap.networks["musterstadt"].organisations] == ["Familienhaus"]


def test_her_address_and_whole_data_sets_are_off_by_default(
    data_dir: Path, boss: Membership, midwife: Organisation
) -> None:
    do(boss, record_consent, midwife, **SAID)
    snap = served(data_dir)
    hers = next(offer for offer in snap.offers("musterstadt") if offer.title == "Hebammenhilfe")
    assert (hers.street, hers.postal_code, hers.city, hers.lat, hers.lon, hers.position_exact) == (
        "", "", "", None, None, False
    )  # fmt: skip
    assert "Gartenweg" not in str(hers)
    assert (hers.served_postal_codes, hers.served_ags) == (("96515",), ("16072018",))  # where she works
    assert (hers.no_bulk, hers.hidden_address) == (True, False)
    assert {one.name: one.no_bulk for one in snap.networks["musterstadt"].organisations} == {
        "Familienhaus": False, "Hebamme Ada Beispiel": True,
    }  # fmt: skip
    centre = next(offer for offer in snap.offers("musterstadt") if offer.title == "Elterncafé")
    assert (centre.street, centre.no_bulk) == ("Gartenweg 3", False)


def test_what_she_ticks_is_public(data_dir: Path, boss: Membership, midwife: Organisation) -> None:
    do(boss, record_consent, midwife, **(SAID | {"address": True, "bulk": True}))
    hers = next(offer for offer in served(data_dir).offers("musterstadt") if offer.title == "Hebammenhilfe")
    assert (hers.street, hers.lat, hers.no_bulk) == ("Gartenweg 3", 50.35, False)


def test_a_withdrawal_takes_her_out_and_keeps_when_she_agreed(
    data_dir: Path, boss: Membership, midwife: Organisation
) -> None:
    do(boss, record_consent, midwife, **SAID)
    assert do(boss, withdraw_consent, midwife) is True
    assert do(boss, withdraw_consent, midwife) is False
    snap = served(data_dir)
    assert [offer.title for offer in snap.offers("musterstadt")] == ["Elterncafé"]
    with tenant(boss.network_id):
        kept = PublicationConsent.objects.get()
        assert (kept.given_on, kept.withdrawn_at, kept.public) == (AT.date(), AT, False)
        events = list(Line.objects.filter(event__startswith="partners.").order_by("pk").values_list("event", flat=True))
    assert events == ["partners.single_person", "partners.consent_recorded", "partners.consent_withdrawn"]


def test_a_change_is_a_job_for_catalogue_brochures_and_newsletter(boss: Membership, midwife: Organisation) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="partners.changed>", status="todo").order_by("id")
    before = jobs.count()
    do(boss, record_consent, midwife, **SAID)
    do(boss, withdraw_consent, midwife)
    names = [job.task_name.removeprefix("partners.changed>") for job in jobs][before:]
    assert sorted(names) == [
        *2 * ["nestwerk.catalogue.tasks.publish_network"],
        *2 * ["nestwerk.publishing.tasks.brochure.people_changed"],
        *2 * ["nestwerk.publishing.tasks.newsletter.people_changed"],
    ]


def test_an_institution_needs_no_consent_and_nobody_agrees_tomorrow(boss: Membership, midwife: Organisation) -> None:
    house = make_offer(boss.network).organisation
    with pytest.raises(Refused, match="allein in eigener Praxis"):
        do(boss, record_consent, house, **SAID)
    with pytest.raises(Refused, match="Zukunft"):
        do(boss, record_consent, midwife, **(SAID | {"on": AT.date() + timedelta(days=1)}))
    do(boss, record_consent, midwife, **SAID)
    with pytest.raises(IntegrityError), tenant(boss.network_id):
        PublicationConsent.objects.update(public=False, address=True)


def test_a_coordinator_puts_it_down_and_takes_it_back(boss: Membership, midwife: Organisation) -> None:
    client, base = signed_in(boss), f"/netz/musterstadt/partner/{midwife.pk}/"
    assert "Einwilligung fehlt" in client.get(base).content.decode()
    saved = client.post(f"{base}einwilligung/", {"on": "2026-11-01", "way": "mail", "bulk": "on"})
    assert saved.status_code == 302
    body = client.get(f"{base}einwilligung/").content.decode()
    assert "1. November 2026, per E-Mail" in body
    assert "nicht öffentlich</dd>" in body
    assert client.post(f"{base}widerruf/").status_code == 302
    assert "hat die Person widerrufen" in client.get(f"{base}einwilligung/").content.decode()
    assert client.post(f"{base}einzelperson/", {"einzelperson": "nein"}).status_code == 302
    assert "gilt als Einrichtung" in client.get(f"{base}einwilligung/").content.decode()


def test_only_the_coordination_may(boss: Membership, midwife: Organisation) -> None:
    address = f"/netz/musterstadt/partner/{midwife.pk}/einwilligung/"
    assert signed_in(make_member(boss.network, "editor")).get(address).status_code == 403
    stranger = make_member(make_network("nachbarstadt", ags="16073"))
    assert signed_in(stranger).get(address.replace("musterstadt", "nachbarstadt")).status_code == 404
