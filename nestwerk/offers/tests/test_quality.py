"""The quality of a record: what is missing or cannot be, what it costs, and what to do next."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nestwerk.common.hours import BERLIN
from nestwerk.offers.quality import Facts, Quality, Seen, assess, by, together
from nestwerk.offers.quality.finding import KINDS, rules
from nestwerk.offers.wording import Kind, review

AT = datetime(2026, 11, 25, 10, 0, tzinfo=BERLIN)
NOWHERE = {"street": "", "postal_code": "", "city": ""}
SEEN = Seen(at=AT, land="TH", standing="fresh")
WHOLE = Facts(
    title="Elterncafé am Dienstag",
    summary="Kaffee, Krabbeldecke und andere Eltern.",
    organisation="Familienzentrum Beispiel",
    offer_types=["offer.parent_cafe"],
    needs=["need.contact"],
    age_from_months=0,
    age_to_months=36,
    languages=["de"],
    access=["drop_in"],
    cost_kind="free",
    street="Beispielweg 3",
    postal_code="96515",
    city="Sonneberg",
    phone="03675 702345",
    email="cafe@example.org",
    opening_hours="Tu 09:30-11:30; PH off",
)


def keys(seen: Seen = SEEN, **changes: Any) -> list[str]:
    return [one.key for one in assess(replace(WHOLE, **changes), seen).findings]


def test_a_whole_record_has_a_hundred_points_and_nothing_left_to_do() -> None:
    assert assess(WHOLE, SEEN) == Quality(100, ())
    assert assess(WHOLE, SEEN).next_step == ""


def test_an_empty_record_is_only_missing_things() -> None:
    quality = assess(Facts())
    assert {one.kind for one in quality.findings} == {"missing"}
    assert quality.score == 100 - sum(one.weight for one in quality.findings) > 0
    assert quality.next_step == ("Tragen Sie eine Telefonnummer oder Mail-Adresse ein: Sonst kann sich niemand melden.")


@pytest.mark.parametrize(
    ("changes", "key", "field", "weight"),
    [
        ({"opening_hours": "", "access": ["appointment"]}, "missing.times", "opening_hours", 12),
        ({"summary": ""}, "missing.summary", "summary", 8),
        ({"access": []}, "missing.access", "access", 8),
        ({"cost_kind": ""}, "missing.cost", "cost_kind", 8),
        ({"cost_kind": "paid"}, "missing.price", "cost_note", 4),
        ({"needs": []}, "missing.needs", "needs", 7),
        ({"age_from_months": None, "age_to_months": None}, "missing.age", "age_to_months", 6),
        ({"languages": []}, "missing.languages", "languages", 5),
        ({"email": ""}, "missing.quiet", "email", 3),
        ({"phone": "", "email": ""}, "missing.contact", "phone", 15),
        ({"street": "", "postal_code": "", "city": ""}, "missing.place", "city", 10),
        ({"street": ""}, "missing.street", "street", 4),
    ],
)
def test_each_missing_fact_costs_its_points_and_names_its_field(
    changes: dict[str, Any], key: str, field: str, weight: int
) -> None:
    quality = assess(replace(WHOLE, **changes), SEEN)
    (one,) = quality.findings
    assert (one.key, one.kind, one.field, one.weight, quality.score) == (key, "missing", field, weight, 100 - weight)
    assert quality.next_step == one.step


def test_the_next_step_is_the_one_parents_ask_for_most() -> None:
    quality = assess(replace(WHOLE, access=["appointment"], opening_hours="", languages=[], needs=[]), SEEN)
    assert [one.key for one in quality.findings] == ["missing.times", "missing.needs", "missing.languages"]
    assert quality.next_step == "Tragen Sie Öffnungszeiten ein: Danach fragen Eltern am häufigsten."


@pytest.mark.parametrize(
    "changes",
    [
        {"opening_hours": "", "dates": [{"from": "2026-12-01"}]},
        {"age_from_months": None},
        {"age_to_months": None},
        {"access": ["online"], "website": "https://x.example.org/", **NOWHERE, "opening_hours": ""},
        {"access": ["home_visit"], "served_ags": ["16072"], **NOWHERE, "opening_hours": ""},
        {"access": ["mobile"], "social_space": "nord", "street": ""},
        {"access": ["phone"], **NOWHERE},
        {"hidden_address": True, **NOWHERE},
        {"offer_types": ["offer.debt_counselling"], "age_from_months": None, "age_to_months": None},
        {"email": "", "sms": "0151 23456789"},
        {"phone": ""},
        {"cost_note": "0,00 Euro"},
        {"cost_note": "Eine Spende freut uns."},
        {"cost_kind": "paid", "cost_note": "5 Euro"},
    ],
)
def test_what_an_offer_of_its_kind_need_not_tell_is_not_missed(changes: dict[str, Any]) -> None:
    assert keys(**changes) == []


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"opening_hours": ""}, "clash.drop_in", "opening_hours"),
        ({"access": ["home_visit"], "opening_hours": ""}, "clash.area", "served_postal_codes"),
        ({"access": ["mobile"], "city": "", "street": "", "postal_code": ""}, "clash.area", "served_postal_codes"),
        ({"access": ["phone"], "phone": ""}, "clash.phone", "phone"),
        ({"access": ["phone"], "phone": "", "email": ""}, "clash.phone", "phone"),
        ({"access": ["online"], "email": "", "phone": ""}, "clash.online", "website"),
        ({"cost_note": "5 EUR je Stunde"}, "clash.free", "cost_note"),
        ({"age_from_months": 12, "age_to_months": 3}, "clash.ages", "age_to_months"),
    ],
)
def test_contradictions_are_told_once_and_not_as_gaps_too(changes: dict[str, Any], key: str, field: str) -> None:
    found = [one for one in assess(replace(WHOLE, **changes), SEEN).findings if one.key != "missing.quiet"]
    assert [(one.key, one.kind, one.field) for one in found] == [(key, "clash", field)]


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


SECRET = {
    "hidden_address": True,
    "street": "Lindenstraße 12",
    "postal_code": "96515",
    "city": "Sonneberg",
    "access": ["phone"],
    "opening_hours": "24/7",
    "offer_types": ["offer.violence_protection"],
}


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


def test_points_never_fall_below_nothing() -> None:
    worst = Facts(
        hidden_address=True,
        street="Lindenstraße 1",
        description="Lindenstraße 1",
        summary="Lindenstraße 1",
        title="Lindenstraße 1",
        phone="0",
    )
    assert assess(worst, Seen(standing="overdue")).score == 0


def test_facts_come_from_a_row_as_it_stands() -> None:
    row = {
        "title": "Café",
        "phone": None,
        "age_from_months": None,
        "age_to_months": 0,
        "needs": ["a"],
        "pk": 7,
        "status": "draft",
    }
    assert Facts.of(row) == Facts(title="Café", age_to_months=0, needs=["a"])


@given(
    st.builds(
        Facts,
        summary=st.text(max_size=20),
        description=st.text(max_size=50),
        access=st.lists(
            st.sampled_from(["drop_in", "appointment", "referral", "home_visit", "phone", "online", "mobile"])
        ),
        cost_kind=st.sampled_from(["", "free", "paid", "reducible", "insurance"]),
        cost_note=st.text(max_size=20),
        opening_hours=st.sampled_from(["", "24/7", "Mo 9", "We 10:00-12:00", "off", "SH off"]) | st.text(max_size=20),
        phone=st.text(max_size=20),
        email=st.text(max_size=20),
        hidden_address=st.booleans(),
        street=st.text(max_size=20),
        city=st.text(max_size=20),
    )
)
def test_any_record_gets_points_and_a_step(facts: Facts) -> None:
    quality = assess(facts, SEEN)
    assert 0 <= quality.score <= 100
    assert (quality.score == 100) == (quality.findings == ()) == (quality.next_step == "")
    assert len({(one.key, one.field) for one in quality.findings}) == len(quality.findings)


def test_knowing_more_never_costs_points() -> None:
    """Filling a gap with a sound value raises the score or leaves it."""
    empty = Facts()
    before = assess(empty, SEEN).score
    for name in (
        "phone",
        "email",
        "summary",
        "needs",
        "languages",
        "cost_kind",
        "age_to_months",
        "city",
        "opening_hours",
    ):
        empty = replace(empty, **{name: getattr(WHOLE, name)})
        after = assess(empty, SEEN).score
        assert after >= before, name
        before = after


def test_every_finding_speaks_plainly_and_fits_its_columns() -> None:
    assert len(rules()) >= 30
    for rule in rules().values():
        assert rule.kind in KINDS
        assert 0 < rule.weight <= 40
        for text in (rule.sentence.replace("{detail}", "Beispiel"), rule.step.replace("{detail}", "Beispiel")):
            assert not {Kind.SENTENCE, Kind.PASSIVE, Kind.JARGON} & {one.kind for one in review(text)}, text
            assert text[0].isupper()
            assert "falsch" not in text
        assert len(rule.step) < 200
        assert rule.many
    assert {rule.kind for rule in rules().values()} == set(KINDS)


def test_together_the_mean_and_the_steps_that_lift_most() -> None:
    many = [
        assess(WHOLE, SEEN),
        assess(replace(WHOLE, opening_hours="", languages=[]), SEEN),
        assess(replace(WHOLE, opening_hours="", access=["appointment"]), SEEN),
        assess(replace(WHOLE, languages=[]), SEEN),
    ]
    overall = together(many)
    assert (overall.offers, overall.mean) == (4, round((100 + 81 + 88 + 95) / 4, 1))
    assert [(step.text, step.offers, step.gain) for step in overall.steps] == [
        ("Öffnungszeiten oder Termine eintragen", 2, 6.5),
        ("Die Sprachen eintragen", 2, 2.5),
    ]
    assert together(many, most=1).steps == overall.steps[:1]
    assert together([]) == together(iter(()))
    assert (together([]).offers, together([]).mean, together([]).steps) == (0, None, ())


def test_together_a_told_secret_stands_first() -> None:
    leak = assess(replace(WHOLE, **{**SECRET, "description": "Lindenstraße 12"}), SEEN)
    others = [assess(replace(WHOLE, opening_hours=""), SEEN)] * 9
    assert together([*others, leak]).steps[0].text == "Geheime Adressen aus den Texten nehmen"


def test_the_gain_is_what_the_mean_would_rise_by() -> None:
    """Also where an offer has lost more than a hundred points and one step alone does not show."""
    worst = assess(replace(Facts(phone="0", email="x", opening_hours="kaputt")), Seen(standing="overdue"))
    lost = sum(one.weight for one in worst.findings)
    assert lost > 70
    for step in together([worst], most=50).steps:
        rest = sum(one.weight for one in worst.findings if one.key not in step.keys)
        assert step.gain == max(0, 100 - rest) - worst.score


def test_each_partner_has_a_mean_of_her_own() -> None:
    found = by(
        [("a", assess(WHOLE, SEEN)), ("b", assess(Facts(), SEEN)), ("a", assess(replace(WHOLE, needs=[]), SEEN))]
    )
    assert list(found) == ["a", "b"]
    assert (found["a"].offers, found["a"].mean, found["b"].offers) == (2, 96.5, 1)
