"""Asking, answering through a link, hiding: what goes out, what is written, what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user
from nestwerk.offers.actions.links import confirm_through_link, correct_through_link
from nestwerk.offers.actions.reminders import remind_by_hand, send_reminders
from nestwerk.offers.actions.visibility import hide_offer, show_offer
from nestwerk.offers.models import ConfirmLink, Draft, Offer, ProblemReport, Reminder, Upkeep
from nestwerk.offers.rules.reminders import reasons_to_keep, step_due
from nestwerk.partners.models import Organisation

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = AT.date()


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt", email="koordination@example.org")


def due(network: Network, days: int, **rest: object) -> Offer:
    """A confirmed offer that is due in so many days."""
    return make_offer(network, confirmed_at=AT, due_on=TODAY + timedelta(days=days), **rest)


@contextmanager
def inside(network: Network) -> Iterator[None]:
    with tenant(network.pk):
        yield


def token_in(mail: Mail) -> str:
    found = re.search(r"/bestaetigen/musterstadt/([^/\s]+)/", unseal(bytes(mail.sealed))["text"])
    assert found
    return found[1]


def test_steps_are_taken_once_and_never_two_at_a_time() -> None:
    day, steps = date(2026, 12, 22), [30, 14, 3]
    assert step_due(day, today=day - timedelta(days=31), steps=steps, sent=()) == ""
    assert step_due(day, today=day - timedelta(days=30), steps=steps, sent=()) == "30"
    assert step_due(day, today=day - timedelta(days=20), steps=steps, sent={"30"}) == ""
    assert step_due(day, today=day - timedelta(days=10), steps=steps, sent=()) == "14", "one mail, not two"
    assert step_due(day, today=day, steps=steps, sent={"14"}) == "3"
    assert step_due(day, today=day + timedelta(days=1), steps=steps, sent=()) == "", "now people talk"
    assert step_due(day, today=day, steps=[], sent=()) == ""


def test_one_mail_an_address_however_many_offers_and_nothing_twice(network: Network) -> None:
    first = due(network, 30)
    due(network, 20, title="Babymassage")
    due(network, 95, title="Noch nicht")
    make_member(network, "partner", organisations=[first.organisation_id])
    with inside(network):
        assert send_reminders(network, at=AT, today=TODAY) == 1
        assert send_reminders(network, at=AT, today=TODAY) == 0, "a restarted night sends nothing twice"
        mail = Mail.objects.get(kind="offer.confirm")
        words = unseal(bytes(mail.sealed))
        assert mail.to == "partner@musterstadt.example.org"
        assert "Babymassage" in words["text"]
        assert "Noch nicht" not in words["text"]
        assert "Babymassage" not in words["subject"], "neutral on a shared screen"
        assert Reminder.objects.count() == 2


def test_who_is_asked_anyway_is_asked_along_about_what_is_due_in_the_next_weeks(network: Network) -> None:
    due(network, 30, email="buero@example.org")
    soon = due(network, 80, title="Babymassage", email="buero@example.org")
    due(network, 80, title="Von anderen", organisation="Andere", email="andere@example.org")
    with inside(network):
        assert send_reminders(network, at=AT, today=TODAY) == 1
        text = unseal(bytes(Mail.objects.get().sealed))["text"]
        assert "Babymassage (bis 10. Februar 2027)" in text
        assert "Von anderen" not in text
        assert set(ConfirmLink.objects.get().offers) >= {soon.pk}
        later = TODAY + timedelta(days=50)
        assert send_reminders(network, at=AT, today=later) == 2, "not answered: asked again in its own time"


def test_the_address_set_for_the_upkeep_comes_first_and_later_everyone_is_asked(network: Network) -> None:
    offer = due(network, 30)
    for name in ("ada", "bo"):
        user = make_user(f"{name}@example.org", name=f"{name.title()} Beispiel")
        make_member(network, "partner", user=user, organisations=[offer.organisation_id])
    with inside(network):
        Organisation.objects.update(upkeep_email="pflege@example.org")
        send_reminders(network, at=AT, today=TODAY)
        assert [mail.to for mail in Mail.objects.all()] == ["pflege@example.org"]
        send_reminders(network, at=AT, today=TODAY + timedelta(days=16))
        later = set(Mail.objects.values_list("to", flat=True))
    assert later == {"pflege@example.org", "ada@example.org", "bo@example.org"}


def test_imported_offers_are_not_asked_about_until_the_clock_is_on(network: Network) -> None:
    make_offer(network, due_on=TODAY, email="buero@example.org")
    with inside(network):
        assert send_reminders(network, at=AT, today=TODAY) == 0
        Upkeep.objects.create(network=network, clock_for_imported=True, clock_since=date(2026, 5, 22))
        assert send_reminders(network, at=AT, today=TODAY) == 1


def test_without_any_address_nothing_goes_out_and_the_desk_is_told(network: Network, host: Membership) -> None:
    offer = due(network, 10)
    with inside(network):
        assert send_reminders(network, at=AT, today=TODAY) == 0
        assert Reminder.objects.count() == 0, "nobody was asked, so nobody says so"
        assert remind_by_hand(network, [offer.pk], by=host, at=AT) == (0, [offer])


def test_by_hand_nobody_is_asked_again_within_three_days(network: Network, host: Membership) -> None:
    offer = due(network, 100, email="buero@example.org")
    with inside(network):
        assert remind_by_hand(network, [offer.pk], by=host, at=AT) == (1, [])
        with pytest.raises(Refused, match="drei Tagen"):
            remind_by_hand(network, [offer.pk], by=host, at=AT + timedelta(days=2))
        assert remind_by_hand(network, [offer.pk], by=host, at=AT + timedelta(days=4)) == (1, [])


def test_the_link_confirms_its_own_offers_each_once(network: Network) -> None:
    offer, other = due(network, 3, email="buero@example.org"), due(network, 200, title="Anderes")
    with inside(network):
        send_reminders(network, at=AT, today=TODAY)
        token = token_in(Mail.objects.get())
        with pytest.raises(Refused, match="gilt nicht mehr"):
            confirm_through_link(network, token, other.pk, at=AT)
        confirmed = confirm_through_link(network, token, offer.pk, at=AT)
        assert confirmed.due_on == date(2027, 5, 22)
        with pytest.raises(Refused, match="gilt nicht mehr"):
            confirm_through_link(network, token, offer.pk, at=AT)
        assert token not in str(ConfirmLink.objects.values_list()), "only its fingerprint is kept"


def test_a_link_expires_and_a_guessed_one_opens_nothing(network: Network) -> None:
    offer = due(network, 3, email="buero@example.org")
    with inside(network):
        send_reminders(network, at=AT, today=TODAY)
        token = token_in(Mail.objects.get())
        with pytest.raises(Refused):
            confirm_through_link(network, token, offer.pk, at=AT + timedelta(days=45))
        with pytest.raises(Refused):
            confirm_through_link(network, "geraten", offer.pk, at=AT)


def test_a_correction_through_the_link_waits_unless_the_partner_is_trusted(network: Network) -> None:
    offer = due(network, 3, email="buero@example.org", phone="03675 1")
    with inside(network):
        send_reminders(network, at=AT, today=TODAY)
        token = token_in(Mail.objects.get())
        sent = correct_through_link(network, token, offer.pk, {"phone": "03675 2"}, message="Neue Leitung", at=AT)
        assert sent == ((), ("phone",))
        offer.refresh_from_db()
        assert offer.phone == "03675 1"
        draft = Draft.objects.get()
        assert (draft.member, draft.values, draft.message) == (None, {"phone": "03675 2"}, "Neue Leitung")


def test_a_trusted_partner_corrects_a_number_at_once_and_has_confirmed_with_it(network: Network) -> None:
    offer = due(network, 3, email="buero@example.org", phone="03675 1")
    with inside(network):
        Organisation.objects.update(trusted=True)
        send_reminders(network, at=AT, today=TODAY)
        token = token_in(Mail.objects.get())
        assert correct_through_link(network, token, offer.pk, {"phone": "03675 2"}, message="", at=AT) == (
            ("phone",),
            (),
        )
        offer.refresh_from_db()
        assert (offer.phone, offer.due_on) == ("03675 2", date(2027, 5, 22))


def test_an_overdue_offer_is_hidden_by_a_person_and_comes_back_with_the_confirmation(
    network: Network, host: Membership
) -> None:
    offer = due(network, -60)
    due(network, 100, title="Zweites Elterncafé")
    fresh = due(network, -59, title="Noch nicht lange genug")
    with inside(network):
        with pytest.raises(Refused, match="noch nicht so lange"):
            hide_offer(fresh, by=host, at=AT, today=TODAY)
        hide_offer(offer, by=host, at=AT, today=TODAY)
        offer.refresh_from_db()
        assert offer.hidden_at == AT
        show_offer(offer, by=host, at=AT)
        offer.refresh_from_db()
        assert offer.hidden_at is None


def test_the_last_of_its_type_is_hidden_only_by_somebody_who_read_why_not(network: Network, host: Membership) -> None:
    offer = due(network, -90)
    with inside(network):
        with pytest.raises(Refused, match="letzte Angebot dieser Art hier: Elterncafé"):
            hide_offer(offer, by=host, at=AT, today=TODAY)
        hide_offer(offer, by=host, at=AT, today=TODAY, anyway=True)


def test_contact_points_and_an_empty_seat_speak_against_hiding() -> None:
    assert (
        "Anlaufstelle"
        in reasons_to_keep(offer_types=["offer.contact_point"], last_of_type=[], seat_empty=False).reasons[0]
    )
    assert "nicht besetzt" in reasons_to_keep(offer_types=[], last_of_type=[], seat_empty=True).reasons[0]
    assert not reasons_to_keep(offer_types=["offer.parent_cafe"], last_of_type=[], seat_empty=False)


def test_a_coordinator_who_is_away_leaves_an_empty_seat(network: Network, host: Membership) -> None:
    offer = due(network, -90)
    due(network, 100, title="Zweites")
    with inside(network):
        Upkeep.objects.create(network=network, absent_until=TODAY)
        with pytest.raises(Refused, match="nicht besetzt"):
            hide_offer(offer, by=host, at=AT, today=TODAY)
        assert Offer.objects.get(pk=offer.pk).hidden_at is None


def test_what_a_family_reported_reaches_the_provider_the_next_morning_once(network: Network) -> None:
    offer = due(network, 150, email="buero@example.org")
    with inside(network):
        told = {"kind": "phone", "text": "Da geht nie jemand hin.", "reported_on": TODAY}
        ProblemReport.objects.create(network=network, offer=offer, **told)
        assert send_reminders(network, at=AT, today=TODAY) == 1
        assert send_reminders(network, at=AT, today=TODAY + timedelta(days=1)) == 0
        words = unseal(bytes(Mail.objects.get().sealed))
        assert "jemand schreibt uns: Telefon oder Mail stimmt nicht" in words["text"]
        assert "nie jemand" not in words["text"], "a stranger's own words stay in the workspace"
        assert confirm_through_link(network, token_in(Mail.objects.get()), offer.pk, at=AT)
