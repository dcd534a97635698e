"""The partner's minute: what the link of a mail shows, what a click does, what a scanner of mails does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nestwerk.audit.models import Line
from nestwerk.common.tenancy import tenant
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tokens import fingerprint
from nestwerk.offers.models import Confirmation, ConfirmLink, Draft, Offer, ProblemReport
from nestwerk.partners.models import Organisation

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
AT = timezone.now()
TODAY = timezone.localdate(AT)
PAGE = "/bestaetigen/musterstadt/wort/"


@pytest.fixture
def network() -> Network:
    return make_network("musterstadt", phone="03675 99", email="koordination@example.org")


def due(network: Network, title: str = "Elterncafé", **rest: Any) -> Offer:
    given = {"confirmed_at": AT - timedelta(180), "due_on": TODAY, "phone": "03675 123456"}
    return make_offer(network, title, **(given | rest))


def link(network: Network, *offers: Offer, word: str = "wort", **rest: Any) -> ConfirmLink:
    given = {"sent_at": AT - timedelta(1), "expires_at": AT + timedelta(30)}
    with tenant(network.pk):
        return ConfirmLink.objects.create(
            network=network, fingerprint=fingerprint(word), to="buero@example.org",
            offers=[offer.pk for offer in offers], **(given | rest),
        )  # fmt: skip


def stored(offer: Offer) -> Offer:
    with tenant(offer.network_id):
        return Offer.objects.get(pk=offer.pk)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def send(path: str = PAGE, **fields: Any) -> Any:
    return Client().post(path, fields)


def form_of(answer: Any) -> dict[str, Any]:
    """What a browser would send of the form as it stands there."""
    form = answer.context["form"]
    found = {
        name: form[name].value() or "" for name in form.fields if name not in ("opening_hours", "gibt_es_nicht_mehr")
    }
    for attributes in re.findall(r'<input ([^>]*name="opening_hours-[^>]*)>', text(answer)):
        named = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        if named.get("type") != "checkbox" or attributes.endswith("checked"):
            found.setdefault(named["name"], []).append(named.get("value", "on"))
    return found


def test_the_page_shows_what_families_see_in_words(network: Network) -> None:
    offer = due(
        network, summary="Kaffee und Krabbeldecke", email="cafe@example.org", opening_hours="Tu 09:30-11:00",
        street="Am Markt 1", postal_code="96515", city="Sonneberg", cost_kind="free", cost_note="Spende möglich",
        places_free=3, places_until=TODAY, prevention_level="kanarienvogel",
        dates=[{"kind": "weekly", "first": "2026-01-06", "weekdays": [1], "begins": "09:30:00", "ends": "11:00:00"}],
    )  # fmt: skip
    link(network, offer)
    answer = Client().get(PAGE)
    page = text(answer)
    for words in ("Elterncafé", "Familienhaus", "Kaffee und Krabbeldecke", "03675 123456", "cafe@example.org",
                  "Dienstag von 9:30 bis 11 Uhr", "Jeden Dienstag von 9:30 bis 11 Uhr", "Am Markt 1", "96515 Sonneberg",
                  "kostenlos", "Spende möglich", "3 Plätze frei", "Ja, das stimmt", "Etwas stimmt nicht mehr",
                  "03675 99"):  # fmt: skip
        assert words in page, words
    assert "kanarienvogel" not in page
    assert "Alle 1 bestätigen" not in page
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in page


def test_a_secret_address_is_not_shown_nor_asked_for(network: Network) -> None:
    offer = due(network, hidden_address=True, street="Geheimgasse 1", postal_code="96515", city="Sonneberg")
    link(network, offer)
    for path in (PAGE, f"{PAGE}{offer.pk}/"):
        page = text(Client().get(path))
        assert "Geheimgasse" not in page
        assert "96515" not in page


def test_looking_changes_nothing_however_often(network: Network) -> None:
    offer = due(network)
    before = link(network, offer)
    for path in (PAGE, PAGE.rstrip("/"), f"{PAGE}?angebot={offer.pk}", f"{PAGE}{offer.pk}/"):
        for method in ("get", "head"):
            assert getattr(Client(), method)(path).status_code == 200
    with tenant(network.pk):
        found = ConfirmLink.objects.get()
        assert (found.done, found.used_at) == (before.done, before.used_at) == ([], None)
        assert not Confirmation.objects.exists()


def test_one_click_confirms_and_what_is_done_stays_done(network: Network) -> None:
    one, other = due(network), due(network, "Babymassage")
    link(network, one, other)
    answer = send(angebot=one.pk)
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}#angebot-{one.pk}")
    assert not answer.cookies
    assert stored(one).due_on > TODAY
    assert stored(other).due_on == TODAY
    page = text(Client().get(PAGE))
    assert "1 von 2 wartet noch" in page
    assert page.count("Ja, das stimmt</button>") == 1
    assert "Zuletzt bestätigt am" in page
    with tenant(network.pk):
        assert Confirmation.objects.get().way == "link"
        assert Line.objects.filter(event="offers.confirmed").count() == 1


def test_a_second_click_ends_as_well_as_the_first(network: Network) -> None:
    offer = due(network)
    link(network, offer)
    for _ in range(2):
        assert send(angebot=offer.pk).status_code == 303
    page = Client().get(PAGE)
    assert page.status_code == 200
    assert "Vielen Dank. Das war’s schon." in text(page)
    with tenant(network.pk):
        assert Confirmation.objects.count() == 1


def test_several_are_confirmed_at_once(network: Network) -> None:
    offers = [due(network, title) for title in ("A", "B", "C")]
    link(network, *offers)
    assert "Alle 3 bestätigen" in text(Client().get(PAGE))
    assert send(angebot="alle").status_code == 303
    assert all(stored(offer).due_on > TODAY for offer in offers)


def test_whatever_opens_nothing_gets_the_same_friendly_page(network: Network) -> None:
    offer = due(network)
    link(network, offer, word="abgelaufen", expires_at=AT - timedelta(seconds=1))
    link(network, offer, word="benutzt", done=[offer.pk], used_at=AT - timedelta(hours=1))
    link(make_network("nachbarstadt"), due(network), word="nebenan")
    link(network, word="leer")
    said = set()
    for path in ("abgelaufen", "benutzt", "nebenan", "leer", "geraten"):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(f"/bestaetigen/musterstadt/{path}/")
            said.add((answer.status_code, answer.content))
    said.add((lambda one: (one.status_code, one.content))(Client().get("/bestaetigen/gibt-es-nicht/wort/")))
    ((status, content),) = said
    assert status == 410
    assert "Dieser Link gilt nicht mehr" in content.decode()
    assert stored(offer).due_on == TODAY


def test_only_the_offers_of_the_link_can_be_answered(network: Network) -> None:
    offer, other = due(network), due(network, "Anderes")
    link(network, offer)
    send(angebot=other.pk)
    assert stored(other).due_on == TODAY
    assert Client().get(f"{PAGE}{other.pk}/").status_code == 410


def test_an_offer_that_has_ended_is_shown_as_such_and_not_confirmed(network: Network) -> None:
    over, other = due(network, "Vorbei", status="ended", published_at=None), due(network)
    link(network, over, other)
    assert "beendet" in text(Client().get(PAGE))
    send(angebot=over.pk)
    assert stored(over).due_on == TODAY


def test_a_correction_waits_and_says_what_happens_next(network: Network) -> None:
    offer = due(network, opening_hours="Mo-Fr 09:00-12:00", places_free=2, places_until=TODAY)
    link(network, offer)
    page = Client().get(f"{PAGE}{offer.pk}/")
    sent = form_of(page) | {"phone": "03675 654321", "nachricht": "Neue Leitung"}
    answer = send(f"{PAGE}{offer.pk}/", **sent)
    assert answer.status_code == 303, text(answer)
    with tenant(network.pk):
        draft = Draft.objects.get()
    assert (draft.values, draft.message, draft.member) == ({"phone": "03675 654321"}, "Neue Leitung", None)
    assert "Die Netzwerkkoordination sieht sie sich an" in text(Client().get(PAGE))
    assert Client().get(f"{PAGE}{offer.pk}/").status_code == 303, "answered: back to the page"


def test_a_trusted_partner_s_number_is_public_at_once(network: Network) -> None:
    offer = due(network)
    link(network, offer)
    with tenant(network.pk):
        Organisation.objects.update(trusted=True)
    sent = form_of(Client().get(f"{PAGE}{offer.pk}/")) | {"phone": "03675 654321"}
    send(f"{PAGE}{offer.pk}/", **sent)
    assert stored(offer).phone == "03675 654321"
    assert "Zuletzt bestätigt am" in text(Client().get(PAGE))


def test_what_is_wrong_stays_and_is_told(network: Network) -> None:
    offer = due(network)
    link(network, offer)
    form = form_of(Client().get(f"{PAGE}{offer.pk}/"))
    answer = send(f"{PAGE}{offer.pk}/", **form | {"phone": "keine", "postal_code": "1", "nachricht": "Mein Text"})
    page = text(answer)
    assert answer.status_code == 422
    for words in ("Nichts ist verloren", "03675 123456", "fünf Ziffern", "Mein Text", 'value="keine"'):
        assert words in page, words
    answer = send(f"{PAGE}{offer.pk}/", **form)
    assert answer.status_code == 409
    assert "Sie haben nichts geändert" in text(answer)
    more = send(f"{PAGE}{offer.pk}/", **form | {"opening_hours-mehr": "1", "nachricht": "Mein Text"})
    assert more.status_code == 200
    assert "Mein Text" in text(more)


def test_gone_is_a_task_for_the_coordination_and_ends_nothing(network: Network) -> None:
    offer = due(network)
    link(network, offer)
    sent = form_of(Client().get(f"{PAGE}{offer.pk}/")) | {"gibt_es_nicht_mehr": "on", "nachricht": "Seit Mai nicht"}
    answer = send(f"{PAGE}{offer.pk}/", **sent)
    assert answer.status_code == 303, answer.context["form"].errors
    with tenant(network.pk):
        report = ProblemReport.objects.get()
    assert (report.kind, report.done_at, report.answer) == ("gone", None, "")
    assert report.passed_on_at is not None
    assert report.text.endswith("Seit Mai nicht")
    assert stored(offer).status == "published"


def test_a_form_from_elsewhere_is_not_taken(network: Network) -> None:
    offer = due(network)
    link(network, offer)
    answer = Client().post(PAGE, {"angebot": offer.pk}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert stored(offer).due_on == TODAY


@contextmanager
def database_away() -> Iterator[None]:
    """Every question of the app fails, as with a server that went."""
    from django.db import OperationalError

    def fail(*_: object) -> None:
        raise OperationalError("weg")

    with connections["default"].execute_wrapper(fail):
        yield


def test_with_the_database_away_what_was_written_is_shown_again(network: Network) -> None:
    offer = due(network)
    link(network, offer)
    with database_away():
        looked, clicked = Client().get(PAGE), send(angebot=offer.pk)
        written = send(f"{PAGE}{offer.pk}/", phone="03675 777777", nachricht="Sehr viel <b>Text</b>")
    assert [one.status_code for one in (looked, clicked, written)] == [503, 503, 503]
    assert 'value="03675 777777"' in text(written)
    assert "Sehr viel &lt;b&gt;Text" in text(written)
    assert f'value="{offer.pk}"' in text(clicked)
    assert written["Cache-Control"] == "no-store"


def test_one_and_three_offers_take_the_same_questions(network: Network) -> None:
    counts = []
    for number in (1, 3):
        token = f"wort{number}"
        link(network, *(due(network, f"{number} {n}", organisation=f"Haus {n}") for n in range(number)), word=token)
        with CaptureQueriesContext(connections["default"]) as asked:
            assert Client().get(f"/bestaetigen/musterstadt/{token}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_stands_in_no_cache() -> None:
    from nestwerk.common.doors import is_kept_nowhere, is_private

    assert is_kept_nowhere(PAGE)
    assert not is_private(PAGE)
    assert not is_kept_nowhere("/musterstadt/")


def test_days_are_those_of_germany(network: Network) -> None:
    offer = due(network)
    link(network, offer)
    send(angebot=offer.pk)
    assert isinstance(stored(offer).last_verified_on, date)
    assert stored(offer).last_verified_on == timezone.localdate(datetime.now(tz=AT.tzinfo))
