"""What cannot be meant: prices, hours, numbers, addresses, links, dates, and secret places that are told."""

from dataclasses import replace
from typing import Any

import pytest

from nestwerk.offers.quality import Seen, assess

from .whole_record import SECRET, SEEN, WHOLE, keys


@pytest.mark.parametrize(
    ("note", "amount"),
    [
        ("5 €", "5 €"),
        ("12,50 Euro im Monat", "12,50 Euro"),
        ("€ 3", "€ 3"),
        ("Material 2.00eur", "2.00eur"),
        ("0 €, dann 4 €", "4 €"),
    ],
)
def test_free_and_a_price_do_not_go_together(note: str, amount: str) -> None:
    (one,) = assess(replace(WHOLE, cost_note=note), SEEN).findings
    assert one.sentence == f"Das Angebot gilt als kostenlos, im Hinweis steht aber „{amount}“."


@pytest.mark.parametrize(
    ("hours", "key", "detail"),
    [
        ("kaputt", "wrong.hours", ""),
        ("Mo-Fr 12:00-09:00", "wrong.hours_order", "12:00–09:00 Uhr"),
        ("Tu 09:30-09:30", "wrong.hours_order", "09:30–09:30 Uhr"),
        ("Tu 22:00-02:00", "wrong.hours_order", "22:00–02:00 Uhr"),
        ("24/7", "wrong.hours_always", ""),
        ("Mo-Su 00:00-24:00", "wrong.hours_always", ""),
        ("We 03:00-05:00", "wrong.hours_night", "03:00–05:00 Uhr"),
        ("off", "wrong.hours_closed", ""),
        ("2024 Mo-Fr 09:00-12:00", "wrong.hours_closed", ""),
        ("Tu 09:30-11:30; Mo-Su off", "wrong.hours_closed", ""),
    ],
)
def test_hours_that_cannot_be_meant(hours: str, key: str, detail: str) -> None:
    (one,) = assess(replace(WHOLE, opening_hours=hours), SEEN).findings
    assert (one.key, one.field, one.kind) == (key, "opening_hours", "wrong")
    assert detail in one.sentence


@pytest.mark.parametrize(
    ("hours", "kind"),
    [
        ("24/7", "offer.crisis_line"),
        ("24/7", "offer.online_counselling"),
        ("Mo-Su 20:00-06:00", "offer.medical_emergency"),
        ("Tu 09:30+", "offer.parent_cafe"),
        ('"nach Vereinbarung"', "offer.parent_cafe"),
        ("SH Mo-Fr 09:00-12:00", "offer.parent_cafe"),
        ("Mo-Fr", "offer.parent_cafe"),
        ("Tu[1] 18:00-24:00", "offer.parent_cafe"),
        ("May-Sep Sa 10:00-16:00", "offer.parent_cafe"),
    ],
)
def test_hours_that_only_look_odd(hours: str, kind: str) -> None:
    assert keys(opening_hours=hours, offer_types=[kind]) == []


def test_without_a_moment_a_year_without_opening_is_not_noticed() -> None:
    assert keys(Seen(), opening_hours="off") == []


@pytest.mark.parametrize(
    "number",
    [
        "03675 702345",
        "03675/702345",
        "+49 3675 702345",
        "0049 3675 702345",
        "03675 702345 (Mo bis Fr)",
        "Tel. 03675 702345 oder 03675 702346",
        "030 23125-105",
        "0151 23456789",
        "0800 1110550",
        "116 117",
        "116016",
        "110",
        "112",
    ],
)
def test_numbers_that_can_be_rung(number: str) -> None:
    assert keys(phone=number) == []


@pytest.mark.parametrize("number", ["12345", "0000 000000", "03675", "folgt", "+49", "99999999999999", "113"])
def test_numbers_that_cannot_be_rung(number: str) -> None:
    (one,) = assess(replace(WHOLE, phone=number), SEEN).findings
    assert one.sentence == f"Diese Telefonnummer gibt es so nicht: {number}."
    assert keys(sms=number) == ["wrong.sms"]


@pytest.mark.parametrize(
    "address", ["info(at)example.org", "info@", "@example.org", "a b@example.org", "info@example", "folgt"]
)
def test_mail_addresses_that_cannot_be(address: str) -> None:
    assert keys(email=address) == ["wrong.email"]


def test_whether_a_domain_takes_mail_is_asked_only_through_what_was_passed_in() -> None:
    asked: list[str] = []

    def takes_mail(domain: str) -> bool | None:
        asked.append(domain)
        return {"keine-post.example.org": False, "xn--bro-hoa.example.org": True}.get(domain)

    seen = replace(SEEN, takes_mail=takes_mail)
    assert keys(seen, email="info@keine-post.example.org") == ["wrong.mail_domain"]
    assert keys(seen, email="info@büro.example.org") == []
    assert keys(seen, email="info@wer-weiss.example.org") == [], "unknown is not wrong"
    assert keys(seen, email="kaputt") == ["wrong.email"]
    assert keys(seen, email="") == ["missing.quiet"]
    assert asked == ["keine-post.example.org", "xn--bro-hoa.example.org", "wer-weiss.example.org"]


def test_links_are_judged_elsewhere_and_told_here() -> None:
    seen = replace(
        SEEN, links={"website": "Diese Seite gibt es nicht mehr.", "video": "Diese Seite gibt es nicht mehr."}
    )
    (one,) = assess(replace(WHOLE, website="https://alt.example.org/"), seen).findings
    assert (one.key, one.field, one.weight) == ("wrong.link", "website", 10)
    assert one.sentence == "Diese Seite gibt es nicht mehr."
    seen = replace(SEEN, moved={"chat": "https://neu.example.org/"})
    (one,) = assess(replace(WHOLE, chat="https://alt.example.org/"), seen).findings
    assert (one.key, one.field, one.step) == (
        "stale.moved",
        "chat",
        "Tragen Sie die neue Internetadresse ein: https://neu.example.org/",
    )
    assert assess(WHOLE, seen).score == 100, "an address that is gone from the record is not held against it"


@pytest.mark.parametrize(
    ("standing", "score"), [("fresh", 100), ("soon", 100), ("", 100), ("overdue", 85), ("never", 92)]
)
def test_only_a_clock_that_runs_counts(standing: str, score: int) -> None:
    assert assess(WHOLE, replace(SEEN, standing=standing)).score == score


def test_dates_that_are_over() -> None:
    seen = replace(SEEN, dates_over=True)
    assert keys(seen, opening_hours="", dates=[{"from": "2025-01-01"}]) == ["stale.dates"]
    assert keys(seen) == [], "there are none"


@pytest.mark.parametrize(
    ("changes", "key", "field", "detail"),
    [
        ({"description": "Kommen Sie in die Lindenstr. 12."}, "leak.told", "description", "Lindenstraße 12"),
        ({"description": "Unser Haus in der LINDENSTRASSE."}, "leak.told", "description", "Lindenstraße"),
        ({"cost_note": "Bar in 96515"}, "leak.told", "cost_note", "96515"),
        ({"carriers": ["Verein Lindenstraße 12"]}, "leak.told", "carriers", "Lindenstraße 12"),
        ({"organisation": "Haus Lindenstraße"}, "leak.told", "organisation", "Lindenstraße"),
        ({"texts": {"en": {"summary": "Come to Lindenstr. 12"}}}, "leak.told", "texts", "Lindenstraße 12"),
        ({"summary": "Treffpunkt: Marktplatz 5"}, "leak.address", "summary", "Marktplatz 5"),
        ({"description": "Am besten Goethe-Straße 7b klingeln"}, "leak.address", "description", "Goethe-Straße 7b"),
        ({"title": "Frauenhaus Sonneberg"}, "clash.town", "title", "Sonneberg"),
    ],
)
def test_a_secret_address_in_a_text_is_found(changes: dict[str, Any], key: str, field: str, detail: str) -> None:
    quality = assess(replace(WHOLE, **{**SECRET, **changes}), replace(SEEN, standing="overdue"))
    one = next(one for one in quality.findings if not one.key.startswith("stale"))
    assert (one.key, one.field) == (key, field)
    assert f"„{detail}“" in one.sentence
    assert (quality.findings[0] == one) is key.startswith("leak"), "a told street comes before everything else"


def test_an_address_that_is_no_secret_may_be_told() -> None:
    assert keys(description="Kommen Sie in den Beispielweg 3 in Sonneberg.") == []
    assert keys(**{**SECRET, "organisation": "Frauenhaus Sonneberg", "carriers": ["Verein Sonneberg"]}) == []
    assert keys(**{**SECRET, "description": "Wir sind 24 Stunden da, auf jedem Weg 1 Schritt."}) == []
