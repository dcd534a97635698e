"""Generated offers for measuring: invented, the same for the same seed, about as long as real ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WHAT = (
    "Krabbelgruppe Elterncafé Schreibabyberatung Stillcafé Hebammensprechstunde Familienpaten Frühförderung "
    "Erziehungsberatung Schuldnerberatung Vätertreff Geburtsvorbereitung Rückbildung Babymassage Familienzentrum "
    "Willkommensbesuch Familienhebamme Haushaltshilfe Suchtberatung Sprachmittlung Elternkurs"
).split()
TYPES = (
    "parent_child_group parent_cafe cry_clinic breastfeeding midwife_care volunteer_sponsor early_intervention "
    "family_counselling debt_counselling fathers antenatal_course postnatal_course baby_course family_centre "
    "welcome_visit family_midwife household_help addiction_counselling interpreting parent_course"
).split()
NEEDS = (
    "crying sleep feeding breastfeeding exhaustion low_mood bonding isolation meet_parents practical_help parenting "
    "money applications housing pregnancy_questions find_midwife development childcare language mobility"
).split()
WORDS = (
    "gemeinsam spielen singen austauschen begleiten zuhören beraten Gruppe Treffpunkt Woche Vormittag Nachmittag Raum "
    "Garten Kinder Eltern Familien Schwangerschaft Geburt Alltag Fragen Antworten Anmeldung kostenlos vertraulich "
    "freiwillig Fachkraft Hebamme Sozialpädagogin Entwicklung Ernährung Schlaf Bewegung Sprache Antrag Termin Ort"
).split()
NAMES = "Sonnenschein Regenbogen Schatzkiste Nestwärme Brückenhaus Lichtblick Kastanie Seestern Windrad Kompass".split()


def rows(
    count: int, *, seed: int = 7, box: tuple[float, float, float, float] = (50.2, 54.3, 10.5, 14.4)
) -> Iterator[dict[str, Any]]:
    """``count`` offers as field values of the model; positions inside ``box`` (south, north, west, east)."""
    chance = random.Random(seed)
    south, north, west, east = box
    for number in range(count):
        kind = number % len(WHAT)
        yield {
            "source": "bench",
            "external_id": f"b-{number}",
            "title": f"{WHAT[kind]} {chance.choice(NAMES)} {number}",
            "summary": " ".join(chance.choices(WORDS, k=12)) + ".",
            "description": " ".join(chance.choices(WORDS, k=70)) + ".",
            "offer_types": [f"offer.{TYPES[kind]}"],
            "needs": [f"need.{need}" for need in chance.sample(NEEDS, 2)] if chance.random() < 0.66 else [],
            "target_groups": ["tg.infant"],
            "age_from_months": chance.choice([None, -9, 0, 6]),
            "age_to_months": chance.choice([None, 12, 36, 72]),
            "languages": chance.choice([["de"], ["de", "tr"], ["de", "ar", "uk"], []]),
            "access": chance.choice([["drop_in"], ["appointment"], ["home_visit"], ["appointment", "phone"]]),
            "cost_kind": chance.choice(["free", "free", "paid", "reducible", "insurance", ""]),
            "street": f"Musterweg {number % 90 + 1}",
            "postal_code": chance.choice(["96515", "98724", "15848", "15517", "18437", "18528"]),
            "city": chance.choice(["Sonneberg", "Lauscha", "Beeskow", "Fürstenwalde", "Stralsund", "Bergen"]),
            "lat": chance.uniform(south, north),
            "lon": chance.uniform(west, east),
            "position_exact": True,
            "phone": "030 23125 000",
            "email": "muster@example.org",
            "opening_hours": chance.choice(["Mo-Fr 08:00-16:00; PH off", "Tu 09:30-11:00", "", "Mo,We 14:00-18:00"]),
            "last_verified_on": date(2026, 11, 1) - timedelta(days=chance.randrange(500)),
            "status": "published",
            "published_at": AT,
        }
