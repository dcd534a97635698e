"""A partner's calendar becomes dates of an offer: every night, through bad days, never over a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from nestwerk.common.dates import Series
from nestwerk.common.fetch import Limits
from nestwerk.common.tenancy import tenant
from nestwerk.common.tests.foreign import Foreign, Talk, foreign, raw, saying
from nestwerk.jobs.models import Mail
from nestwerk.networks.models import Membership, Network
from nestwerk.networks.tests.builders import make_network
from nestwerk.networks.tests.people import make_member, make_user, signed_in
from nestwerk.offers.actions.calendar import start_calendar
from nestwerk.offers.actions.review import approve_draft
from nestwerk.offers.calendars.tests.ics import at, calendar, event
from nestwerk.offers.models import CalendarFeed, Draft, Offer
from nestwerk.offers.tasks.calendar import read_calendars
from nestwerk.offers.views import calendar as views

from .builders import make_offer

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "publisher"])

NIGHT = datetime(2026, 11, 23, 2, 43, tzinfo=UTC)
HAND = Series("once", NIGHT.date() + timedelta(40)).to_dict()
CAFE = calendar(event(*at("20261201"), "RRULE:FREQ=WEEKLY", uid="cafe"), event(*at("20261205"), title="Chor"))
LATER = calendar(event(*at("20261201", "1000", "1130"), "RRULE:FREQ=WEEKLY", uid="cafe"))
ICS = "Content-Type: text/calendar"


def begun(offer: Offer, by: Membership, server: Foreign, word: str = "café") -> CalendarFeed:
    with tenant(offer.network_id):
        return start_calendar(
            offer, address=f"http://haus.example:{server.port}/a.ics", word=word, by=by, at=NIGHT - timedelta(hours=9)
        )


def night(network: Network, server: Foreign, *, days: int = 0, limits: Limits | None = None) -> None:
    read_calendars([network], server.client(limits=limits), at=NIGHT + timedelta(days=days))


def now(offer: Offer) -> tuple[Offer, CalendarFeed]:
    with tenant(offer.network_id):
        return Offer.objects.get(pk=offer.pk), CalendarFeed.objects.select_related("draft").get(offer=offer)


def update(offer: Offer, **values: object) -> None:
    with tenant(offer.network_id):
        Offer.objects.filter(pk=offer.pk).update(**values)


def trust(offer: Offer) -> None:
    with tenant(offer.network_id):
        offer.organisation.trusted = True
        offer.organisation.save()


def said(body: bytes) -> Talk:
    return saying("200 OK", ICS, body=body)


def test_the_calendar_is_taken_over_and_follows_what_a_trusted_partner_changes(
    network: Network, host: Membership, offer: Offer
) -> None:
    trust(offer)
    update(offer, dates=[HAND])
    with foreign(said(CAFE)) as server:
        begun(offer, host, server)
        night(network, server)
        taken, feed = now(offer)
        assert (taken.dates[0], taken.dates[1]["begins"], len(taken.dates)) == (HAND, "09:30", 2)
        assert (feed.trouble, feed.good_at) == ("", NIGHT)
        night(network, server, days=1)
        assert now(offer)[0].version == taken.version
    with foreign(said(LATER)) as server:
        begun(offer, host, server)
        night(network, server, days=2)
    taken, feed = now(offer)
    assert [one.get("begins") for one in taken.dates] == [None, "10:00"]
    assert taken.last_verified_on == offer.last_verified_on  # a machine confirms nothing


def test_what_is_not_trusted_waits_once_and_not_every_night(network: Network, host: Membership, offer: Offer) -> None:
    partner = make_member(network, "partner", organisations=[offer.organisation_id])
    with foreign(said(CAFE)) as server:
        begun(offer, partner, server)
        for day in range(3):
            night(network, server, days=day)
    waiting, feed = now(offer)
    assert waiting.dates == []
    with tenant(network.pk):
        (draft,) = Draft.objects.filter(offer=offer)
    assert (draft.state, draft.member_id, list(draft.values)) == ("submitted", None, ["dates"])
    with tenant(network.pk):
        Offer.objects.filter(pk=offer.pk).update(phone="03675 1", offer_types=["offer.parent_cafe"])
        approve_draft(draft, by=host, at=NIGHT)
    with foreign(said(LATER)) as server:
        with tenant(network.pk):
            CalendarFeed.objects.update(address=f"http://haus.example:{server.port}/a.ics")
        night(network, server, days=4)
        night(network, server, days=5)
    approved, feed = now(offer)
    assert [one["begins"] for one in approved.dates] == ["09:30"]
    with tenant(network.pk):
        assert [one.state for one in Draft.objects.filter(offer=offer).order_by("pk")] == ["approved", "submitted"]
    assert feed.draft is not None
    assert feed.draft.values["dates"][0]["begins"] == "10:00"
    assert feed.by_hand == 0


def test_what_a_person_changed_or_took_out_stays_so(network: Network, host: Membership, offer: Offer) -> None:
    trust(offer)
    with foreign(said(CAFE)) as server:
        begun(offer, host, server, word="")
        night(network, server)
        taken, _ = now(offer)
        mine = taken.dates[0] | {"place": "im Garten"}
        update(offer, dates=[mine])  # one series changed, the other taken out
        for day in (1, 2):
            night(network, server, days=day)
    kept, feed = now(offer)
    assert kept.dates == [mine]
    assert feed.by_hand == 2


BAD: dict[str, Talk] = {
    "Der Kalender braucht zu lange, bis er antwortet.": raw(b"HTTP/1.1 200 OK\r\n", pause=1.2),
    "Der Kalender ist zu groß": saying("200 OK", ICS, body=b"BEGIN:VCALENDAR\r\n" + b"X-A:1\r\n" * 700_000),
    "Unter dieser Adresse liegt kein Kalender": saying("200 OK", "Content-Type: text/html", body=b"<p>Hallo</p>"),
    "Unter dieser Adresse gibt es keinen Kalender mehr.": saying("404 Not Found"),
    "Die Adresse führt in ein inneres Netz.": saying("302 Found", "Location: http://192.168.0.1/kalender.ics"),
    "Der Kalender ist leer.": saying("200 OK", ICS, body=calendar()),
}


@pytest.mark.parametrize("sentence", BAD)
def test_on_a_bad_day_the_last_good_dates_stay_and_both_sides_are_told(
    network: Network, host: Membership, offer: Offer, sentence: str
) -> None:
    trust(offer)
    with foreign(said(CAFE)) as server:
        begun(offer, host, server)
        night(network, server)
    good, _ = now(offer)
    with foreign(BAD[sentence]) as server:
        with tenant(network.pk):
            CalendarFeed.objects.update(address=f"http://haus.example:{server.port}/a.ics")
            offer.organisation.upkeep_email = "haus@example.org"
            offer.organisation.save()
            network.email = "netz@example.org"
            network.save()
        for day in (1, 2, 4, 5):
            night(network, server, days=day, limits=Limits(connect=1, whole=1, body=2 * 1024 * 1024))
    kept, feed = now(offer)
    assert (kept.dates, kept.version) == (good.dates, good.version)
    assert feed.trouble.startswith(sentence), feed.trouble
    assert feed.good_at == NIGHT
    with tenant(network.pk):
        assert sorted(Mail.objects.filter(kind="offer.calendar").values_list("to", flat=True)) == [
            "haus@example.org",
            "netz@example.org",
        ]  # once, not every night
    page = signed_in(host).get(f"/netz/{network.slug}/angebote/{offer.pk}/bearbeiten/kalender/").content.decode()
    assert "Nicht lesbar" in page
    assert sentence in page
    assert "bleiben stehen" in page


def test_the_page_previews_starts_and_stops(
    network: Network, host: Membership, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = signed_in(host), f"/netz/{network.slug}/angebote/{offer.pk}/bearbeiten/kalender/"
    start = f"{timezone.localdate() + timedelta(3):%Y%m%d}"
    body = calendar(event(*at(start), "RRULE:FREQ=WEEKLY"), event(*at(start), title="<b>Chor</b>"))
    with foreign(said(body)) as server:
        monkeypatch.setattr(views, "opener", server.client)
        address = f"http://haus.example:{server.port}/a.ics"
        # The form knows the usual ports alone; the server of the test has another.
        monkeypatch.setattr(
            "nestwerk.offers.forms.calendar.read_address", lambda text: type("T", (), {"address": text})
        )
        shown = client.post(page, {"address": address, "word": ""}).content.decode()
        assert "Das käme heute" in shown
        assert "&lt;b&gt;Chor&lt;/b&gt;" in shown
        assert "In keinem Titel" in client.post(page, {"address": address, "word": "Yoga"}).content.decode()
        assert client.post(page, {"address": address, "word": "", "start": "1"}).status_code == 302
        night(network, server)
    assert "Läuft" in client.get(page).content.decode()
    answer = client.post(f"{page}beenden/", {"entfernen": "1"})
    assert answer["Location"].endswith("/bearbeiten/wann/")
    with tenant(network.pk):
        assert not CalendarFeed.objects.exists()
        assert Draft.objects.get(offer=offer, member=host).values["dates"] == []


@pytest.mark.parametrize(
    "address",
    ["http://192.168.0.1/a.ics", "webcal://[::1]/a.ics", "http://localhost/a.ics", "ftp://a.example.org/a.ics"],
)
def test_addresses_inside_a_house_are_refused_before_anything_is_opened(
    network: Network, host: Membership, offer: Offer, address: str
) -> None:
    page = f"/netz/{network.slug}/angebote/{offer.pk}/bearbeiten/kalender/"
    answer = signed_in(host).post(page, {"address": address, "word": ""})
    assert "error" in answer.content.decode()
    assert "Das käme heute" not in answer.content.decode()


def test_who_may_not_write_does_not_get_there(network: Network, host: Membership, offer: Offer) -> None:
    page = f"/netz/{network.slug}/angebote/{offer.pk}/bearbeiten/kalender/"
    other = make_member(network, "partner", user=make_user("fremd@example.org"), organisations=[])
    assert signed_in(other).get(page).status_code == 404
    assert signed_in(make_member(network, "guest")).get(page).status_code == 403
    elsewhere = make_network("nachbarstadt", "Nachbarstadt")
    assert signed_in(make_member(elsewhere, user=make_user("n@example.org"))).get(page).status_code in (302, 404)


def test_an_offer_nobody_has_published_waits(network: Network, host: Membership) -> None:
    fresh = make_offer(network, "Neu", status=Offer.Status.DRAFT, published_at=None)
    page = f"/netz/{network.slug}/angebote/{fresh.pk}/bearbeiten/kalender/"
    assert "sobald das Angebot veröffentlicht ist" in signed_in(host).get(page).content.decode()
    answer = signed_in(host).post(page, {"address": "https://haus.example.org/a.ics", "word": "", "start": "1"})
    assert answer.status_code == 409
