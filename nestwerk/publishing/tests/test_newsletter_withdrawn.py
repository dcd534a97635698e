"""When a single person takes her consent back, neither archive nor feed nor a mail still to come names her."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nestwerk.catalogue import public as catalogue
from nestwerk.common.tenancy import APP, tenant
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal as unseal_mail
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import signed_in
from nestwerk.offers.public import Withheld, withheld
from nestwerk.offers.tests.builders import make_offer
from nestwerk.partners.actions_consent import record_consent, set_single_person, withdraw_consent
from nestwerk.partners.models import Organisation
from nestwerk.publishing.actions.newsletter_sending import send_batch
from nestwerk.publishing.models import Issue, Subscriber
from nestwerk.publishing.newsletter.sealing import mark, seal
from nestwerk.publishing.newsletter.silence import silence, strike
from nestwerk.publishing.tasks.newsletter import people_changed

from .putting_out import put_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
DESK = "/netz/musterstadt/produkte/newsletter/"
NOW = datetime.now(tz=UTC)
HERS = {"phone": "03675 471100", "email": "ada@hebamme.example", "street": "Gartenweg 3", "city": "Sonneberg"}
WORDS = (
    "Guten Tag! Am 12. Dezember backen wir Plätzchen. Neu dabei ist Hebamme Ada Beispiel, sie kommt zu Ihnen.\n\n"
    "Dr. Muster liest vor. Frau Beispiel erreichen Sie unter 0 36 75 / 47 11 00. Kommen Sie gern im Gartenweg 3 vorbei!"
)
LEFT = "Guten Tag! Am 12. Dezember backen wir Plätzchen.\n\nDr. Muster liest vor."


@pytest.fixture
def network(data_dir: Path) -> Network:
    made = make_network("musterstadt")
    make_offer(made, "Elterncafé", "Familienhaus", phone="03675 999000")
    return made


@pytest.fixture
def client(boss: Membership) -> Client:
    return signed_in(boss)


def do(boss: Membership, act: Any, *args: Any, **named: Any) -> Any:
    with tenant(boss.network_id, user_id=boss.user_id, hat=boss.hat):
        return act(*args, by=boss, at=NOW, **named)


@pytest.fixture
def midwife(network: Network, boss: Membership) -> Organisation:
    her: Organisation = make_offer(network, "Besuch im Wochenbett", "Hebamme Ada Beispiel", **HERS).organisation
    do(boss, set_single_person, her, single=True)
    agree(boss, her, address=True)
    return her


def agree(boss: Membership, her: Organisation, *, address: bool) -> None:
    do(boss, record_consent, her, address=address, bulk=False, on=NOW.date(), way="paper")


def issue(network: Network, client: Client) -> Issue:
    """An approved issue with both offers, whose words name her."""
    with tenant(network.pk):
        Subscriber.objects.create(
            network=network, audience="parents", mark=mark("kanarie@example.org", network.pk), handle=bytes(16),
            sealed=seal("kanarie@example.org", bytes(16)), consent=1, asked_at=NOW, confirmed_at=NOW,
        )  # fmt: skip
    put_out("musterstadt", at=NOW)
    page = client.post(f"{DESK}neu/", {"audience": "parents"})["Location"]
    form = client.get(page).context["form"].initial
    given = {"seen": form["seen"], "new": form["new"], "title_de": "Neu: Ada Beispiel", "intro_de": WORDS}
    assert client.post(page, given).status_code == 302
    assert client.post(f"{page}freigeben/").status_code == 302
    put_out("musterstadt", at=NOW)
    with tenant(network.pk):
        return Issue.objects.get()


def public(number: int) -> list[str]:
    paths = ("newsletter/archiv", f"newsletter/archiv/{number}", "newsletter.atom")
    return [Client().get(f"/musterstadt/{path}").content.decode() for path in paths]


def test_her_offer_and_the_sentences_about_her_leave_archive_and_feed(
    network: Network, boss: Membership, client: Client, midwife: Organisation
) -> None:
    number = issue(network, client).pk
    before = "".join(public(number))
    for told in ("Besuch im Wochenbett", "Ada Beispiel", "47 11 00", "Gartenweg 3"):
        assert told in before
    do(boss, withdraw_consent, midwife)
    put_out("musterstadt", at=NOW + timedelta(minutes=1))
    overview, page, feed = public(number)
    for told in ("Besuch im Wochenbett", "Beispiel", "47 11 00", "Gartenweg"):
        assert told not in overview + page + feed
    assert "12. Dezember backen wir" in page
    assert "Dr. Muster liest vor." in page
    assert "Elterncafé" in page
    carried = str(catalogue.current().addition("musterstadt", "newsletter"))
    assert "Beispiel" not in carried
    with tenant(network.pk):  # what was written stays with those who wrote it, and they are told
        assert Issue.objects.get().texts["de"]["intro"] == WORDS
    desk = client.get(f"{DESK}{number}/").content.decode()
    assert "3 Sätze von Ihnen stehen nicht mehr in Mails und Archiv" in desk
    agree(boss, midwife, address=True)
    put_out("musterstadt", at=NOW + timedelta(minutes=2))
    assert "Besuch im Wochenbett" in "".join(public(number))


def test_taking_back_the_address_alone_strikes_only_where_she_lives(
    network: Network, boss: Membership, client: Client, midwife: Organisation
) -> None:
    number = issue(network, client).pk
    agree(boss, midwife, address=False)
    put_out("musterstadt", at=NOW + timedelta(minutes=1))
    page = public(number)[1]
    assert "Gartenweg" not in page
    assert "Hebamme Ada Beispiel" in page


def test_a_mail_that_leaves_after_her_withdrawal_does_not_name_her_though_the_catalogue_does(
    network: Network, boss: Membership, client: Client, midwife: Organisation
) -> None:
    number = issue(network, client).pk
    old = catalogue.current()
    do(boss, withdraw_consent, midwife)
    assert any(offer.title == "Besuch im Wochenbett" for offer in old.offers("musterstadt"))
    with tenant(network.pk):
        send_batch(network, number, old, at=NOW + timedelta(minutes=1))
        text = unseal_mail(bytes(Mail.objects.get(kind="newsletter.issue").sealed or b""))["text"]
    assert LEFT in text
    assert "Elterncafé" in text
    for told in ("Besuch im Wochenbett", "Beispiel", "Gartenweg"):
        assert told not in text


def test_mails_that_wait_and_name_her_are_taken_back_and_written_anew(
    network: Network, boss: Membership, client: Client, midwife: Organisation
) -> None:
    number = issue(network, client).pk
    with tenant(network.pk):
        send_batch(network, number, catalogue.current(), at=NOW)
        send_batch(network, number, catalogue.current(), at=NOW)  # nobody is left: it is done
        assert Issue.objects.get().state == Issue.State.SENT
    people_changed("musterstadt")
    with tenant(network.pk):  # nobody took anything back
        (first,) = Mail.objects.filter(kind="newsletter.issue")
        assert "Ada Beispiel" in unseal_mail(bytes(first.sealed or b""))["text"]
    do(boss, withdraw_consent, midwife)
    people_changed("musterstadt")
    people_changed("musterstadt")
    with tenant(network.pk):
        row = Issue.objects.get()
        assert (row.state, row.sent, Mail.objects.filter(kind="newsletter.issue").count()) == ("sending", 0, 0)
        send_batch(network, number, catalogue.current(), at=NOW + timedelta(minutes=1))
        (again,) = Mail.objects.filter(kind="newsletter.issue")
        assert "Beispiel" not in unseal_mail(bytes(again.sealed or b""))["text"]
        assert Issue.objects.get().sent == 1


def test_what_a_family_centre_tells_too_is_nobodys_alone(
    network: Network, boss: Membership, midwife: Organisation
) -> None:
    make_offer(network, "Stillgruppe", "Familienhaus", street=HERS["street"], phone=HERS["phone"])
    do(boss, withdraw_consent, midwife)
    with tenant(network.pk):
        (her,) = withheld(network.pk, using=APP)
    assert (her.name, her.contact, her.streets) == ("Hebamme Ada Beispiel", ("ada@hebamme.example",), ())
    assert len(her.offers) == 1


def test_the_questions_are_as_many_for_one_person_as_for_three(
    network: Network, boss: Membership, midwife: Organisation
) -> None:
    def asked() -> int:
        with tenant(network.pk), CaptureQueriesContext(connections[APP]) as queries:
            withheld(network.pk, using=APP)
        return len(queries)

    do(boss, withdraw_consent, midwife)
    one = asked()
    for name in ("Hebamme Bea Muster", "Hebamme Cora Probe"):
        do(boss, set_single_person, make_offer(network, "Besuch", name, phone="1").organisation, single=True)
    assert asked() == one


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        ("Ada Beispiels Sprechstunde ist neu.", True),
        ("Neu ist A. Beispiel.", True),
        ("Unsere Hebamme Beispiel kommt.", True),
        ("Schreiben Sie an ada@hebamme.example.", True),
        ("Rufen Sie an: +49 3675 471100.", True),
        ("Zum Beispiel gibt es Tee.", False),
        ("Hebamme Ada Muster kommt.", False),
        ("Die Hebammen beraten Sie.", False),
        ("", False),
    ],
)
def test_a_sentence_is_about_her_or_not(sentence: str, gone: bool) -> None:
    silent = silence([Withheld("Hebamme Ada Beispiel", (), (HERS["phone"], HERS["email"]), ())])
    struck = strike({"de": {"intro": sentence}}, silent)
    assert (struck.gone, struck.texts["de"]["intro"]) == (([sentence], "") if gone else ([], sentence))


def test_without_anybody_withheld_words_stay_as_they_are() -> None:
    texts = {"de": {"title": " A ", "intro": "Eins.\n\n\n\nZwei. "}}
    assert strike(texts, silence([])).texts == texts
