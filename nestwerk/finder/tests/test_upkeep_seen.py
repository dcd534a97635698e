"""From an offer in the database to what a family reads of its upkeep, and what nobody may read."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nestwerk.catalogue.publish import publish
from nestwerk.common.tenancy import tenant
from nestwerk.finder.texts import texts_for
from nestwerk.networks.tests.builders import make_network
from nestwerk.offers.editing.languages import digest
from nestwerk.offers.models import Confirmation, Offer, ProblemReport
from nestwerk.offers.tests.builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])
TODAY = timezone.localdate()


def seen(path: str, code: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == code, path
    return answer.content.decode()


def page(offer: Offer, language: str = "") -> str:
    return seen(f"{language}/musterstadt/angebote/{offer.public_id}")


def published(**values: Any) -> Offer:
    offer = make_offer(make_network("musterstadt"), **values)
    publish(at=datetime.now(tz=UTC))
    return offer


def test_an_overdue_offer_is_marked_on_its_page_and_its_card(data_dir: Path) -> None:
    long_ago = TODAY - timedelta(days=200)
    offer = published(
        phone="03675 1", last_verified_on=long_ago, due_on=TODAY - timedelta(days=1),
        confirmed_at=datetime.combine(long_ago, datetime.min.time(), UTC) + timedelta(hours=12),
    )  # fmt: skip
    assert "Nicht bestätigt seit" in page(offer)
    assert "Bitte vorher anrufen" in page(offer)
    assert "Nicht bestätigt seit" in seen("/musterstadt/suche?q=elterncafe")
    assert "Not confirmed since" in seen("/en/musterstadt/angebote")


def test_what_was_only_brought_in_is_marked_by_no_clock(data_dir: Path) -> None:
    offer = published(last_verified_on=TODAY - timedelta(days=900), due_on=TODAY - timedelta(days=500))
    assert "Nicht bestätigt" not in page(offer)
    assert "Zuletzt bestätigt am" in page(offer)


def test_a_paused_offer_stays_findable_behind_the_others_and_is_not_open(data_dir: Path) -> None:
    back = TODAY + timedelta(days=40)
    network = make_network("musterstadt")
    paused = make_offer(
        network, "Café A", opening_hours="24/7", status="paused", paused_until=back, pause_reason="Wir ziehen um."
    )
    for number in range(3):
        make_offer(network, f"Treff {number}", opening_hours="24/7")
    publish(at=datetime.now(tz=UTC))
    text = page(paused)
    assert "Macht Pause bis" in text
    assert "Wir ziehen um." in text
    assert "Tag und Nacht" not in text
    found = seen("/musterstadt/suche?thema=need.meet_parents")
    assert found.index("Treff 2") < found.index("Café A")
    assert "Macht Pause bis" in found
    assert seen("/musterstadt/suche?q=caf%C3%A9+a").count('class="card') >= 1


def test_a_pause_without_an_end_leaves_the_list_and_its_page_leads_on(data_dir: Path) -> None:
    network = make_network("musterstadt", phone="03675 871-0")
    offer = make_offer(
        network, "Kreißsaalführung", status="paused", pause_reason="Umbau", phone="0999 1", street="Geheim 1"
    )
    make_offer(network, "Elterncafé")
    publish(at=datetime.now(tz=UTC))
    answer = Client().get(f"/musterstadt/angebote/{offer.public_id}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    assert "macht gerade Pause" in text
    assert "Umbau" in text
    assert 'href="tel:036758710"' in text
    assert "/musterstadt/suche?art=offer.parent_cafe" in text
    assert str(offer.public_id) not in seen("/musterstadt/angebote") + seen("/sitemap/de/musterstadt/1.xml")
    shard = b"".join(path.read_bytes() for path in (data_dir / "snapshot").glob("musterstadt-*"))
    for private in ("Kreißsaal", "0999 1", "Geheim 1"):
        assert private.encode() not in shard
    for path in (f"/en/musterstadt/angebote/{offer.public_id}", f"/musterstadt/angebote/{offer.public_id}/hinweis"):
        seen(path)


def test_out_of_season_an_offer_is_in_no_list_and_its_page_says_when_it_is_back(data_dir: Path) -> None:
    last, next_ = TODAY - timedelta(days=1), TODAY + timedelta(days=60)
    offer = published(title="Freibad", season=f"{next_}/{next_ + timedelta(days=30)}")
    with tenant(offer.network_id):
        gone = make_offer(offer.network, title="Vorbei", season=f"{last - timedelta(days=9)}/{last}")
    publish(at=datetime.now(tz=UTC))
    import time

    time.sleep(1.1)
    assert "Freibad" not in seen("/musterstadt/angebote") + seen("/musterstadt/suche?q=freibad")
    assert "Wieder ab" in page(offer)
    assert "Zurzeit gibt es das nicht" in page(gone)


def test_places_dates_and_remarks_stand_on_page_and_card(data_dir: Path) -> None:
    first = TODAY + timedelta(days=3)
    second = first + timedelta(days=7)
    offer = published(
        places_free=3, waiting_weeks=4, places_until=TODAY, last_verified_on=TODAY,
        opening_hours='Mo-Fr "nach Vereinbarung"',
        dates=[
            {
                "kind": "weekly", "first": first.isoformat(), "begins": "09:30", "ends": "11:00",
                "weekdays": [first.weekday()], "not_in_school_holidays": True, "registration": "am Telefon",
                "changes": [{"kind": "cancelled", "day": second.isoformat(), "reason": "Team im Urlaub"}],
            },
            {"kind": "unlesbar"},
        ],
    )  # fmt: skip
    text = page(offer)
    assert "3 Plätze frei (Stand" in text
    assert "Wartezeit etwa 4 Wochen" in text
    assert "9:30 bis 11 Uhr" in text
    assert "Anmeldung: am Telefon" in text
    assert "nach Vereinbarung" in text
    card = seen("/musterstadt/angebote")
    assert "Nächster Termin:" in card
    assert "3 Plätze frei" in card
    assert "Next date:" in seen("/en/musterstadt/angebote")


def test_a_secret_address_is_not_told_by_its_dates(data_dir: Path) -> None:
    series = {"kind": "weekly", "first": TODAY.isoformat(), "weekdays": [0, 1, 2, 3, 4], "place": "Geheimgasse 7",
              "changes": [{"kind": "extra", "day": TODAY.isoformat(), "place": "Geheimgasse 8"}]}  # fmt: skip
    published(hidden_address=True, dates=[series])
    shard = b"".join(path.read_bytes() for path in (data_dir / "snapshot").glob("musterstadt-*"))
    assert b"Geheimgasse" not in shard


def test_an_offer_speaks_the_readers_language_where_somebody_wrote_it(data_dir: Path) -> None:
    german = {"title": "Elterncafé", "summary": "Andere Eltern treffen", "description": "Lang und deutsch."}
    texts = {
        "en": {"title": "Cuppa for parents", "summary": "Meet others", "of": digest(german)},
        "de-einfach": {"description": "Ganz leicht.", "of": digest(german | {"description": "Früher anders."})},
        "ar": {"title": "مقهى الوالدين", "of": digest(german)},
        "tr": {"title": "Ebeveyn kafesi", "of": "alt.alt.alt"},
    }
    offer = published(**german, texts=texts)
    english = page(offer, "/en")
    assert "<h1>Cuppa for parents</h1>" in english
    assert '<div lang="de" dir="ltr"><p>Lang und deutsch.</p></div>' in english
    assert "only available in German" in english
    plain = page(offer, "/de-einfach")
    assert "Ganz leicht." in plain
    assert "inzwischen geändert" in plain
    assert "nicht in Einfacher Sprache" not in plain
    german_page = page(offer)
    address = f"/musterstadt/angebote/{offer.public_id}"
    assert f'href="/ar{address}" lang="ar" dir="rtl" hreflang="ar">العربية</a>' in german_page
    arabic = page(offer, "/ar")
    assert "<h1>مقهى الوالدين</h1>" in arabic
    assert '<div lang="de" dir="ltr"><p>Lang und deutsch.</p></div>' in arabic
    assert texts_for("tr")("offer.original_changed") in page(offer, "/tr")
    assert ">Cuppa for parents</a>" in seen("/en/musterstadt/angebote")
    assert "Elterncafé" in seen("/musterstadt/suche?q=cuppa")
    shard = b"".join(path.read_bytes() for path in (data_dir / "snapshot").glob("musterstadt-*"))
    assert digest(german).encode() not in shard


def test_families_read_what_was_changed_because_they_wrote(data_dir: Path) -> None:
    offer = make_offer(make_network("musterstadt"))
    now = timezone.now()
    with tenant(offer.network_id):
        for days, answer, done in ((1, "Die Nummer stimmt jetzt.", True), (40, "Die Zeiten sind neu.", True),
                                   (45, "Die dritte.", True), (2, "Noch offen.", False), (3, "", True)):  # fmt: skip
            ProblemReport.objects.create(
                network_id=offer.network_id, offer=offer, kind="phone", text="Frau Beispiel rief an", reported_on=TODAY,
                answer=answer, done_at=now - timedelta(days=days) if done else None, done_by=7,
            )  # fmt: skip
    publish(at=datetime.now(tz=UTC))
    text = page(offer)
    assert "Sie haben uns geschrieben – das haben wir geändert" in text
    assert text.index("Die Nummer stimmt jetzt.") < text.index("Die Zeiten sind neu.")
    assert "Die dritte." not in text
    assert "Noch offen." not in text
    assert "Frau Beispiel" not in b"".join(path.read_bytes() for path in (data_dir / "snapshot").iterdir()).decode(
        "utf-8", "ignore"
    )


@pytest.mark.parametrize(
    ("way", "said"), [("link", "Vom Anbieter bestätigt am"), ("phone", "Am Telefon bestätigt am"), ("edit", "Zuletzt")]
)
def test_the_page_says_how_it_was_confirmed(data_dir: Path, way: str, said: str) -> None:
    offer = make_offer(make_network("musterstadt"), last_verified_on=TODAY)
    with tenant(offer.network_id):
        Confirmation.objects.create(
            network_id=offer.network_id, offer=offer, at=timezone.now(), way=way, hat="partner:1", note="Frau Beispiel"
        )
    publish(at=datetime.now(tz=UTC))
    assert said in page(offer)


def test_two_taps_from_the_page_of_an_offer_tell_what_is_wrong(data_dir: Path) -> None:
    offer = published(status="paused", paused_until=TODAY + timedelta(days=9))
    address = f"/musterstadt/angebote/{offer.public_id}/hinweis"
    assert f'href="{address}"' in page(offer), "the first tap"
    assert 'name="was" value="phone"' in seen(address), "the second tap is a button that sends"
    thanks = Client(enforce_csrf_checks=True).post(address, {"was": "phone"})
    assert thanks.status_code == 200
    with tenant(offer.network_id):
        assert ProblemReport.objects.count() == 1


def test_the_privacy_page_says_what_is_counted(data_dir: Path) -> None:
    published()
    assert "Was wir zählen" in seen("/musterstadt/datenschutz")
    assert "Was wir zählen" in seen("/de-einfach/musterstadt/datenschutz")
    assert "What we count" in seen("/en/datenschutz")


def test_who_asked_for_ways_without_the_voice_gets_one_to_press(data_dir: Path) -> None:
    published(phone="03675 1", email="cafe@example.org")
    card = r'<p class="act"><a [^>]*href="(tel|mailto):'
    assert re.findall(card, seen("/musterstadt/suche?q=elterncafe")) == ["tel"]
    assert re.findall(card, seen("/musterstadt/suche?q=elterncafe&stimme=ohne")) == ["mailto"]


def test_the_hours_of_a_helpline_stand_there_in_full_also_on_paper(data_dir: Path) -> None:
    published()
    assert re.search(r'<p class="note">Mo–\w+ [^<]*Uhr', seen("/musterstadt/notfall"))


def test_a_page_beyond_the_last_one_is_the_last(data_dir: Path) -> None:
    published()
    assert re.findall(r'id="angebot-(\d+)"', seen("/musterstadt/suche?q=elterncafe&seite=99")) == ["1"]
