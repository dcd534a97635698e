"""The way of an edit: what is public when, what waits, what is refused, what goes on record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from nestwerk.audit.models import Line
from nestwerk.common.refusals import Refused
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Membership
from nestwerk.offers.actions.drafts import new_offer, open_draft, save_draft, submit_draft, withdraw_draft
from nestwerk.offers.actions.review import approve_draft, return_draft
from nestwerk.offers.models import Confirmation, Draft, Offer
from nestwerk.partners.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=2)


@contextmanager
def acting(member: Membership) -> Iterator[None]:
    with tenant(member.network_id, user_id=member.user_id, hat=member.hat):
        yield


def trust(offer: Offer) -> None:
    Organisation.objects.filter(pk=offer.organisation_id).update(trusted=True)


def test_the_approved_version_stays_while_an_edit_waits(offer: Offer, partner: Membership) -> None:
    with acting(partner):
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"description": "Kaffee und Kuchen."}, at=AT)
        sent = submit_draft(draft, by=partner, at=AT, message="Neu ab Januar")
        offer.refresh_from_db()
        assert (sent.public, sent.waiting) == ((), ("description",))
        assert offer.description == "Kaffee."
        assert sent.draft.state == Draft.State.SUBMITTED


def test_small_changes_of_a_trusted_partner_are_public_at_once_and_the_rest_waits(
    offer: Offer, partner: Membership
) -> None:
    with acting(partner):
        trust(offer)
        draft = open_draft(offer, by=partner, at=AT)
        draft = save_draft(draft, {"phone": "03675 2", "description": "Neu."}, at=AT)
        sent = submit_draft(draft, by=partner, at=AT)
        offer.refresh_from_db()
        assert (sent.public, sent.waiting) == (("phone",), ("description",))
        assert (offer.phone, offer.description) == ("03675 2", "Kaffee.")
        assert offer.confirmed_at == AT, "who corrects a number has looked at the offer"
        assert Confirmation.objects.get().way == "edit"
        assert list(
            Line.objects.filter(event__startswith="offers.").order_by("pk").values_list("event", flat=True)
        ) == [
            "offers.confirmed",
            "offers.changed",
            "offers.submitted",
        ]


def test_a_partner_nobody_has_trusted_yet_waits_even_with_a_phone_number(offer: Offer, partner: Membership) -> None:
    with acting(partner):
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"phone": "03675 2"}, at=AT)
        assert submit_draft(draft, by=partner, at=AT).waiting == ("phone",)


def test_a_direct_change_does_not_run_over_somebody_who_was_faster(
    offer: Offer, partner: Membership, host: Membership
) -> None:
    with acting(partner):
        trust(offer)
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"phone": "03675 2"}, at=AT)
        Offer.objects.filter(pk=offer.pk).update(phone="03675 9")
        with pytest.raises(Refused, match="Telefon"):
            submit_draft(draft, by=partner, at=AT)
        draft.refresh_from_db()
        assert draft.values == {"phone": "03675 2"}, "her text is still there"


def test_a_new_offer_is_written_submitted_approved_and_public(
    offer: Offer, partner: Membership, host: Membership
) -> None:
    with acting(partner):
        organisation = Organisation.objects.get(pk=offer.organisation_id)
        draft = new_offer(offer.network, organisation=organisation, title="  Krabbel  gruppe ", by=partner, at=AT)
        draft = save_draft(draft, {"phone": "03675 3", "summary": "Für Babys."}, at=AT)
        submit_draft(draft, by=partner, at=AT)
        new = Offer.objects.get(pk=draft.offer_id)
        assert (new.title, new.status, new.phone) == ("Krabbel gruppe", "in_review", "")
    with acting(host):
        with pytest.raises(Refused, match="Art des Angebots"):
            approve_draft(draft, by=host, at=LATER)
        public = approve_draft(draft, by=host, at=LATER, instead={"offer_types": ["offer.parent_child_group"]})
        assert (public.status, public.phone, public.published_at) == ("published", "03675 3", LATER)
        assert public.last_verified_on == AT.date(), "the partner said so when she handed it in, not when it was read"
        mail = Mail.objects.get(kind="offer.approved")
    assert mail.to == partner.user.email


def test_an_approved_draft_without_a_way_of_contact_is_refused(offer: Offer, host: Membership) -> None:
    with acting(host):
        organisation = Organisation.objects.get(pk=offer.organisation_id)
        draft = new_offer(offer.network, organisation=organisation, title="Neu", by=host, at=AT)
        submit_draft(draft, by=host, at=AT)
        with pytest.raises(Refused, match="Kontakt"):
            approve_draft(draft, by=host, at=AT, instead={"offer_types": ["offer.parent_child_group"]})


def test_an_undecided_conflict_stops_the_approval_until_somebody_chooses(
    offer: Offer, partner: Membership, host: Membership
) -> None:
    with acting(partner):
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"description": "Von der Partnerin."}, at=AT)
        submit_draft(draft, by=partner, at=AT)
    with acting(host):
        Offer.objects.filter(pk=offer.pk).update(description="Von der Koordination.")
        with pytest.raises(Refused, match="Beschreibung"):
            approve_draft(draft, by=host, at=LATER)
        public = approve_draft(draft, by=host, at=LATER, keep=("description",))
        assert public.description == "Von der Koordination."


def test_sent_back_with_a_word_why_and_nothing_is_lost(offer: Offer, partner: Membership, host: Membership) -> None:
    with acting(partner):
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"description": "Neu."}, at=AT)
        submit_draft(draft, by=partner, at=AT)
    with acting(host):
        with pytest.raises(Refused, match="was noch fehlt"):
            return_draft(draft, by=host, at=LATER, comment="  ")
        return_draft(draft, by=host, at=LATER, comment="Bitte die Uhrzeit ergänzen.")
        assert Mail.objects.get(kind="offer.returned").to == partner.user.email
    with acting(partner):
        again = open_draft(offer, by=partner, at=LATER)
        assert (again.pk, again.values, again.comment) == (
            draft.pk,
            {"description": "Neu."},
            "Bitte die Uhrzeit ergänzen.",
        )
        assert submit_draft(again, by=partner, at=LATER).waiting == ("description",)


def test_going_on_writing_takes_a_submitted_draft_back_from_the_queue(offer: Offer, partner: Membership) -> None:
    with acting(partner):
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"description": "Neu."}, at=AT)
        submit_draft(draft, by=partner, at=AT)
        assert save_draft(draft, {"description": "Neuer."}, at=LATER).state == Draft.State.WRITING


def test_nothing_changed_is_nothing_to_hand_in(offer: Offer, partner: Membership) -> None:
    with acting(partner), pytest.raises(Refused, match="bestätigen"):
        submit_draft(open_draft(offer, by=partner, at=AT), by=partner, at=AT)


def test_a_decided_draft_stays_decided(offer: Offer, partner: Membership) -> None:
    with acting(partner):
        draft = save_draft(open_draft(offer, by=partner, at=AT), {"description": "Neu."}, at=AT)
        withdraw_draft(draft, by=partner, at=AT)
        with pytest.raises(Refused, match="erledigt"):
            save_draft(draft, {"description": "Doch."}, at=LATER)
        assert open_draft(offer, by=partner, at=LATER).pk != draft.pk


def test_a_second_window_gets_the_same_draft(offer: Offer, partner: Membership) -> None:
    with acting(partner):
        assert open_draft(offer, by=partner, at=AT).pk == open_draft(offer, by=partner, at=LATER).pk
