"""The quality of a record: what is missing or cannot be, what it costs, and what to do next."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nestwerk.offers.quality import Facts, Quality, Seen, assess, by, together
from nestwerk.offers.quality.finding import KINDS, rules
from nestwerk.offers.wording import Kind, review

from .whole_record import NOWHERE, SECRET, SEEN, WHOLE, keys


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
