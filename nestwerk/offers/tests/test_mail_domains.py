"""Whether anybody takes mail under a domain: what name servers say, and what becomes of it at the offer."""

from __future__ import annotations

from typing import Any

import dns.exception
import dns.name
import dns.resolver
import pytest
from django.conf import settings

from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.actions.quality import check_quality
from nestwerk.offers.mail_domains import ask, takes_mail
from nestwerk.offers.models import Offer, QualityCheck
from nestwerk.offers.queries.quality import mail_domains, quality_now
from nestwerk.offers.tasks import quality as tasks

from .builders import AT, make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])


class Servers(dns.resolver.Resolver):
    """Name servers that say the same to every question."""

    def __init__(self, answer: Exception) -> None:
        super().__init__(configure=False)
        self.answer = answer

    def resolve(self, *asked: Any, **how: Any) -> Any:
        """Always the one answer."""
        raise self.answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (dns.resolver.NXDOMAIN(qnames=[dns.name.root], responses={}), False),
        (dns.resolver.NoNameservers(), None),
        (dns.exception.Timeout(), None),
        (OSError("no network"), None),
    ],
)
def test_only_a_sure_no_is_a_no(answer: Exception, said: bool | None) -> None:
    assert takes_mail("weg.example.org", resolver=Servers(answer)) is said


def test_asked_once_each_until_the_time_is_over_and_who_says_nothing_is_left_out() -> None:
    said, clock = {"a.de": True, "b.de": False, "c.de": None}, iter((0.0, 0.0, 0.0, 9.0))
    found = ask(["b.de", "a.de", "b.de", "c.de", "d.de"], until=5.0, one=said.get, clock=lambda: next(clock))
    assert found == {"a.de": True, "b.de": False}


def test_name_servers_that_deny_everything_are_not_believed() -> None:
    assert ask(["a.de", "b.de"], until=5.0, one=lambda _: False, clock=lambda: 0.0) == {}


def check(network: Network, mail: dict[str, bool] | None = None) -> None:
    with tenant(network.pk):
        check_quality(network, at=AT, mail=mail)


def keys(offer: Offer) -> set[str]:
    with tenant(offer.network_id):
        return {one["key"] for one in QualityCheck.objects.get(offer=offer).findings}


def test_what_the_night_found_holds_until_the_address_or_the_answer_changes() -> None:
    network = make_network()
    offer, other = make_offer(network, email="info@weg.de"), make_offer(network, "Gut", email="info@da.de")
    make_offer(network, "Beendet", status="ended", email="info@alt.de")
    make_offer(network, "Keine Adresse", email="kaputt")
    with tenant(network.pk):
        assert mail_domains(network) == ["da.de", "weg.de"]
    check(network, {"weg.de": False, "da.de": True})
    assert ("wrong.mail_domain" in keys(offer), "wrong.mail_domain" in keys(other)) == (True, False)
    check(network)
    with tenant(network.pk):
        offer.refresh_from_db()
        shown = {one.key for one in quality_now(offer, network, at=AT).quality.findings}
    assert ("wrong.mail_domain" in keys(offer), "wrong.mail_domain" in shown) == (True, True)
    with tenant(network.pk):
        Offer.objects.filter(pk=offer.pk).update(email="info@neu.de")
    check(network)
    assert "wrong.mail_domain" not in keys(offer)
    with tenant(network.pk):
        Offer.objects.filter(pk=offer.pk).update(email="info@weg.de")
    check(network, {"weg.de": False, "da.de": True})
    check(network, {"weg.de": True})
    assert "wrong.mail_domain" not in keys(offer)


def test_every_night_asks_and_without_leave_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    networks = [make_network(), make_network("nebenan")]
    offer = make_offer(networks[0], email="info@weg.de")
    make_offer(networks[1], email="info@da.de")
    asked: list[str] = []
    assert tasks.ask_domains(networks, one=lambda domain: asked.append(domain) or domain == "da.de") == {
        "da.de": True, "weg.de": False,
    }  # fmt: skip
    assert asked == ["da.de", "weg.de"]
    monkeypatch.setattr(settings, "LINK_CHECK", False)
    monkeypatch.setattr(tasks, "ask", lambda *a, **k: pytest.fail("went out"))
    tasks.check_all(int(AT.timestamp()))
    assert "wrong.mail_domain" not in keys(offer)
