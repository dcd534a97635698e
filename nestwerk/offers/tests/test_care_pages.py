"""An offer's page for its keepers: watching, notes, publishing, earlier versions; and the daily mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nestwerk.audit.models import Line, RowVersion
from nestwerk.common.tenancy import tenant
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, signed_in
from nestwerk.offers.actions.care import watch
from nestwerk.offers.actions.confirm import confirm_offer
from nestwerk.offers.actions.watching import tell_watchers
from nestwerk.offers.actions.write import write_values
from nestwerk.offers.models import Draft, Note, Offer, Watch

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = datetime(2026, 1, 22, 9, 0, tzinfo=UTC)
ROOT = "/netz/musterstadt/"


@pytest.fixture
def editor(network: Network) -> Membership:
    return make_member(network, "editor")


def change(offer: Offer, by: Membership, **values: Any) -> None:
    with tenant(offer.network_id, user_id=by.user_id, hat=by.hat):
        write_values(offer, values, at=timezone.now())


def watching(offer: Offer, member: Membership) -> None:
    with tenant(offer.network_id):
        watch(offer, by=member, at=AT)


def test_a_draft_is_published_as_it_stands_and_counts_as_confirmed(network: Network, host: Membership) -> None:
    offer = make_offer(network, phone="03675 1", status="draft", published_at=None)
    client, path = signed_in(host), f"{ROOT}angebote/{offer.pk}/"
    assert "veröffentlichen" in client.get(path).content.decode()
    client.post(f"{path}veroeffentlichen/")
    with tenant(network.pk):
        offer.refresh_from_db()
        assert set(Line.objects.filter(event__startswith="offers.").values_list("event", flat=True)) == {
            "offers.published",
            "offers.confirmed",
        }
    assert (offer.status, offer.confirmed_at is not None) == ("published", True)


def test_what_families_could_not_use_or_what_waits_is_not_published(network: Network, host: Membership) -> None:
    bare = make_offer(network, "Ohne Kontakt", status="draft", published_at=None)
    waits = make_offer(network, "Wartet", phone="1", status="in_review", published_at=None)
    with tenant(network.pk):
        Draft.objects.create(
            network=network, offer=waits, state="submitted", started_at=AT, saved_at=AT, submitted_at=AT
        )
    client = signed_in(host)
    for offer, words in ((bare, "Kontakt aufzunehmen"), (waits, "wartet eine Änderung")):
        answer = client.post(f"{ROOT}angebote/{offer.pk}/veroeffentlichen/", follow=True)
        assert words in answer.content.decode()
        with tenant(network.pk):
            assert Offer.objects.get(pk=offer.pk).published_at is None


def test_a_note_is_for_those_who_keep_the_directory(network: Network, host: Membership) -> None:
    offer = make_offer(network)
    path = f"{ROOT}angebote/{offer.pk}/"
    page = signed_in(host).post(f"{path}notiz/", {"notiz": "Ruft vormittags zurück."}, follow=True).content.decode()
    assert "Ruft vormittags zurück." in page
    assert "Netzwerkkoordination, am" in page
    partner = signed_in(make_member(network, "partner", organisations=[offer.organisation_id]))
    assert "vormittags" not in partner.get(path).content.decode()
    assert partner.post(f"{path}notiz/", {"notiz": "x"}).status_code == 403
    assert "leer" in signed_in(host).post(f"{path}notiz/", {"notiz": " "}, follow=True).content.decode()
    with tenant(network.pk):
        assert Note.objects.count() == 1


def test_watched_is_what_others_changed_since_and_not_what_was_only_confirmed(
    network: Network, host: Membership, editor: Membership
) -> None:
    offer, quiet, own = (make_offer(network, title, phone="1") for title in ("Laut", "Still", "Eigenes"))
    client = signed_in(host)
    for one in (offer, quiet, own):
        client.post(f"{ROOT}angebote/{one.pk}/beobachten/")
    change(offer, editor, phone="2", description="Neu")
    change(own, host, phone="2")
    with tenant(network.pk, user_id=editor.user_id, hat=editor.hat):
        confirm_offer(quiet, way="phone", by=editor, at=timezone.now())
    answer = client.get(f"{ROOT}beobachtet/")
    assert [(one.watch.offer.title, one.labels) for one in answer.context["news"]] == [
        ("Laut", ("Beschreibung", "Telefon"))
    ]
    client.post(f"{ROOT}beobachtet/gesehen/")
    assert client.get(f"{ROOT}beobachtet/").context["news"] == []
    client.post(f"{ROOT}angebote/{offer.pk}/beobachten/", {"beobachten": "nein"})
    with tenant(network.pk):
        assert Watch.objects.count() == 2


def test_one_mail_a_day_tells_of_all_changes_and_none_twice(
    network: Network, host: Membership, editor: Membership
) -> None:
    one, other = make_offer(network, "Kreißsaalführung", phone="1"), make_offer(network, "Café", phone="1")
    watching(one, host)
    watching(other, host)
    change(one, editor, phone="2")
    change(other, editor, phone="2")
    now = timezone.now() + timedelta(hours=1)
    with tenant(network.pk):
        assert tell_watchers(network, at=now) == 1
        assert tell_watchers(network, at=now + timedelta(minutes=5)) == 0
        assert tell_watchers(network, at=now + timedelta(days=1)) == 0
        mail = Mail.objects.get()
    assert (mail.kind, mail.to) == ("offer.watched", host.user.email)
    with tenant(network.pk, user_id=editor.user_id, hat=editor.hat):
        write_values(one, {"phone": "3"}, at=now)
        assert tell_watchers(network, at=now + timedelta(hours=2)) == 0, "not twice a day"


def test_a_mail_goes_only_to_who_may_still_see_it(network: Network, editor: Membership) -> None:
    own, far = make_offer(network, "Eigenes", "Haus", phone="1"), make_offer(network, "Fremd", "Hof", phone="1")
    partner = make_member(network, "partner", organisations=[own.organisation_id])
    left = make_member(network, "space", ends_at=AT)
    for offer, member in ((own, partner), (far, partner), (own, left)):
        watching(offer, member)
    change(far, editor, phone="2")
    with tenant(network.pk):
        assert tell_watchers(network, at=timezone.now()) == 0
    change(own, editor, phone="2")
    with tenant(network.pk):
        assert tell_watchers(network, at=timezone.now()) == 1
        assert Mail.objects.get().to == partner.user.email


def test_an_earlier_version_is_compared_and_brought_back(network: Network, host: Membership) -> None:
    offer = make_offer(network, phone="03675 1", description="Kaffee für alle.")
    change(offer, host, description="Tee für alle.")
    client, path = signed_in(host), f"{ROOT}angebote/{offer.pk}/"
    entry = client.get(path).context["history"][0]
    page = client.get(f"{path}fassung/{entry.version}/").content.decode()
    assert '<ins><span class="unseen">neu: </span>Kaffee' in page
    done = client.post(f"{path}fassung/{entry.version}/zurueckholen/", follow=True).content.decode()
    assert "1 Angabe ist wieder wie am" in done
    with tenant(network.pk):
        assert Offer.objects.get(pk=offer.pk).description == "Kaffee für alle."
    again = client.post(f"{path}fassung/{entry.version}/zurueckholen/")
    assert (again.status_code, "dieselbe" in again.content.decode()) == (422, True)


def test_a_version_of_another_offer_or_for_another_role_is_not_there(network: Network, host: Membership) -> None:
    offer, other = make_offer(network, "Eins", phone="1"), make_offer(network, "Zwei", phone="1")
    change(other, host, phone="2")
    with tenant(network.pk):
        version = RowVersion.objects.filter(row_id=other.pk, operation="UPDATE").latest("pk").pk
    client = signed_in(host)
    assert client.get(f"{ROOT}angebote/{offer.pk}/fassung/{version}/").status_code == 404
    assert client.get(f"{ROOT}angebote/{other.pk}/fassung/{version}/").status_code == 200
    partner = signed_in(make_member(network, "partner", organisations=[offer.organisation_id]))
    assert partner.get(f"{ROOT}angebote/{other.pk}/fassung/{version}/").status_code == 403
    page = partner.get(f"{ROOT}angebote/{other.pk}/").content.decode()
    assert "Fassung davor" not in page


def test_strangers_find_nothing_and_guests_may_not(network: Network) -> None:
    offer = make_offer(network)
    stranger = signed_in(make_member(make_network("nebenan")))
    guest = signed_in(make_member(network, "guest"))
    for way in ("beobachten", "notiz", "veroeffentlichen"):
        assert stranger.post(f"/netz/nebenan/angebote/{offer.pk}/{way}/").status_code == 404
        assert guest.post(f"{ROOT}angebote/{offer.pk}/{way}/").status_code == 403
    assert guest.get(f"{ROOT}beobachtet/").status_code == 403


@pytest.mark.parametrize("path", ["beobachtet/", "angebote/{offer}/"])
def test_a_page_asks_as_often_for_three_as_for_one(
    network: Network, host: Membership, editor: Membership, path: str
) -> None:
    offer = make_offer(network, phone="0")
    client, where = signed_in(host), f"{ROOT}{path.format(offer=offer.pk)}"

    def more(n: int) -> None:
        another = make_offer(network, f"Nr. {n}", phone="0")
        for one in (offer, another):
            client.post(f"{ROOT}angebote/{one.pk}/beobachten/")
            client.post(f"{ROOT}angebote/{one.pk}/notiz/", {"notiz": "Notiz"})
            change(one, editor, phone=str(n + 1))

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(where).status_code == 200
        return len(seen)

    more(0)
    client.get(where)  # the messages are read
    once = ask()
    more(1)
    more(2)
    client.get(where)
    assert ask() == once
