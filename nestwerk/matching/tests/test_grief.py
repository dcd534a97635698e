"""Who lost a child or a partner finds somebody to mourn with first."""

from __future__ import annotations

import pytest

from nestwerk.matching.grief import after_abortion, died
from nestwerk.matching.tests.builders import ask
from nestwerk.matching.text import folded


@pytest.mark.parametrize(
    "text",
    [
        "unser zwilling ist gestorben der andere lebt", "frühchen gestorben", "einer der zwillinge tot im bauch",
        "mein mann ist tot", "plötzlicher kindstod", "my husband died", "our twin was stillborn",
        "kocam savaşta öldü", "baby in der 20 woche verloren", "unser sternenkind", "totgeburt",
        "муж погиб на войне", "загинув чоловік", "استشهد زوجي", "ابني مات",
    ],
)  # fmt: skip
def test_a_death_is_heard(text: str) -> None:
    assert died(" ".join(folded(text)))


@pytest.mark.parametrize(
    "text",
    [
        "hund gestorben kind traurig", "plötzlichem kindstod vorbeugen", "angst vor kindstod", "bin todmüde",
        "kind fast gestorben vor lachen", "kocam baba oldu", "wie erkläre ich meinem kind den tod", "oma gestorben",
        "prevent cot death", "mein handy ist tot", "дедушка умер ребенок", "kedi öldü kızım üzgün",
        "جدته ماتت ابني حزين", "schwanger nach totgeburt",
        "baby hat schnuller verloren", "kind im kaufhaus verloren gegangen",
        "grandma died son sad", "kaninchen gestorben tochter", "mein mann ist nicht tot", "mein sohn ist fast tot",
        "das kind war so tot müde", "die batterie vom babyphone ist tot und das kind weint",
    ],
)  # fmt: skip
def test_what_is_no_death_of_theirs_is_none(text: str) -> None:
    assert not died(" ".join(folded(text)))


@pytest.mark.parametrize(
    "text",
    [
        "ich habe abgetrieben",
        "nach dem Schwangerschaftsabbruch",
        "seit der abtreibung traurig",
        "kürtaj oldum",
        "после аборта",
    ],
)
def test_after_an_abortion_nobody_speaks_of_the_decision(text: str) -> None:
    assert after_abortion(" ".join(folded(text)))
    found = ask(text)
    assert not {"need.unplanned_pregnancy", "tg.pregnant"} & {*dict(found.needs), *dict(found.target_groups)}
    assert found.age_months is None


@pytest.mark.parametrize(
    "text", ["soll ich abtreiben", "will nicht dass abgetrieben werden muss", "beratung zur abtreibung"]
)
def test_before_it_somebody_does(text: str) -> None:
    assert not after_abortion(" ".join(folded(text)))
