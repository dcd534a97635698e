"""What pages say to machines: only what is known, nothing of a hidden address, nothing that breaks out of its block."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import orjson

from nestwerk.catalogue.records import ContactRecord, OrganisationRecord
from nestwerk.common.dates import Series
from nestwerk.finder.present.linked_data import data_block, network_data, offer_data, opening_hours
from nestwerk.finder.tests.builders import make_network, make_offer, make_term

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BASE = "https://example.org"
TERMS = {"offer.parent_cafe": make_term("offer.parent_cafe", "Elterncafé")}
CAFE = make_offer(
    summary="Kaffee und Rat.",
    organisation="Familienzentrum Beispiel",
    organisation_id="o-1",
    offer_types=("offer.parent_cafe",),
    age_from_months=-3,
    age_to_months=30,
    languages=("de", "tr"),
    cost_kind="free",
    street="Markt 1",
    postal_code="96515",
    city="Sonneberg",
    lat=50.36,
    lon=11.17,
    position_exact=True,
    phone="0123 456",
    opening_hours="Mo-We 09:00-12:00; Jul Th 10:00-11:00; PH off",
)
WEEKLY = Series(
    kind="weekly", first=date(2026, 11, 24), weekdays=(1,), begins=time(9, 30), ends=time(11), place="Saal"
).to_dict()


def data(offer: Any, **network: Any) -> list[dict[str, Any]]:
    return offer_data(offer, make_network(**network), TERMS, BASE, AT)


def test_an_offer_is_a_service_with_what_is_known() -> None:
    (one,) = data(CAFE)
    assert one["@type"] == "Service"
    assert one["url"] == f"{BASE}/musterland/angebote/krabbelgruppe"
    assert one["serviceType"] == ["Elterncafé"]
    assert one["audience"] == {"@type": "ParentAudience", "childMinAge": 0.0, "childMaxAge": 2.5}
    assert one["offers"] == {"@type": "Offer", "price": 0, "priceCurrency": "EUR"}
    assert one["areaServed"] == [{"@type": "AdministrativeArea", "name": "Landkreis Musterland", "identifier": "16999"}]
    channel = one["availableChannel"]
    assert channel["servicePhone"]["telephone"] == "0123 456"
    assert channel["serviceLocation"]["geo"]["latitude"] == 50.36
    assert channel["availableLanguage"] == ["de", "tr"]


def test_what_an_authority_offers_is_a_government_service() -> None:
    office = OrganisationRecord("o-1", "Amt", "pt.municipality", "authority", 1)
    (one,) = data(CAFE, organisations=(office,))
    assert one["@type"] == "GovernmentService"
    assert one["provider"]["@type"] == "GovernmentOrganization"


def test_what_nobody_knows_is_not_said() -> None:
    (one,) = data(make_offer(summary="Kurz."))
    assert set(one) == {"@type", "@id", "url", "name", "description", "provider", "areaServed"}


def test_of_a_hidden_address_nothing_is_said() -> None:
    hidden = replace(CAFE, hidden_address=True, dates=(WEEKLY,))
    text = data_block(data(hidden))
    assert "Markt 1" not in text
    assert "50.36" not in text
    assert "Saal" not in text
    assert '"Place"' not in text


def test_the_next_ten_dates_are_events() -> None:
    service, *events = data(replace(CAFE, dates=(WEEKLY,)))
    assert service["@type"] == "Service"
    assert len(events) == 10
    assert events[0]["startDate"] == "2026-11-24T09:30:00+01:00"
    assert events[0]["endDate"] == "2026-11-24T11:00:00+01:00"
    assert events[0]["location"]["name"] == "Saal"
    assert events[0]["eventStatus"] == "https://schema.org/EventScheduled"
    assert data(replace(CAFE, dates=(WEEKLY,), paused=True))[1:] == []


def test_only_plain_weekdays_are_opening_hours() -> None:
    assert opening_hours(CAFE.opening_hours) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Tuesday", "Wednesday"],
            "opens": "09:00",
            "closes": "12:00",
        }
    ]
    assert opening_hours("") == []
    assert opening_hours("nach Vereinbarung") == []


def test_nothing_breaks_out_of_the_block() -> None:
    block = data_block(data(replace(CAFE, title="</script><script>alert(1)</script>", summary="a & b\u2028c")))
    assert block.count("<") == 2
    assert block.startswith('<script type="application/ld+json">')
    inside = re.sub(r"</?script[^>]*>", "", block)
    assert orjson.loads(inside)["name"] == "</script><script>alert(1)</script>"


def test_a_network_is_an_organisation_with_its_office() -> None:
    office = ContactRecord(role="Koordination", phone="030 1", street="Amtsweg 2", postal_code="99999", city="Ort")
    (one,) = network_data(make_network(contact=office, logo="/musterland/logo"), BASE)
    assert one["@type"] == "Organization"
    assert one["logo"] == f"{BASE}/musterland/logo"
    assert one["contactPoint"]["contactType"] == "Koordination"
    assert one["address"]["addressLocality"] == "Ort"
