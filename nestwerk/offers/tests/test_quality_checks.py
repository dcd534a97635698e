"""Every night and after each edit: how good each record is, and whether its addresses answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nestwerk.common.fetch import Client
from nestwerk.common.tenancy import tenant
from nestwerk.common.tests.foreign import foreign, saying
from nestwerk.jobs.announce import listeners
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.actions.quality import check_quality, note_links
from nestwerk.offers.models import Offer, QualityCheck
from nestwerk.offers.queries.quality import links_of, quality_now
from nestwerk.offers.tasks import quality as tasks
from nestwerk.offers.tests.builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


def check(network: Network, at: Any = AT) -> int:
    with tenant(network.pk):
        return check_quality(network, at=at)


def checked(offer: Offer) -> QualityCheck:
    with tenant(offer.network_id):
        return QualityCheck.objects.get(offer=offer)


def test_each_offer_has_its_quality_and_only_what_changed_is_written() -> None:
    network = make_network()
    one, two = make_offer(network, "Eins"), make_offer(network, "Zwei", phone="03675 1234567")
    make_offer(network, "Vorbei", status="ended")
    make_offer(make_network("nebenan"))
    assert check(network) == 2
    assert checked(one).score < checked(two).score
    assert checked(one).next_step == checked(one).findings[0]["step"]
    assert checked(one).findings[0]["key"] == "missing.contact"
    assert check(network, AT + timedelta(1)) == 0
    with tenant(network.pk):
        Offer.objects.filter(pk=one.pk).update(phone="03675 1234567")
        Offer.objects.filter(pk=two.pk).update(status="ended")
    assert check(network, AT + timedelta(2)) == 1
    with tenant(network.pk):
        assert list(QualityCheck.objects.values_list("offer_id", flat=True)) == [one.pk]


def test_confirmation_and_dates_count_and_an_unseen_offer_is_not_to_be_confirmed() -> None:
    network = make_network()
    keys = lambda offer: {one["key"] for one in checked(offer).findings}  # noqa: E731
    over = [{"kind": "once", "first": "2026-11-01"}]
    public = make_offer(network, confirmed_at=AT - timedelta(300), due_on=AT.date() - timedelta(90), dates=over)
    draft = make_offer(network, status="draft", published_at=None, dates=[{"kind": "once", "first": "2026-12-24"}])
    check(network)
    assert {"stale.overdue", "stale.dates"} <= keys(public)
    assert not any(key.startswith("stale") for key in keys(draft))
    with tenant(network.pk):
        row = Offer.objects.select_related("organisation", "social_space", "network").get(pk=public.pk)
        assert quality_now(row, network, at=AT).quality.score == checked(public).score


def test_an_address_is_broken_after_two_nights_and_well_again_after_one() -> None:
    network, other = make_network(), make_network("nebenan")
    with foreign(saying("404 Not Found")) as server:
        address = f"http://haus.example:{server.port}/weg"
        offer = make_offer(network, website=address, messenger="0170 1234567")
        same, unseen = make_offer(network, "Auch", chat=address), make_offer(network, status="draft", website=address)
        far = make_offer(other, website=address)
        make_offer(other, "Versteckt", website="http://geheim.example/", hidden_at=AT)
        client = server.client()
        tasks.visit([network, other], client, at=AT)
        assert checked(offer).links["website"]["broken"] is False
        assert len(server.requests) == 4  # head and page, once a network
        tasks.visit([network, other], client, at=AT + timedelta(days=1))
        for one, name in ((offer, "website"), (same, "chat"), (far, "website")):
            assert checked(one).links[name]["broken"] is True
            assert "wrong.link" in {finding["key"] for finding in checked(one).findings}
        assert checked(unseen).links == {}
        assert set(server.names) == {"haus.example"}
    with foreign(saying("200 OK")) as server:
        with tenant(network.pk):
            Offer.objects.filter(website=address).update(website=f"http://neu.example:{server.port}/")
            Offer.objects.filter(chat=address).update(chat="")
        tasks.visit([network], server.client(), at=AT + timedelta(days=2))
        assert "wrong.link" not in {finding["key"] for finding in checked(offer).findings}
        assert "wrong.link" not in {finding["key"] for finding in checked(same).findings}


def test_no_transaction_is_open_while_a_stranger_takes_its_time() -> None:
    network = make_network()
    open_ones: list[bool] = []

    def talk(line: Any, request: str) -> None:
        saying("200 OK")(line, request)

    with foreign(talk) as server:
        make_offer(network, website=f"http://haus.example:{server.port}/")
        client = server.client()
        resolve = client.resolve

        def watching(host: str, seconds: float) -> Any:
            open_ones.append(connection.in_atomic_block)
            return resolve(host, seconds)

        tasks.visit([network], replace(client, resolve=watching), at=AT)
    assert open_ones == [False]


def test_time_that_is_up_ends_the_night() -> None:
    network = make_network()
    with foreign(saying("200 OK")) as server:
        make_offer(network, website=f"http://haus.example:{server.port}/")
        tasks.visit([network], server.client(), at=AT, seconds=0)
        assert server.requests == []


def test_what_would_lead_inside_is_never_opened() -> None:
    network = make_network()
    with foreign(saying("200 OK")) as server:
        offer = make_offer(network, website=f"http://127.0.0.1:{server.port}/", chat="http://[::1]/", video="file:///x")
        tasks.visit([network], Client(), at=AT)
        tasks.visit([network], Client(), at=AT + timedelta(1))
        assert server.requests == []
    assert checked(offer).links["website"]["broken"] is True


def test_after_an_edit_the_quality_is_known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    network = make_network()
    offer = make_offer(network)
    monkeypatch.setattr(settings, "LINK_CHECK", False)
    assert any("check_again" in name for name in listeners()["offers.changed"])
    tasks.check_again(network.slug)
    assert checked(offer).score > 0


def test_without_leave_nothing_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    network = make_network()
    make_offer(network, website="https://haus.example.org/")
    monkeypatch.setattr(settings, "LINK_CHECK", False)
    monkeypatch.setattr(tasks, "visit", lambda *a, **k: pytest.fail("went out"))
    tasks.check_links(int(AT.timestamp()))


def test_only_addresses_of_public_offers_are_known_to_the_check() -> None:
    network = make_network()
    make_offer(network, website="https://haus.example.org/", description="https://text.example.org/", email="a@b.de")
    make_offer(network, status="in_review", website="https://neu.example.org/")
    with tenant(network.pk):
        assert links_of(network) == [("https://haus.example.org/", None)]
        assert note_links(network, {}, on=AT.date(), at=AT) == 0


def test_many_offers_take_as_many_questions_as_one() -> None:
    network = make_network()
    first = make_offer(network, opening_hours="Mo-Fr 09:00-12:00; PH off", phone="03675 1234567", email="a@example.org")

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            check(network)
        return len(seen)

    few = ask()
    with tenant(network.pk):
        values = {name: getattr(first, name) for name in ("opening_hours", "phone", "email", "offer_types", "status",
                                                          "published_at", "organisation_id", "network_id")}  # fmt: skip
        Offer.objects.bulk_create([
            Offer(**values, source="viele", external_id=str(n), title=f"Angebot {n}", cost_kind="free" if n % 2 else "")
            for n in range(60)
        ])  # fmt: skip
    assert ask() == few
