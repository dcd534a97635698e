"""Signing up, confirming, leaving: alike for every address, sealed at rest, gone at once."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils.html import escape

from nestwerk.audit.ledger import read_ledger
from nestwerk.audit.models import Line
from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.finder.languages import LANGUAGES, Language
from nestwerk.finder.links import Links
from nestwerk.finder.texts import texts_for
from nestwerk.jobs.models import Mail
from nestwerk.jobs.seal import unseal as unseal_mail
from nestwerk.networks.models import Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member
from nestwerk.publishing import inbox
from nestwerk.publishing.actions import newsletter_readers as readers
from nestwerk.publishing.actions.newsletter import offer_newsletter
from nestwerk.publishing.models import Newsletter, Subscriber
from nestwerk.publishing.newsletter.readers import CONSENT, add_months
from nestwerk.publishing.newsletter.sealing import CONFIRM, LEAVE, link_word, unseal
from nestwerk.publishing.queries.newsletter import readers_of
from nestwerk.publishing.tasks.newsletter import end_newsletters
from nestwerk.publishing.views.newsletter import LEAVES_SECONDS, MOST_LEAVES

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
PAGE = "/musterstadt/newsletter"
CANARY = "kanarie.4711@example.org"
PARENT = {"wer": "parents", "email": CANARY, "monat": ""}


@pytest.fixture
def network(data_dir: Path) -> Network:
    """A network that offers both newsletters."""
    made = make_network("musterstadt", phone="03675 871-0")
    boss = make_member(made)
    with tenant(made.pk):
        offer_newsletter(made, for_parents=True, for_professionals=True, by=boss, at=datetime.now(tz=UTC))
    publish(at=datetime.now(tz=UTC))
    return made


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def rows(network: Network) -> list[Subscriber]:
    with tenant(network.pk):
        return list(Subscriber.objects.order_by("pk"))


def mails(network: Network) -> list[Mail]:
    with tenant(network.pk):
        return list(Mail.objects.order_by("pk"))


def link_in(mail: Mail) -> str:
    """The path of the first link of a mail that waits."""
    found = re.search(r"https?://[^/]+(/\S+)", unseal_mail(bytes(mail.sealed or b""))["text"])
    assert found
    return found[1]


def joined(network: Network, address: str = CANARY, audience: str = "parents", month: str = "") -> Subscriber:
    """Somebody who has confirmed."""
    at = datetime.now(tz=UTC)
    inbox.ask_for_newsletter(
        network.slug, address, audience=audience, language="de", month=month, topics=[], on=at.date(), at=at
    )
    row = rows(network)[-1]
    assert inbox.confirm_newsletter(network.slug, link_word(CONFIRM, bytes(row.handle)), at=at)
    return next(one for one in rows(network) if one.mark == row.mark and one.confirmed_at)


def test_from_the_form_to_the_confirmed_address(network: Network, browser: Client) -> None:
    page = browser.get(PAGE)
    month = f"{datetime.now(tz=UTC):%Y-%m}"
    assert page.status_code == 200
    assert not page.cookies
    assert 'name="tag"' not in page.content.decode()
    sent = browser.post(PAGE, PARENT | {"monat": month})
    assert "Fast geschafft" in sent.content.decode()
    assert sent["Cache-Control"] == "no-store"
    assert not sent.cookies
    (row,), (mail,) = rows(network), mails(network)
    first = date.fromisoformat(f"{month}-01")
    assert (row.confirmed_at, row.month, row.ends_on, row.consent) == (None, first, None, CONSENT)
    assert (mail.kind, mail.to) == ("newsletter.confirm", "")
    link = link_in(mail)
    for _ in range(3):
        assert "Ja, bitte schicken" in browser.get(link).content.decode()  # a scanner looks; nothing happens
    assert rows(network)[0].confirmed_at is None
    assert "Sie sind dabei" in browser.post(link).content.decode()
    assert "Sie sind dabei" in browser.post(link).content.decode()
    (row,) = rows(network)
    assert row.confirmed_at is not None
    assert row.ends_on == add_months(date.fromisoformat(f"{month}-01"), 37)  # the month of the third birthday is over
    assert unseal(bytes(row.sealed), bytes(row.handle)) == CANARY


def test_no_table_no_log_and_no_ledger_holds_the_address_in_the_open(
    network: Network, browser: Client, settings: Any
) -> None:
    browser.post(PAGE, PARENT)
    browser.post(link_in(mails(network)[0]))
    found = []
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE '%4711@example%'")  # noqa: S608
            found += [table] if cursor.fetchone()[0] else []
            cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    assert found == []


@pytest.mark.parametrize("audience", ["parents", "professionals"])
def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(
    network: Network, browser: Client, audience: str
) -> None:
    joined(network, CANARY, audience)
    fresh = browser.post(PAGE, {"wer": audience, "email": "neu@example.org"})
    known = browser.post(PAGE, {"wer": audience, "email": f" {CANARY.upper()} "})
    assert fresh.content == known.content
    assert fresh.status_code == known.status_code == 200
    first, second = mails(network)[-2:]
    texts = [re.sub(r"bestaetigen/\S+", "", unseal_mail(bytes(one.sealed or b""))["text"]) for one in (first, second)]
    assert texts[0] == texts[1]


def test_asking_again_changes_what_held_only_when_confirmed(network: Network, browser: Client) -> None:
    before = joined(network, month=f"{datetime.now(tz=UTC):%Y-%m}")
    browser.post(f"/en{PAGE}", PARENT)
    assert len(rows(network)) == 2
    browser.post(link_in(mails(network)[-1]))
    (row,) = rows(network)
    assert (row.pk, row.handle, row.month, row.language) == (before.pk, before.handle, None, "en")


def test_one_address_gets_three_questions_at_most_and_not_two_at_once(network: Network, browser: Client) -> None:
    at = datetime.now(tz=UTC)
    for hours in (0, 0, 1, 2, 3, 4):
        inbox.ask_for_newsletter(
            "musterstadt", CANARY, audience="parents", language="de", month="", topics=[], on=at.date(),
            at=at + timedelta(hours=hours),
        )  # fmt: skip
    assert len(mails(network)) == readers.MOST_MAILS
    assert len(rows(network)) == 1


def test_too_many_in_a_day_are_asked_to_come_back(
    network: Network, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "A_DAY", 1)
    assert browser.post(PAGE, PARENT).status_code == 200
    full = browser.post(PAGE, PARENT | {"email": "andere@example.org"})
    assert full.status_code == 409
    assert "andere@example.org" in full.content.decode()
    assert "versuchen Sie es morgen" in full.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "kein at"}, "stimmt so nicht"),
        ({"email": ""}, "stimmt so nicht"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "stimmt so nicht"),
        ({"email": f"{'x' * 300}@example.org"}, "stimmt so nicht"),
        ({"monat": "1999-01"}, "Monat aus der Liste"),
        ({"monat": "2026-11-22"}, "Monat aus der Liste"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(
    network: Network, browser: Client, wrong: dict[str, str], said: str
) -> None:
    answer = browser.post(PAGE, PARENT | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert rows(network) == []
    english = browser.post(f"/en{PAGE}", PARENT | wrong)
    assert said not in english.content.decode()


def test_a_foreign_page_orders_nothing_and_a_flood_is_refused(network: Network, browser: Client) -> None:
    assert browser.post(PAGE, PARENT, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert browser.post(PAGE, PARENT, headers={"Origin": "https://evil.example"}).status_code == 403
    assert browser.post(PAGE, PARENT | {"email": "x" * 20_000}).status_code == 413
    assert rows(network) == []


def test_with_the_database_away_nothing_is_lost(
    network: Network, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = link_word(LEAVE, bytes(joined(network).handle))
    for alias in ("default",):
        monkeypatch.setitem(connections[alias].settings_dict, "PORT", "1")
        connections[alias].close()
    answer = browser.post(PAGE, PARENT)
    assert answer.status_code == 503
    assert CANARY in answer.content.decode()
    assert "03675 871-0" in answer.content.decode()
    left = browser.post(f"{PAGE}/ende/{word}", {"List-Unsubscribe": "One-Click"})
    assert (left.status_code, left["Retry-After"]) == (503, "120")
    assert browser.get(PAGE).status_code == 200
    monkeypatch.undo()


def test_one_click_works_from_anywhere_without_a_cookie_and_twice(network: Network, browser: Client) -> None:
    row = joined(network)
    address = f"{PAGE}/ende/{link_word(LEAVE, bytes(row.handle))}"
    for _ in range(2):
        page = browser.get(address)
        assert "Jetzt abmelden" in page.content.decode()
        assert page["Cache-Control"] == "no-store"
    assert len(rows(network)) == 1
    headers = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    for _ in range(2):
        done = browser.post(address, {"List-Unsubscribe": "One-Click"}, headers=headers)
        assert (done.status_code, done.content) == (200, b"OK\n")
        assert rows(network) == []
    by_hand = browser.post(address)
    assert "Sie sind abgemeldet" in by_hand.content.decode()
    guessed = browser.post(f"{PAGE}/ende/geraten")
    assert guessed.content.replace(b"geraten", address.rsplit("/", 1)[1].encode()) == by_hand.content


def test_a_link_serves_one_purpose_and_one_network(network: Network, browser: Client) -> None:
    row = joined(network)
    make_network("nachbarstadt", ags="16073")
    publish(at=datetime.now(tz=UTC))
    confirm, leave = (link_word(purpose, bytes(row.handle)) for purpose in (CONFIRM, LEAVE))
    assert browser.post(f"{PAGE}/bestaetigen/{leave}").status_code == 410
    browser.post(f"{PAGE}/ende/{confirm}")
    browser.post(f"/nachbarstadt/newsletter/ende/{leave}")
    assert len(rows(network)) == 1
    assert len(confirm) == 43  # 256 bits


def test_after_a_loss_one_tap_ends_it_and_shows_who_is_there(network: Network, browser: Client) -> None:
    row = joined(network)
    address = f"{PAGE}/verlust/{link_word(LEAVE, bytes(row.handle))}"
    page = browser.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    assert "Sie müssen nichts erklären" in page
    assert page.count("<button") == 1
    assert "<input" not in page
    done = browser.post(address).content.decode()
    assert "Es kommt keine Mail mehr von uns" in done
    assert "/musterstadt/begleitbuch/verlust" in done
    assert rows(network) == []


def test_the_page_after_a_loss_leads_to_the_end_by_address(network: Network, browser: Client) -> None:
    joined(network)
    joined(network, audience="professionals")
    for language in ("", "/en", "/de-einfach"):
        page = browser.get(f"{language}/musterstadt/begleitbuch/verlust").content.decode()
        assert f'href="{language}{PAGE}/ende"' in page
    unknown = browser.post(f"{PAGE}/ende", {"email": "unbekannt@example.org"})
    known = browser.post(f"{PAGE}/ende", {"email": f" {CANARY.title()}"})
    assert unknown.content == known.content
    assert rows(network) == []


def test_leaving_takes_back_the_question_too_and_is_written_down_without_a_name(
    network: Network, browser: Client, settings: Any
) -> None:
    row = joined(network)
    browser.post(PAGE, PARENT)
    assert len(rows(network)) == 2
    inbox.leave_by_link("musterstadt", link_word(LEAVE, bytes(row.handle)), at=datetime.now(tz=UTC))
    assert rows(network) == []
    told = read_ledger(Path(settings.DELETIONS)).entries
    assert ("publishing_subscriber", row.pk) in {(one.table, one.key) for one in told}
    with tenant(network.pk):
        lines = list(Line.objects.filter(event__startswith="publishing.newsletter").order_by("pk"))
    assert [line.event.split("_")[1] for line in lines] == ["offered", "joined", "left"]
    assert "4711" not in str([line.__dict__ for line in lines])


def test_the_clock_ends_what_is_over(network: Network, browser: Client) -> None:
    at = datetime.now(tz=UTC)
    old = joined(network, "drei@example.org", month=f"{add_months(at.date().replace(day=1), -35):%Y-%m}")
    stays = joined(network, "fach@example.org", "professionals")
    browser.post(PAGE, PARENT)
    link = link_in(mails(network)[-1])
    with tenant(network.pk):
        Subscriber.objects.filter(confirmed_at=None).update(asked_at=at - timedelta(days=7))
        assert not readers_of(network, "parents", old.ends_on).exists()  # also before the job has come by
    assert browser.get(link).status_code == 410
    assert browser.post(link).status_code == 410
    later = datetime.combine(old.ends_on, datetime.min.time(), UTC) + timedelta(hours=1)
    end_newsletters(timestamp=int(later.timestamp()))
    assert [row.pk for row in rows(network)] == [stays.pk]


def test_a_newsletter_that_is_not_offered_takes_nobody(network: Network, browser: Client) -> None:
    with tenant(network.pk):
        Newsletter.objects.update(for_professionals=False)
    assert browser.post(PAGE, {"wer": "professionals", "email": CANARY}).status_code == 409
    publish(["musterstadt"], at=datetime.now(tz=UTC), wait=True)
    page = browser.get(PAGE).content.decode()
    assert "Für Eltern" in page
    assert "Newsletter für Fachkräfte bestellen" not in page


def test_nobody_goes_through_a_list_of_addresses_but_a_link_always_ends_it(network: Network, browser: Client) -> None:
    row = joined(network)
    for n in range(MOST_LEAVES):
        assert browser.post(f"{PAGE}/ende", {"email": f"fremd{n}@example.org"}).status_code == 200
    more = browser.post(f"{PAGE}/ende", {"email": CANARY})
    assert (more.status_code, more["Retry-After"]) == (429, str(LEAVES_SECONDS))
    assert "03675 871-0" in more.content.decode()  # whoever is stopped can call
    assert len(rows(network)) == 1
    elsewhere = Client(enforce_csrf_checks=True, REMOTE_ADDR="192.0.2.7")
    assert "Ihre Adresse" in elsewhere.get(f"{PAGE}/ende").content.decode()
    browser.post(f"{PAGE}/ende/{link_word(LEAVE, bytes(row.handle))}")
    assert rows(network) == []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_limits WHERE cache_key LIKE '%127.0.0.1%'")
        assert cursor.fetchone()[0] == 0


def test_another_network_address_may_still_leave(network: Network, browser: Client) -> None:
    joined(network)
    for n in range(MOST_LEAVES + 1):
        browser.post(f"{PAGE}/ende", {"email": f"fremd{n}@example.org"})
    Client(REMOTE_ADDR="192.0.2.7").post(f"{PAGE}/ende", {"email": CANARY})
    assert rows(network) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_the_privacy_page_names_the_newsletter_where_there_is_one(network: Network, language: Language) -> None:
    make_network("nachbarstadt", ags="16073")
    publish(at=datetime.now(tz=UTC))
    t = texts_for(language.code)
    page = Client().get(Links(language).page("datenschutz", "musterstadt")).content.decode()
    for text in (t("newsletter_privacy.title"), *t.paragraphs("newsletter_privacy.text")):
        assert escape(text) in page
    assert f'href="{Links(language).page("newsletter/ende", "musterstadt")}"' in page
    for other in ("nachbarstadt", ""):
        assert (
            t("newsletter_privacy.title")
            not in Client().get(Links(language).page("datenschutz", other)).content.decode()
        )
