"""What the art of an offer says about the facts it needs. Codes of the taxonomy."""

from __future__ import annotations

# Held on a day with other people: never around the clock, never at night.
GATHERINGS = frozenset({
    "offer.antenatal_course", "offer.postnatal_course", "offer.parent_course", "offer.baby_course", "offer.parent_cafe",
    "offer.parent_child_group", "offer.fathers", "offer.open_consultation", "offer.self_help", "offer.family_event",
})  # fmt: skip
# May be there at night.
AT_NIGHT = frozenset({
    "offer.crisis_line", "offer.medical_emergency", "offer.violence_protection", "offer.confidential_birth",
    "offer.daycare", "offer.parent_child_home", "offer.mental_health",
})  # fmt: skip
# The age of a child says nothing here.
ANY_AGE = frozenset({
    "offer.isef", "offer.interpreting", "offer.debt_counselling", "offer.addiction_counselling", "offer.crisis_line",
    "offer.violence_protection", "offer.migration_counselling", "offer.medical_emergency", "offer.pregnancy_conflict",
    "offer.confidential_birth",
})  # fmt: skip
FAR = frozenset({"phone", "online"})  # ways that need no place
COMES = frozenset({"home_visit", "mobile"})  # ways that need an area
NO_HOURS = frozenset({"home_visit", "online", "referral"})  # ways that need no hours when they are the only ones
