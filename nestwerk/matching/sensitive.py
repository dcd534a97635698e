"""Terms that steer the search and are never shown as a statement about the reader, nor as a reason."""

from __future__ import annotations

SENSITIVE = frozenset(
    {
        # emergencies
        "need.losing_control", "need.suicidality", "need.violence", "need.poisoning", "need.acute_danger",
        # illness, also of the soul
        "need.low_mood", "need.anxiety", "need.parent_illness", "need.disability", "need.birth_experience",
        "need.bonding", "need.own_past", "tg.child_disability", "tg.parent_disability", "tg.parent_mental_illness",
        "offer.mental_health",
        # addiction, violence, prison
        "need.addiction", "tg.parent_addiction", "offer.addiction_counselling", "tg.violence",
        "offer.violence_protection", "tg.imprisoned_parent",
        # poverty, debts, housing, papers, reading
        "need.money", "need.housing", "need.residence", "tg.poverty", "tg.housing_insecure", "tg.refugees",
        "tg.low_literacy", "offer.debt_counselling",
        # pregnancies nobody may know of, and loss
        "need.unplanned_pregnancy", "offer.pregnancy_conflict", "offer.confidential_birth", "need.bereavement",
        "tg.bereaved", "offer.bereavement", "tg.young_parents",
        # worry about a child, statutory help, crisis
        "need.worry_other_child", "offer.isef", "offer.spfh", "offer.parent_child_home", "offer.crisis_line",
        "need.partner_conflict", "need.separation", "tg.rainbow",
    }
)  # fmt: skip
