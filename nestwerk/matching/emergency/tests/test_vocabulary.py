from importlib import resources

from nestwerk.matching.emergency.rules import RULES
from nestwerk.matching.emergency.vocabulary import LANGUAGES, class_names

FROM_NUMBERS = {"AGE", "YOUNG", "FEVER_DEGREES", "PRETERM"}
FROM_CODE = {"EMERGENCY_ALONE", "ONLY_POISON", "ONLY_VIOLENCE", "ONLY_DANGER", "ONLY_LOSE", "ONLY_FALL", "ONLY_SUICIDE"}
ALONE = {"ALONE_POISON", "ALONE_VIOLENCE", "ALONE_DANGER", "ALONE_LOSE", "ALONE_SUICIDE", "FALLFROM", "FILLER"}
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


def test_an_entry_stands_once_in_its_class():
    twice = []
    for language in LANGUAGES:
        seen = set()
        table = resources.files("nestwerk.matching.emergency").joinpath("data", f"{language}.tsv")
        for line in table.read_text(encoding="utf-8").splitlines():
            name, tab, entries = line.partition("\t")
            for entry in entries.split("|") if tab and not line.startswith("#") else ():
                twice += [(language, name, entry)] if (name.lstrip("="), entry) in seen else []
                seen.add((name.lstrip("="), entry))
    assert twice == []
