from nestwerk.matching.emergency.rules import RULES
from nestwerk.matching.emergency.vocabulary import class_names

FROM_NUMBERS = {"AGE", "YOUNG", "FEVER_DEGREES", "PRETERM"}
FROM_CODE = {"EMERGENCY_ALONE", "ONLY_POISON", "ONLY_VIOLENCE", "ONLY_DANGER", "ONLY_LOSE"}
ALONE = {"ALONE_POISON", "ALONE_VIOLENCE", "ALONE_DANGER", "ALONE_LOSE", "FILLER"}
READ_BY_CODE = ALONE | {
    "LOOKALIKE",
    "DAYS",
    "WEEKS",
    "MONTHS",
    "YEARS",
    "SINCE",
    "GESTATION",
    "EMERGENCY_WORD",
    "HELP_WORD",
}


def test_every_class_a_rule_names_exists_and_every_class_is_used():
    derived = {rule.result for rule in RULES if rule.result.isupper()}
    named = {name for rule in RULES for element in rule.wanted for name in element}
    named |= {name for rule in RULES for name in (*rule.unwanted, *(near for near, _ in rule.near))}
    assert named - derived - FROM_NUMBERS - FROM_CODE - class_names() == set()
    assert class_names() - named - READ_BY_CODE == set()
